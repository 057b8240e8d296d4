/**
 * Every option of every switch makes a difference to counts or verdicts somewhere; what each comes to is pinned.
 */
import { describe, expect, it } from 'vitest';
import { ndbIdentity } from '../../../../src/model/ndb/identity/system.ts';
import { stage, summary } from '../stage.ts';

const { outcome } = stage(ndbIdentity);

/** Switch, base, bounds: there, all options of the switch differ pairwise. */
const rows: readonly (readonly [string, string, string])[] = [
  ['identity', 'code', 'two-names'],
  ['txnPin', 'code', 'tiny'],
  ['bindAt', 'note-r1', 'tiny'],
  ['cache', 'code', 'tiny'],
  ['read', 'note-r1', 'tiny'],
  ['waitDrop', 'note-r1-lock', 'tiny'],
  ['counter', 'note-r1', 'small'],
  ['bits', 'note-r1', 'wrap'],
  ['dropRetry', 'note-r1', 'small'],
  ['timeout', 'note-r1 + read=lock', 'tiny'],
];

/** A line for each option. */
function lines(name: string, variant: string, bounds: string): string[] {
  return Object.keys(ndbIdentity.switches[name]?.options ?? {}).map((option) => {
    const found = summary(outcome(`${variant} + ${name}=${option}`, bounds));
    return `${option.padEnd(13)} ${found}`;
  });
}

describe('options make a difference', () => {
  it.each(rows)('%s (%s, %s)', (name, variant, bounds) => {
    const options = lines(name, variant, bounds);
    const found = options.map((line) => line.slice(13));
    expect(new Set(found).size, options.join('\n')).toBe(options.length);
  });

  it('and no switch is left out', () => {
    expect(rows.map(([name]) => name)).toEqual(Object.keys(ndbIdentity.switches));
  });

  it('each comes to', () => {
    const all = rows.flatMap(([name, variant, bounds]) => [
      `${name} (${variant}, ${bounds})`,
      ...lines(name, variant, bounds).map((line) => `  ${line}`),
    ]);
    expect(['', ...all, ''].join('\n')).toMatchInlineSnapshot(`
      "
      identity (code, two-names)
        idVersion        3548    8215  16  one-table-per-txn 10, one-table-per-committed-txn 11, (table-of-start 7)
        id               4030    9292  16  no-stale-execution 7, one-table-per-txn 9, one-table-per-committed-txn 10, (table-of-start 7)
        name             4018    9264  16  no-stale-execution 7, one-table-per-txn 9, one-table-per-committed-txn 10, (table-of-start 7)
      txnPin (code, tiny)
        off               335     615  16  one-table-per-txn 10, one-table-per-committed-txn 11, (table-of-start 7)
        on                319     587  15  (table-of-start 7)
      bindAt (note-r1, tiny)
        operation         319     587  15  (table-of-start 7)
        start             140     199  14
      cache (code, tiny)
        refresh           335     615  16  one-table-per-txn 10, one-table-per-committed-txn 11, (table-of-start 7)
        sticky            191     263  14  (table-of-start 7)
        refreshInside     191     267  14  one-table-per-txn 9, one-table-per-committed-txn 10, (table-of-start 7)
      read (note-r1, tiny)
        committed         319     587  15  (table-of-start 7)
        lock              251     432  15  (table-of-start 7)
      waitDrop (note-r1-lock, tiny)
        on                299     512  15  (table-of-start 7)
        off               369     678  15  (table-of-start 7), drop-waits-for-holder 6
      counter (note-r1, small)
        kept             6420   15348  20  (table-of-start 7)
        lost            10287   23581  21  no-stale-execution 8, one-table-per-txn 10, one-table-per-committed-txn 11, (table-of-start 7), identity-unique 7, drop-what-you-opened 7
      bits (note-r1, wrap)
        unbounded        1776    3422  23  (table-of-start 7)
        modulo2          2288    4389  24  no-stale-execution 11, one-table-per-txn 13, one-table-per-committed-txn 14, (table-of-start 7), identity-unique 10
        modulo3          1875    3605  24  no-stale-execution 15, one-table-per-txn 17, one-table-per-committed-txn 18, (table-of-start 7), identity-unique 14
      dropRetry (note-r1, small)
        giveUp           6420   15348  20  (table-of-start 7)
        byName          10640   24924  20  (table-of-start 7), drop-what-you-opened 7
      timeout (note-r1 + read=lock, tiny)
        off               251     432  15  (table-of-start 7)
        on                299     512  15  (table-of-start 7)
      "
    `);
  });
});
