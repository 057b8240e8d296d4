/**
 * `dropproof gate`: every expected verdict against reality; the command for CI.
 */
import type { Evidence } from '../../explore/gate/gate.ts';
import { accepted, gateOf } from '../../explore/gate/gate.ts';
import type { GateOutcome } from '../../explore/gate/outcome.ts';
import { exitCodes } from '../../explore/outcome.ts';
import { gateFormats } from '../../report/gate/formats.ts';
import type { ReportOptions } from '../../report/options.ts';
import { counted } from '../../report/words.ts';
import { UsageError } from '../../spec/errors.ts';
import type { Context, Values } from '../command.ts';
import { command } from '../command.ts';
import { refuseUnwritable } from '../files.ts';
import type { Loaded } from '../gate/load.ts';
import { loadGate, writeExpected } from '../gate/load.ts';
import { gateOptions } from '../gate/options.ts';
import { evidenceFor } from '../gate/run.ts';
import { placesOf } from '../places.ts';
import { gateVerdict, giveText, paperFor, summarize } from '../report.ts';

export const gate = command({
  usage: 'gate [config]',
  summary: 'compare every expected verdict with reality; exit code 0 if all are equal, else 30',
  positionals: {
    config: {
      type: 'string',
      describe: 'module whose default export is a gate',
      default: 'dropproof.config.ts',
    },
  },
  options: gateOptions,
  run: async (args, context) => {
    const { io } = context;
    if (args.update && args.shard) {
      throw new UsageError('contradictory options: --update and --shard; a part is not the whole');
    }
    if (args.out !== undefined) refuseUnwritable(args.out, io.cwd);
    const loaded = await loadGate(args.config, io.cwd);
    const evidence = await evidenceFor(loaded, args, context);
    const outcome = gateOf(evidence);
    give(outcome, evidence, args, context);
    return args.update ? update(loaded, evidence, outcome, context) : outcome.exitCode;
  },
});

/** Expects what was found, unless some of it cannot be expected. */
function update(
  loaded: Loaded,
  evidence: Evidence,
  outcome: GateOutcome,
  { io: { stderr } }: Context,
): number {
  const cells = accepted(evidence, outcome, loaded.gate.pins);
  if (cells === null) {
    stderr.write(
      `${loaded.expectedShown} is left as it was: what is undecided, broken or was not run ` +
        'cannot be expected\n',
    );
    return exitCodes.gate;
  }
  writeExpected(loaded, cells);
  stderr.write(`${counted(cells.length, 'cell')} expected: wrote ${loaded.expectedShown}\n`);
  return exitCodes.asExpected;
}

function give(
  outcome: GateOutcome,
  { chosen }: Evidence,
  { format, out, ghosts }: Pick<Values<typeof gateOptions>, 'format' | 'out' | 'ghosts'>,
  context: Context,
): void {
  const { io } = context;
  const places = (system: string) =>
    placesOf(
      chosen.filter((cell) => cell.system === system).map(({ search }) => search.model),
      io.cwd,
    );
  const paper: ReportOptions = { ...paperFor({ ghosts }), places };
  if (format === 'github') summarize(gateFormats.markdown(outcome, paper), io);
  const verdict = gateVerdict(outcome);
  giveText((options) => gateFormats[format](outcome, options), paper, { out, verdict }, context);
}
