import { describe, expect, it } from 'vitest';
import { statesOf, traceOf } from '../../src/explore/trace.ts';
import { judgeTrace } from '../../src/explore/traceCheck.ts';
import type { ActionKind } from '../../src/index.ts';
import {
  action,
  because,
  defineSystem,
  disabled,
  explore,
  forEach,
  fuzz,
  instantiate,
  Layout,
  property,
} from '../../src/index.ts';

/** Counts from 0 to 3: who makes each of the three steps is given; 3 may be the end, or may not. */
function counting(kinds: readonly [ActionKind, ActionKind, ActionKind], isFinal: boolean) {
  const build = () => {
    const layout = new Layout();
    const at = layout.one('count', 0);
    const goes = (kind: ActionKind, from: number) =>
      action[kind]('goes on', (read) => (read(at) === from ? [at.becomes(from + 1)] : disabled));
    const [first, second, third] = kinds;
    const verbs = { zero: goes(first, 0), one: goes(second, 1), two: goes(third, 2) };
    const holds = () => because('it rests');
    const properties = [property.quiescent({ id: 'Q', name: 'it never rests', holds })];
    const final = () => isFinal;
    return { layout, actions: forEach('counter', [], verbs), properties, final };
  };
  return instantiate(defineSystem({ name: 'test/counting', title: 'counts', build }));
}

/** What is said of a promise after so many of the steps. */
function saidAfter(
  steps: number,
  model: ReturnType<typeof counting>,
  kind: 'quiescent' | 'deadlock',
) {
  const schedule = { start: 0, instances: model.actions.slice(0, steps) };
  const behaviour = { states: statesOf(model, schedule), trace: traceOf(model, schedule) };
  const judgement = judgeTrace(model, { id: kind === 'deadlock' ? kind : 'Q', kind }, behaviour);
  return judgement.violated ? judgement.reason.sentence : judgement.why;
}

describe('"quiescent: where only environment and fault actions are enabled"', () => {
  it('is a state in which no action of the system is enabled', () => {
    const model = counting(['system', 'environment', 'fault'], true);
    expect([0, 1, 2, 3].map((steps) => saidAfter(steps, model, 'quiescent'))).toEqual([
      'counter.zero is still enabled in the last state, so Q says nothing of it',
      'it rests',
      'it rests',
      'it rests',
    ]);
  });
});

describe('a deadlock: nothing is enabled, and that is not in order', () => {
  it.each([
    [true, 'the last state is final'],
    [false, 'no action is enabled'],
  ])('where it may end there: %s', (isFinal, atTheEnd) => {
    const model = counting(['system', 'environment', 'fault'], isFinal);
    expect([0, 1, 2, 3].map((steps) => saidAfter(steps, model, 'deadlock'))).toEqual([
      'counter.zero is enabled in the last state',
      'counter.one is enabled in the last state',
      'counter.two is enabled in the last state',
      atTheEnd,
    ]);
  });
});

describe('whoever works on value ids finds the same states', () => {
  const kinds = ['system', 'environment', 'fault'] as const;
  const all = kinds.flatMap((a) => kinds.flatMap((b) => kinds.map((c) => [a, b, c] as const)));

  it.each(all)('the search, and random walks: %s, %s, %s', (...made) => {
    const model = counting(made, false);
    // In a state after some steps the first of the promises is broken that the plain function says is broken there.
    const shortest = (['quiescent', 'deadlock'] as const).map((kind) =>
      [0, 1, 2, 3].find((steps) => !saidAfter(steps, model, kind).includes('enabled in')),
    );
    const found = [
      explore(model, { keepGoing: true }),
      fuzz(model, { seed: 1, runs: 5, properties: ['Q'] }),
      fuzz(model, { seed: 1, runs: 5, properties: ['deadlock'] }),
    ].flatMap(({ properties }) => properties);
    expect(found.map(({ trace }) => trace?.steps.length)).toEqual([...shortest, ...shortest]);
  });
});
