import { fc, it as law } from '@fast-check/vitest';
import { afterAll, describe, expect, it } from 'vitest';
import { at } from '../../src/explore/control.ts';
import { drained } from '../../src/explore/drained.ts';
import { explore, exploring, searching } from '../../src/explore/explore.ts';
import type { ExploreOptions, Model, ModelSource } from '../../src/index.ts';
import { instantiate, ModelError, Threads } from '../../src/index.ts';
import {
  breaking,
  buildSystem,
  nesting,
  sourceOf,
  sourceOfEquals,
  sourceOfTables,
} from '../fixtures/sources.ts';
import { findingsOf, tiny } from '../fixtures/tuning.ts';
import { modelOf, tables } from './randomSystem.ts';
import { symmetricModel, symmetricTables } from './symmetricSystem.ts';
import { hasUpTo, variants } from './systems.ts';

const threads = new Threads();
afterAll(() => threads.end());

function expectSame(model: Model, source: ModelSource, options: ExploreOptions): void {
  const alone = explore(model, { ...options, tuning: tiny });
  for (const count of [2, 4]) {
    const workers = { count, source, threads };
    const together = explore(model, { ...options, workers, tuning: tiny });
    expect(together.engine.workers).toBe(count);
    expect(findingsOf(together)).toBe(findingsOf(alone));
  }
}

describe('the outcome is byte-identical for every number of workers', () => {
  it.each(variants)(
    '$name $preset, in tiny and small bounds of up to 1 000 states',
    ({ system, preset }) => {
      for (const [bounds, { size }] of Object.entries(system.boundSets)) {
        if (size !== 'tiny' && size !== 'small') continue;
        const choice = { preset, bounds };
        const model = instantiate(system, choice);
        if (!hasUpTo(1000, model)) continue;
        expectSame(model, sourceOf(system.name, choice), { keepGoing: size === 'tiny' });
      }
    },
  );

  law.prop([tables(), fc.boolean()], { numRuns: 60 })('random systems', (random, keepGoing) => {
    expectSame(modelOf(random), sourceOfTables(random), { keepGoing });
  });

  law.prop([tables(), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 6 })], {
    numRuns: 40,
  })('limits that count', (random, maxStates, maxDepth) => {
    const [model, source] = [modelOf(random), sourceOfTables(random)];
    expectSame(model, source, { keepGoing: true, maxStates });
    expectSame(model, source, { keepGoing: true, maxDepth });
  });
});

describe('and so it is with symmetry', () => {
  law.prop([symmetricTables], { numRuns: 25 })('random systems of equals', (equals) => {
    const model = symmetricModel(equals);
    fc.pre(explore(model, { maxStates: 300 }).limit !== 'states');
    expectSame(model, sourceOfEquals(equals), { keepGoing: true, symmetry: true });
  });
});

describe('a worker answers once for each round', () => {
  it('even if it is notified of a round that it has done already', () => {
    const system = 'published/two-phase-commit';
    const workers = { count: 3, source: sourceOf(system, {}), threads };
    const model = buildSystem({ system, choice: {} });
    const counts = searching(model, { workers, tuning: tiny }, function* ({ tables, crew }) {
      const { control } = tables;
      const pause = () => Atomics.wait(control, at.halt, Atomics.load(control, at.halt), 30);
      const told: unknown[] = [];
      for (let time = 0; time < 3; time++) {
        // They fall asleep, are woken, and have time to do what they should not.
        pause();
        Atomics.notify(control, at.round);
        pause();
        told.push(crew?.tally().map(({ expanded }) => expanded));
        yield;
      }
      return told;
    });
    const [first, ...others] = drained(counts);
    expect(first).toHaveLength(2);
    expect(others).toEqual([first, first]);
  });
});

describe('a worker that cannot help says why', () => {
  const model = modelOf({
    cells: [[0, 1, 2]],
    actions: [
      {
        role: 'ann',
        kind: 'system',
        fairness: 'weak',
        choice: null,
        tree: { leaf: [{ cell: 0, by: 1, relative: true }] },
      },
    ],
    properties: [],
    starts: [[]],
    final: null,
  });

  it.each([
    ['a module that is not there', 'file:///nowhere/model.js', 'build', /Cannot find module/],
    ['a function that is not there', import.meta.resolve('../fixtures/tuning.ts'), 'no', /not a f/],
  ])('%s', (_, module, build, message) => {
    const source = { module, build, argument: null };
    const run = () => explore(model, { workers: { count: 2, source }, tuning: tiny });
    expect(run).toThrow(message);
  });

  it('and a broken model is told as one worker tells it', () => {
    const system = { module: import.meta.resolve('../fixtures/sources.ts'), argument: null };
    const source = { ...system, build: 'breaking' };
    const run = () => explore(breaking(), { workers: { count: 2, source, threads }, tuning: tiny });
    expect(run).toThrow(ModelError);
    expect(run).toThrow('counter.counts: throws');
  });

  it('a value that is nested too deeply is an error of the model, wherever it is met', () => {
    const module = import.meta.resolve('../fixtures/sources.ts');
    const source = { module, build: 'nesting', argument: null };
    for (const count of [1, 2]) {
      const workers = { count, source, threads };
      const run = () => explore(nesting(), { workers, tuning: { ...tiny, divideAt: [20] } });
      expect(run).toThrow('it is nested too deeply');
    }
  });

  it('who ends in the middle is missed', async () => {
    const module = import.meta.resolve('../fixtures/sources.ts');
    const source = { module, build: 'dying', argument: null };
    const search = exploring(nesting(), { workers: { count: 2, source }, tuning: tiny });
    const run = async () => {
      for (;;) {
        if (search.next().done) return;
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    await expect(run()).rejects.toThrow('a worker ended with code 3');
  });

  it('one search after the other uses the same threads', () => {
    const few = new Threads();
    const [first, second] = [few.take(), few.take()];
    few.giveBack(first);
    few.giveBack(second);
    const system = 'published/two-phase-commit';
    const model = buildSystem({ system, choice: {} });
    const workers = { count: 3, source: sourceOf(system, {}), threads: few };
    // Over before any helper is ready: they find that it is, and serve the next one.
    for (let time = 0; time < 5; time++) explore(model, { workers, tuning: { divideAt: [1] } });
    explore(model, { workers, tuning: tiny });
    expect(new Set([few.take(), few.take()])).toEqual(new Set([first, second]));
    few.end();
  });

  it('a caller who stops waiting leaves no worker behind', () => {
    const system = 'published/two-phase-commit';
    const source = sourceOf(system, {});
    const search = exploring(buildSystem({ system, choice: {} }), {
      workers: { count: 2, source },
      tuning: tiny,
    });
    for (let step = 0; step < 5; step++) search.next();
    expect(search.return(undefined as never)).toEqual({ done: true, value: undefined });
    expect(search.next().done).toBe(true);
  });
});
