/**
 * `dropproof check`: explores a system and reports what it found.
 */
import type { ExploreOptions } from '../../explore/explore.ts';
import type { Outcome } from '../../explore/outcome.ts';
import { formats } from '../../report/formats.ts';
import type { Commands, ReportOptions } from '../../report/options.ts';
import { plain, usualOptions } from '../../report/options.ts';
import { choiceOf, commandsFor } from '../choice.ts';
import type { Context, Values } from '../command.ts';
import { command } from '../command.ts';
import { exploreWith } from '../engine.ts';
import { refuseUnwritable, writeReport } from '../files.ts';
import { checkOptions } from '../options.ts';
import { progressLine } from '../progress.ts';
import { buildModel, findSystem } from '../systems.ts';

export const check = command({
  usage: 'check <system>',
  summary: 'explore every reachable state of a system, and report',
  positionals: {
    system: { type: 'string', describe: 'name in the catalogue, or path of a module' },
  },
  options: checkOptions,
  run: async (args, context) => {
    const { io, catalogue, exploring } = context;
    const choice = choiceOf(args);
    const system = await findSystem(args.system, catalogue, io.cwd);
    const model = buildModel(system, choice);
    // Before the search: nobody wants to learn after an hour that the folder does not exist.
    if (args.out !== undefined) refuseUnwritable(args.out, io.cwd);
    const progress = progressLine(args.progress, io);
    const outcome = await exploreWith(exploring, model, exploreOptions(args), { io, progress });
    const flags = args.symmetry ? ['--symmetry'] : [];
    report(outcome, args, context, commandsFor(args.system, model, choice, flags));
    return outcome.exitCode;
  },
});

type CheckValues = Values<typeof checkOptions>;

function exploreOptions(args: CheckValues): ExploreOptions {
  return {
    keepGoing: args.keepGoing,
    symmetry: args.symmetry,
    ...(args.property ? { properties: args.property } : {}),
    ...(args.maxStates ? { maxStates: args.maxStates } : {}),
    ...(args.maxDepth ? { maxDepth: args.maxDepth } : {}),
    ...(args.maxSeconds ? { maxSeconds: args.maxSeconds } : {}),
    ...(args.maxMemory ? { maxMemory: args.maxMemory } : {}),
  };
}

function report(
  outcome: Outcome,
  { format, out, ghosts }: CheckValues,
  { io, style, width }: Context,
  again: Commands,
): void {
  const onPaper: ReportOptions = { ...usualOptions, style: plain, ghosts, again };
  if (out === undefined) {
    io.stdout.write(formats[format](outcome, { ...onPaper, style, width }));
    return;
  }
  writeReport(out, io.cwd, formats[format](outcome, onPaper));
  io.stderr.write(`${outcome.verdict}: wrote ${out}\n`);
}
