/**
 * The expected verdicts of the reference (9), in its order, each with its story. Verdicts are what the search finds.
 */
import { describe, expect, it } from 'vitest';
import { milvusCollection } from '../../../../src/model/milvus/collection/system.ts';
import type { Row } from '../told.ts';
import { outcomeOf, story, tellEach } from '../told.ts';
import {
  asked,
  askedWithAnswer,
  askedWithRow,
  cached,
  landsLate,
  read,
  released,
  told,
} from './steps.ts';

const [tf, r21] = ['tombstone-fixed', 'repaired-2021'];

/** All of the design document, with a row that is accepted before the drop. */
const designed = [
  ...askedWithRow,
  ...story('rootcoord.dropMeta(1); rootcoord.message(1, 1); rootcoord.spawnRelease(1)'),
  ...told,
  ...story('rootcoord.sendSpawned(1); querycoord.start'),
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
      ...story('rootcoord.dropMeta(1); rootcoord.message(1, 1); rootcoord.spawnRelease(1)'),
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
      ...story('rootcoord.dropMeta(1); fault.crash; rootcoord.restart; client.create(2)'),
      ...story('client.retry(1); proxy.executeAccepted(1); rootcoord.dropMeta(2)'),
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
      ...story('rootcoord.dropMeta(1); rootcoord.dropMeta(1); fault.crash; rootcoord.restart'),
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
      'client.create(1)',
      ...cached,
      'client.drop(1)',
      'proxy.executeAccepted(1)',
      ...story('rootcoord.dropIndexes(1); rootcoord.message(1, 1); client.insert(1, 1)'),
      ...story('fault.crash; rootcoord.restart; datanode.takeDrop(1); datanode.takeInsert(1)'),
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
      ...asked,
      ...released,
      ...story('rootcoord.dropIndexes(1); fault.crash; rootcoord.restart'),
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
      ...asked,
      'rootcoord.invalidate(1, 1)',
      'client.describe(1)',
      'rootcoord.tombstone(1)',
      'rootcoord.reply(1)',
      'proxy.postExecute(1)',
      ...landsLate,
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
      ...askedWithRow,
      'rootcoord.persist(1)',
      'rootcoord.message(1, 1)',
      ...released,
      'rootcoord.dropIndexes(1)',
      'rootcoord.dropVchannels(1)',
      ...read,
      'rootcoord.removeMeta(1)',
      ...told,
    ],
  },
];

describe('what the design and the code of 2021 lose', () => tellEach(milvusCollection, rowsOf2021));
describe('what tombstones and broadcasts lose', () => tellEach(milvusCollection, rowsOfTombstones));

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
