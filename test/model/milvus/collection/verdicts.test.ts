/**
 * The expected verdicts of the reference (9), in its order, each with its story. Verdicts are what the search finds.
 */
import { describe, expect, it } from 'vitest';
import { milvusCollection } from '../../../../src/model/milvus/collection/system.ts';
import type { Row } from '../told.ts';
import { outcomeOf, tellEach } from '../told.ts';
import {
  asked,
  askedWithAnswer,
  askedWithRow,
  behindReply,
  cached,
  collected,
  read,
  released,
  told,
  tombstoned,
} from './steps.ts';

const [tf, r21] = ['tombstone-fixed', 'repaired-2021'];
const landsLate = ['proxy.fill(1)', 'client.insert(1, 1)'];

/** All of the design document, with a row that is accepted before the drop. */
const designed = [
  ...askedWithRow,
  ...['rootcoord.dropMeta(1)', 'rootcoord.message(1, 1)', 'rootcoord.spawnRelease(1)'],
  ...told,
  ...['rootcoord.sendSpawned(1)', 'querycoord.start'],
  ...read,
];

const rowsOf2021: readonly Row[] = [
  {
    row: 'V1',
    variant: 'design-2021',
    bounds: 'tiny',
    finds: 'long',
    properties: ['L2', 'L3'],
    story: 'insert, drop, flush, flow graph released; segment and binlog stay (note 1)',
    steps: designed,
  },
  {
    row: 'V2',
    variant: 'design-2021',
    bounds: 'calm',
    finds: 'long',
    properties: ['L4'],
    story: 'the same with an index built after the flush (note 2)',
    steps: designed.toSpliced(-1, 0, 'indexcoord.build(1)'),
  },
  {
    row: 'V3',
    variant: 'design-2021',
    bounds: 'tiny',
    finds: 'medium',
    properties: ['S1', 'S3'],
    story: 'describe answered, drop, invalidate, reply, the answer lands; then an insert',
    steps: [
      ...askedWithAnswer,
      ...['rootcoord.dropMeta(1)', 'rootcoord.message(1, 1)', 'rootcoord.spawnRelease(1)'],
      ...told,
      ...landsLate,
    ],
  },
  {
    row: 'V4',
    variant: 'design-2021',
    bounds: 'small',
    finds: 'short',
    properties: ['L5', 'S15'],
    story: 'crash right after dropMeta: the DataNode never hears',
    steps: [...asked, 'rootcoord.dropMeta(1)', 'fault.crash', 'rootcoord.restart'],
  },
  {
    row: 'V5',
    variant: 'design-2021',
    bounds: 'small',
    finds: 'medium',
    properties: ['S17'],
    story: "dropMeta(1), crash, recreate: the client's retry deletes collection 2",
    steps: [
      ...asked,
      ...['rootcoord.dropMeta(1)', 'fault.crash', 'rootcoord.restart', 'client.create(2)'],
      ...['client.retry(1)', 'proxy.executeAccepted(1)', 'rootcoord.dropMeta(2)'],
    ],
  },
  {
    row: 'V6',
    variant: 'code-2021-11',
    bounds: 'small',
    finds: 'medium',
    properties: ['S14'],
    story: 'crash after dropMeta; restart looks up the name just deleted',
    steps: [
      ...asked,
      ...['rootcoord.dropMeta(1)', 'rootcoord.dropMeta(1)', 'fault.crash', 'rootcoord.restart'],
    ],
  },
  {
    row: 'V7',
    variant: 'code-2021-11',
    bounds: 'tiny',
    finds: 'short',
    properties: ['S6'],
    story: 'between the two transactions',
    steps: [...asked, 'rootcoord.dropMeta(1)'],
  },
  {
    row: 'V8',
    variant: 'code-2021-12',
    bounds: 'small',
    finds: 'medium',
    properties: ['S5'],
    story: 'message, insert, crash: collection live, flow graph gone, row lost',
    steps: [
      ...['client.create(1)', ...cached, 'client.drop(1)', 'proxy.executeAccepted(1)'],
      ...['rootcoord.dropIndexes(1)', 'rootcoord.message(1, 1)', 'client.insert(1, 1)'],
      ...['fault.crash', 'rootcoord.restart', 'datanode.takeDrop(1)', 'datanode.takeInsert(1)'],
    ],
  },
  {
    row: 'V9',
    variant: 'code-2022-01',
    bounds: 'small',
    finds: 'medium',
    properties: ['S16'],
    story: 'indexes dropped, crash: error to the client, live and half dropped',
    steps: [
      ...[...asked, ...released],
      ...['rootcoord.dropIndexes(1)', 'fault.crash', 'rootcoord.restart'],
    ],
  },
];

