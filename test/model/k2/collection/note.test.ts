/**
 * The scenario of the design note, step by step, once for each row of table 9.1 of the reference, and the verdict of
 * the exhaustive search in the same bounds.
 *
 * Deviation in names only: the reference's `acts` is `reads` and `writes` here, its `asks` is `asksDrop` and
 * `asksCreate`, so that a trace can be read aloud.
 */
import { describe, expect, it } from 'vitest';
import { enabledAfter, k2, outcomeOf, play, verdictOf } from './play.ts';

const drop = [
  'admin.asksDrop(1, A)',
  'cpo.handlesDrop(1)',
  'node.handlesOffload(1)',
  'cpo.collects(1)',
  'cpo.finishesDrop(A)',
  'admin.hears(1)',
];
const create = [
  'admin.asksCreate(1, A)',
  'cpo.handlesCreate(1)',
  'node.handlesAssign(1)',
  'cpo.collects(1)',
  'admin.hears(1)',
];
const write = 'txn.writes(1, k2)';
const commit = 'txn.commits(1)';
const untilWrite = ['txn.begins(1)', 'txn.reads(1, k1)', ...drop, ...create];

interface Row {
  readonly set: Readonly<Record<string, string>>;
  readonly story: string;
  readonly ends: readonly string[];
  readonly phase: 'committed' | 'aborted';
  readonly why?: string;
  readonly hits: readonly number[];
  /** What the client's library holds at the end. */
  readonly cache?: 1 | 2;
  readonly p1: 'holds' | 'violated';
}

const perRequest = { collectionId: 'perRequest' };

const rows: readonly Row[] = [
  {
    set: { collectionId: 'none' },
    story: 'write accepted by the new collection, commit acknowledged',
    ends: [write, commit],
    phase: 'committed',
    hits: [1, 2],
    p1: 'violated',
  },
  {
    set: { collectionId: 'none', commitScope: 'everyCollection' },
    story: 'write accepted, commit refused: the id used at the read is no longer live',
    ends: [write, commit],
    phase: 'aborted',
    why: 'mismatch',
    hits: [1, 2],
    p1: 'holds',
  },
  {
    set: { collectionId: 'startTsFenceWrites' },
    story: 'write refused: the transaction is older than the module',
    ends: [write],
    phase: 'aborted',
    why: 'tooOld',
    hits: [1],
    p1: 'holds',
  },
  {
    set: { collectionId: 'startTsFence' },
    story: 'write refused',
    ends: [write],
    phase: 'aborted',
    why: 'tooOld',
    hits: [1],
    p1: 'holds',
  },
  {
    set: { collectionId: 'startTsFenceSkewed' },
    story: "two time sources, the module's start lags behind: commit acknowledged",
    ends: [write, commit],
    phase: 'committed',
    hits: [1, 2],
    p1: 'violated',
  },
  {
    set: { ...perRequest, onMismatch: 'abortThenRefresh' },
    story: 'write refused (id 1 sent, 2 loaded), aborted, cache refreshed',
    ends: [write],
    phase: 'aborted',
    why: 'mismatch',
    hits: [1],
    cache: 2,
    p1: 'holds',
  },
  {
    set: { ...perRequest, onMismatch: 'retryIfUntouched' },
    story: 'the name was already read: aborted',
    ends: [write],
    phase: 'aborted',
    why: 'mismatch',
    hits: [1],
    cache: 2,
    p1: 'holds',
  },
  {
    set: { ...perRequest, onMismatch: 'user' },
    story: 'aborted, cache still stale',
    ends: [write],
    phase: 'aborted',
    why: 'mismatch',
    hits: [1],
    cache: 1,
    p1: 'holds',
  },
  {
    set: { ...perRequest, onMismatch: 'retrySameTxn' },
    story: 'one more step: refresh, then write accepted, commit acknowledged',
    ends: [write, write, commit],
    phase: 'committed',
    hits: [1, 2],
    cache: 2,
    p1: 'violated',
  },
  {
    set: { ...perRequest, onMismatch: 'resolvePerOp' },
    story: 'write sent with the new id, accepted, commit acknowledged',
    ends: [write, commit],
    phase: 'committed',
    hits: [1, 2],
    p1: 'violated',
  },
  {
    set: { collectionId: 'atCommit' },
    story: 'write accepted, commit refused by the coordinator in the new collection',
    ends: [write, commit],
    phase: 'aborted',
    why: 'mismatch',
    hits: [1, 2],
    p1: 'holds',
  },
  {
    set: { collectionId: 'onRefresh' },
    story: 'nothing ever refreshes (same nodes, same PVID): commit acknowledged',
    ends: [write, commit],
    phase: 'committed',
    hits: [1, 2],
    cache: 1,
    p1: 'violated',
  },
];

const titled = rows.map((row) => ({ ...row, variant: Object.values(row.set).join(', ') }));

describe('the scenario of the note: read, drop, recreate, write, commit', () => {
  it.each(titled)('$variant: $story', ({ set, ends, phase, why = 'none', hits, cache = 1 }) => {
    const model = k2({ preset: 'documented', bounds: 'note', set });
    const steps = [...untilWrite, ...ends];
    const at = play(model, steps);
    expect(at('txn(1)')).toMatchObject({ phase, why });
    expect(at('history(1)')).toMatchObject({ hits: { '#map': [['A', { '#set': hits }]] } });
    expect(at('cache(1, A)')).toBe(cache);
    expect(enabledAfter(model, steps).filter((name) => name.startsWith('txn.'))).toEqual([]);
  });

  it('leaves the client with a stale map unless its library refreshes or resolves', () => {
    const model = k2({ preset: 'documented', bounds: 'note' });
    expect(play(model, untilWrite)('cache(1, A)')).toBe(1);
    expect(play(model, untilWrite)('catalog(A)')).toMatchObject({ status: 'live', inc: 2 });
  });

  it('is one transaction in two incarnations before the create is even acknowledged', () => {
    const { reason, trace } = verdictOf(outcomeOf({ preset: 'documented', bounds: 'note' }), 'P1');
    expect(reason?.sentence).toBe(
      'a committed transaction touched two incarnations of a collection',
    );
    expect(trace?.steps.map(({ instance }) => instance)).toMatchInlineSnapshot(`
      [
        "txn.begins(1)",
        "txn.reads(1, k1)",
        "admin.asksDrop(1, A)",
        "cpo.handlesDrop(1)",
        "node.handlesOffload(1)",
        "cpo.collects(1)",
        "cpo.finishesDrop(A)",
        "admin.hears(1)",
        "admin.asksCreate(1, A)",
        "cpo.handlesCreate(1)",
        "node.handlesAssign(1)",
        "txn.writes(1, k2)",
        "txn.commits(1)",
      ]
    `);
  });
});

describe('"could create an inconsistent state": P1 in every run of `note`', () => {
  it.each(titled)('$variant: P1 $p1', ({ set, p1 }) => {
    const outcome = outcomeOf({ preset: 'documented', bounds: 'note', set });
    expect(verdictOf(outcome, 'P1')).toMatchObject({ verdict: p1, vacuous: false });
    expect(outcome.complete).toBe(true);
  });

  it.each(['abortThenRefresh', 'retrySameTxn', 'retryIfUntouched', 'user', 'resolvePerOp'])(
    'without an id it is violated whatever a mismatch would do: %s',
    (onMismatch) => {
      const outcome = outcomeOf({ preset: 'documented', bounds: 'note', set: { onMismatch } });
      expect(verdictOf(outcome, 'P1').verdict).toBe('violated');
    },
  );
});
