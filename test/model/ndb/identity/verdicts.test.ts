/**
 * The verdicts that the reference expects of this model (9), and what else breaks. Verdicts are what the search finds.
 */
import { describe, expect, it } from 'vitest';
import { ndbIdentity } from '../../../../src/model/ndb/identity/system.ts';
import { stage } from '../stage.ts';
import { commit, create, define, drop, example1, example2, execute, start } from './story.ts';

const { tellEach, broken } = stage(ndbIdentity);

describe('what the note demands is kept by what the note says', () => {
  it.each(['note-r1', 'note-r1-r2', 'note-r1-lock'])('%s: tiny, small, medium', (preset) => {
    for (const bounds of ['tiny', 'small', 'medium']) expect(broken(preset, bounds)).toEqual([]);
  });
});

const straddles = {
  variant: 'code',
  bounds: 'tiny',
  finds: 'medium',
  story: 'committed read, drop, create, refreshed cache, operation on the new table',
} as const;
const onBoth = [start, define, execute, ...drop, create, 'api.forgets(1, A)', define, execute];

describe('requirement 1: "all operations of a transaction on a name hit the same table"', () => {
  tellEach([
    { ...straddles, property: 'one-table-per-txn', steps: onBoth },
    { ...straddles, property: 'one-table-per-committed-txn', steps: [...onBoth, commit] },
    ...['tiny', 'small'].map((bounds) => ({
      property: 'one-table-per-txn',
      variant: 'code + cache=sticky',
      bounds,
      finds: 'holds' as const,
      story: 'the old handle is refused with 241',
    })),
    {
      property: 'one-table-per-txn',
      variant: 'code + cache=refreshInside',
      bounds: 'tiny',
      finds: 'medium',
      story: 'the library looks the table up again and goes on in the same transaction',
      steps: example2,
    },
    {
      property: 'one-table-per-txn',
      variant: 'note-r1 + identity=name',
      bounds: 'tiny',
      finds: 'holds',
      story: 'the pin compares, even where the kernel does not',
    },
    {
      property: 'one-table-per-txn',
      variant: 'note-r1 + identity=name + counter=lost',
      bounds: 'small',
      finds: 'medium',
      story: 'the pin sees two tables with one version',
      steps: [start, define, execute, ...drop, 'fault.renumbers(1)', create, define, execute],
    },
  ]);
});

describe('requirement 2: "the table that was in use at startTransaction"', () => {
  const later = {
    property: 'table-of-start',
    bounds: 'tiny',
    finds: 'medium',
    story: 'the table was created after the start of the transaction',
    steps: example1,
  } as const;
  tellEach([
    { ...later, variant: 'note-r1' },
    {
      ...later,
      variant: 'note-r1-r2 + txnPin=off + identity=id',
      story: 'the handle of the start, a reused id',
    },
    {
      property: 'table-of-start',
      variant: 'note-r1-r2 + identity=id',
      bounds: 'tiny',
      finds: 'holds',
      story: 'the pin of the start compares, even where the kernel does not',
    },
    {
      property: 'table-of-start',
      variant: 'note-r1-r2',
      bounds: 'tiny',
      finds: 'holds',
      story: 'the handle of the start is refused with 241',
    },
    {
      property: 'table-of-start',
      variant: 'note-r1-r2 + txnPin=off',
      bounds: 'tiny',
      finds: 'holds',
      story: 'one handle for each name is as good as a pin',
    },
  ]);
});

describe('"the same table": object id and version', () => {
  tellEach([
    ...['tiny', 'medium'].map((bounds) => ({
      property: 'no-stale-execution',
      variant: 'code',
      bounds,
      finds: 'holds' as const,
      story: 'id and version are compared at each operation',
    })),
    {
      property: 'no-stale-execution',
      variant: 'code + identity=id',
      bounds: 'tiny',
      finds: 'medium',
      story: 'an old handle, a reused id',
      steps: [start, define, ...drop, create, execute],
    },
    {
      property: 'no-stale-execution',
      variant: 'code + counter=lost',
      bounds: 'small',
      finds: 'medium',
      story: 'a restart forgets the version of an unused id; the next table has it again',
      steps: [start, define, ...drop, 'fault.renumbers(1)', create, execute],
    },
    {
      property: 'identity-unique',
      variant: 'note-r1-r2 + counter=lost',
      bounds: 'small',
      finds: 'short',
      story: 'and no way of binding handles helps',
      steps: [start, ...drop, 'fault.renumbers(1)', create],
    },
    {
      property: 'no-stale-execution',
      variant: 'note-r1 + bits=modulo2',
      bounds: 'wrap',
      finds: 'medium',
      story: 'two creates later, the version is what it was',
      steps: [start, define, ...drop, create, ...drop, create, execute],
    },
    {
      property: 'no-stale-execution',
      variant: 'note-r1 + bits=modulo3',
      bounds: 'wrap',
      finds: 'long',
      story: 'one create more, and it is so again',
      steps: [start, define, ...drop, create, ...drop, create, ...drop, create, execute],
    },
  ]);
});

describe('a drop', () => {
  tellEach([
    {
      property: 'drop-what-you-opened',
      variant: 'code',
      bounds: 'small',
      finds: 'medium',
      story: 'a second drop of the old table meets the new one, and looks the name up again',
      steps: [
        'user.drops(1, A)',
        ...drop.map((step) => step.replace('1,', '2,')),
        create,
        'dict.handlesDrop(1, A)',
        'dict.handlesDrop(1, A)',
      ],
    },
    {
      property: 'drop-what-you-opened',
      variant: 'note-r1 + identity=id',
      bounds: 'small',
      finds: 'short',
      story: 'an id says nothing about what its issuer saw',
    },
    {
      property: 'no-stale-execution',
      variant: 'code + identity=id',
      bounds: 'two-names',
      finds: 'medium',
      story: 'an operation on A runs on B, which got the id of A',
      steps: [
        start,
        define,
        ...drop,
        ...drop.map((step) => step.replace('A', 'B')),
        'dict.creates(B)',
        execute,
      ],
    },
    {
      property: 'drop-waits-for-holder',
      variant: 'note-r1-lock',
      bounds: 'tiny',
      finds: 'holds',
      story: 'it waits for whoever holds the table',
    },
    {
      property: 'drop-waits-for-holder',
      variant: 'note-r1-lock + waitDrop=off',
      bounds: 'tiny',
      finds: 'short',
      story: 'it waits for nobody',
      steps: [start, define, execute, ...drop],
    },
  ]);
});