const rowsOfTombstones: readonly Row[] = [
  {
    row: 'V10',
    variant: 'tombstone-2022-10',
    bounds: 'tiny',
    finds: 'medium',
    properties: ['S1', 'S3'],
    story: 'invalidate, describe answered, tombstone, reply, the answer lands',
    steps: [
      ...[...asked, 'rootcoord.invalidate(1, 1)', 'client.describe(1)', 'rootcoord.tombstone(1)'],
      ...['rootcoord.reply(1)', 'proxy.postExecute(1)', ...landsLate],
    ],
  },
  {
    row: 'V11',
    variant: 'wal-fastack',
    bounds: 'tiny',
    finds: 'long',
    properties: ['L2', 'L3'],
    story: 'dropVchannels before an earlier insert is flushed: a fresh healthy segment',
    steps: [
      ...[...askedWithRow, 'rootcoord.persist(1)', 'rootcoord.message(1, 1)', ...released],
      ...['rootcoord.dropIndexes(1)', 'rootcoord.dropVchannels(1)', ...read],
      ...['rootcoord.removeMeta(1)', ...told],
    ],
  },
];

const repairedAndBroken: readonly Row[] = [
  {
    row: 'V15',
    variant: `${r21} + rootSteps=invalidateFirst`,
    bounds: 'calm',
    finds: 'long',
    properties: ['S1'],
    story: 'no stale answer needed: the meta is still there to be read again',
    steps: [
      ...[...asked, 'rootcoord.invalidate(1, 1)', 'client.describe(1)', 'rootcoord.dropIndexes(1)'],
      ...['rootcoord.dropMeta(1)', 'rootcoord.message(1, 1)', ...released],
      ...['rootcoord.reply(1)', 'proxy.postExecute(1)', 'proxy.fill(1)'],
    ],
  },
  ...['blind', 'floorRemovedOnDrop'].map((option): Row => {
    return {
      row: 'V16',
      variant: `${tf} + cacheFill=${option}`,
      bounds: 'calm',
      finds: 'medium',
      properties: ['S1', 'S3'],
      story: 'as V3',
      steps: [...askedWithAnswer, ...tombstoned, ...landsLate],
    };
  }),
  {
    row: 'V17',
    variant: `${tf} + invalidateFailure=ignored`,
    bounds: 'calm',
    bound: { invalidateFailures: 1 },
    finds: 'medium',
    properties: ['S1'],
    story: 'the only invalidation is lost',
    steps: [
      ...[...askedWithAnswer, 'rootcoord.tombstone(1)', 'fault.invalidateFails(1, 1)'],
      ...['rootcoord.reply(1)', 'proxy.postExecute(1)', 'proxy.fill(1)'],
    ],
  },
  {
    row: 'V18',
    variant: `${tf} + recovery=none`,
    bounds: 'small',
    finds: 'short',
    properties: ['L1', 'L5'],
    story: 'crash after the tombstone: dropping for ever',
    steps: [...asked, 'rootcoord.tombstone(1)', 'fault.crash', 'rootcoord.restart'],
  },
  {
    row: 'V19',
    variant: `${r21} + rootSteps=releaseFirst`,
    bounds: 'calm',
    finds: 'long',
    properties: ['L6'],
    story: 'nothing to release, then a load; 1 is still live, no check helps',
    steps: [
      ...['client.create(1)', ...cached, 'client.drop(1)', 'proxy.executeAccepted(1)'],
      ...[...released, 'client.load(1)', 'querycoord.buildTarget(1)', 'rootcoord.dropIndexes(1)'],
      ...['rootcoord.message(1, 1)', 'rootcoord.dropMeta(1)', ...told],
      ...['querynode.take(1)', 'datanode.takeDrop(1)'],
    ],
  },
  {
    row: 'V20',
    variant: `${r21} + loadCheck=never`,
    bounds: 'calm',
    finds: 'long',
    properties: ['L6'],
    story: 'load from a valid cache between release and invalidate',
    steps: [
      ...['client.create(1)', ...cached, 'client.drop(1)', 'proxy.executeAccepted(1)'],
      ...['rootcoord.dropIndexes(1)', 'rootcoord.dropMeta(1)', 'rootcoord.message(1, 1)'],
      ...[...released, 'client.load(1)', ...told],
      ...['querycoord.buildTarget(1)', 'querynode.take(1)', 'datanode.takeDrop(1)'],
    ],
  },
  {
    row: 'V21',
    variant: `${r21} + rootSteps=asDesigned + leaderCacheKey=name`,
    bounds: 'tiny',
    bound: { inserts: 0, loads: 1, lookups: 1 },
    finds: 'long',
    properties: ['S4'],
    story: 'leaders of 1 land under the name of 2',
    steps: [
      ...['client.create(1)', ...cached, 'client.load(1)', 'querycoord.buildTarget(1)'],
      ...['querynode.take(1)', 'client.lookupLeaders(1)', 'client.drop(1)'],
      ...['proxy.executeAccepted(1)', 'rootcoord.dropMeta(1)', 'rootcoord.message(1, 1)'],
      ...['rootcoord.spawnRelease(1)', 'rootcoord.invalidate(1, 1)', 'client.create(2)'],
      ...[...cached, 'proxy.fillLeaders(1)'],
    ],
  },
  {
    row: 'V22',
    variant: `${tf} + nameUnbind=always`,
    bounds: 'calm',
    finds: 'long',
    properties: ['S9'],
    story: 'removeMeta(1) unbinds the name of 2: live, unreachable',
    steps: [
      ...[...asked, ...tombstoned, 'client.create(2)', ...behindReply, 'datanode.takeDrop(1)'],
      ...['rootcoord.confirmGc(1)', 'rootcoord.removeMeta(1)'],
    ],
  },
  {
    row: 'V23',
    variant: `${r21} + flowGraphUnit=collection`,
    bounds: 'tiny',
    bound: { shards: 2 },
    finds: 'long',
    properties: ['L2', 'L3'],
    story: "shard 2's drop ends shard 1's flow graph",
    steps: [
      ...[...askedWithRow, 'rootcoord.dropIndexes(1)', 'rootcoord.dropMeta(1)'],
      ...['rootcoord.message(1, 1)', 'rootcoord.message(1, 2)', ...released, ...told],
      ...['datanode.takeInsert(1)', 'datanode.takeDrop(2)', 'datanode.takeDrop(1)'],
    ],
  },
];

