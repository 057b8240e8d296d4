/**
 * The options of `fuzz`.
 */
import type { Drawable } from '../../explore/fuzz/draws.ts';
import { drawable } from '../../explore/fuzz/draws.ts';
import { usualFuzz } from '../../explore/fuzz/options.ts';
import { strategyNames } from '../../explore/fuzz/strategies.ts';
import { UsageError } from '../../spec/errors.ts';
import {
  amount,
  checkOptions,
  choiceOptions,
  limitOptions,
  listed,
  once,
  outputOptions,
} from '../options.ts';

/** All options of `fuzz`. */
export const fuzzOptions = {
  ...choiceOptions,
  property: checkOptions.property,
  seed: {
    group: 'Search:',
    describe: 'what chance starts from; the same seed, the same runs (a new one if absent)',
    coerce: seedNumber,
    requiresArg: true,
  },
  runs: {
    group: 'Search:',
    describe: `how many walks (${usualFuzz.runs} if absent; with --max-seconds no end)`,
    coerce: amount('--runs', 'count'),
    requiresArg: true,
  },
  'max-steps': {
    group: 'Search:',
    describe: `how many steps a walk has at most (${usualFuzz.maxSteps} if absent)`,
    coerce: amount('--max-steps', 'count'),
    requiresArg: true,
  },
  'max-seconds': limitOptions['max-seconds'],
  strategy: {
    group: 'Search:',
    describe:
      'how steps are chosen; mixed: coverage in every other chunk, else one of the rest by lot',
    choices: strategyNames,
    default: usualFuzz.strategy,
    requiresArg: true,
  },
  random: {
    group: 'Search:',
    describe:
      'draw what is not set of the variant, the bounds or both, again and again: variant,bounds',
    coerce: drawables,
    type: 'string',
    requiresArg: true,
  },
  workers: checkOptions.workers,
  ...outputOptions,
} as const;

/** What to draw: words with commas between them, also where the option is repeated. */
function drawables(given: string | readonly string[] | undefined): readonly Drawable[] | undefined {
  const words = listed(given)?.flatMap((text) => text.split(','));
  const wrong = words?.find((word) => !drawable.some((known) => known === word));
  if (wrong !== undefined) {
    const got = wrong === '' ? "''" : wrong;
    throw new UsageError(
      `--random ${got}: expected ${[...drawable, drawable.join()].join(' or ')}`,
    );
  }
  return words && drawable.filter((known) => words.includes(known));
}

const mostSeed = 2 ** 32 - 1;

/** A seed. */
function seedNumber(given: string | readonly string[] | undefined): number | undefined {
  const text = once('--seed')(given);
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text) && Number(text) <= mostSeed) return Number(text);
  throw new UsageError(`--seed ${text}: expected a whole number from 0 to ${mostSeed}`);
}
