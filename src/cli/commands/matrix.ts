/**
 * `dropproof matrix`: variants × properties, every cell decided by exploration.
 */
import { matrixOf } from '../../explore/matrix/matrix.ts';
import type { Matrix, Variation } from '../../explore/matrix/outcome.ts';
import type { MatrixQuestion } from '../../explore/matrix/plan.ts';
import { planMatrix } from '../../explore/matrix/plan.ts';
import { quoted } from '../../report/command.ts';
import { matrixFormats } from '../../report/matrix/formats.ts';
import { UsageError } from '../../spec/errors.ts';
import { choiceOf } from '../choice.ts';
import type { Context, Values } from '../command.ts';
import { command } from '../command.ts';
import { refuseUnwritable } from '../files.ts';
import { cacheFolder, cacheIn } from '../matrix/cache.ts';
import { limitsOf, matrixOptions } from '../matrix/options.ts';
import { sourceHash } from '../matrix/sources.ts';
import { runSearches } from '../matrix/work.ts';
import { matrixProgressLine } from '../progress.ts';
import { giveText, matrixVerdict, paperFor } from '../report.ts';
import { buildModel, findSystem } from '../systems.ts';

type MatrixValues = Values<typeof matrixOptions> & { readonly system: string };

export const matrix = command({
  usage: 'matrix <system>',
  summary: 'compare design variants: which breaks which promise, and why its neighbours do not',
  positionals: {
    system: { type: 'string', describe: 'name in the catalogue, or path of a module' },
  },
  options: matrixOptions,
  run: async (args, context) => {
    const { io, catalogue, exploring } = context;
    const question = questionOf(args);
    const system = await findSystem(args.system, catalogue, io.cwd);
    // What the system's own code throws is told as for every other command.
    buildModel(system, { ...question.base, bound: question.bound ?? {} });
    const plan = planMatrix(system, question);
    if (args.out !== undefined) refuseUnwritable(args.out, io.cwd);
    const { maxStates, maxDepth, workers = 'auto' } = args;
    const sources = sourceHash(args.system, io.cwd);
    const cache = cacheIn(cacheFolder(args.cache, io), { sources, maxStates, maxDepth });
    const found = await runSearches(plan.searches.flat(), {
      io,
      exploring,
      cache,
      argumentOf: () => args.system,
      workers: workers === 'auto' ? io.cores() : workers,
      limits: limitsOf(args),
      progress: matrixProgressLine(args.progress, io),
    });
    const outcome = matrixOf(plan, (search) => found.get(search));
    give(outcome, args, context);
    return outcome.exitCode;
  },
});

/** What the options ask. @throws UsageError for options that contradict each other */
function questionOf(args: MatrixValues): MatrixQuestion {
  const { preset, presets, pairs, bounds, property } = args;
  const chosen = { presets, pairs: pairs !== undefined, switch: args.switch !== undefined };
  const given = [...(presets ? ['--presets'] : []), ...(chosen.pairs ? ['--pairs'] : [])];
  if (chosen.switch) given.push('--switch');
  if (presets && preset !== undefined) given.push('--preset');
  if (given.length > 1) {
    throw new UsageError(`contradictory options: ${given.join(' and ')} choose the variants`);
  }
  const { set = {}, bound = {} } = choiceOf({ ...args, bounds: undefined });
  const variation: Variation = presets ? 'presets' : pairs ? 'pairs' : 'oneByOne';
  const switches = pairs ?? args.switch;
  return {
    base: { set, ...(preset === undefined ? {} : { preset }) },
    variation,
    bound,
    ...(switches ? { switches } : {}),
    ...(property ? { properties: property } : {}),
    ...(bounds ? { bounds } : {}),
  };
}

function give(outcome: Matrix, { format, out, ghosts, system }: MatrixValues, context: Context) {
  const again = { check: `npx dropproof check ${quoted(system)}`, replay: '' };
  const paper = { ...paperFor({ ghosts }), again };
  const verdict = matrixVerdict(outcome);
  giveText((options) => matrixFormats[format](outcome, options), paper, { out, verdict }, context);
}
