/**
 * The questions of Milvus's design document "drop collection", and what the model answers.
 *
 * The recommendations are a human's, written from verdicts that were found; what each rests on is listed, and a test
 * looks whether it still is so.
 */
import type { Asked } from './orderQuestions.ts';
import { orderQuestions } from './orderQuestions.ts';
import { redoLists, rootLists } from './steps.ts';

const document = 'design document "drop collection" of 2021';

/** About what a drop leaves behind. */
const remains: readonly Asked[] = [
  {
    title: 'Who must react to a drop so that nothing stays?',
    quote: 'DataCoord does not respond to a drop, nor does IndexCoord.',
    where: `${document}, notes 1 and 2`,
    matrices: [
      {
        preset: 'design-2021',
        switches: ['dataNodeMarksDropped', 'segmentGc', 'indexGc'],
        pairs: true,
        properties: ['L2', 'L3', 'L4'],
        bounds: ['calm'],
      },
      {
        preset: 'repaired-2021',
        switches: ['dataNodeMarksDropped', 'segmentGc', 'indexGc', 'rootSteps'],
        properties: ['L2', 'L3', 'L4'],
        bounds: ['calm'],
      },
    ],
    recommendation:
      'All three: who reads the drop marks the segments, DataCoord collects what is marked, ' +
      'and IndexCoord collects indexes. Marking the indexes in the drop alone is not enough, ' +
      'as one may be built between the mark and the end of the segments.',
    price: 'IndexCoord looks for indexes whose collection has no segments any more.',
    grounds: [
      ['design-2021', {}, 'calm', 'L2', 'violated'],
      ['design-2021', {}, 'calm', 'L4', 'violated'],
      ['repaired-2021', {}, 'calm', 'L2', 'holds'],
      ['repaired-2021', {}, 'calm', 'L4', 'holds'],
      ['repaired-2021', { dataNodeMarksDropped: 'no' }, 'calm', 'L2', 'violated'],
      ['repaired-2021', { segmentGc: 'off' }, 'calm', 'L3', 'violated'],
      ['repaired-2021', { indexGc: 'marked' }, 'calm', 'L4', 'violated'],
    ],
  },
  {
    title: 'Does a release in another goroutine cost more than it saves?',
    quote: '`ReleaseCollection` goes out in “another goroutine, so it would not block”.',
    where: `${document}, step 10`,
    matrices: [
      {
        preset: 'repaired-2021',
        switches: ['rootSteps'],
        properties: ['S2', 'L6', 'L12'],
        bounds: ['calm', 'small'],
      },
    ],
    recommendation:
      'Yes: as long as nothing crashes it is as good as any other, but a goroutine is lost in ' +
      'a crash after the client has been told, and the query nodes keep the collection for ' +
      'ever. Ask for the release in the drop itself, or behind the reply in a drop that a ' +
      'restart does again.',
    price: 'A drop waits for QueryCoord, or it has a state that outlives a crash.',
    grounds: [
      ['repaired-2021', { rootSteps: rootLists.asDesigned }, 'calm', 'L12', 'holds'],
      ['repaired-2021', { rootSteps: rootLists.asDesigned }, 'small', 'L12', 'violated'],
      ['repaired-2021', { rootSteps: rootLists.syncRelease }, 'small', 'L12', 'holds'],
      ['tombstone-fixed', {}, 'small', 'L12', 'holds'],
    ],
  },
  {
    title: 'Where does the release belong, and with which check of a load?',
    quote: 'QueryNodes “no longer read any message” of the collection.',
    where: `${document}, step 14`,
    matrices: [
      {
        preset: 'repaired-2021',
        switches: ['rootSteps', 'loadCheck', 'queryCoordMeta'],
        properties: ['S16', 'S21', 'L6'],
        bounds: ['calm'],
      },
    ],
    recommendation:
      'Behind the commit, and QueryCoord asks whether the collection is alive before it ' +
      'loads. Before the commit a load comes in behind the release, and no check helps as the ' +
      'collection is still live.',
    price: 'Every load asks RootCoord.',
    grounds: [
      ['repaired-2021', {}, 'calm', 'L6', 'holds'],
      ['repaired-2021', { loadCheck: 'atStart' }, 'calm', 'L6', 'holds'],
      ['repaired-2021', { loadCheck: 'never' }, 'calm', 'L6', 'violated'],
      ['repaired-2021', { rootSteps: rootLists.releaseFirst }, 'calm', 'L6', 'violated'],
    ],
  },
];

