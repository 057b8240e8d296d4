/**
 * The design decisions of Milvus's drop collection.
 *
 * In the descriptions, "doc" is the design document of November 2021; "(silent)" is the value of the code of that month
 * where the document says nothing. Years are those of the code; "repair" is what was never real.
 */
import type { VariantOf } from '../../../spec/choices.ts';
import { listOf, oneOf } from '../../../spec/choices.ts';
import type { Token } from './steps.ts';
import {
  redoLists,
  redoNonsense,
  redoTokens,
  rootLists,
  rootNonsense,
  rootTokens,
} from './steps.ts';

const rootCoord = {
  rootSteps: listOf<Token>(rootTokens, rootLists, rootNonsense),
  redoSteps: listOf<Token>(redoTokens, redoLists, redoNonsense),
  recovery: oneOf({
    none: 'a restart knows of no drop (silent)',
    resendOrPanic: 'a message not known as sent is sent again; without the name, panic (2021-11)',
    resendOrSkip: 'the same, but without the name it is forgotten (2021-12)',
    redoTombstones: 'every tombstone gets the redo list (2022-09)',
    redoBroadcasts: 'every unfinished broadcast goes on behind persist (2025)',
  }),
  metaDelete: oneOf({
    oneTransaction: 'all meta goes in one transaction (doc, step 5)',
    twoTransactions: 'a snapshot and a transaction (2021-11)',
  }),
  journal: oneOf({
    none: 'nothing is written down about messages (silent)',
    oneSlot: 'one global key, marked sent by whoever replies (2021-11)',
    oneSlotOwned: 'one global key, marked sent by its owner only (repair)',
  }),
  ddlAdmission: oneOf({
    metaLock: 'a goroutine for each request; ddlLock from meta to message (silent)',
    syncPart: 'one loop: the next begins when the last was answered (2022)',
    wholeTask: 'the next begins when the last has ended (2025)',
  }),
  nameUnbind: oneOf({
    onlyIfMine: 'removing the meta unbinds the name if it is still mine (silent)',
    always: 'removing the meta unbinds the name, whoever has it',
  }),
  dropRequestBy: oneOf({
    name: 'RootCoord drops whatever has the name (doc, step 1)',
    id: 'RootCoord drops only the collection that the client meant (repair)',
  }),
  dropOfUnknown: oneOf({
    error: 'dropping what is not there is an error (silent)',
    success: 'dropping what is not there succeeds (2022-09)',
  }),
  aliasList: oneOf({
    beforeDelete: 'aliases are listed before the meta goes (silent)',
    afterDelete: 'aliases are listed when proxies are told (two days of 2021-11)',
  }),
  releaseFailure: oneOf({
    failsDrop: 'a release that fails before the reply fails the drop (silent)',
    retried: 'a release that fails before the reply is sent again (2025)',
  }),
  asyncError: oneOf({
    retried: 'what fails behind the reply is done again (silent)',
    stackDropped: 'what fails behind the reply ends the drop unfinished (2022)',
  }),
  redoExecutor: oneOf({
    eachAlone: 'drops that were answered go on independently (silent)',
    mostRemainingFirst: 'only the one with most steps left goes on (2022)',
  }),
};

const proxies = {
  cacheFill: oneOf({
    blind: 'a describe answer is cached, whatever happened meanwhile (silent)',
    floorRemovedOnDrop: 'a version floor that the drop itself deletes: as blind (2024-12)',
    floorKept: 'an answer that was in flight at the invalidation is thrown away (repair)',
    drain: 'the invalidation waits until no answer is in flight (2026)',
  }),
  invalidateFailure: oneOf({
    ignored: '"error doesn\'t matter here" (silent; 2021)',
    failsDrop: 'a proxy that cannot be told fails the drop (2022-09)',
    retried: 'a proxy that cannot be told is told again (2025)',
  }),
  leaderCacheKey: oneOf({
    id: 'shard leaders are cached by id, or not at all (silent)',
    name: 'shard leaders are cached by name (2022 to 2026)',
  }),
  dmlStreamClosedBy: oneOf({
    ownProxy: 'only the proxy of the request closes its producer (silent)',
    everyProxy: 'every proxy that is told closes its producer (2022-09)',
  }),
};

const querySide = {
  queryStreams: oneOf({
    perProxy: 'each proxy reads query results from a stream of the collection (doc, step 14)',
    none: 'there are no such streams (mid 2022)',
  }),
  queryCoordMeta: oneOf({
    removedLast: 'QueryCoord forgets a collection when all nodes have released it (silent)',
    removedFirst: 'QueryCoord forgets a collection before it releases it (2021)',
  }),
  loadCheck: oneOf({
    never: 'a load does not ask whether the collection is alive (silent)',
    atStart: 'a load asks when it is requested (2022)',
    atTarget: 'a load asks when QueryCoord builds its target (repair)',
  }),
};

const dataSide = {
  fence: oneOf({
    no: 'the log takes inserts after the drop (silent)',
    yes: 'the log refuses inserts after the drop (2025)',
  }),
  flowGraphUnit: oneOf({
    vchannel: 'a drop message ends the flow graph of its shard (silent)',
    collection: 'a drop message ends all flow graphs of the collection (until 2021-11-25)',
  }),
  dataNodeMarksDropped: oneOf({
    no: 'DataCoord is told nothing (doc, note 1)',
    yes: 'the DataNode has segments marked dropped (2021-11-11)',
  }),
  segmentGc: oneOf({
    off: 'dropped segments and their files stay (doc, note 1)',
    on: 'DataCoord collects them (by default 2022-07)',
  }),
  dropVchannelsWaits: oneOf({
    no: 'segments are marked at once: fast ack (silent; 2025)',
    yes: 'segments are marked when the logs have been read up to the drop (2026)',
  }),
  indexGc: oneOf({
    off: 'index meta and files stay (doc, note 2)',
    marked: 'IndexCoord collects what was marked (2021-11-23)',
    markedAndOrphans: 'the same, and it marks what has no segments any more (repair, 2025)',
  }),
  droppedAt: oneOf({
    stamped: 'a dropped segment says since when (silent)',
    missingMeansOld: 'the stamp is forgotten, and read as long ago (2021)',
    missingMeansKeep: 'the stamp is forgotten, and read as just now (2.4)',
  }),
  unknownFiles: oneOf({
    kept: 'files that nothing points to stay (silent)',
    dataPrefixes: 'binlogs that nothing points to are deleted (2021-11-24)',
    wholeRoot: 'everything that no segment points to is deleted (until 2021-11-24)',
  }),
  gcOrder: oneOf({
    filesFirst: 'meta goes when its file is gone (silent)',
    metaFirst: 'meta goes first; the file is remembered in memory',
    metaEvenIfDeleteFails: 'meta goes also where deleting the file failed (IndexCoord 2021)',
  }),
  gcNeedsCollectionMeta: oneOf({
    no: 'collecting does not look at the collection (silent)',
    yes: 'only segments of collections that RootCoord knows are collected (from 2022)',
  }),
  compaction: oneOf({
    commitsAnyTime: 'a compaction result is committed whenever it comes (silent)',
    refusedIfDropped: 'a compaction result of a dropped shard is refused (2025)',
  }),
};

export const switches = { ...rootCoord, ...proxies, ...querySide, ...dataSide };

export type Variant = VariantOf<typeof switches>;
