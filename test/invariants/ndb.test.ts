/**
 * Promises that no variant breaks: each must be able to say no, on states made by hand.
 */
import { describe, expect, it } from 'vitest';
import type { Model, State } from '../../src/index.ts';
import { initialStates, instantiate, readOf, vacuous } from '../../src/index.ts';
import { Trans } from '../../src/model/ndb/durableDrop/nouns.ts';
import { ndbDurableDrop } from '../../src/model/ndb/durableDrop/system.ts';
import { Op } from '../../src/model/ndb/prepDrop/nouns.ts';
import { ndbPrepDrop } from '../../src/model/ndb/prepDrop/system.ts';

/** The initial state with some cells set to other values. */
function stateWith(model: Model, changes: Readonly<Record<string, unknown>>): State {
  const [initial = []] = initialStates(model);
  const state = [...initial];
  for (const [name, value] of Object.entries(changes)) {
    const cell = model.layout.cells.find((known) => known.name === name);
    if (!cell) throw new RangeError(`there is no cell ${name}`);
    state[cell.index] = value;
  }
  return state;
}

const readerOf = (model: Model, id: string, state: State) =>
  readOf(model, id, (index) => state[index]);

function propertyOf(model: Model, id: string) {
  const found = model.properties.find((known) => known.id === id);
  if (!found) throw new RangeError(`there is no promise ${id}`);
  return found;
}

describe('over the wires: durable-first, "step 1 before step 7"', () => {
  const model = instantiate(ndbPrepDrop, { bounds: 'tiny' });
  const property = propertyOf(model, 'durable-first');
  const ask = (changes: Readonly<Record<string, unknown>>) =>
    property.kind === 'always' &&
    property.holds(readerOf(model, property.id, stateWith(model, changes)));

  it('says nothing while the fragment is there, and is broken where only the fragment has gone', () => {
    expect(ask({})).toBe(vacuous);
    expect(ask({ 'frag(1)': 'absent', 'file(1)': 'dropping' })).toBe(true);
    expect(ask({ 'frag(1)': 'absent' })).toHaveProperty('sentence');
  });
});

describe('over the wires: op-answered, "refused or run, never forgotten"', () => {
  const model = instantiate(ndbPrepDrop, { bounds: 'tiny' });
  const property = propertyOf(model, 'op-answered');

  it('is owed to an operation that is under way, and paid when it is not', () => {
    if (property.kind !== 'leadsTo') throw new TypeError('op-answered is about the end');
    const read = (state: 'new' | 'sent' | 'running') =>
      readerOf(model, property.id, stateWith(model, { 'op(1)': Op({ state }) }));
    expect([property.from(read('sent')), property.to(read('sent'))]).toEqual([true, false]);
    expect([property.from(read('new')), property.to(read('running'))]).toEqual([false, true]);
  });
});

describe('with failures: one-schema-change, "errors 701 and 711"', () => {
  const model = instantiate(ndbDurableDrop, { bounds: 'small' });
  const property = propertyOf(model, 'one-schema-change');
  const running = { trans: Trans({ kind: 'drop', phase: 'prepare' }) };
  const ask = (before: Readonly<Record<string, unknown>>) =>
    property.kind === 'neverStep' &&
    property.holds(
      readerOf(model, property.id, stateWith(model, before)),
      readerOf(model, property.id, stateWith(model, { ...running, drops: 0 })),
    );

  it('is broken by a drop that begins while another one is going on', () => {
    expect(ask({})).toBe(true);
    expect(ask({ ...running, drops: 0 })).toBe(vacuous);
    expect(ask(running)).toHaveProperty('sentence');
  });
});
