import { describe, expect, it } from 'vitest';
import { differenceOf, refuseOther } from '../../src/explore/snapshot.ts';
import { UsageError } from '../../src/index.ts';

const search = {
  system: 'k2/collection',
  variant: { keying: 'byId', unload: 'immediate' },
  bounds: { partitions: 2, admins: ['drop A, create A'] },
  properties: ['P1', 'P2'],
  keepGoing: false,
  symmetry: false,
  cells: ['cpo', 'node(1)'],
  instances: ['cpo.drops', 'node.handles(1)'],
};

describe('a checkpoint of another search is refused "with what differs"', () => {
  it.each([
    ['system', { system: 'k2/schema' }, ["system: recorded 'k2/collection', now 'k2/schema'"]],
    [
      'a switch',
      { variant: { keying: 'byName', unload: 'immediate' } },
      ["switch keying: recorded 'byId', now 'byName'"],
    ],
    [
      'two bounds, one of them a program',
      { bounds: { partitions: 3, admins: ['drop A'] } },
      [
        'bound partitions: recorded 2, now 3',
        "bound admins: recorded 'drop A, create A', now 'drop A' (the rest is the same)",
      ],
    ],
    [
      'a switch that there was not',
      { variant: { ...search.variant, walKey: 'byId' } },
      ["switch walKey: recorded nothing, now 'byId'"],
    ],
    [
      'fewer properties',
      { properties: ['P2'] },
      ["properties: recorded 'P1' (the rest is the same)"],
    ],
    [
      'the same properties in another order, which other checks depend on',
      { properties: ['P2', 'P1'] },
      ['properties: recorded in another order'],
    ],
    ['keeping on', { keepGoing: true }, ['keepGoing: recorded false, now true']],
    ['symmetry', { symmetry: true }, ['symmetry: recorded false, now true']],
    [
      'many actions of a model that was edited',
      { instances: [...search.instances, 'a', 'b', 'c', 'd', 'e', 'f'] },
      ["instances: now 'a', 'b', 'c', 'd' and 2 more (the rest is the same)"],
    ],
    [
      'something that no version knew before',
      { order: 'depth' },
      ["order: recorded nothing, now 'depth'"],
    ],
  ])('%s', (_what, other, sentences) => {
    expect(differenceOf(search, { ...search, ...other })).toEqual(sentences);
  });

  it('what follows from another difference is not told: another variant has other cells', () => {
    const other = { ...search, variant: { keying: 'byName' }, cells: [], instances: [] };
    expect(differenceOf(search, other)).toEqual([
      "switch keying: recorded 'byId', now 'byName'",
      "switch unload: recorded 'immediate', now nothing",
    ]);
  });

  it('the same search is none, in whatever order its fields are written', () => {
    const turned = Object.fromEntries(Object.entries(structuredClone(search)).reverse());
    expect(differenceOf(search, turned)).toEqual([]);
    expect(refuseOther({ about: { search: turned }, tables: [] }, search)).toBeUndefined();
  });

  it('the refusal says what to do', () => {
    const snapshot = { about: { search: { ...search, keepGoing: true } }, tables: [] };
    expect(() => refuseOther(snapshot, search)).toThrow(
      new UsageError(
        'the checkpoint is of another search. keepGoing: recorded true, now false. ' +
          'Ask for what was recorded, or start anew without it',
      ),
    );
  });
});