/** About what is done again, and what is collected. */
const afterwards: readonly Asked[] = [
  {
    title: 'What must the redo of a tombstone contain?',
    quote: 'A restart finds tombstones, and does again what was left.',
    where: 'code of 2022, `garbage_collector.go`',
    matrices: [
      {
        preset: 'tombstone-fixed',
        switches: ['redoSteps', 'asyncError', 'redoExecutor', 'nameUnbind'],
        properties: ['S9', 'S13', 'L1', 'L8', 'L9'],
        bounds: ['small', 'calls'],
      },
    ],
    recommendation:
      'Everything behind the tombstone, the invalidation included, and a look that all is ' +
      'collected before the meta goes. It must be tried again after an error, and must leave ' +
      'a name alone that has a new owner.',
    price: 'A drop is in the meta until the last file is collected.',
    grounds: [
      ['tombstone-fixed', {}, 'small', 'L8', 'holds'],
      ['tombstone-fixed', {}, 'small', 'S13', 'holds'],
      ['tombstone-fixed', { redoSteps: redoLists.redoConfirming }, 'small', 'L8', 'violated'],
      ['tombstone-fixed', { redoSteps: redoLists.redoInvalidating }, 'small', 'S13', 'violated'],
      ['tombstone-fixed', { asyncError: 'stackDropped' }, 'calls', 'L9', 'violated'],
      ['tombstone-fixed', { nameUnbind: 'always' }, 'small', 'S9', 'violated'],
    ],
  },
  {
    title: 'What does the durable broadcast buy, and what does its fast answer cost?',
    quote: 'A drop is a broadcast that is persisted and goes on after a restart.',
    where: 'code of 2025, `ddl_callbacks_drop_collection.go`',
    matrices: [
      {
        preset: 'wal-2026',
        switches: ['dropVchannelsWaits', 'fence', 'recovery'],
        properties: ['S5', 'S7a', 'S12', 'L1', 'L2'],
        bounds: ['small'],
      },
    ],
    recommendation:
      'It buys that no crash leaves a drop half done, and the fence makes the drop the last ' +
      'message of its log. Marking the segments before the log has been read up to the drop ' +
      'costs a fresh segment that nobody collects.',
    price: 'The drop waits until every shard has read its log.',
    grounds: [
      ['wal-2026', {}, 'small', 'L1', 'holds'],
      ['wal-2026', { recovery: 'none' }, 'small', 'L1', 'violated'],
      ['wal-2026', { recovery: 'none' }, 'small', 'S5', 'violated'],
      ['wal-2026', { fence: 'no' }, 'small', 'S7a', 'violated'],
      ['wal-2026', { dropVchannelsWaits: 'no' }, 'small', 'S12', 'violated'],
      ['wal-2026', { dropVchannelsWaits: 'no' }, 'small', 'L2', 'violated'],
    ],
  },
  {
    title: 'In which order may a collector delete, and how wide may it look?',
    quote: 'Dropped segments and their binlogs are to be collected.',
    where: `${document}, note 1`,
    matrices: [
      {
        preset: 'repaired-2021',
        switches: ['gcOrder', 'unknownFiles', 'droppedAt', 'compaction'],
        properties: ['S10', 'S11', 'S12', 'L3'],
        bounds: ['calm', 'files'],
      },
    ],
    recommendation:
      'Files first, then what points to them, under the prefixes of binlogs only, and with ' +
      'the time of the drop written down. The result of a compaction is refused once its ' +
      'shard is dropped, or it brings data back that nobody collects.',
    price: 'A file that cannot be deleted keeps its meta.',
    grounds: [
      ['repaired-2021', {}, 'files', 'S11', 'holds'],
      ['repaired-2021', {}, 'files', 'L3', 'holds'],
      ['repaired-2021', { gcOrder: 'metaFirst' }, 'files', 'S11', 'violated'],
      ['repaired-2021', { gcOrder: 'metaFirst', unknownFiles: 'kept' }, 'files', 'L3', 'violated'],
      ['repaired-2021', { unknownFiles: 'wholeRoot' }, 'calm', 'S10', 'violated'],
      ['repaired-2021', { droppedAt: 'missingMeansOld' }, 'calm', 'S10', 'violated'],
      ['repaired-2021', { droppedAt: 'missingMeansKeep' }, 'calm', 'L3', 'violated'],
      ['repaired-2021', { compaction: 'commitsAnyTime' }, 'files', 'L3', 'violated'],
    ],
  },
];

export const questions: readonly Asked[] = [...remains, ...orderQuestions, ...afterwards];
