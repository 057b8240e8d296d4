/**
 * `dropproof replay`: runs a recorded trace on today's model, and says whether it still tells the same.
 */
import { exitCodes } from '../../explore/outcome.ts';
import { judgeTrace } from '../../explore/traceCheck.ts';
import { wrap } from '../../report/layout.ts';
import { usualOptions } from '../../report/options.ts';
import { storyLines } from '../../report/story/lines.ts';
import { storyOf } from '../../report/story/tell.ts';
import { counted } from '../../report/words.ts';
import { choiceOf, commandsFor, unlikeNamed } from '../choice.ts';
import { command } from '../command.ts';
import { refuseUnwritable } from '../files.ts';
import { replayOptions } from '../options.ts';
import { replayTrace } from '../replay/compare.ts';
import { loadTrace } from '../replay/load.ts';
import { modelFor } from '../replay/model.ts';
import { giveReport } from '../report.ts';
import { findSystem } from '../systems.ts';

export const replay = command({
  usage: 'replay <trace>',
  summary: "re-run a trace on today's model; exit code 0 if it agrees, 30 if it differs",
  positionals: {
    trace: { type: 'string', describe: 'file that check --format json --out wrote' },
  },
  options: replayOptions,
  run: async (args, context) => {
    const { io, catalogue, width, style } = context;
    if (args.out !== undefined) refuseUnwritable(args.out, io.cwd);
    const recorded = await loadTrace(args.trace, io.cwd, args.property);
    const { outcome, property } = recorded;
    const system = await findSystem(args.system ?? outcome.system, catalogue, io.cwd);
    const model = modelFor(args.trace, outcome, system, choiceOf(args));
    const replayed = replayTrace(model, recorded.trace);
    const { trace, difference } = replayed;
    const judgement = difference === undefined ? judgeTrace(model, property, replayed) : undefined;
    const options = { ...usualOptions, width, style, ghosts: args.ghosts };
    const choice = { set: outcome.variant, bound: outcome.bounds };
    const again = commandsFor(args.system ?? outcome.system, model, choice);
    const known = { again, unlike: unlikeNamed(system, outcome) };
    const isReport = args.format !== 'text' || args.out !== undefined;
    const say = (lines: readonly string[]) =>
      (isReport ? io.stderr : io.stdout).write(`${lines.join('\n')}\n`);
    if (judgement?.violated) {
      const today = { ...property, reason: judgement.reason, trace };
      const length = counted(trace.steps.length, 'step');
      // The search is as it was recorded; only what was replayed is told again.
      if (isReport) giveReport({ ...outcome, properties: [today] }, args, context, known);
      else say([...storyLines(storyOf(outcome, today), options), '']);
      say([style.good(`Agrees: all ${length} as recorded, and ${property.id} is violated.`)]);
      return exitCodes.asExpected;
    }
    const why = difference ?? `after all steps as recorded, ${judgement?.why}`;
    say(wrap(style.bad(`Differs: ${why}`), width));
    return exitCodes.gate;
  },
});
