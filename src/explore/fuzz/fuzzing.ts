/**
 * Random schedules where no search can go: fuzzing's front door.
 *
 * It can find a violation and never prove that there is none. fast-check draws the walks; the first one that breaks a
 * promise is made shorter until every one of its steps is needed.
 */

import { UsageError, unknownName } from '../../spec/errors.ts';
import type { Property } from '../../spec/properties.ts';
import type { Model } from '../../spec/system.ts';
import { drained } from '../drained.ts';
import type { Outcome } from '../outcome.ts';
import { refuseIdle } from '../selection.ts';
import { Fuzzer } from './fuzzer.ts';
import type { Safety } from './judge.ts';
import { outcomeOf } from './verdicts.ts';

/** How a model is fuzzed. The same options give the same outcome, times apart. */
export interface FuzzOptions {
  /** Any whole number. */
  readonly seed: number;
  /** Ids of the properties to check, of the kinds `always` and `neverStep`; all of these if absent. */
  readonly properties?: readonly string[];
  /** Walks; 1000 if absent. */
  readonly runs?: number;
  /** Steps of a walk; 200 if absent. */
  readonly maxSteps?: number;
  /** Milliseconds of any monotonic clock; without it timings are 0. */
  readonly clock?: () => number;
  /** Resident bytes of the process. */
  readonly memory?: () => number;
}

/** The options that have usual values. */
export const usualFuzz = { runs: 1000, maxSteps: 200 } as const;

/** Where a running fuzzer is. */
export interface FuzzProgress {
  readonly runs: number;
  readonly steps: number;
  readonly seconds: number;
  /** Steps of the violation that is being made shorter; null as long as none is. */
  readonly shrinking: number | null;
}

/**
 * Walks through a model at random, until a promise is broken or all runs are made.
 *
 * Cost: time by the step; no memory to speak of.
 *
 * @throws UsageError for an unknown property, or one of a kind that no single walk can break
 * @throws ModelError if the model breaks its contract; it says in which state, and how to get there
 *
 * @example
 * fuzz(instantiate(k2Collection, { bounds: 'fuzzing' }), { seed: 42 }).verdict; // 'violated'
 */
export function fuzz(model: Model, options: FuzzOptions): Outcome {
  return drained(fuzzing(model, options));
}

/**
 * The same in small pieces: yields after every few thousand steps, so that a caller can show progress, or send
 * `'stop'` and get the outcome of what was tried.
 */
export function* fuzzing(
  model: Model,
  options: FuzzOptions,
): Generator<FuzzProgress, Outcome, 'stop' | undefined> {
  const { runs = usualFuzz.runs, maxSteps = usualFuzz.maxSteps } = options;
  const clock = options.clock ?? (() => 0);
  const started = clock();
  const seconds = () => (clock() - started) / 1000;
  let peakBytes = 0;
  let interrupted = false;
  const fuzzer = new Fuzzer(model, choose(model, options.properties), maxSteps);
  for (const shrinking of fuzzer.run(options.seed, runs, () => interrupted)) {
    peakBytes = Math.max(peakBytes, options.memory?.() ?? 0);
    const { tally } = fuzzer.walks;
    const signal = yield { runs: tally.runs, steps: tally.steps, seconds: seconds(), shrinking };
    if (signal === 'stop') interrupted = true;
  }
  if (fuzzer.broken !== null) throw fuzzer.broken;
  return outcomeOf(fuzzer, {
    seed: options.seed,
    maxRuns: runs,
    maxSteps,
    interrupted,
    seconds: seconds(),
    peakBytes,
  });
}

/** The properties that fuzzing asks. */
function choose(model: Model, ids: readonly string[] | undefined): Safety[] {
  const known = model.properties.map(({ id }) => id);
  const unasked = model.properties.filter((at) => !isSafety(at));
  for (const id of ids ?? []) {
    if (!known.includes(id) && id !== 'deadlock') throw unknownName('property', id, known);
    const kind = unasked.find((at) => at.id === id)?.kind ?? (id === 'deadlock' ? id : null);
    if (kind !== null) {
      throw new UsageError(
        `property '${id}' is of the kind ${kind}; fuzzing asks always and neverStep only. ` +
          'Ask it with dropproof check',
      );
    }
    refuseIdle(model, id);
  }
  const chosen = model.properties
    .filter(({ id, appliesTo }) => appliesTo !== false && (ids === undefined || ids.includes(id)))
    .filter(isSafety);
  if (chosen.length > 0) return chosen;
  throw new UsageError('there is nothing to fuzz: no property of the kinds always and neverStep');
}

function isSafety(property: Property): property is Safety {
  return property.kind === 'always' || property.kind === 'neverStep';
}
