import { describe, expect, it } from 'vitest';
import { drained } from '../../src/explore/drained.ts';
import { Chunks } from '../../src/explore/fuzz/chunks.ts';
import { Harvest } from '../../src/explore/fuzz/harvest.ts';
import { usualFuzz } from '../../src/explore/fuzz/options.ts';
import {
  action,
  defineSystem,
  forEach,
  fuzz,
  fuzzing,
  instantiate,
  Layout,
} from '../../src/index.ts';
import { miniDrop } from '../fixtures/miniDrop.ts';
import { flag, threeWalks } from '../fixtures/threeWalks.ts';

/** It goes on for ever. */
const build = () => {
  const layout = new Layout();
  const at = layout.one('light', 0);
  const turns = action.system('turns', (read) => [at.becomes(1 - read(at))]);
  return { layout, actions: forEach('lamp', [], { turns }), properties: [] };
};
const model = instantiate(defineSystem({ name: 'test/lamp', title: 'a lamp', build }));

describe('a caller is heard every few thousand steps', () => {
  it('in the middle of a walk too, however long it is', () => {
    const running = fuzzing(model, { seed: 1, maxSteps: 1e9 });
    expect([running.next().value, running.next().value]).toMatchObject([
      { runs: 0, steps: 8192 },
      { runs: 0, steps: 16_384 },
    ]);
    expect(running.next('stop')).toMatchObject({
      done: true,
      value: { exitCode: 20, limit: 'interrupted', fuzz: { runs: 0, steps: 16_384 } },
    });
  });

  it('and so is the clock', () => {
    let seconds = 0;
    const clock = () => 1000 * seconds++;
    const outcome = fuzz(model, { seed: 1, maxSteps: 1e9, maxSeconds: 5, clock });
    expect(outcome).toMatchObject({ exitCode: 20, limit: 'seconds' });
    expect(outcome.fuzz?.steps).toBeLessThan(6 * 8192);
  });
});

describe('"progress is a sum that only grows"', () => {
  it('also where helpers bring their chunks late, and where some come after the end', () => {
    const drop = instantiate(miniDrop, { preset: 'today' });
    const plan = { ...usualFuzz, seed: 1, runs: 2048, random: [], properties: undefined };
    const chunks = new Chunks(drop, plan);
    const made = [3, 1, 0, 2].map((number) => drained(chunks.make(number)));
    const harvest = new Harvest(drop, plan);
    let [runs, steps] = [0, 0];
    for (const chunk of made) {
      runs += chunk.runs;
      steps += chunk.steps;
      expect(harvest.with(chunk)).toMatchObject({ runs, steps });
      harvest.bring(chunk);
      expect(harvest.with(undefined)).toMatchObject({ runs, steps });
    }
    expect(harvest.isOver).toBe(true);
  });
});

describe('a helper is heard as often', () => {
  it('what it finds ends a walk of this thread that would last much longer', () => {
    const flags = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
    const module = new URL('../fixtures/threeWalks.ts', import.meta.url).href;
    const source = { module, build: 'waiting', argument: flags };
    // Of this seed the first walk ends at once, the second breaks the promise, and the third never ends.
    const options = { seed: 1, runs: 3, maxSteps: 1e9, strategy: 'uniform' } as const;
    const running = fuzzing(threeWalks(), { ...options, workers: { count: 2, source } });
    expect(running.next().value).toMatchObject({ runs: 1, steps: 0 });
    // The helper takes the second walk, and this thread is well into the third one.
    Atomics.wait(flags, flag.isAsked, 0, 60_000);
    expect(running.next().value).toMatchObject({ runs: 1, steps: 8192 });
    Atomics.store(flags, flag.mayGoOn, 1);
    Atomics.notify(flags, flag.mayGoOn);
    const steps = [8192];
    let at = running.next();
    for (let heard = 0; heard < 1000 && !at.done; heard++) {
      steps.push(at.value.steps);
      // Nobody changes this flag any more: a moment for the helper.
      Atomics.wait(flags, flag.mayGoOn, 1, 5);
      at = running.next();
    }
    expect(at).toMatchObject({
      done: true,
      value: { verdict: 'violated', limit: 'violation', fuzz: { runs: 2, steps: 1 } },
    });
    // The outcome has the walks up to the one that breaks the promise; who looked on saw all of them.
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  });
});
