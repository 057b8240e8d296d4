/**
 * `dropproof check`: explores a system and reports what it found.
 */
import type { ExploreOptions } from '../../explore/options.ts';
import { openCheckpoints, resumeCommand } from '../checkpoint/open.ts';
import { choiceOf, commandsFor, unlikeNamed } from '../choice.ts';
import type { Values } from '../command.ts';
import { command } from '../command.ts';
import { exploreWith } from '../engine.ts';
import { refuseUnwritable } from '../files.ts';
import { checkOptions } from '../options.ts';
import { placesOf } from '../places.ts';
import { progressLine } from '../progress.ts';
import { giveReport } from '../report.ts';
import { buildModel, findSystem } from '../systems.ts';
import { workersFor } from '../workers.ts';

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
    const { resume, keeper } = openCheckpoints(args, { io, progress });
    const workers = workersFor(args, choice, io);
    const options = {
      ...exploreOptions(args),
      ...(workers && { workers }),
      ...(resume && { resume }),
    };
    const around = { io, progress, ...(keeper && { keeper }) };
    const outcome = await exploreWith(exploring, model, options, around);
    const flags = args.symmetry ? ['--symmetry'] : [];
    const again = commandsFor(args.system, model, choice, 'check', flags);
    const places = placesOf([model], io.cwd);
    const unlike = unlikeNamed(system, outcome);
    giveReport(outcome, args, context, { again, unlike, places: () => places });
    keeper?.sayWhereItIs(outcome.limit, resumeCommand(args, outcome.limit));
    return outcome.exitCode;
  },
});

type CheckValues = Values<typeof checkOptions>;

function exploreOptions(args: CheckValues): ExploreOptions {
  return {
    // How a cell changes up to the first violation is no answer.
    keepGoing: args.keepGoing || args.graph !== undefined,
    symmetry: args.symmetry,
    profile: args.profile,
    ...(args.graph !== undefined ? { graph: args.graph } : {}),
    ...(args.property ? { properties: args.property } : {}),
    ...(args.maxStates ? { maxStates: args.maxStates } : {}),
    ...(args.maxDepth ? { maxDepth: args.maxDepth } : {}),
    ...(args.maxSeconds ? { maxSeconds: args.maxSeconds } : {}),
    ...(args.maxMemory ? { maxMemory: args.maxMemory } : {}),
  };
}
