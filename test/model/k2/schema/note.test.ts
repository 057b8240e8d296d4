/**
 * The story of the design note, step by step: the ten steps of truncateDataAndDropSchema, truncateData, recovery, a
 * partition that is declared dead, the hot standby; and what goes wrong with each.
 *
 * Deviation in names only: the reference's `acts` is `reads` and `writes` here, its `asks` is `asksDrop`,
 * `asksTruncate` and `asksCreate`, so that a trace can be read aloud.
 */
import { describe, expect, it } from 'vitest';
import { enabledAfter, k2, play } from './play.ts';

const told = ['cpo.collects(1)', 'cpo.finishesDrop', 'admin.hears(1)'];
const dropped = [
  'admin.asksDrop(1)',
  'cpo.handlesDrop(1)',
  'cpo.sendsTruncate(1)',
  'node.handlesTruncate(1)',
  ...told,
];
const truncated = [
  'admin.asksTruncate(1)',
  'cpo.handlesTruncate(1)',
  'cpo.sendsTruncate(1)',
  'node.handlesTruncate(1)',
  ...told,
];
const scanned = ['node.scans(1)'];
const cleaned = ['gc.lists', 'gc.collects'];
const created = [
  'admin.asksCreate(1)',
  'cpo.handlesCreate(1)',
  'node.handlesPush(1)',
  'cpo.collects(1)',
  'cpo.finishesCreate',
  'admin.hears(1)',
];
const writes = ['txn.writes(1, k)', 'txn.writes(1, k)', 'txn.commits(1)', 'node.finalizes(1, 1)'];
const seed = { by: 'seed', layout: 1, epoch: 0, intent: null, intentLayout: 0, intentEpoch: 0 };
const byTxn = (inc: number) => ({ ...seed, by: '1', layout: inc });
const rows = (...entries: readonly unknown[]) => ({ '#map': entries });
const incs = (...list: readonly number[]) => ({ '#set': list });

describe('"truncateDataAndDropSchema"', () => {
  const model = k2({ preset: 'documented', bounds: 'base' });

  it('(1)–(4) the library translates the name, and the CPO drops the schema locally', () => {
    const cell = play(model, dropped.slice(0, 2));
    expect(cell('catalog')).toEqual({ live: 0, dropping: incs(1), epoch: 0 });
    expect(cell('disk')).toEqual(cell('catalog'));
    expect(cell('valid(1)')).toEqual(incs(1));
  });

  it('(5)–(7) partitions are told, remove the schema in memory, and answer', () => {
    const cell = play(model, dropped.slice(0, 4));
    expect(cell('valid(1)')).toEqual(incs());
    expect(cell('rows(1, k)')).toEqual(rows([1, seed]));
    expect(cell('told')).toMatchObject({ dropped: incs() });
  });

  it('(6) "rejects further requests": a transaction that comes now aborts', () => {
    const late = k2({ preset: 'documented', bounds: 'stale' });
    const cell = play(late, [...dropped.slice(0, 4), 'txn.begins(1)', 'txn.writes(1, k)']);
    expect(cell('txn(1)')).toMatchObject({ phase: 'aborted', why: 'unknownSchema' });
  });

  it('(8) after all answers the client is told; "at this point the user may recreate a schema"', () => {
    expect(play(model, dropped)('told')).toMatchObject({ dropped: incs(1) });
    expect(enabledAfter(model, dropped)).toEqual([
      'txn.begins(1)',
      'admin.asksCreate(1)',
      'node.scans(1)',
      'gc.lists',
    ]);
    const cell = play(model, [...dropped, ...created]);
    expect(cell('told')).toMatchObject({ dropped: incs(1), created: incs(2) });
    expect(cell('valid(1)')).toEqual(incs(2));
  });

  it('(9) records are truncated, "no persistence or tombstones": the log still has them', () => {
    const cell = play(model, [...dropped, ...scanned]);
    expect(cell('rows(1, k)')).toEqual(rows());
    expect(cell('logged(k)')).toEqual(rows([1, seed]));
  });

  it('(10) the log is cleaned', () => {
    expect(play(model, [...dropped, ...scanned, ...cleaned])('logged(k)')).toEqual(rows());
  });

  it('and with ids the scan may as well come after the recreate: it takes the old records only', () => {
    const late = [...dropped, ...created, 'txn.begins(1)', ...writes, ...scanned, ...cleaned];
    const cell = play(model, late);
    expect(cell('rows(1, k)')).toEqual(rows([2, byTxn(2)]));
    expect(cell('logged(k)')).toEqual(rows([2, byTxn(2)]));
  });

  it('by name, the same scan takes the new record: an acknowledged write is gone', () => {
    const byName = k2({ preset: 'byName', bounds: 'base' });
    const cell = play(byName, [...dropped, ...created, 'txn.begins(1)', ...writes, ...scanned]);
    expect(cell('txn(1)')).toMatchObject({ phase: 'committed' });
    expect(cell('rows(1, k)')).toEqual(rows());
  });

  it('dropping a schema alone "would orphan the existing records"', () => {
    const alone = k2({ preset: 'documented', bounds: 'base', set: { dropKind: 'schemaOnly' } });
    expect(play(alone, [...dropped, ...created])('rows(1, k)')).toEqual(rows([1, seed]));
    expect(enabledAfter(alone, [...dropped, ...created])).toEqual(['txn.begins(1)']);
  });
});

