import { describe, expect, it } from 'vitest';
import type { Model, Protocol, Step } from '../../src/index.ts';
import {
  action,
  defineSystem,
  disabled,
  forEach,
  initialStates,
  instantiate,
  Layout,
  ModelError,
  next,
} from '../../src/index.ts';

const layout = new Layout();
const count = layout.one('count', 0);
const limit = layout.one('limit', 2);
const foreign = new Layout().one('elsewhere', 0);

function modelOf(run: Parameters<typeof action.system>[1], more: Partial<Protocol> = {}): Model {
  const actions = forEach('counter', [], { counts: action.system('counts', run) });
  const build = () => ({ layout, actions, properties: [], ...more });
  return instantiate(defineSystem({ name: 'test', title: 'a counter', build }));
}

const counting = modelOf((read) =>
  read(count) < read(limit) ? [count.becomes(read(count) + 1)] : disabled,
);

/** The successor of [0, 2] by the only action of the model. */
function step(model: Model, state: readonly unknown[] = [0, 2]) {
  const [counts] = model.actions;
  if (!counts) throw new Error('one action');
  return next(model, state, counts);
}

describe('one transition function, many uses', () => {
  it('a cell that is not assigned keeps its value, and the state before is left alone', () => {
    const before = Object.freeze([1, 2]);
    expect(step(counting, before)).toEqual([2, 2]);
  });

  it('an instance whose guard is not met is disabled', () => {
    expect(step(counting, [2, 2])).toBe(disabled);
  });

  it('an enabled step may change nothing', () => {
    expect(step(modelOf(() => []))).toEqual([0, 2]);
  });
});

describe('the initial states', () => {
  it('are one with the initial value of every cell, unless the model gives others', () => {
    expect(initialStates(counting)).toEqual([[0, 2]]);
  });

  it('or those that the model gives, as what differs', () => {
    const starts = [[], [limit.becomes(1)], [count.becomes(1), limit.becomes(1)]];
    const model = modelOf(() => disabled, { starts });
    expect(initialStates(model)).toEqual([
      [0, 2],
      [0, 1],
      [1, 1],
    ]);
  });

  it('and are checked as steps are', () => {
    const model = modelOf(() => disabled, { starts: [[foreign.becomes(1)]] });
    expect(() => initialStates(model)).toThrow(
      "starts: assigns 'elsewhere', which is not a cell of this system",
    );
  });
});

describe('an action that breaks the contract is an error that names it', () => {
  const nothing = undefined as unknown as typeof count;

  it.each<[string, Parameters<typeof action.system>[1], string]>([
    ['reads a foreign cell', (read) => [count.becomes(read(foreign))], "reads 'elsewhere', which"],
    ['reads no cell at all', (read) => [count.becomes(read(nothing))], 'reads undefined, which'],
    ['assigns no cell', () => [{ cell: nothing, value: 1 }], 'assigns undefined, which'],
    ['assigns a foreign cell', () => [foreign.becomes(1)], "assigns 'elsewhere', which is not"],
    [
      'assigns twice',
      () => [count.becomes(1), count.becomes(2)],
      'assigns count twice in one step',
    ],
    ['returns nothing', () => undefined as unknown as Step, 'returns undefined; expected a list'],
    ['throws', () => boom(), 'throws Error: boom'],
  ])('%s', (_, run, message) => {
    expect(() => step(modelOf(run))).toThrow(ModelError);
    expect(() => step(modelOf(run))).toThrow(`counter.counts: ${message}`);
  });
});

function boom(): never {
  throw new Error('boom');
}
