/**
 * The questions about the order of RootCoord's calls: what is committed, told and sent first.
 */
import type { Question } from '../../../spec/questions.ts';
import { redoLists, rootLists } from './steps.ts';
import type { Variant } from './switches.ts';

/** A question of this document. */
export type Asked = Question<string, Variant>;

const document = 'design document "drop collection" of 2021';

export const orderQuestions: readonly Asked[] = [
  {
    title: 'Can a client rely on "deleted" once the meta is gone?',
    quote: 'As soon as its meta is gone, the collection counts as “deleted successfully”.',
    where: `${document}, step 6`,
    matrices: [
      {
        preset: 'repaired-2021',
        switches: ['rootSteps', 'cacheFill'],
        properties: ['S1', 'S2', 'S3', 'L10', 'L12'],
        bounds: ['calm'],
      },
    ],
    recommendation:
      'Only if the answer comes after the commit and after all proxies were told, and if an ' +
      'answer that was in flight meanwhile never reaches a cache. Otherwise the proxy that ' +
      'missed it takes rows for a collection that the client was told is gone.',
    price: 'The client waits for the slowest proxy.',
    grounds: [
      ['repaired-2021', {}, 'calm', 'S1', 'holds'],
      ['repaired-2021', {}, 'calm', 'S3', 'holds'],
      ['repaired-2021', { cacheFill: 'blind' }, 'calm', 'S3', 'violated'],
      ['repaired-2021', { rootSteps: rootLists.invalidateFirst }, 'calm', 'S3', 'violated'],
      [
        'repaired-2021',
        { rootSteps: rootLists.tombstoneReplyInvalidate },
        'calm',
        'S1',
        'violated',
      ],
    ],
  },
  {
    title: 'Meta first or message first: what does one crash cost?',
    quote: 'The meta goes in a transaction, then the request goes into the MsgStream.',
    where: `${document}, steps 5 and 8`,
    matrices: [
      {
        preset: 'repaired-2021',
        switches: ['rootSteps', 'journal'],
        properties: ['S5', 'S15', 'S16', 'L5'],
        bounds: ['small'],
      },
      {
        preset: 'code-2021-11',
        switches: ['recovery', 'journal'],
        properties: ['S5', 'S14', 'S15', 'S16', 'L5'],
        bounds: ['small'],
      },
    ],
    recommendation:
      'Meta first leaves flow graphs that nobody will ever stop, message first leaves a live ' +
      'collection that loses rows; neither order survives a crash. Write the intent down ' +
      'first (a tombstone or a broadcast) and let a restart go on from there.',
    price: 'A state between live and gone, which everybody who reads the meta has to know.',
    grounds: [
      ['repaired-2021', {}, 'small', 'L5', 'violated'],
      ['repaired-2021', { rootSteps: rootLists.messageFirst }, 'small', 'S5', 'violated'],
      ['repaired-2021', { rootSteps: rootLists.messageFirst }, 'small', 'L5', 'holds'],
      ['code-2021-11', {}, 'small', 'S14', 'violated'],
      ['tombstone-fixed', {}, 'small', 'L5', 'holds'],
      ['tombstone-fixed', {}, 'small', 'S5', 'holds'],
      ['wal-2026', {}, 'small', 'S5', 'holds'],
    ],
  },
  {
    title: 'What is the "one transaction" worth?',
    quote: 'All meta is “committed in one transaction”.',
    where: `${document}, step 5`,
    matrices: [
      {
        preset: 'repaired-2021',
        switches: ['metaDelete', 'journal'],
        pairs: true,
        properties: ['S6', 'S6q', 'S15'],
        bounds: ['small'],
      },
    ],
    recommendation:
      'It is what keeps a collection from being half dropped, for a moment or, after a crash, ' +
      'for ever. A journal in the same transaction is worth as much again, as it is all that ' +
      'remembers that the DataNode was not told.',
    price: 'All meta of a collection must fit into one transaction of the store.',
    grounds: [
      ['repaired-2021', {}, 'small', 'S6', 'holds'],
      ['repaired-2021', { metaDelete: 'twoTransactions' }, 'small', 'S6q', 'violated'],
      ['repaired-2021', {}, 'small', 'S15', 'violated'],
      ['repaired-2021', { journal: 'oneSlot' }, 'small', 'S15', 'holds'],
    ],
  },
  {
    title: 'Invalidate before or after the commit?',
    quote: "RootCoord is to “notify `Proxy` to remove `Collection`'s meta”.",
    where: `${document}, step 11; the code has had both orders`,
    matrices: [
      {
        preset: 'tombstone-fixed',
        switches: ['rootSteps', 'cacheFill'],
        properties: ['S1', 'S3', 'L8'],
        bounds: ['calm'],
      },
      {
        preset: 'tombstone-fixed',
        switches: ['redoSteps'],
        properties: ['S1', 'S3', 'L8'],
        bounds: ['small'],
      },
    ],
    recommendation:
      'After the commit, and neither is enough alone: before it the meta can be read again, ' +
      'after it an answer may still be in flight. So invalidate after the commit and before ' +
      'the reply, drop or drain what is in flight, and invalidate again in a redo.',
    price: 'An invalidation waits for answers in flight, or a proxy remembers a version floor.',
    grounds: [
      ['tombstone-fixed', {}, 'calm', 'S1', 'holds'],
      ['tombstone-fixed', { rootSteps: rootLists.invalidateTombstone }, 'calm', 'S1', 'violated'],
      ['tombstone-fixed', { cacheFill: 'blind' }, 'calm', 'S1', 'violated'],
      ['tombstone-fixed', { cacheFill: 'floorRemovedOnDrop' }, 'calm', 'S1', 'violated'],
      ['tombstone-fixed', { cacheFill: 'floorKept' }, 'calm', 'S1', 'holds'],
      ['tombstone-fixed', { redoSteps: redoLists.redoConfirming }, 'small', 'L8', 'violated'],
    ],
  },
  {
    title: 'May RootCoord ignore a silent proxy, or wait for it?',
    quote: "“error doesn't matter here”",
    where: 'code of 2021, beside the invalidation of step 11',
    matrices: [
      {
        preset: 'tombstone-fixed',
        switches: ['invalidateFailure', 'cacheFill'],
        properties: ['S1', 'L1', 'L11'],
        bounds: ['calm', 'calls', 'proxies'],
      },
    ],
    recommendation:
      'It must not ignore it: a proxy that missed its only invalidation keeps the dropped ' +
      'collection. It may wait for a dead one, as its session expires, but waiting for an ' +
      'answer in flight that never lands is for ever, so prefer a version floor that is kept ' +
      'to draining.',
    price: 'A floor for each collection that was ever dropped, until its name is forgotten.',
    grounds: [
      ['tombstone-fixed', { invalidateFailure: 'ignored' }, 'calls', 'S1', 'violated'],
      ['tombstone-fixed', {}, 'calls', 'S1', 'holds'],
      ['tombstone-fixed', {}, 'proxies', 'L11', 'violated'],
      ['tombstone-fixed', { cacheFill: 'floorKept' }, 'proxies', 'L11', 'holds'],
      ['tombstone-fixed', { cacheFill: 'floorKept' }, 'proxies', 'S1', 'holds'],
    ],
  },
  {
    title: 'Can a drop that is addressed by name be safe under retries?',
    quote: 'The SDK sends a `DropCollection` request with the name of the collection.',
    where: `${document}, step 1`,
    matrices: [
      {
        preset: 'tombstone-fixed',
        switches: ['dropRequestBy', 'dropOfUnknown', 'ddlAdmission'],
        properties: ['S1', 'S17'],
        bounds: ['small'],
      },
    ],
    recommendation:
      'No: after a crash the retry finds whatever has the name by then, and no order of steps ' +
      'and no lock helps. Let the request name the id; and do not call it a success that the ' +
      'id is unknown while the drop of it is still being done again.',
    price: 'Clients remember the id of what they mean to drop, and an unknown id is an error.',
    grounds: [
      ['tombstone-fixed', {}, 'small', 'S17', 'holds'],
      ['tombstone-fixed', { dropRequestBy: 'name' }, 'small', 'S17', 'violated'],
      [
        'tombstone-fixed',
        { dropRequestBy: 'name', ddlAdmission: 'wholeTask' },
        'small',
        'S17',
        'violated',
      ],
      ['tombstone-fixed', { dropOfUnknown: 'success' }, 'small', 'S1', 'violated'],
    ],
  },
];