describe('"Partitions get the list of valid schemas when recovery starts"', () => {
  const comesBack = [
    'admin.asksDrop(1)',
    'cpo.handlesDrop(1)',
    'cpo.sendsTruncate(1)',
    'node.handlesTruncate(1)',
    ...told,
    'node.opens(1)',
  ];
  const beforeTheDrop = ['node.crashes(1)', 'node.startsRecovery(1)'];

  it('"WAL records that do not match a valid schema are ignored": a crash after the drop removes them', () => {
    const model = k2({ preset: 'documented', bounds: 'crash' });
    const cell = play(model, [...dropped, ...beforeTheDrop, 'node.opens(1)']);
    expect(cell('rows(1, k)')).toEqual(rows());
    expect(cell('valid(1)')).toEqual(incs());
  });

  it('a drop that ends between list and replay is missed: the schema is accepted again', () => {
    const model = k2({ preset: 'documented', bounds: 'crash' });
    const cell = play(model, [...beforeTheDrop, ...comesBack]);
    expect(cell('told')).toMatchObject({ dropped: incs(1) });
    expect(cell('valid(1)')).toEqual(incs(1));
    expect(cell('rows(1, k)')).toEqual(rows([1, seed]));
  });

  it('where truncations wait until the partition is open, they are not missed', () => {
    const model = k2({ preset: 'repaired', bounds: 'crash' });
    const asked = [...beforeTheDrop, ...comesBack.slice(0, 3)];
    expect(enabledAfter(model, asked)).not.toContain('node.handlesTruncate(1)');
    const cell = play(model, [...asked, 'node.opens(1)', 'node.handlesTruncate(1)', ...told]);
    expect(cell('valid(1)')).toEqual(incs());
  });

  it('a crash brings truncated data back: the schema is valid, so all of its records match', () => {
    const model = k2({ preset: 'documented', bounds: 'truncateCrash' });
    const cell = play(model, [...truncated, ...scanned, ...beforeTheDrop, 'node.opens(1)']);
    expect(cell('rows(1, k)')).toEqual(rows([1, seed]));
  });
});

describe('truncateData: "the same … except that it skips steps 4 and 6"', () => {
  const writesOn = ['txn.begins(1)', 'txn.writes(1, k)', 'txn.commits(1)', 'node.finalizes(1, 1)'];

  it('the schema stays, and the user is told before the scan', () => {
    const cell = play(k2({ preset: 'documented', bounds: 'truncate' }), truncated);
    expect(cell('catalog')).toEqual({ live: 1, dropping: incs(), epoch: 1 });
    expect(cell('valid(1)')).toEqual(incs(1));
    expect(cell('rows(1, k)')).toEqual(rows([1, seed]));
  });

  it('a write that is accepted and acknowledged after it is scanned away', () => {
    const model = k2({ preset: 'documented', bounds: 'truncate' });
    const cell = play(model, [...truncated, ...writesOn, ...scanned]);
    expect(cell('txn(1)')).toMatchObject({ phase: 'committed' });
    expect(cell('rows(1, k)')).toEqual(rows());
  });

  it('where truncations are counted, the scan takes what is older', () => {
    const model = k2({ preset: 'repaired', bounds: 'truncate' });
    const cell = play(model, [...truncated, ...writesOn, ...scanned]);
    expect(cell('rows(1, k)')).toEqual(rows([1, { ...byTxn(1), epoch: 1 }]));
  });
});

