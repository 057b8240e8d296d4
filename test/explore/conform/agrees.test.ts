import { List, Map as MapOf, OrderedSet, Record as RecordOf, Set as SetOf } from 'immutable';
import { describe, expect, it } from 'vitest';
import { agrees } from '../../../src/explore/conform/agrees.ts';
import type { Json } from '../../../src/index.ts';
import { toJson } from '../../../src/index.ts';

const Row = RecordOf({ id: 0, isOpen: false });
const Table = RecordOf({
  rows: MapOf<number, unknown>(),
  ids: SetOf<number>(),
  queue: OrderedSet<number>(),
  first: Row(),
  log: List<unknown>(),
});
const table = Table({
  rows: MapOf([[1, Row({ id: 1 })]]),
  ids: SetOf([1, 2]),
  queue: OrderedSet([2, 1]),
  log: List([Row()]),
});

const answer = (told: Json) => agrees('table', table, told);

describe('an event tells a value as a whole, and of a record some fields', () => {
  it.each<[string, Json]>([
    ['all of it', toJson(table)],
    ['no field', {}],
    ['a field of a record in a record', { first: { isOpen: false } }],
    ['a set in another order', { ids: { '#set': [2, 1] } }],
    ['a map with whole values', { rows: { '#map': [[1, { isOpen: false, id: 1 }]] } }],
  ])('that agrees: %s', (_, told) => {
    expect(answer(told)).toBe(true);
  });

  it.each<[string, Json]>([
    ['no object', 7],
    ['a field that there is not', { row: 1 }],
    ['an empty map', { rows: { '#map': [] } }],
    ['a map with other keys', { rows: { '#map': [[2, { id: 1, isOpen: false }]] } }],
    ['a map with parts of its values', { rows: { '#map': [[1, { id: 1 }]] } }],
    ['a set with a member twice', { ids: { '#set': [1, 1] } }],
    ['a smaller set', { ids: { '#set': [1] } }],
    ['an ordered set in another order', { queue: { '#set': [1, 2] } }],
    ['parts of the members of a list', { log: [{ id: 0 }] }],
  ])('that does not: %s', (_, told) => {
    expect(answer(told)).toBe(false);
  });

  it('and what cannot be the form of what is held is an error that shows the form', () => {
    expect(() => answer({ rows: {} })).toThrow(
      'the map expects table.rows to be {}, but it holds a map; write {"#map": [[key, value], …]}',
    );
    expect(() => answer({ ids: [1, 2] })).toThrow(
      'the map expects table.ids to be [1,2], but it holds a set; write {"#set": [member, …]}',
    );
  });
});
