/**
 * `dropproof conform`: says whether the log of a real run is a behaviour of a system, and if not, why.
 */
import { conforming } from '../../explore/conform/conform.ts';
import { conformanceFormats } from '../../report/conform/formats.ts';
import { plain, usualOptions } from '../../report/options.ts';
import { UsageError } from '../../spec/errors.ts';
import { choiceOf } from '../choice.ts';
import { command } from '../command.ts';
import { linesOf, loadMap } from '../conform/load.ts';
import { conformOptions } from '../conform/options.ts';
import { drive } from '../engine.ts';
import { refuseUnwritable, writeReport } from '../files.ts';
import { conformProgressLine } from '../progress.ts';
import { buildModel, findSystem } from '../systems.ts';

export const conform = command({
  usage: 'conform <system> <log>',
  summary: 'say whether the log of a real run is a behaviour of a system; exit code 10 if not',
  positionals: {
    system: { type: 'string', describe: 'name in the catalogue, or path of a module' },
    log: { type: 'string', describe: 'file with an event a line, in JSON' },
  },
  options: conformOptions,
  run: async (args, { io, catalogue, style, width }) => {
    const system = await findSystem(args.system, catalogue, io.cwd);
    const model = buildModel(system, choiceOf(args));
    if (args.map === undefined) {
      throw new UsageError(
        '--map is missing: the module that says what the events of the log mean',
      );
    }
    const map = await loadMap(args.map, io.cwd);
    const { out, format } = args;
    if (out !== undefined) refuseUnwritable(out, io.cwd);
    const following = conforming(model, map, linesOf(args.log, io.cwd), {
      ...(args.maxStates ? { maxStates: args.maxStates } : {}),
      ...(args.maxSeconds ? { maxSeconds: args.maxSeconds } : {}),
      clock: io.clock,
    });
    const outcome = await drive(following, io, conformProgressLine(args.progress, io));
    if (out === undefined) {
      io.stdout.write(conformanceFormats[format](outcome, { style, width }));
    } else {
      writeReport(
        out,
        io.cwd,
        conformanceFormats[format](outcome, { ...usualOptions, style: plain }),
      );
      io.stderr.write(`${outcome.verdict}: wrote ${out}\n`);
    }
    return outcome.exitCode;
  },
});
