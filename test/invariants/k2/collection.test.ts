/**
 * One promise that nothing breaks, and one that is easily vacuous: each must be able to say no, on states made by hand.
 */
import { Set as ImmutableSet } from 'immutable';
import { describe, expect, it } from 'vitest';
import type { State } from '../../../src/index.ts';
import { ids, initialStates, instantiate, readOf, vacuous } from '../../../src/index.ts';
import { k2Collection } from '../../../src/model/k2/collection/system.ts';

const model = instantiate(k2Collection, { preset: 'documented', bounds: 'note' });
const [initial = []] = initialStates(model);

/** The initial state with fields of some cells, all Records, set to other values. */
function stateWith(changes: Readonly<Record<string, Readonly<Record<string, unknown>>>>): State {
  const state = [...initial];
  for (const [name, fields] of Object.entries(changes)) {
    const cell = model.layout.cells.find((known) => known.name === name);
    if (!cell) throw new RangeError(`there is no cell ${name}`);
    state[cell.index] = cell.initial.merge(fields);
  }
  return state;
}

function ask(id: string, ...states: State[]): unknown {
  const property = model.properties.find((known) => known.id === id);
  const reads = states.map((state) => readOf(model, id, (index) => state[index]));
  const [before = () => null as never, after = before] = reads;
  if (property?.kind === 'neverStep') return property.holds(before, after);
  return property?.kind === 'always' ? property.holds(before) : undefined;
}

describe('P17: dropped means dropped', () => {
  it('says nothing while nobody was told, and is broken by a live one that was told dropped', () => {
    expect(ask('P17', initial)).toBe(vacuous);
    const told = stateWith({ 'told(A)': { dropped: ImmutableSet([1]) } });
    expect(ask('P17', told)).toHaveProperty('sentence');
  });
});

describe('P5: a drop changes no foreign outcome', () => {
  const [txn] = ids('txn', 1);
  const committed = { 'txn(1)': { phase: 'committed' } };
  const before = stateWith({ ...committed, 'row(1, k2)': { intent: txn, intentFrom: 1 } });

  it('is broken by a module that forgets the intent of a committed transaction', () => {
    expect(ask('P5', before, stateWith(committed))).toHaveProperty('sentence');
  });

  it('is kept by one that settles it, and says nothing where the module goes away', () => {
    const settled = stateWith({ ...committed, 'row(1, k2)': { value: txn, from: 1 } });
    expect(ask('P5', before, settled)).toBe(true);
    const gone = stateWith({ ...committed, 'module(1)': { phase: 'none', inc: 0 } });
    expect(ask('P5', before, gone)).toBe(vacuous);
  });
});
