/**
 * Every sentence of the note, and what became of it: actions, switches and promises that exist in the models. Both ends
 * are named, so that neither can go without the other being missed.
 */
import { describe, expect, it } from 'vitest';
import type { System } from '../../../src/index.ts';
import { instantiate } from '../../../src/index.ts';
import { ndbDurableDrop } from '../../../src/model/ndb/durableDrop/system.ts';
import { ndbPrepDrop } from '../../../src/model/ndb/prepDrop/system.ts';

/** What a sentence became in one model; options of switches are `switch=option`. */
interface Trace {
  readonly actions?: string;
  readonly switches?: string;
  readonly promises?: string;
}

type Row = readonly [sentence: string, wires: Trace, failures: Trace];

const none: Trace = {};

const rows: readonly Row[] = [
  [
    'Drop table is used in: Drop Table',
    { actions: 'dict.starts', promises: 'drop-ends all-nodes-dropped' },
    { actions: 'api.asksDrop', promises: 'drop-ends' },
  ],
  [
    'Drop table is used in: Abort Add Table',
    none,
    {
      actions: 'dict.refuses dict.undoes',
      switches: 'abortAdd enableAt',
      promises: 'no-leftovers closed-before-release nodes-agree',
    },
  ],
  [
    'Drop table is used in: Drop table in node restart',
    none,
    {
      actions: 'restart.node restart.doesFiles restart.recordsState',
      promises: 'nodes-agree no-leftovers node-comes-back',
    },
  ],
  [
    'Drop table is used in: Drop table in system restart',
    none,
    {
      actions: 'restart.system restart.doesFiles restart.recordsState',
      promises: 'secured-means-gone in-use-is-complete',
    },
  ],
  [
    '1) PREP_DROP_TAB_REQ -> all DICT. Update schema files on disk. Table status = DROPPING',
    { actions: 'node.takesReq', promises: 'durable-first' },
    { actions: 'dict.prepares', switches: 'flush decision', promises: 'durable-first' },
  ],
  [
    '2) Report Table Dropped secured but not yet completed',
    none,
    {
      actions: 'dict.reports',
      switches: 'reportPoint=afterPrepare',
      promises: 'secured-means-gone secured-completes',
    },
  ],
  [
    '4) 5) 6) PREP_DROP_TAB_REQ -> all LQHs, all TCs, all DIHs',
    { actions: 'dict.advances node.takesReq dict.counts', switches: 'roundOrder=lqhFirst' },
    {
      actions: 'dict.marks dict.advances',
      switches: 'barrier markPhase',
      promises: 'closed-before-release in-use-is-open',
    },
  ],
  [
    'LQH PREP: Mark the table so that no new operations will start',
    {
      actions: 'lqh.takesKey',
      switches: 'lqhMark=on',
      promises: 'op-has-fragment wait-conf-honest',
    },
    none,
  ],
  [
    'LQH PREP: Mark all fragments so that new LCP_FRAG_ORD gets replied directly',
    {
      actions: 'lqh.takesOrd dih.takesRep',
      switches: 'lcpAnswer=direct',
      promises: 'lcp-has-fragment lcp-round-ends',
    },
    none,
  ],
  [
    'LQH PREP: 2) Start waiting for completion 3) Reply PREP_DROP_TAB_CONF',
    { actions: 'node.takesReq', promises: 'busy-confirms' },
    none,
  ],
  [
    'After this LQH accepts WAIT_DROP_TAB_REQ',
    { actions: 'lqh.takesWait', switches: 'roundOrder', promises: 'wait-conf-honest' },
    none,
  ],
  [
    'TC PREP: 1) Mark the table so that no new transactions will start on the table',
    { actions: 'client.asks', switches: 'tcMark=on', promises: 'no-op-after-mark refused-by-tc' },
    none,
  ],
  [
    'TC PREP: 2) WAIT_DROP_TAB_REQ -> all connected LQHs 3) Wait for CONF (including NF-handling) 4)',
    {
      actions: 'node.takesReq tc.takesConf node.hears tc.confirms',
      switches: 'waits=asked nf=waitsOnly',
      promises: 'nobody-waits drop-ends asker-waits',
    },
    none,
  ],
  [
    'DIH PREP: 1) Mark the table so that no new LCP will start 2) unlink any queued LCP_FRAG_ORD',
    {
      actions: 'dih.beginsLcp dih.orders',
      switches: 'dihMark=on unlink=closesBooks',
      promises: 'no-order-after-mark lcp-round-ends unlinked',
    },
    none,
  ],
  [
    'DIH PREP: 3) WAIT_DROP_TAB_REQ -> all connected LQHs 4) Wait for CONF (including NF-handling) 5)',
    {
      actions: 'node.takesReq dih.takesConf node.hears dih.confirms',
      switches: 'waits=asked nf=waitsOnly',
      promises: 'nobody-waits drop-ends',
    },
    none,
  ],
  [
    'LQH WAIT: 1) Wait for running operations, wait for running LCP 2) Reply',
    {
      actions: 'lqh.takesWait lqh.answers',
      switches: 'lcpWait=on opsEnd',
      promises: 'release-when-idle wait-conf-honest',
    },
    none,
  ],
  [
    '7) DROP_TAB_REQ -> TC, ACC, TUP, DIH, LQH',
    { actions: 'lqh.releases', promises: 'release-when-idle op-has-fragment' },
    { actions: 'dict.releases', promises: 'durable-first' },
  ],
  [
    '7) Update schema files on disk DROPPED',
    { actions: 'node.recordsDropped', promises: 'durable-first all-nodes-dropped' },
    { actions: 'dict.recordsDropped', switches: 'flush', promises: 'durable-first' },
  ],
  [
    '8) DICT_SCHEMAREQ -> all DICT. Table status = DROPPED',
    { actions: 'node.takesReq', promises: 'all-nodes-dropped dropped' },
    { actions: 'dict.ends', promises: 'nothing-half-done told-done' },
  ],
  [
    'the node receives the schema information from the master',
    none,
    {
      actions: 'restart.system restart.node',
      switches: 'restartMaster restartRule=complete',
      promises: 'nodes-agree',
    },
  ],
  [
    'needs to complete the drop table activity: contacted to drop all files related to the table',
    none,
    {
      actions: 'restart.doesFiles',
      switches: 'restartCleanup=masterState',
      promises: 'no-leftovers in-use-is-complete',
    },
  ],
  [
    'After this the schema information is updated with the new state',
    none,
    {
      actions: 'restart.recordsState',
      switches: 'restartOrder=filesFirst',
      promises: 'in-use-is-complete no-leftovers',
    },
  ],
  [
    'Since all nodes receive the same schema information there is no risk of different behaviour',
    none,
    {
      actions: 'restart.system restart.node',
      switches: 'nodeLock',
      promises: 'nodes-agree one-outcome',
    },
  ],
];

