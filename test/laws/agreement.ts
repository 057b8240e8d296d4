/**
 * The law that carries all others: the engine and the naive explorer find the same.
 */
import { expect } from 'vitest';
import { explore } from '../../src/explore/explore.ts';
import type { Model, Outcome } from '../../src/index.ts';
import type { NaiveOutcome } from '../oracle.ts';
import { exploreNaively } from '../oracle.ts';
import { statesAlong, violates } from './replay.ts';

/** Explores a model both ways and compares everything that both know. */
export function expectAgreement(model: Model): { outcome: Outcome; naive: NaiveOutcome } {
  const outcome = explore(model, { keepGoing: true });
  const naive = exploreNaively(model);
  const { states, transitions, depth, deadlocks } = naive;
  expect(outcome.complete).toBe(true);
  expect(outcome.counts).toMatchObject({ states, transitions, depth, deadlocks });
  expect(knownOf(outcome)).toEqual(expectedOf(outcome, naive));
  expectReplays(model, outcome);
  return { outcome, naive };
}

/** Every counterexample runs on the plain transition function, and violates its property there. */
export function expectReplays(model: Model, { properties }: Outcome): void {
  for (const { id, trace, verdict } of properties) {
    if (verdict !== 'violated') continue;
    if (!trace) throw new Error(`${id} is violated, but there is no trace`);
    expect([id, violates(model, id, statesAlong(model, trace))]).toEqual([id, true]);
  }
}

function knownOf({ properties }: Outcome) {
  return properties.map(({ id, verdict, vacuous, trace }) => ({
    id,
    verdict,
    vacuous,
    steps: trace?.steps.length ?? null,
  }));
}

function expectedOf({ properties }: Outcome, { shortest, judged }: NaiveOutcome) {
  return properties.map(({ id, kind }) => {
    const steps = shortest[id] ?? null;
    if (kind === 'reachable') {
      return { id, verdict: steps === null ? 'unreached' : 'holds', vacuous: false, steps: null };
    }
    const verdict = steps === null ? 'holds' : 'violated';
    const vacuous = verdict === 'holds' && kind !== 'deadlock' && !judged.has(id);
    return { id, verdict, vacuous, steps };
  });
}
