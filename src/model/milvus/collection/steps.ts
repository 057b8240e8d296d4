/**
 * The calls by which RootCoord drops a collection, and the orders in which it has made them.
 *
 * From 2021 to 2026 these were the same half-dozen calls in at least seven orders, each of which cured one fault. So the
 * order is a list, and the history is presets of one model.
 */

/** Everything that RootCoord does in a drop. `message` is for each shard, `invalidate` for each proxy. */
export const rootTokens = [
  'persist',
  'tombstone',
  'dropMeta',
  'message',
  'spawnRelease',
  'release',
  'dropIndexes',
  'dropVchannels',
  'confirmGc',
  'removeMeta',
  'invalidate',
  'reply',
] as const;

export type Token = (typeof rootTokens)[number];

/** What may be done again after a restart: nobody waits for it, and the tombstone is there already. */
export const redoTokens = [
  'invalidate',
  'message',
  'release',
  'dropIndexes',
  'dropVchannels',
  'confirmGc',
  'removeMeta',
] as const satisfies readonly Token[];

/** Orders with a name, and when they were real (files of `internal/rootcoord`). */
export const rootLists = {
  /** Until 2021-08, and what the design doc says. */
  asDesigned: ['dropMeta', 'message', 'spawnRelease', 'invalidate', 'reply'],
  /** 2021-08. */
  syncRelease: ['dropMeta', 'message', 'release', 'invalidate', 'reply'],
  /** 2021-11-23. */
  indexFirst: ['dropIndexes', 'dropMeta', 'message', 'release', 'invalidate', 'reply'],
  /** 2021-12-15. */
  messageFirst: ['dropIndexes', 'message', 'dropMeta', 'release', 'invalidate', 'reply'],
  /** 2022-01. */
  releaseFirst: ['release', 'dropIndexes', 'message', 'dropMeta', 'invalidate', 'reply'],
  /** Never real: the opposite of step 11. */
  invalidateFirst: ['invalidate', 'dropIndexes', 'dropMeta', 'message', 'release', 'reply'],
  /** 2022-09-05, and from 2022-10-28. */
  invalidateTombstone: [
    'invalidate',
    'tombstone',
    'reply',
    'release',
    'dropIndexes',
    'message',
    'removeMeta',
  ],
  /** 2022-09-24. */
  tombstoneInvalidate: [
    'tombstone',
    'invalidate',
    'reply',
    'release',
    'dropIndexes',
    'message',
    'removeMeta',
  ],
  /** 2022-10-22. */
  tombstoneReplyInvalidate: [
    'tombstone',
    'reply',
    'invalidate',
    'release',
    'dropIndexes',
    'message',
    'removeMeta',
  ],
  /** 2023-01. */
  invalidateTombstoneConfirm: [
    'invalidate',
    'tombstone',
    'reply',
    'release',
    'dropIndexes',
    'message',
    'confirmGc',
    'removeMeta',
  ],
  /** Never real: the repair. */
  repairedTombstone: [
    'tombstone',
    'invalidate',
    'reply',
    'release',
    'dropIndexes',
    'message',
    'confirmGc',
    'removeMeta',
  ],
  /** 2025. The place of dropVchannels comes from the iteration of a Go map, so this and the next are both real. */
  walCallback: [
    'persist',
    'message',
    'release',
    'dropIndexes',
    'dropVchannels',
    'removeMeta',
    'invalidate',
    'reply',
  ],
  /** 2025. */
  walCallbackLate: [
    'persist',
    'message',
    'release',
    'dropIndexes',
    'removeMeta',
    'dropVchannels',
    'invalidate',
    'reply',
  ],
} as const satisfies Readonly<Record<string, readonly Token[]>>;

/** What is done again for a tombstone that a restart finds, and when that was real. */
export const redoLists = {
  /** There are no tombstones. */
  empty: [],
  /** 2022-09. */
  redoPlain: ['release', 'dropIndexes', 'message', 'removeMeta'],
  /** 2022-10-22 to 2023-06. */
  redoInvalidating: ['invalidate', 'release', 'dropIndexes', 'message', 'removeMeta'],
  /** From 2023-07. */
  redoConfirming: ['release', 'dropIndexes', 'message', 'confirmGc', 'removeMeta'],
  /** Never real: the repair. */
  redoFull: ['invalidate', 'release', 'dropIndexes', 'message', 'confirmGc', 'removeMeta'],
} as const satisfies Readonly<Record<string, readonly Token[]>>;

/** What makes an order of calls senseless as a drop, if something does. Every other order is a legal experiment. */
export function rootNonsense(list: readonly Token[]): string | undefined {
  const has = (token: Token) => list.includes(token);
  if (!has('reply')) return 'without reply the client is never answered';
  if (!has('dropMeta') && !has('removeMeta')) {
    return 'without dropMeta or removeMeta the collection is never gone';
  }
  if (has('dropMeta') && has('removeMeta')) return 'dropMeta and removeMeta are the same twice';
  if (has('dropMeta') && has('tombstone')) return 'a tombstone is what removeMeta removes later';
  if (list.indexOf('removeMeta') < list.indexOf('tombstone')) {
    return 'tombstone must stand before removeMeta';
  }
  if (list.indexOf('persist') > 0) return 'persist must stand first: a restart goes on behind it';
  return undefined;
}

/** The same for what is done again. */
export function redoNonsense(list: readonly Token[]): string | undefined {
  if (list.length === 0 || list.includes('removeMeta')) return undefined;
  return 'without removeMeta a tombstone is never removed; give no element at all for no redo';
}