const words = (text = '') => text.split(' ').filter((word) => word !== '');

/** What is named and does not exist. */
function missing(system: System, bounds: string, { actions, switches, promises }: Trace): string[] {
  const model = instantiate(system, { bounds });
  const known = new Set([
    ...model.actions.map(({ action }) => action),
    ...model.properties.map(({ id }) => id),
    ...Object.entries(system.switches).flatMap(([name, { options }]) => [
      name,
      ...Object.keys(options).map((option) => `${name}=${option}`),
    ]),
  ]);
  return [...words(actions), ...words(switches), ...words(promises)].filter(
    (word) => !known.has(word),
  );
}

describe('every sentence of the note has become something that exists', () => {
  it.each(rows)('%s', (_, wires, failures) => {
    const named = [wires, failures].flatMap(({ actions }) => words(actions));
    expect(named.length).toBeGreaterThan(0);
    expect(missing(ndbPrepDrop, 'medium', wires)).toEqual([]);
    expect(missing(ndbDurableDrop, 'medium', failures)).toEqual([]);
  });

  it('and every action is there for a sentence, for a failure, or for the other side of a message', () => {
    const named = (at: 1 | 2) => rows.flatMap((row) => words(row[at].actions));
    const rest = (system: System, at: 1 | 2) => {
      const { actions } = instantiate(system, { bounds: 'medium' });
      return new Set(actions.map(({ action }) => action).filter((one) => !named(at).includes(one)));
    };
    // An operation ends, a checkpoint ends, a node falls, and the operations of a dead TC are ended.
    expect(rest(ndbPrepDrop, 1)).toEqual(
      new Set(['client.ends', 'lqh.finishesLcp', 'tc.takesOver', 'fault.crashes']),
    );
    // A create that is not aborted, the decision and the takeover of the later code, a remedy, and failures.
    expect(rest(ndbDurableDrop, 2)).toEqual(
      new Set([
        'api.asksCreate',
        'dict.adds',
        'dict.enables',
        'dict.takesOver',
        'dict.decides',
        'restart.notesDecision',
        'fault.crashes',
        'fault.powerFails',
      ]),
    );
  });
});