/** The result of a compaction is under way when the shard is dropped. */
const compacting = [
  ...[...askedWithRow, ...tombstoned, ...behindReply, 'datanode.takeInsert(1)'],
  ...['datacoord.planCompaction(1, 1)', 'datanode.takeDrop(1)', 'datacoord.commitCompaction'],
];

const brokenFurther: readonly Row[] = [
  {
    row: 'V24',
    variant: `${tf} + compaction=commitsAnyTime`,
    bounds: 'tiny',
    bound: { compactions: 1 },
    finds: 'long',
    properties: ['S12'],
    story: 'the result commits after the mark',
    steps: compacting,
  },
  {
    row: 'V24',
    variant: `${tf} + compaction=commitsAnyTime`,
    bounds: 'tiny',
    bound: { compactions: 1 },
    finds: 'long',
    properties: ['L2'],
    story: 'and the new segment stays',
    steps: [...compacting, ...collected],
  },
  {
    row: 'V25',
    variant: `${tf} + droppedAt=missingMeansKeep`,
    bounds: 'tiny',
    finds: 'long',
    properties: ['L1', 'L2', 'L3'],
    story: 'never old enough',
    steps: [...askedWithRow, ...tombstoned, ...behindReply, ...read],
  },
  {
    row: 'V26',
    variant: `${r21} + unknownFiles=wholeRoot`,
    bounds: 'tiny',
    bound: { builds: 1 },
    finds: 'medium',
    properties: ['S10'],
    story: 'index file of a live collection is "unknown"',
    steps: [
      ...['client.create(1)', ...cached, 'client.insert(1, 1)', 'datanode.takeInsert(1)'],
      ...['indexcoord.build(1)', 'datacoord.deleteUnknownIndex(1)'],
    ],
  },
  {
    row: 'V27',
    variant: `${tf} + rootSteps=tombstoneInvalidate`,
    bounds: 'calm',
    finds: 'long',
    properties: ['L2'],
    story: 'meta gone, GC stuck',
    steps: [...askedWithRow, ...tombstoned, ...behindReply, 'rootcoord.removeMeta(1)', ...read],
  },
  {
    row: 'V27',
    variant: `${tf} + rootSteps=tombstoneInvalidate`,
    bounds: 'calm',
    finds: 'medium',
    properties: ['S13'],
    steps: [...asked, ...tombstoned, ...behindReply, 'rootcoord.removeMeta(1)'],
  },
  {
    row: 'V28',
    variant: `${tf} + dropRequestBy=name`,
    bounds: 'tiny',
    bound: { inserts: 0, crashes: 1, retries: 1 },
    finds: 'medium',
    properties: ['S17'],
    story: 'as V5: no order of steps cures it',
    steps: [
      ...[...asked, 'rootcoord.tombstone(1)', 'fault.crash', 'client.retry(1)'],
      ...['rootcoord.restart', 'client.create(2)', 'proxy.executeAccepted(1)'],
      'rootcoord.tombstone(2)',
    ],
  },
  {
    row: 'V29',
    variant: `${r21} + aliasList=afterDelete`,
    bounds: 'tiny',
    bound: { inserts: 0, aliases: 1 },
    finds: 'long',
    properties: ['S18'],
    story: 'aliases read from a table that has them no more',
    steps: [
      ...['client.create(1)', 'client.createAlias', 'client.resolveAlias(1)', 'client.drop(1)'],
      ...['proxy.executeAccepted(1)', 'rootcoord.dropIndexes(1)', 'rootcoord.dropMeta(1)'],
      ...['rootcoord.message(1, 1)', ...released, ...told],
    ],
  },
  {
    row: 'V30',
    variant: `${tf} + dmlStreamClosedBy=ownProxy`,
    bounds: 'tiny',
    bound: { proxies: 2 },
    finds: 'long',
    properties: ['L7'],
    story: "the other proxy's producer stays open",
    steps: [
      ...['client.create(1)', ...cached, 'client.insert(1, 1)', 'client.drop(2)'],
      ...['proxy.executeAccepted(2)', 'rootcoord.tombstone(1)', 'rootcoord.invalidate(1, 1)'],
      ...['rootcoord.invalidate(1, 2)', 'rootcoord.reply(1)', 'proxy.postExecute(2)'],
      ...[...behindReply, ...read, ...collected, 'rootcoord.confirmGc(1)'],
      'rootcoord.removeMeta(1)',
    ],
  },
];

describe('what the design and the code of 2021 lose', () => tellEach(milvusCollection, rowsOf2021));
describe('what tombstones and broadcasts lose', () => tellEach(milvusCollection, rowsOfTombstones));
describe('what one switch costs the repaired designs', () => {
  tellEach(milvusCollection, repairedAndBroken);
  tellEach(milvusCollection, brokenFurther);
});

describe('what is repaired holds', () => {
  it.each([
    { row: 'V12', preset: tf, bounds: 'small', but: [] },
    { row: 'V12', preset: tf, bounds: 'medium', but: [] },
    { row: 'V13', preset: 'wal-2026', bounds: 'small', but: ['S13', 'S17'] },
    { row: 'V13', preset: 'wal-2026', bounds: 'medium', but: ['S13', 'S17'] },
    { row: 'V14', preset: r21, bounds: 'calm', but: ['S7a', 'S13'] },
  ])('$row $preset, $bounds: all but $but', ({ preset, bounds, but }) => {
    const { properties } = outcomeOf(milvusCollection, { preset: preset ?? '', bounds });
    const broken = properties.filter(({ verdict }) => verdict !== 'holds').map(({ id }) => id);
    expect(broken).toEqual(but);
  });
});
