import { describe, expect, it } from 'vitest';
import type { FuzzOptions, Step } from '../../src/index.ts';
import {
  action,
  because,
  defineSystem,
  disabled,
  forEach,
  fuzz,
  fuzzing,
  instantiate,
  Layout,
  ModelError,
  property,
  vacuous,
} from '../../src/index.ts';
import { textReport } from '../../src/report/text.ts';
import type { Count } from '../fixtures/counter.ts';
import { below, counter } from '../fixtures/counter.ts';
import { miniDrop } from '../fixtures/miniDrop.ts';

const options: FuzzOptions = { seed: 1, runs: 50, maxSteps: 50 };
const stepsTo = (outcome: ReturnType<typeof fuzz>) =>
  Object.fromEntries(
    outcome.properties
      .filter(({ kind }) => kind !== 'deadlock')
      .map(({ id, trace }) => [id, trace?.steps.length ?? null]),
  );

describe('"checks every property that a single walk can break"', () => {
  it('finds it, and shrinks it to the steps that are needed', () => {
    const outcome = fuzz(
      counter((at) => [below('P1', 4)(at)]),
      options,
    );
    expect(outcome).toMatchObject({ verdict: 'violated', exitCode: 10, limit: 'violation' });
    expect(outcome.properties[0]?.reason).toEqual({ sentence: 'too many', facts: { count: 4 } });
    expect(outcome.properties[0]?.trace?.steps.map(({ instance }) => instance)).toEqual(
      Array(4).fill('counter.up'),
    );
  });

  it('in the initial state too', () => {
    const outcome = fuzz(
      counter((at) => [below('P1', 0)(at)]),
      options,
    );
    expect(stepsTo(outcome)).toEqual({ P1: 0 });
    expect(outcome.fuzz).toMatchObject({ runs: 1, steps: 0 });
  });

  it('and steps', () => {
    const shrinks = (at: Count) =>
      property.neverStep({
        id: 'P1',
        name: 'never from three to two',
        holds: (old, now) => (old(at) !== 3 ? vacuous : now(at) !== 2 || because('it went down')),
      });
    expect(
      stepsTo(
        fuzz(
          counter((at) => [shrinks(at)]),
          options,
        ),
      ),
    ).toEqual({ P1: 4 });
  });

  it('"a step that changes nothing that the property reads never breaks it"', () => {
    const build = () => {
      const layout = new Layout();
      const [one, other] = [layout.one('one', 0), layout.one('other', 0)];
      const verbs = {
        turns: action.system('turns', (read) => [other.becomes(1 - read(other))]),
        rewrites: action.system('writes what is there', (read) => [one.becomes(read(one) + 0)]),
      };
      const strict = property.neverStep({
        id: 'P1',
        name: 'false of every step',
        holds: (old, now) => (old(one) === now(one) ? because('a stutter') : true),
      });
      return { layout, actions: forEach('it', [], verbs), properties: [strict] };
    };
    const model = instantiate(defineSystem({ name: 'test/stutter', title: 'stutters', build }));
    expect(stepsTo(fuzz(model, options))).toEqual({ P1: null });
  });

  it('what is only reported is told, and does not end the walks', () => {
    const outcome = fuzz(
      counter((at) => [below('R', 2, true)(at), below('P1', 4)(at)]),
      options,
    );
    expect(stepsTo(outcome)).toEqual({ R: 2, P1: 4 });
    const alone = fuzz(
      counter((at) => [below('R', 2, true)(at)]),
      options,
    );
    expect(alone).toMatchObject({ verdict: 'undecided', exitCode: 0, limit: 'runs' });
    expect(alone.fuzz?.runs).toBe(50);
    expect(stepsTo(alone)).toEqual({ R: 2 });
    expect(textReport(alone).split('\n').at(-2)).toBe(
      'No violation found in 50 runs (2,500 steps), but of R, only reported; nothing is proved.',
    );
  });
});

