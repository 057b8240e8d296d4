/**
 * Random schedules where no search can go: fuzzing's front door.
 *
 * It can find a violation and never prove that there is none. fast-check draws the walks; the first one that breaks a
 * promise is made shorter until every one of its steps is needed, and then a search looks for a shorter one still.
 */
import { UsageError, unknownName } from '../../spec/errors.ts';
import type { Model } from '../../spec/system.ts';
import { drained } from '../drained.ts';
import type { Outcome } from '../outcome.ts';
import { refuseIdle } from '../selection.ts';
import { Fuzzer } from './fuzzer.ts';
import type { FuzzOptions, FuzzProgress } from './options.ts';
import { endlessRuns, usualFuzz } from './options.ts';
import { isBreakable } from './world.ts';

/**
 * Walks through a model at random, until a promise is broken or all runs are made.
 *
 * Cost: a few microseconds a step; memory for what is remembered of calls of the model, which is bounded.
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
  const { seed, random = [], properties } = options;
  const { maxSteps, strategy } = { ...usualFuzz, ...options };
  const runs = options.runs ?? (options.maxSeconds === undefined ? usualFuzz.runs : endlessRuns);
  refuseUnknown(model, properties);
  // Elsewhere there may be something to judge.
  if (random.length === 0) for (const id of properties ?? []) refuseIdle(model, id);
  const plan = { seed, runs, maxSteps, strategy, random, properties };
  return yield* new Fuzzer(model, plan, options).run();
}

/** @throws UsageError for properties that there are not, or that no single walk can break */
function refuseUnknown({ properties }: Model, ids: readonly string[] = []): void {
  const known = [...properties.map(({ id }) => id), 'deadlock'];
  for (const id of ids) {
    if (!known.includes(id)) throw unknownName('property', id, known);
    const at = properties.find((property) => property.id === id);
    if (at === undefined || isBreakable(at)) continue;
    throw new UsageError(
      `property '${id}' is of the kind ${at.kind}; fuzzing asks always, neverStep, quiescent and ` +
        'deadlock only. Ask it with dropproof check',
    );
  }
}
