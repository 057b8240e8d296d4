/**
 * What every preset comes to in every set of bounds: states, transitions, depth, and what does not hold, with the
 * number of steps of the shortest trace. In brackets: report only.
 *
 * A count that changes means that the protocol has changed.
 */
import { describe, expect, it } from 'vitest';
import { explore } from '../../../../src/explore/explore.ts';
import type { Model } from '../../../../src/index.ts';
import { instantiate } from '../../../../src/index.ts';
import { ndbIdentity } from '../../../../src/model/ndb/identity/system.ts';
import { findings } from '../../../laws/replay.ts';
import { stage } from '../stage.ts';

const { table, boundsOf } = stage(ndbIdentity);

it('tiny and small', () => {
  expect(table(boundsOf('tiny', 'small'))).toMatchInlineSnapshot(`
    "
    tiny
      note-r1            319     587  15  (table-of-start 7)
      note-r1-r2         140     199  14
      note-r1-lock       299     512  15  (table-of-start 7)
      code               335     615  16  one-table-per-txn 10, one-table-per-committed-txn 11, (table-of-start 7)
    example-1
      note-r1              9       8   9  (table-of-start 7), (example-1-errs 8)
      note-r1-r2           8       7   8  (no-stale-execution never), (one-table-per-txn never), (one-table-per-committed-txn never), (table-of-start never), (example-1-commits never)
      note-r1-lock         9       8   9  (table-of-start 7), (example-1-errs 8)
      code                 9       8   9  (table-of-start 7), (example-1-errs 8)
    example-2
      note-r1             10       9  10  (one-table-per-committed-txn never), (example-2-commits never)
      note-r1-r2          10       9  10  (one-table-per-committed-txn never), (example-2-commits never)
      note-r1-lock         9       8   9  (one-table-per-committed-txn never), example-2-errs 8, (example-2-commits never)
      code                11      10  11  (one-table-per-txn 9), (one-table-per-committed-txn 10), (table-of-start 9), example-2-errs 10
    wrap
      note-r1           1776    3422  23  (table-of-start 7)
      note-r1-r2         492     709  22
      note-r1-lock      1429    2400  23  (table-of-start 7)
      code              2080    3978  24  one-table-per-txn 10, one-table-per-committed-txn 11, (table-of-start 7)
    small
      note-r1           6420   15348  20  (table-of-start 7)
      note-r1-r2        2230    4390  19
      note-r1-lock      5664   12338  20  (table-of-start 7)
      code             11776   27360  21  one-table-per-txn 10, one-table-per-committed-txn 11, (table-of-start 7), drop-what-you-opened 7
    two-names
      note-r1           3481    8099  16  (table-of-start 7)
      note-r1-r2        1287    2318  14
      note-r1-lock      3673    8106  16  (table-of-start 7)
      code              3548    8215  16  one-table-per-txn 10, one-table-per-committed-txn 11, (table-of-start 7)
    "
  `);
});

it('medium', () => {
  expect(table(boundsOf('medium'))).toMatchInlineSnapshot(`
    "
    medium
      note-r1         105587  262401  24  (table-of-start 7)
      note-r1-r2       20682   39068  22
      note-r1-lock     90514  203325  24  (table-of-start 7)
      code            111627  275163  24  one-table-per-txn 10, one-table-per-committed-txn 11, (table-of-start 7)
    "
  `);
});

it('large', () => {
  expect(table(boundsOf('large'), ['note-r1-r2'])).toMatchInlineSnapshot(`
    "
    large
      note-r1-r2      191426  499028  23
    "
  `);
});

describe('users of DDL are interchangeable, and clients are', () => {
  it.each([
    { bounds: 'small', bound: {}, most: 0.75 },
    { bounds: 'tiny', bound: { clients: 2, users: 2 }, most: 0.5 },
  ])(
    '$bounds, $bound: verdicts and traces are those without symmetry',
    ({ bounds, bound, most }) => {
      const model = safety(instantiate(ndbIdentity, { preset: 'code', bounds, bound }));
      const plain = explore(model, { keepGoing: true });
      const reduced = explore(model, { keepGoing: true, symmetry: true });
      expect(findings(reduced.properties)).toEqual(findings(plain.properties));
      expect(reduced.counts.fullStates).toBe(plain.counts.states);
      expect(reduced.counts.states).toBeLessThan(plain.counts.states * most);
    },
  );

  /** Without drop-ends: symmetry does not go with liveness. */
  function safety(model: Model): Model {
    return { ...model, properties: model.properties.filter(({ kind }) => kind !== 'leadsTo') };
  }
});