describe('"it says no violation found in N runs, with coverage, never holds"', () => {
  it('undecided, exit code 0, and what was met', () => {
    const outcome = fuzz(
      counter((at) => [below('P1', 9)(at)]),
      { ...options, runs: 7 },
    );
    const { verdict, exitCode, complete, limit, properties, counts, coverage } = outcome;
    expect({ verdict, exitCode, complete, limit }).toEqual({
      verdict: 'undecided',
      exitCode: 0,
      complete: false,
      limit: 'runs',
    });
    expect(properties[0]?.verdict).toBe('undecided');
    expect(properties[0]?.reason?.sentence).toBe('no violation was found in 7 runs with 350 steps');
    expect(outcome.fuzz).toEqual({
      seed: 1,
      runs: 7,
      maxRuns: 7,
      steps: 350,
      maxSteps: 50,
      strategy: 'mixed',
      random: null,
    });
    expect(counts).toMatchObject({ states: 357, transitions: 350, depth: 51, deadlocks: 0 });
    expect(coverage.warnings).toEqual(['never taken in these runs: counter.errs']);
    const [up, down] = coverage.actions.map(({ taken }) => taken);
    expect((up as number) + (down as number)).toBe(350);
  });

  it('a promise that was never put to the test is named', () => {
    const model = instantiate(miniDrop, { preset: 'repaired' });
    expect(fuzz(model, { seed: 1, runs: 1, maxSteps: 1 }).coverage.warnings).toContain(
      'never put to the test in these runs: P1, P2',
    );
  });

  it('what fuzzing does not ask stands among what was not checked', () => {
    const { notChecked } = fuzz(instantiate(miniDrop), { seed: 1, properties: ['P1'] });
    expect(notChecked.map(({ id, why }) => `${id}: ${why}`)).toEqual([
      'P2: not selected',
      'W1: not asked by fuzzing',
      'W2: not asked by fuzzing',
      'P3: nothing to judge here',
      'deadlock: not selected',
    ]);
  });

  it('where nothing is enabled a walk ends', () => {
    const { counts } = fuzz(instantiate(miniDrop, { preset: 'repaired' }), { seed: 1, runs: 20 });
    expect(counts.deadlocks).toBe(20);
  });
});

describe('a caller is heard while it runs', () => {
  it('"stop" gives the outcome of what was tried, cut short', () => {
    const running = fuzzing(
      counter((at) => [below('P1', 9)(at)]),
      { ...options, runs: 1000 },
    );
    const progress = running.next().value;
    expect(progress).toEqual({
      runs: 163,
      steps: 8192,
      seconds: 0,
      actions: { taken: 2, all: 3 },
      cells: { changed: 1, all: 1 },
      shrinking: null,
    });
    const end = running.next('stop');
    expect(end).toMatchObject({
      done: true,
      value: {
        verdict: 'undecided',
        exitCode: 20,
        limit: 'interrupted',
        fuzz: { runs: 163, steps: 8192 },
      },
    });
  });

  it('also while it shrinks: the violation is told as far as it was shrunk', () => {
    const running = fuzzing(
      counter((at) => [below('P1', 4)(at)]),
      { ...options, seed: 3 },
    );
    let step = running.next();
    while (!step.done && (step.value as { shrinking: number | null }).shrinking === null) {
      step = running.next();
    }
    const end = running.next('stop');
    expect(end).toMatchObject({ done: true, value: { verdict: 'violated', exitCode: 10 } });
  });
});

describe('a broken model is told with the steps that lead there', () => {
  const brokenBy = (
    atThree: (at: Count) => Step,
    properties = (at: Count) => [below('P1', 9)(at)],
  ) => {
    try {
      fuzz(counter(properties, atThree), options);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      return { message: error.message, instances: error.instances, state: error.state };
    }
    return null;
  };

  it('an action that throws', () => {
    const throws = () => {
      throw new RangeError('there is no partition 7');
    };
    expect(brokenBy(throws)).toEqual({
      message: 'counter.errs: throws RangeError: there is no partition 7',
      instances: ['counter.up', 'counter.up', 'counter.up'],
      state: { count: 3 },
    });
  });

  it('an action that breaks the contract', () => {
    expect(brokenBy((at) => [at.becomes(0), at.becomes(1)])).toMatchObject({
      message: 'counter.errs: assigns count twice in one step',
      instances: ['counter.up', 'counter.up', 'counter.up'],
    });
  });

  it('a property that answers nonsense', () => {
    const nonsense = (at: Count) => [
      property.always({ id: 'P1', name: 'p', holds: (read) => read(at) < 2 || (false as true) }),
    ];
    expect(brokenBy(() => disabled, nonsense)).toMatchObject({
      message: expect.stringContaining('P1: answers false'),
      instances: ['counter.up', 'counter.up'],
      state: { count: 2 },
    });
  });

  it('a violation that does not come again is no violation, but a broken model', () => {
    let calls = 0;
    const moody = (at: Count) => [
      property.always({
        id: 'P1',
        name: 'p',
        holds: (read) => read(at) < 2 || ++calls > 1 || because('the first time only'),
      }),
    ];
    expect(brokenBy(() => disabled, moody)?.message).toContain(
      'P1: is impure: called twice on the same state',
    );
  });
});
