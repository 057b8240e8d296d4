/**
 * The note's own story: its steps on two nodes, the four uses that it names, and where each of its sentences is in the
 * model.
 */
import { describe, expect, it } from 'vitest';
import type { Read, State } from '../../../../src/index.ts';
import { instantiate, readOf } from '../../../../src/index.ts';
import { ndbTable } from '../../../../src/model/ndb/table/system.ts';
import { choiceOf, played, stage } from '../stage.ts';
import { all, laterDrop, noteDrop } from './story.ts';

const { cellsAfter } = stage(ndbTable);

const both = [1, 2] as const;
const table = { ver: 1, inc: 1 };

describe('drop table, step by step on two nodes', () => {
  const { prepare, lqh, tc, dih, release, end } = noteDrop(both);
  const cells = (read: (cell: string) => unknown, family: string) =>
    both.map((n) => read(`${family}(${n})`));

  it('(1) "update schema file: DROPPING", (2) "secured but not yet completed"', () => {
    const read = cellsAfter('note', 'two', [...prepare, 'dict.reports']);
    expect(cells(read, 'file')).toEqual([
      { state: 'dropping', ...table },
      { state: 'dropping', ...table },
    ]);
    expect(read('told')).toEqual({ what: 'secured', inc: 1 });
  });

  it('(4) "LQH: no new operations", (5) "TC: mark", (6) "DIH: mark", and all of them wait', () => {
    const read = cellsAfter('note', 'two', [...prepare, ...lqh, ...tc, ...dih]);
    for (const lqh of cells(read, 'lqh')) expect(lqh).toMatchObject({ table: 'marked' });
    for (const block of [...cells(read, 'tc'), ...cells(read, 'dih')]) {
      expect(block).toMatchObject({ table: 'dropping', asked: { '#set': [] }, owes: false });
    }
  });

  it('(7) "DROP_TAB_REQ", "update schema file: DROPPED", (8) the table is gone', () => {
    const released = [...prepare, ...lqh, ...tc, ...dih, ...release];
    const read = cellsAfter('note', 'two', released);
    expect(cells(read, 'frag')).toEqual([0, 0]);
    expect(cells(read, 'file')).toEqual([
      { state: 'unused', ver: 1, inc: 0 },
      { state: 'unused', ver: 1, inc: 0 },
    ]);
    const ended = cellsAfter('note', 'two', [...released, ...end]);
    expect(cells(ended, 'entry')).toEqual([
      { state: 'absent', ver: 1, inc: 0 },
      { state: 'absent', ver: 1, inc: 0 },
    ]);
    expect(ended('told')).toEqual({ what: 'done', inc: 1 });
  });
});

describe('the other uses of the sequence', () => {
  it('abort add table: the master dies before the create is decided, the new one has it undone', () => {
    const read = cellsAfter('note', 'medium', [
      ...all(noteDrop(both)),
      'admin.creates',
      'node.takesReq(1)',
      'node.takesReq(2)',
      'fault.crashes(1)',
      'node.hears(2, 1)',
      'dict.takesOver',
      'node.takesReq(2)',
      'dict.counts(2)',
      'dict.advances',
    ]);
    expect(read('entry(2)')).toEqual({ state: 'absent', ver: 2, inc: 0 });
    expect(read('frag(2)')).toBe(0);
    expect(read('lock')).toBe('free');
  });

  it('drop in node restart: a node that was away when the table was dropped comes back without it', () => {
    const { prepare, ...others } = noteDrop([1]);
    const asked = ['fault.crashes(2)', 'node.hears(1, 2)', ...prepare, ...all(others)];
    const read = cellsAfter('note', 'medium', [...asked, 'restart.node(2)', 'restart.joins(2)']);
    expect(read('file(2)')).toEqual({ state: 'unused', ver: 1, inc: 0 });
    expect(read('frag(2)')).toBe(0);
    expect(read('up(2)')).toBe('up');
  });

  it('drop in system restart: a drop that was prepared is completed', () => {
    const { prepare } = noteDrop(both);
    const steps = [...prepare, 'dict.reports', 'fault.powerFails', 'restart.system(1)'];
    const read = cellsAfter('note', 'small', steps);
    expect(both.map((n) => read(`entry(${n})`))).toEqual([
      { state: 'absent', ver: 1, inc: 0 },
      { state: 'absent', ver: 1, inc: 0 },
    ]);
    expect(both.map((n) => read(`frag(${n})`))).toEqual([0, 0]);
  });

  it('the later code brings it back, unless it was decided', () => {
    const { prepare, decide } = laterDrop(both);
    const restart = ['fault.powerFails', 'restart.system(1)'];
    const undecided = cellsAfter('repaired', 'small', [...prepare, ...restart]);
    expect(undecided('entry(2)')).toEqual({ state: 'inUse', ...table });
    const decided = cellsAfter('repaired', 'small', [...prepare, ...decide, ...restart]);
    expect(decided('entry(2)')).toEqual({ state: 'absent', ver: 1, inc: 0 });
  });
});

