/**
 * `dropproof fuzz`: random schedules, at bounds that no search exhausts. It finds violations and proves nothing.
 */
import { fuzzing } from '../../explore/fuzz/fuzzing.ts';
import { usualFuzz } from '../../explore/fuzz/options.ts';
import { fuzzWords } from '../../report/command.ts';
import { choiceOf, commandsFor, unlikeNamed } from '../choice.ts';
import { command } from '../command.ts';
import { drive } from '../engine.ts';
import { refuseUnwritable } from '../files.ts';
import { fuzzOptions } from '../fuzz/options.ts';
import { fuzzProgressLine } from '../progress.ts';
import { giveReport } from '../report.ts';
import { buildModel, findSystem } from '../systems.ts';
import { workersFor } from '../workers.ts';

export const fuzz = command({
  usage: 'fuzz <system>',
  summary: 'try random schedules, at bounds too large to explore; finds violations, proves nothing',
  positionals: {
    system: { type: 'string', describe: 'name in the catalogue, or path of a module' },
  },
  options: fuzzOptions,
  run: async (args, context) => {
    const { io, catalogue } = context;
    const choice = choiceOf(args);
    const system = await findSystem(args.system, catalogue, io.cwd);
    const model = buildModel(system, choice);
    if (args.out !== undefined) refuseUnwritable(args.out, io.cwd);
    const { seed = io.entropy(), maxSteps = usualFuzz.maxSteps, strategy, random = [] } = args;
    const workers = workersFor(args, choice, io);
    const walks = fuzzing(model, {
      seed,
      maxSteps,
      strategy,
      random,
      ...(args.runs === undefined ? {} : { runs: args.runs }),
      ...(args.property ? { properties: args.property } : {}),
      ...(args.maxSeconds === undefined ? {} : { maxSeconds: args.maxSeconds }),
      ...(workers === undefined ? {} : { workers }),
      clock: io.clock,
      memory: io.memory,
    });
    const outcome = await drive(walks, io, fuzzProgressLine(args.progress, io));
    const words = fuzzWords(outcome.fuzz);
    const again = commandsFor(args.system, model, choice, 'fuzz', words);
    giveReport(outcome, args, context, { again, unlike: unlikeNamed(system, outcome) });
    return outcome.exitCode;
  },
});
