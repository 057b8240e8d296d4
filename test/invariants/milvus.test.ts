/**
 * A promise that nothing breaks must be able to say no: on states that are made by hand.
 */
import { List } from 'immutable';
import { describe, expect, it } from 'vitest';
import type { State } from '../../src/index.ts';
import { ids, initialStates, instantiate, readOf, vacuous } from '../../src/index.ts';
import { LogMessage, Segment } from '../../src/model/milvus/collection/nouns.ts';
import { milvusCollection } from '../../src/model/milvus/collection/system.ts';

const model = instantiate(milvusCollection, { preset: 'repaired-2021', bounds: 'tiny' });
const [initial = []] = initialStates(model);
const [first, second] = ids('collection', 2);

/** The initial state with some cells set to other values. */
function stateWith(changes: Readonly<Record<string, unknown>>): State {
  const state = [...initial];
  for (const [name, value] of Object.entries(changes)) {
    const cell = model.layout.cells.find((known) => known.name === name);
    if (!cell) throw new RangeError(`there is no cell ${name}`);
    state[cell.index] = value;
  }
  return state;
}

describe('S19: a late drop hurts only its id', () => {
  const healthy = Segment({ state: 'healthy', rows: 1 });
  const lateDrop = List([LogMessage({ verb: 'drop', collection: first ?? fail() })]);
  const running = { 'flowGraph(2, 1)': true, 'segment(2, 1, 0)': healthy };
  const before = stateWith({ 'log(1)': lateDrop, 'flowGraph(1, 1)': true, ...running });

  function ask(after: State): unknown {
    const property = model.properties.find(({ id }) => id === 'S19');
    const [read, readAfter] = [before, after].map((state) =>
      readOf(model, 'S19', (index) => state[index]),
    );
    if (property?.kind !== 'neverStep' || !read || !readAfter) return undefined;
    return property.holds(read, readAfter);
  }

  it('is kept by one that ends its own flow graph, and says nothing of other steps', () => {
    expect(ask(stateWith(running))).toBe(true);
    expect(ask(before)).toBe(vacuous);
  });

  it.each([
    ['ends the flow graph', { 'segment(2, 1, 0)': healthy }],
    ['marks the segment', { ...running, 'segment(2, 1, 0)': healthy.set('state', 'dropped') }],
  ])('is broken by one that %s of another', (_, changes) => {
    expect(ask(stateWith(changes))).toMatchObject({ facts: { dropped: first, changed: second } });
  });
});

function fail(): never {
  throw new RangeError('there is no such collection');
}