describe('each sentence of the note is an action, a switch or a promise', () => {
  const sentences: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['case Drop Table', ['ddl.opens', 'dict.handlesDrop'], ['drop-ends', 'ddl-answered']],
    ['case Abort Add Table', ['admin.creates', 'dict.takesOver', 'enableAt'], ['nodes-agree']],
    ['case drop in node restart', ['restart.node', 'restart.joins'], ['nobody-shut-out']],
    ['case drop in system restart', ['restart.system'], ['secured-means-gone']],
    ['1 PREP to all DICTs; schema file', ['node.takesReq', 'file'], ['in-use-is-complete']],
    ['2 report', ['dict.reports', 'reportPoint'], ['secured-means-gone', 'secured-completes']],
    ['4, 5, 6 PREP to LQHs, TCs, DIHs', ['dict.advances', 'dict.counts'], ['in-use-is-open']],
    ['LQH PREP: no new operations', ['lqh.takesKey', 'lqhMark'], ['op-has-fragment']],
    ['LQH PREP: orders', ['lqh.takesOrd', 'dih.takesRep', 'lcpAnswer'], ['lcp-has-fragment']],
    ['LQH then accepts WAIT', ['lqh.takesWait'], ['release-when-idle']],
    ['TC PREP: mark', ['tc.admits', 'tcMark'], ['op-has-fragment']],
    ['TC PREP: WAIT and CONF', ['tc.takesConf', 'tc.confirms', 'waits'], ['drop-ends']],
    ['NF-handling', ['node.hears', 'nf', 'tc.takesOver', 'tcTakeover'], ['drop-ends']],
    ['DIH PREP: mark', ['dih.beginsLcp', 'dih.orders', 'dihMark', 'unlink'], ['lcp-round-ends']],
    ['DIH PREP: WAIT and CONF', ['dih.takesConf', 'dih.confirms'], ['drop-ends']],
    ['LQH WAIT', ['lqh.answers', 'lcpWait'], ['release-when-idle']],
    ['7 DROP_TAB', ['lqh.releases', 'node.recordsDropped'], ['release-when-idle']],
    ['8 DICT_SCHEMAREQ', ['entry', 'done'], ['nothing-half-done']],
    ['restart: the master’s schema', ['restartMaster', 'restartRule', 'nodeLock'], ['nodes-agree']],
    ['restart: same behaviour', ['counter'], ['versions-agree']],
    ['"the same table"', ['identity', 'lqhCheck', 'next'], ['no-stale-execution']],
    ['what the kernel sees', ['counter'], ['identity-unique']],
    ['requirement 1', ['tc.admits', 'txnPin', 'cache', 'read'], ['one-table-per-txn']],
    ['requirement 2', ['client.starts', 'bindAt'], ['table-of-start']],
    ['a drop names what its caller saw', ['ddl.retries', 'dropRetry'], ['drop-what-you-opened']],
    ['one schema change', ['lock', 'nodeLock'], ['one-schema-change', 'start-excludes-change']],
    ['committed dictionary reads', ['api.looksUp', 'api.forgets'], ['reads-decided']],
    ['undone drops stay undone', ['takeover', 'abortDurable'], ['aborted-means-back']],
  ];
  const choice = { ...choiceOf('note + read=lock', 'medium') };
  const model = instantiate(ndbTable, choice);
  const known = new Set([
    ...model.actions.map(({ action }) => action),
    ...model.layout.cells.map(({ family }) => family),
    ...Object.keys(ndbTable.switches),
  ]);
  const ids = model.properties.map(({ id }) => id);

  it.each(sentences)('%s', (_sentence, means, promises) => {
    expect(means.filter((name) => !known.has(name))).toEqual([]);
    expect(promises.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('and no action and no promise is without a sentence', () => {
    const named = new Set(sentences.flatMap(([, means, promises]) => [...means, ...promises]));
    const plain = /^(client\.(defines|commits)|ddl\.isAnswered|lqh\.finishesLcp|fault\.\w+)$/;
    const isWitness = ({ kind }: { readonly kind: string }) => kind === 'reachable';
    const promised = model.properties.filter((property) => !isWitness(property));
    const verbs = model.actions.map(({ action }) => action).filter((name) => !plain.test(name));
    const all = [...verbs, ...promised.map(({ id }) => id)];
    expect([...new Set(all)].filter((name) => !named.has(name))).toEqual([]);
  });
});

describe('promises that no variant breaks can say no', () => {
  const model = instantiate(ndbTable, choiceOf('note', 'tiny'));
  const start = played(model, []).at(-1) ?? [];
  const changing =
    played(model, ['ddl.opens', 'dict.handlesDrop', 'node.takesReq(1)']).at(-1) ?? [];

  /** A state with one cell as it is in another state. */
  function mixed(state: State, family: string, other: State): State {
    const at = model.layout.cells.findIndex((cell) => cell.family === family);
    return state.map((value, index) => (index === at ? other[index] : value));
  }

  function answer(id: string, before: State, after: State) {
    const property = model.properties.find((known) => known.id === id);
    if (property?.kind !== 'neverStep') throw new TypeError(`${id} is not about steps`);
    const [one, other] = [before, after].map((state) => readOf(model, id, (at) => state[at]));
    return property.holds(one as Read, other as Read);
  }

  it('reads-decided: to a client that is told of a table while it is prepared to be dropped', () => {
    const told = played(model, ['api.looksUp(1)']).at(-1) ?? [];
    expect(answer('reads-decided', start, told)).toBe(true);
    expect(answer('reads-decided', changing, mixed(changing, 'cache', told))).toMatchObject({
      sentence: 'a client is told of a table in change',
    });
  });

  it('one-schema-change: to a drop that begins while another change runs', () => {
    const asking = played(model, ['ddl.opens']).at(-1) ?? [];
    expect(answer('one-schema-change', asking, changing)).toBe(true);
    expect(answer('one-schema-change', mixed(changing, 'ddl', asking), changing)).toMatchObject({
      sentence: 'a schema change begins while another one runs',
    });
  });
});
