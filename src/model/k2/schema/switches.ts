/**
 * The design decisions of K2's drop schema, and the named variants.
 *
 * In the descriptions, "note" is the design note, "open" a question that it leaves open, "today" the code of January
 * 2023 for the part that exists; what has none of these marks is an alternative or a remedy.
 */
import type { VariantOf } from '../../../spec/choices.ts';
import { oneOf } from '../../../spec/choices.ts';

export const switches = {
  schemaId: oneOf({
    name: 'a schema is addressed by its name; all its incarnations are the same (today)',
    id: 'the CPO vends an id for each creation, the library translates the name (note)',
  }),
  idSource: oneOf({
    fresh: 'ids are "unique within a collection" (note)',
    reused: 'every creation gets the same id, as does a recreated collection that replays its log',
  }),
  dropKind: oneOf({
    truncateAndDrop: 'dropping a schema truncates its records (note)',
    schemaOnly: 'the schema goes, its records stay: steps 9 and 10 are left out (the note refuses)',
  }),
  scanMatch: oneOf({
    byId: 'step 9 truncates the records of the dropped id (note)',
    byName: 'step 9 truncates all records of the name',
  }),
  recovery: oneOf({
    listAtStart: '"the list of valid schemas when recovery starts" (note)',
    opsDeferred: 'the same, and truncations wait until the partition is open',
    listAtEnd: 'the list of valid schemas when recovery ends',
    versionedList: 'the list when recovery starts, corrected by truncations that arrive meanwhile',
  }),
  snapshotFilter: oneOf({
    walOnly: '"WAL records that do not match a valid schema are ignored"; snapshots are not (note)',
    walAndSnapshot: 'records of snapshots that do not match are ignored too',
  }),
  truncateData: oneOf({
    skip4and6: 'truncateData is the same "except that it skips steps 4 and 6" (note)',
    epochInList: 'truncations are counted; the count is in the list of valid schemas',
    markerInWal: 'truncations are counted; the count is in the log of each partition',
  }),
  pushGuard: oneOf({
    none: 'a partition takes every push for its collection (today)',
    dropSet: 'a partition remembers in memory what it dropped',
    highWater: 'and how many schemas there were when it recovered',
  }),
  pushRetry: oneOf({
    once: 'a schema is pushed once; if that fails, the create fails (today)',
    untilAcked: 'it is pushed again until every partition has it',
  }),
  createGate: oneOf({
    userDiscipline: 'it is up to the user to wait for the end of the drop (open)',
    cpoEnforces: 'a create waits for the end of the drop (open)',
  }),
  step4: oneOf({
    notPersisted: 'the CPO drops the schema in memory only (open)',
    persistedNoResume: 'on disk too, but a restarted CPO does not know of the drop (open)',
    droppingIntent: 'the drop itself is on disk; a restarted CPO goes on with it (open)',
  }),
  deadPartition: oneOf({
    wait: 'a partition that does not answer is waited for',
    declareDead: 'it is "considered dead and re-assigned which will remove the schema" (note)',
  }),
  fence: oneOf({
    none: 'nothing keeps a partition that was declared dead from serving (today; open)',
    seal: 'its log is sealed when another node takes over (open)',
    lease: 'its lease has run out before another node takes over (open)',
  }),
  walGc: oneOf({
    never: 'logs are not cleaned',
    allowListStale: 'step 10 keeps what matches the list of valid schemas that it began with',
    allowListNow: 'it "should have the list of currently valid schemas" at all times (note)',
    denyList: 'it removes what matches the list of dropped schemas',
    delegate: 'the CPO delegates it: the same at once, whatever snapshots refer to (note)',
  }),
  memFormat: oneOf({
    copied: 'records in memory are copies: step 9 does not wait (note)',
    plogFormat: 'they are parts of the log: "the truncation must wait until WAL cleanup" (note)',
  }),
  inflight: oneOf({
    leave: 'the scan leaves intents alone (open)',
    removeIntentOnly: 'the scan removes intents (open)',
    removeBoth: 'and what the node knows of them (open)',
    abortTxn: 'and their transactions are aborted (open)',
  }),
  onUnknownSchema: oneOf({
    abortThenRefresh:
      'the transaction aborts, the library refreshes its name cache (today, nearly)',
    retryIfUntouched: 'goes on if the transaction has not used the schema yet, else aborts',
    retrySameTxn: 'the library refreshes and goes on in the same transaction',
    resolvePerOp: 'the name is translated for every operation',
  }),
  readMark: oneOf({
    rebuilt: 'the index of a new schema knows no readers (today)',
    fresh: 'it starts with the latest transaction that has begun',
  }),
  staleDrop: oneOf({
    notFound: 'a drop of what is not there is refused',
    okAlready: 'it is a success: it is not there',
  }),
  adminResolve: oneOf({
    fresh: 'the library translates the name for every request',
    cached: 'it uses its name cache (today)',
  }),
  standby: oneOf({
    walReplayOnly: 'a standby replays the log, in which there are no drops (planned; open)',
    cpoTruncates: 'the CPO tells it of drops too (open)',
    filtersUnknown: 'the same, and it skips log records of schemas that it does not know (open)',
    filtersDropped: 'the same, and it skips log records of schemas that it has dropped (open)',
    markerInWal: 'drops are in the log (open)',
    filterAtPromotion: 'it gets the list of valid schemas when it is promoted (open)',
  }),
  dropTargets: oneOf({
    mapAtStart: 'a drop ends when all partitions have answered, whoever has them now (note)',
    recheckAtEnd: 'nobody may be recovering with an older list, or still have the schema',
  }),
};

export type Variant = VariantOf<typeof switches>;

/** Where the note is silent it takes the harmless option, so that what fails here is the note's own. */
const documented: Variant = {
  schemaId: 'id',
  idSource: 'fresh',
  dropKind: 'truncateAndDrop',
  scanMatch: 'byId',
  recovery: 'listAtStart',
  snapshotFilter: 'walOnly',
  truncateData: 'skip4and6',
  pushGuard: 'highWater',
  pushRetry: 'untilAcked',
  createGate: 'cpoEnforces',
  step4: 'droppingIntent',
  deadPartition: 'declareDead',
  fence: 'lease',
  walGc: 'allowListNow',
  memFormat: 'copied',
  inflight: 'abortTxn',
  onUnknownSchema: 'abortThenRefresh',
  readMark: 'fresh',
  staleDrop: 'notFound',
  adminResolve: 'fresh',
  standby: 'filterAtPromotion',
  dropTargets: 'mapAtStart',
};

/** Where the note is silent, nothing is done. */
const literal: Variant = {
  ...documented,
  pushGuard: 'none',
  pushRetry: 'once',
  createGate: 'userDiscipline',
  step4: 'persistedNoResume',
  fence: 'none',
  inflight: 'removeIntentOnly',
  readMark: 'rebuilt',
  adminResolve: 'cached',
  standby: 'walReplayOnly',
};

/** The same drop with the addressing of today. */
const byName: Variant = { ...literal, schemaId: 'name', scanMatch: 'byName' };

const repaired: Variant = {
  ...documented,
  recovery: 'opsDeferred',
  snapshotFilter: 'walAndSnapshot',
  truncateData: 'epochInList',
  walGc: 'denyList',
  onUnknownSchema: 'retryIfUntouched',
  dropTargets: 'recheckAtEnd',
};

export const presets = { documented, literal, byName, repaired };
