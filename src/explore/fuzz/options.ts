/**
 * What fuzzing is asked, and what it tells while it runs.
 */
import type { Drawable } from './draws.ts';
import type { Workers } from './helpers.ts';
import type { StrategyName } from './strategies.ts';

/** How a model is fuzzed. Without `maxSeconds` the same options give the same outcome, times and memory apart. */
export interface FuzzOptions {
  /** Any whole number. */
  readonly seed: number;
  /** Ids of the properties to check, of the kinds `always`, `neverStep` and `quiescent`, or `deadlock`; all of these if absent. */
  readonly properties?: readonly string[];
  /** Walks; if absent 10 000, or with `maxSeconds` as many as there is time for. */
  readonly runs?: number;
  /** Steps of a walk; 200 if absent. */
  readonly maxSteps?: number;
  /** How steps are chosen; `mixed` if absent: for each walk one of the others. */
  readonly strategy?: StrategyName;
  /** Draw the variant, the bounds, or both anew, again and again; what was chosen by name (`set`, `bound`) stays. */
  readonly random?: readonly Drawable[];
  /** Walk no further after so much time, and make what was found no shorter (a moment is left for that). Needs `clock`. */
  readonly maxSeconds?: number;
  /** How many threads walk, and where the model comes from. What is found is the same for every count. */
  readonly workers?: Workers;
  /** Milliseconds of any monotonic clock; without it timings are 0. */
  readonly clock?: () => number;
  /** Resident bytes of the process. */
  readonly memory?: () => number;
}

/** The options that have usual values. */
export const usualFuzz = { runs: 10_000, maxSteps: 200, strategy: 'mixed' } as const;

/** Until time is up. */
export const endlessRuns = Number.MAX_SAFE_INTEGER;

/** Where a running fuzzer is. */
export interface FuzzProgress {
  readonly runs: number;
  readonly steps: number;
  readonly seconds: number;
  /** How many actions were taken, how many cells have changed, and how many there are of each. */
  readonly actions: { readonly taken: number; readonly all: number };
  readonly cells: { readonly changed: number; readonly all: number };
  /** Steps of the violation that is being made shorter; null as long as none is. */
  readonly shrinking: number | null;
}
