/**
 * The law that carries all others: the engine and the naive explorer find the same.
 */
import { expect } from 'vitest';
import { explore } from '../../src/explore/explore.ts';
import type { Model, Outcome } from '../../src/index.ts';
import { decideNaively, mostStates } from '../liveOracle.ts';
import type { NaiveOutcome } from '../oracle.ts';
import { exploreNaively } from '../oracle.ts';
import { lassoViolates } from './lasso.ts';
import { isLiveness, statesAlong, violates } from './replay.ts';
import { placesOf } from './systems.ts';

/** Explores a model both ways and compares everything that both know. */
export function expectAgreement(
  model: Model,
  outcome = explore(model, { keepGoing: true }),
): { outcome: Outcome; naive: NaiveOutcome } {
  const naive = exploreNaively(model);
  const { states, transitions, depth, deadlocks } = naive;
  expect(outcome.complete).toBe(true);
  expect(outcome.counts).toMatchObject({ states, transitions, depth, deadlocks });
  expect(knownOf(outcome)).toEqual(expectedOf(outcome, naive));
  expectSameLiveness(model, outcome);
  expectReplays(model, outcome);
  return { outcome, naive };
}

/** Every counterexample runs on the plain transition function, and violates its property there. */
export function expectReplays(model: Model, { properties }: Outcome): void {
  for (const at of properties) {
    const { id, trace, verdict } = at;
    if (verdict !== 'violated') continue;
    if (!trace) throw new Error(`${id} is violated, but there is no trace`);
    const isViolated = isLiveness(at)
      ? lassoViolates(model, id, trace)
      : violates(model, id, statesAlong(model, trace));
    expect([id, isViolated]).toEqual([id, true]);
  }
}

/** The same verdicts on liveness, and stems that are as short as any. */
function expectSameLiveness(model: Model, { properties, counts }: Outcome): void {
  const liveness = properties.filter(isLiveness);
  if (liveness.length === 0 || counts.states > mostStates) return;
  const places = placesOf(model);
  const known = liveness.map(({ id, verdict, vacuous, trace }) => {
    return { id, verdict, vacuous, stem: trace?.loop ?? null };
  });
  expect(known).toEqual(liveness.map(({ id }) => decideNaively(model, places, id)));
}

function knownOf({ properties }: Outcome) {
  return properties
    .filter((at) => !isLiveness(at))
    .map(({ id, verdict, vacuous, trace }) => ({
      id,
      verdict,
      vacuous,
      steps: trace?.steps.length ?? null,
    }));
}

function expectedOf({ properties }: Outcome, { shortest, judged }: NaiveOutcome) {
  const decided = properties.filter((at) => !isLiveness(at));
  return decided.map(({ id, kind }) => {
    const steps = shortest[id] ?? null;
    if (kind === 'reachable') {
      return { id, verdict: steps === null ? 'unreached' : 'holds', vacuous: false, steps: null };
    }
    const verdict = steps === null ? 'holds' : 'violated';
    const vacuous = verdict === 'holds' && kind !== 'deadlock' && !judged.has(id);
    return { id, verdict, vacuous, steps };
  });
}
