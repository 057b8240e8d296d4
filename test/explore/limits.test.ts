import { afterEach, describe, expect, it, vi } from 'vitest';
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

const large = instantiate(twoPhaseCommit, { bound: { participants: 8 } });

describe('beyond what the tables and the platform can hold a search ends undecided', () => {
  afterEach(() => vi.unstubAllGlobals());

  /** The platform refuses arrays once it has given so many bytes. */
  function refuseArraysAfter(bytes: number): void {
    let given = 0;
    const Usual = globalThis.SharedArrayBuffer;
    const Refusing = class extends Usual {
      constructor(length: number) {
        given += length;
        if (given > bytes) throw new RangeError('Array buffer allocation failed');
        super(length);
      }
    };
    vi.stubGlobal('SharedArrayBuffer', Refusing);
  }

  it.each([
    ['more states than ids', () => explore(model, { tuning: { mostStates: 10_000 } })],
    [
      'an array that the platform does not give',
      () => {
        refuseArraysAfter(5e6);
        return explore(large);
      },
    ],
  ])('%s', (_, run) => {
    const outcome = run();
    expect(outcome.limit).toBe('capacity');
    expect(outcome.exitCode).toBe(20);
    expect(outcome.counts.states).toBeGreaterThan(1000);
    expect(outcome.complete).toBe(false);
    expect(outcome.counts.levels.reduce((sum, size) => sum + size)).toBe(outcome.counts.states);
    const [property] = outcome.properties;
    expect(property?.reason?.sentence).toBe('the tables of the engine cannot hold more states');
  });
});

describe('the outcome tells what each table took', () => {
  it('the largest first, and together what a state costs', () => {
    const { tables, bytesPerState } = whole.memory;
    const sizes = tables.map(({ bytes }) => bytes);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    const sum = sizes.reduce((all, bytes) => all + bytes);
    expect(sum / whole.counts.states).toBe(bytesPerState);
    expect(tables.map(({ name }) => name)).toContain('queue of states');
  });
});
