import { describe, expect, it } from 'vitest';
import type { ExploreOptions } from '../../src/index.ts';
import { explore, exploring, instantiate } from '../../src/index.ts';
import { twoPhaseCommit } from '../published/twoPhaseCommit.ts';

const model = instantiate(twoPhaseCommit, { bound: { participants: 6 } });
const whole = explore(model);

/** A clock that a look at it moves on by one second. */
function ticking(): () => number {
  let now = 0;
  return () => (now += 1000);
}

describe('limits that are not counted in states end in undecided too', () => {
  const limits: readonly (readonly [string, ExploreOptions])[] = [
    ['seconds', { clock: ticking(), maxSeconds: 3 }],
    ['memory', { memory: () => 2 ** 31, maxMemory: 2 ** 30 }],
    ['memory', { maxMemory: 100_000 }],
  ];
  it.each(limits)('%s', (limit, options) => {
    const outcome = explore(model, options);
    expect(outcome.limit).toBe(limit);
    expect(outcome.complete).toBe(false);
    expect(outcome.exitCode).toBe(20);
    expect(outcome.counts.states).toBeLessThan(whole.counts.states);
    expect(new Set(outcome.properties.map(({ verdict }) => verdict))).toContain('undecided');
    expect(outcome.counts.levels.reduce((sum, size) => sum + size)).toBe(outcome.counts.states);
  });

  it('and so does a caller who has seen enough', () => {
    const search = exploring(model);
    let step = search.next();
    for (let chunk = 0; chunk < 3 && !step.done; chunk++) step = search.next();
    while (!step.done) step = search.next('stop');
    expect(step.value.limit).toBe('interrupted');
    expect(step.value.exitCode).toBe(20);
    expect(step.value.counts.states).toBeLessThan(whole.counts.states);
  });
});

describe('progress tells where a running search is', () => {
  it('from the first chunk to the last, never backwards within a search', () => {
    const seen = [...exploring(model, { clock: ticking(), memory: () => 5 })];
    const afterPilot = seen.slice(seen.findLastIndex(({ depth }) => depth === 1));
    const states = afterPilot.map((progress) => progress.states);
    expect(states).toEqual(states.toSorted((a, b) => a - b));
    expect(afterPilot.at(-1)).toMatchObject({
      states: whole.counts.states,
      transitions: whole.counts.transitions,
      depth: whole.counts.depth,
      bytes: 5,
    });
  });
});
