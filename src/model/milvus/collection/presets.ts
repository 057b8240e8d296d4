/**
 * The named variants: what the design document says, what the code was, and two repairs.
 */
import type { Token } from './steps.ts';
import { redoLists, rootLists } from './steps.ts';
import type { Variant } from './switches.ts';

const noRedo: readonly Token[] = redoLists.empty;

/** The design document; where it is silent, the code of its month. */
const design2021: Variant = {
  rootSteps: rootLists.asDesigned,
  redoSteps: noRedo,
  recovery: 'none',
  metaDelete: 'oneTransaction',
  journal: 'none',
  ddlAdmission: 'metaLock',
  nameUnbind: 'onlyIfMine',
  dropRequestBy: 'name',
  dropOfUnknown: 'error',
  aliasList: 'beforeDelete',
  releaseFailure: 'failsDrop',
  asyncError: 'retried',
  redoExecutor: 'eachAlone',
  cacheFill: 'blind',
  invalidateFailure: 'ignored',
  leaderCacheKey: 'id',
  dmlStreamClosedBy: 'ownProxy',
  queryStreams: 'perProxy',
  queryCoordMeta: 'removedLast',
  loadCheck: 'never',
  fence: 'no',
  flowGraphUnit: 'vchannel',
  dataNodeMarksDropped: 'no',
  segmentGc: 'off',
  dropVchannelsWaits: 'no',
  indexGc: 'off',
  droppedAt: 'stamped',
  unknownFiles: 'kept',
  gcOrder: 'filesFirst',
  gcNeedsCollectionMeta: 'no',
  compaction: 'commitsAnyTime',
};

/** What the code of November 2021 to January 2022 has in common. */
const code2021: Variant = {
  ...design2021,
  metaDelete: 'twoTransactions',
  journal: 'oneSlot',
  queryCoordMeta: 'removedFirst',
  dataNodeMarksDropped: 'yes',
};

/** Collectors shipped switched off until 2022-07; here they run, so that leaks of the order itself show. */
const collecting = { segmentGc: 'on', unknownFiles: 'dataPrefixes' } as const;

/** What became common to all in 2022. */
const since2022 = { ...collecting, dmlStreamClosedBy: 'everyProxy', queryStreams: 'none' } as const;

const tombstone: Variant = {
  ...design2021,
  ...since2022,
  recovery: 'redoTombstones',
  ddlAdmission: 'syncPart',
  dataNodeMarksDropped: 'yes',
  gcNeedsCollectionMeta: 'yes',
};

const walFastAck: Variant = {
  ...design2021,
  ...since2022,
  rootSteps: rootLists.walCallback,
  recovery: 'redoBroadcasts',
  ddlAdmission: 'wholeTask',
  dropOfUnknown: 'success',
  cacheFill: 'floorRemovedOnDrop',
  invalidateFailure: 'retried',
  releaseFailure: 'retried',
  leaderCacheKey: 'name',
  loadCheck: 'atStart',
  fence: 'yes',
  indexGc: 'markedAndOrphans',
};

/** What both repairs have in common. */
const repair = {
  dropRequestBy: 'id',
  cacheFill: 'drain',
  invalidateFailure: 'retried',
  loadCheck: 'atTarget',
  indexGc: 'markedAndOrphans',
  compaction: 'refusedIfDropped',
} as const;

export const presets: Readonly<Record<string, Variant>> = {
  'design-2021': design2021,
  'code-2021-11': {
    ...code2021,
    rootSteps: rootLists.syncRelease,
    recovery: 'resendOrPanic',
    flowGraphUnit: 'collection',
    unknownFiles: 'wholeRoot',
  },
  'code-2021-12': {
    ...code2021,
    ...collecting,
    rootSteps: rootLists.messageFirst,
    recovery: 'resendOrSkip',
    indexGc: 'marked',
  },
  'code-2022-01': {
    ...code2021,
    ...collecting,
    rootSteps: rootLists.releaseFirst,
    recovery: 'resendOrSkip',
    indexGc: 'marked',
  },
  'tombstone-2022-10': {
    ...tombstone,
    rootSteps: rootLists.invalidateTombstone,
    redoSteps: redoLists.redoInvalidating,
    dropOfUnknown: 'success',
    invalidateFailure: 'failsDrop',
    leaderCacheKey: 'name',
    loadCheck: 'atStart',
    indexGc: 'marked',
  },
  'tombstone-fixed': {
    ...tombstone,
    ...repair,
    rootSteps: rootLists.repairedTombstone,
    redoSteps: redoLists.redoFull,
    releaseFailure: 'retried',
  },
  'wal-fastack': walFastAck,
  'wal-2026': {
    ...walFastAck,
    cacheFill: 'drain',
    leaderCacheKey: 'id',
    dropVchannelsWaits: 'yes',
    compaction: 'refusedIfDropped',
  },
  /** The order of 2021 with its gaps closed; never real, and a crash still breaks it. */
  'repaired-2021': {
    ...design2021,
    ...since2022,
    ...repair,
    rootSteps: rootLists.indexFirst,
    dataNodeMarksDropped: 'yes',
  },
};