describe('"must be considered dead and re-assigned which will remove the schema"', () => {
  const dead = [
    'admin.asksDrop(1)',
    'cpo.handlesDrop(1)',
    'cpo.sendsTruncate(1)',
    'network.cuts(1)',
  ];
  const ends = ['cpo.declaresDead(1)', 'node.opens(2)', 'cpo.finishesDrop', 'admin.hears(1)'];

  it('the new node has the list of now; the old one still serves the dropped schema', () => {
    const cell = play(k2({ preset: 'literal', bounds: 'deadNode' }), [...dead, ...ends]);
    expect(cell('valid(2)')).toEqual(incs());
    expect(cell('told')).toMatchObject({ dropped: incs(1) });
    expect(cell('valid(1)')).toEqual(incs(1));
    expect(cell('node(1)')).toMatchObject({ role: 'serving' });
  });

  it('with a lease, it is declared dead only when it has stopped', () => {
    const model = k2({ preset: 'documented', bounds: 'deadNode' });
    expect(enabledAfter(model, dead)).not.toContain('cpo.declaresDead(1)');
    const cell = play(model, [...dead, 'node.leaseRunsOut(1)', ...ends]);
    expect(cell('lease(1)')).toBe(false);
    expect(cell('told')).toMatchObject({ dropped: incs(1) });
  });

  it('nobody is declared dead for not taking a new schema: the create waits for ever', () => {
    const model = k2({ preset: 'repaired', bounds: 'deadNode' });
    const stuck = [
      ...dropped,
      ...scanned,
      ...cleaned,
      'network.cuts(1)',
      'node.leaseRunsOut(1)',
      'admin.asksCreate(1)',
      'cpo.handlesCreate(1)',
    ];
    expect(enabledAfter(model, stuck)).toEqual(['txn.begins(1)']);
    expect(play(model, stuck)('pushWork')).toMatchObject({ inc: 2, waiting: { '#set': ['1'] } });
  });
});

describe('the hot standby', () => {
  const promoted = [...dropped, 'node.crashes(1)', 'cpo.promotes(2)'];

  it('replays the log, in which there are no drops: promoted, it serves the dropped schema', () => {
    const cell = play(k2({ preset: 'literal', bounds: 'standby' }), promoted);
    expect(cell('valid(2)')).toEqual(incs(1));
    expect(cell('rows(2, k)')).toEqual(rows([1, seed]));
  });

  it('which gets the list of valid schemas when it is promoted does not', () => {
    const cell = play(k2({ preset: 'documented', bounds: 'standby' }), promoted);
    expect(cell('valid(2)')).toEqual(incs());
    expect(cell('rows(2, k)')).toEqual(rows());
  });
});

describe('what the note does not speak of', () => {
  it('a CPO that crashes after step 4: the name is not translated any more, the schema is served', () => {
    const model = k2({ preset: 'literal', bounds: 'cpo' });
    const cell = play(model, ['admin.asksDrop(1)', 'cpo.handlesDrop(1)', 'cpo.crashes']);
    expect(cell('catalog')).toMatchObject({ live: 0 });
    expect(cell('valid(1)')).toEqual(incs(1));
  });

  it('one that finds the drop on its disk goes on with it', () => {
    const model = k2({ preset: 'documented', bounds: 'cpo' });
    const begun = ['admin.asksDrop(1)', 'cpo.handlesDrop(1)', 'cpo.crashes', 'cpo.resumes'];
    const rest = ['cpo.sendsTruncate(1)', 'node.handlesTruncate(1)', ...told.slice(0, 2)];
    expect(play(model, [...begun, ...rest])('valid(1)')).toEqual(incs());
  });

  it('a transaction in flight: the scan takes its intent, and the assertion of the code fires', () => {
    const model = k2({ preset: 'literal', bounds: 'stale' });
    const inFlight = ['txn.begins(1)', 'txn.writes(1, k)', ...dropped.slice(0, 4)];
    const cell = play(model, [
      ...inFlight,
      'node.scans(1)',
      'txn.commits(1)',
      'node.finalizes(1, 1)',
    ]);
    expect(cell('broken')).toBe(true);
  });

  it('a transaction in flight that is aborted with the schema: it learns so when it commits', () => {
    const model = k2({ preset: 'documented', bounds: 'stale' });
    const inFlight = ['txn.begins(1)', 'txn.writes(1, k)', ...dropped.slice(0, 4)];
    const cell = play(model, [...inFlight, 'txn.commits(1)']);
    expect(cell('txn(1)')).toMatchObject({ phase: 'aborted', why: 'forcedAbort' });
  });

  it('a lost push: the create fails, and the next one hears that the schema exists', () => {
    const model = k2({ preset: 'literal', bounds: 'partial' });
    const asks = ['admin.asksCreate(1)', 'cpo.handlesCreate(1)'];
    const lost = ['network.loses(toNode(1))', 'cpo.retriesPush(1)', 'admin.hears(1)'];
    const cell = play(model, [...asks, ...lost, ...asks, 'node.handlesPush(2)']);
    expect(cell('toAdmin(1)')).toEqual([
      { verb: 'create', inc: 0, epoch: 0, result: 'exists', request: 1 },
    ]);
    expect([cell('valid(1)'), cell('valid(2)')]).toEqual([incs(), incs(1)]);
  });
});
