import { it as law } from '@fast-check/vitest';
import { afterAll, describe, expect, it } from 'vitest';
import { explore, exploring } from '../../src/explore/explore.ts';
import type { Model, Outcome } from '../../src/index.ts';
import { instantiate, readOf, runInstance, Threads } from '../../src/index.ts';
import { coarseThenFine, staring } from '../fixtures/costly.ts';
import { sourceOfTables, ticking } from '../fixtures/sources.ts';
import { findingsOf, tiny } from '../fixtures/tuning.ts';
import { oneCellCommit } from '../published/oneCellCommit.ts';
import { twoPhaseCommit } from '../published/twoPhaseCommit.ts';
import { modelOf, tables } from './randomSystem.ts';
import { placesOf, textOf } from './systems.ts';

const threads = new Threads();
afterAll(() => threads.end());

function profileOf({ profile }: Outcome): NonNullable<Outcome['profile']> {
  if (profile === null) throw new Error('there is no profile');
  return profile;
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

/** Everybody who calls the model. */
function callers(outcome: Outcome) {
  const { actions, properties } = profileOf(outcome);
  return [...actions, ...properties];
}

/** Action → how many different things its instances read, over all reachable states: that many calls are needed. */
function neededCalls(model: Model): Map<string, number> {
  const states = [...placesOf(model).values()].map(({ state }) => state);
  const needed = new Map<string, number>();
  for (const instance of model.actions) {
    const seen = new Set<string>();
    for (const state of states) {
      const read = new Map<number, string>();
      const watched = readOf(model, instance.name, (cell) => {
        read.set(cell, textOf(state[cell]));
        return state[cell];
      });
      runInstance(model, instance, watched);
      seen.add(JSON.stringify([...read]));
    }
    needed.set(instance.action, (needed.get(instance.action) ?? 0) + seen.size);
  }
  return needed;
}

describe('--profile: "per cell the number of distinct values, per action model calls, cache hits, enabled/taken"', () => {
  law.prop([tables()], { numRuns: 30 })('an action is called once for all it reads', (random) => {
    const model = modelOf(random);
    const outcome = explore(model, { keepGoing: true, profile: true });
    const { actions } = profileOf(outcome);
    const needed = neededCalls(model);
    const instances = (name: string) => model.actions.filter(({ action }) => action === name);
    for (const { name, modelCalls, cacheHits } of actions) {
      expect([name, modelCalls]).toEqual([name, needed.get(name)]);
      const questions = outcome.counts.states * instances(name).length;
      expect([name, modelCalls + cacheHits]).toEqual([name, questions]);
    }
  });

  law.prop([tables()], { numRuns: 30 })('it agrees with what else is told', (random) => {
    const outcome = explore(modelOf(random), { keepGoing: true, profile: true });
    const { cells, actions } = profileOf(outcome);
    const { coverage, cache } = outcome;
    expect(sum(callers(outcome).map(({ modelCalls }) => modelCalls))).toBe(cache.modelCalls);
    const cases = ({ name, enabled, taken }: (typeof actions)[number]) => ({
      name,
      enabled,
      taken,
    });
    expect(actions.map(cases)).toEqual(
      coverage.actions.map(({ name, enabled, taken }) => ({ name, enabled, taken })),
    );
    expect(cells.map(({ name, values }) => [name, values])).toEqual(
      coverage.cells.map(({ name, values }) => [name, values]),
    );
    // Whoever is called for the first time has not read anything yet.
    expect(sum(cells.map(({ calls }) => calls))).toBeLessThanOrEqual(cache.modelCalls);
  });

  law.prop([tables()], { numRuns: 20 })('and changes nothing', (random) => {
    const model = modelOf(random);
    const outcome = explore(model, { keepGoing: true, profile: true });
    const without = explore(model, { keepGoing: true });
    expect(without.profile).toBeNull();
    expect(findingsOf({ ...outcome, profile: null })).toBe(findingsOf(without));
    expect(outcome.cache).toEqual(without.cache);
  });

  law.prop([tables()], { numRuns: 10 })('several threads are counted together', (random) => {
    const workers = { count: 3, source: { ...sourceOfTables(random), clock: 'ticking' }, threads };
    const options = { keepGoing: true, tuning: tiny, profile: true };
    const model = modelOf(random);
    const alone = explore(model, options);
    const outcome = explore(model, { ...options, clock: ticking, workers });
    const counts = ({ coverage, profile }: Outcome) => [
      coverage,
      profile?.actions.map(({ enabled, taken }) => [enabled, taken]),
    ];
    expect(counts(outcome)).toEqual(counts(alone));
    expect(sum(callers(outcome).map(({ modelCalls }) => modelCalls))).toBe(
      outcome.cache.modelCalls,
    );
    expectTimed(outcome);
  });
});

/** The clock goes on by a millisecond with every call. */
function expectTimed(outcome: Outcome): void {
  for (const at of callers(outcome)) expect(at.seconds).toBeCloseTo(at.modelCalls / 1000, 9);
}

describe('"… and time"', () => {
  it('in the model, by the clock that is given', () => {
    const model = instantiate(twoPhaseCommit, { bound: { participants: 2 } });
    expectTimed(explore(model, { profile: true, clock: ticking }));
    const untimed = callers(explore(model, { profile: true }));
    expect(sum(untimed.map(({ seconds }) => seconds))).toBe(0);
  });

  it('a search that is taken up again goes on counting', () => {
    const model = instantiate(twoPhaseCommit, { bound: { participants: 2 } });
    const options = { profile: true, clock: ticking, tuning: { ...tiny, waitsForHelpers: false } };
    const search = exploring(model, { ...options, checkpoints: true });
    let step = search.next();
    while (!step.done && (step.value.snapshot === null || step.value.states < 20)) {
      step = search.next('save');
    }
    if (step.done || step.value.snapshot === null) throw new Error('it was never saved');
    const outcome = explore(model, { ...options, resume: step.value.snapshot });
    const questions = profileOf(outcome).actions.map(
      ({ modelCalls, cacheHits }) => modelCalls + cacheHits,
    );
    const whole = profileOf(explore(model, options)).actions;
    expect(questions).toEqual(whole.map(({ modelCalls, cacheHits }) => modelCalls + cacheHits));
    expectTimed(outcome);
  });
});

describe('"--profile says which cell to split"', () => {
  it('the one with the whole state in it', () => {
    const model = instantiate(oneCellCommit, { bound: { participants: 4 } });
    const outcome = explore(model, { profile: true });
    const { cells, actions, advice } = profileOf(outcome);
    expect(cells).toEqual([{ name: 'world', values: 1568, calls: 36_041 }]);
    expect(sum(actions.map(({ cacheHits }) => cacheHits))).toBe(0);
    expect(advice).toMatchInlineSnapshot(
      `"split world: its 1,568 values caused 100% of 36,064 calls of the model; where cells are as fine as the protocol's parts (one for each node, one for each channel), calls are remembered"`,
    );
  });

  it('none where calls are few', () => {
    const outcome = explore(instantiate(twoPhaseCommit, { bound: { participants: 5 } }), {
      profile: true,
    });
    expect(profileOf(outcome).advice).toMatchInlineSnapshot(
      `"nothing needs doing: 161 calls of the model for 8,832 states are few"`,
    );
  });

  it('none where a property looks at too many cells at once, however fine they are', () => {
    const model = instantiate(staring);
    expect(profileOf(explore(model, { profile: true })).advice).toMatchInlineSnapshot(
      `"no cell is to blame alone: P1 made 100% of 16,412 calls of the model; let it read fewer cells, and first those that decide most often"`,
    );
  });

  it('the coarse one, though calls are also due to the fine ones that are read after it', () => {
    const model = instantiate(coarseThenFine);
    expect(profileOf(explore(model, { profile: true })).advice).toMatchInlineSnapshot(
      `"split count: its 2,001 values caused 100% of 12,001 calls of the model; where cells are as fine as the protocol's parts (one for each node, one for each channel), calls are remembered"`,
    );
  });
});
