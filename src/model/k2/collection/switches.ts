/**
 * The design decisions of K2's drop collection, and the named variants.
 *
 * In the descriptions, "note" is the Drop Collection design note, "2021" and "2023" the code of April 2021 and of
 * January 2023; what has none of these marks is a remedy or an alternative.
 */
import type { VariantOf } from '../../../spec/choices.ts';
import { oneOf } from '../../../spec/choices.ts';

export const switches = {
  collectionId: oneOf({
    none: 'data requests name the collection by name only (note, as is)',
    startTsFenceWrites: 'a module refuses writes of transactions older than its own start (2021)',
    startTsFence: 'a module refuses everything of transactions older than its own start (2023)',
    startTsFenceSkewed: 'the same with two time sources, the start lagging behind: nobody is older',
    perRequest: 'every data request carries the id, the module compares (the solution of the note)',
    atCommit: 'only the commit compares the id with that of the coordinating module',
    onRefresh: 'the id is compared when a map is refreshed; same nodes, same PVID: it never is',
  }),
  onMismatch: oneOf({
    abortThenRefresh: 'the transaction aborts, the library refreshes its map',
    retrySameTxn: 'the library refreshes and goes on in the same transaction',
    retryIfUntouched: 'goes on if the transaction has not used this name yet, else aborts',
    user: 'the transaction aborts; a refresh is up to the user',
    resolvePerOp: 'the user resolves the name before every operation',
  }),
  commitScope: oneOf({
    trhOnly: 'the coordinator commits without asking about other partitions (note, 2021, 2023)',
    everyCollection: 'the commit compares the id of every collection that was used',
  }),
  dropMsg: oneOf({
    byName: 'DROP names the collection (note, 2021, 2023)',
    byId: 'DROP also says which incarnation the user meant',
  }),
  offloadMsg: oneOf({
    byName: 'a node unloads whatever module of that name it has (note, 2021, 2023)',
    byId: 'a node compares the id before it unloads',
  }),
  assignCheck: oneOf({
    refuseBusy: 'a node that has a module refuses another ASSIGN (2021)',
    byPvid: 'a node confirms a module of the same partition version (2023)',
    byId: 'a node confirms only a module of the same id',
    byIdConfirmed: 'the same, and it asks the CPO before it loads',
  }),
  offloadMissing: oneOf({
    success: '"nothing to unload" counts as unloaded (note: "as if the partition crashed"; 2023)',
    afterAssign: 'the same, but a drop waits until the create is done',
    reloadThenDrain: 'the CPO assigns and unloads once more; a node never reloads what it unloaded',
  }),
  unload: oneOf({
    immediate: '"without waiting for ongoing operations", nothing is persisted (note)',
    drainScheduled: 'waits for commits whose finalization was scheduled before (2021, 2023)',
    refuseThenDrain: 'refuses new requests, waits for commits',
    drainAll: 'waits for commits and for open transactions that it coordinates',
    handOver: 'at once, and the outcomes that it knows go to the CPO',
  }),
  stopContinuation: oneOf({
    blind: 'a stop ends by unloading whatever module is there now (2021, 2023)',
    sameModule: 'a stop unloads only the module that it began with',
  }),
  pushIdentity: oneOf({
    byName: 'a push asks whoever holds that partition now (2021, 2023)',
    byId: 'a push carries the incarnation of the coordinator',
  }),
  trhGone: oneOf({
    absentAborts: 'no coordinator means: aborted (2021, 2023)',
    blocked: 'no coordinator means: unknown, the intent stays',
    tombstone: 'the CPO keeps the outcomes handed over to it, and they decide',
  }),
  dropFailure: oneOf({
    userRetries: 'the CPO gives up and tells the user (2021, 2023)',
    cpoRetries: 'the CPO asks the silent nodes again',
    declareDead: 'the same, and a node that cannot be reached is given up for dead',
  }),
  fence: oneOf({
    none: 'a node that was declared dead is not hindered (2021, 2023)',
    seal: 'its log is sealed: it may serve reads, but no write and no commit',
    lease: 'the CPO waits until the lease of the node is over; without one, a node does not serve',
  }),
  intent: oneOf({
    beforeSend: 'the CPO marks the collection before it sends anything (note, 2021, 2023)',
    afterAcks: 'the mark comes last; a drop that is given up leaves no mark',
  }),
  resume: oneOf({
    no: 'after a crash the CPO has forgotten what it was doing (2021, 2023)',
    yes: 'it goes on with what is on file half done',
  }),
  catalogWrite: oneOf({
    twoFiles:
      'the collection file, then the schema file: a create can be seen half done (2021, 2023)',
    atomic: 'one write',
  }),
  nodeMap: oneOf({
    forgotten: 'a crash of the CPO makes every node look free (2021, 2023)',
    rebuilt: 'which nodes are taken is read from the file again',
  }),
  idSource: oneOf({
    durableCounter: 'a counter that is never reset',
    volatileCounter: 'a counter that a crash of the CPO resets',
    perName: 'restarts at 1 when the record of the name is erased',
  }),
  walKey: oneOf({
    byName: 'the log is found by the name of the collection (the log-stream code)',
    byId: 'the log is found by id',
  }),
  walClean: oneOf({
    never: 'nobody cleans the logs (2021, 2023)',
    asyncVolatileList: 'later, from a list that a crash of the CPO loses',
    asyncDurableList: 'later, from a durable list (note)',
    beforeReply: 'before the user is told',
  }),
  lateAppend: oneOf({
    accepted: 'appends under way still land (note: "without waiting for ongoing operations")',
    sealed: 'a drop seals the log, appends under way are lost',
  }),
  createExists: oneOf({
    error: 'a CREATE of a name that exists is an error',
    asSuccess: 'the library takes "exists" for "created" (2021, 2023)',
  }),
  reload: oneOf({
    none: 'a partition whose node restarted is gone (2021, 2023)',
    reassign: 'the CPO assigns it again',
  }),
};

export type Variant = VariantOf<typeof switches>;

/** Where the note is silent it takes the harmless option, so that what fails here is the note's own. */
const documented: Variant = {
  collectionId: 'none',
  onMismatch: 'abortThenRefresh',
  commitScope: 'trhOnly',
  dropMsg: 'byName',
  offloadMsg: 'byName',
  assignCheck: 'byPvid',
  offloadMissing: 'success',
  unload: 'immediate',
  stopContinuation: 'sameModule',
  pushIdentity: 'byName',
  trhGone: 'absentAborts',
  dropFailure: 'userRetries',
  fence: 'none',
  intent: 'beforeSend',
  resume: 'yes',
  catalogWrite: 'atomic',
  nodeMap: 'rebuilt',
  idSource: 'durableCounter',
  walKey: 'byId',
  walClean: 'asyncDurableList',
  lateAppend: 'accepted',
  createExists: 'error',
  reload: 'reassign',
};

/** The remedy of the note, on data requests only. */
const documentedWithId: Variant = { ...documented, collectionId: 'perRequest' };

/** The id on control messages and pushes too. */
const identified: Variant = {
  ...documentedWithId,
  onMismatch: 'retryIfUntouched',
  commitScope: 'everyCollection',
  dropMsg: 'byId',
  offloadMsg: 'byId',
  pushIdentity: 'byId',
  assignCheck: 'byIdConfirmed',
};

/** Its log is a stub: a log by id is a fresh log. */
const code2021: Variant = {
  ...documented,
  collectionId: 'startTsFenceWrites',
  assignCheck: 'refuseBusy',
  unload: 'drainScheduled',
  stopContinuation: 'blind',
  resume: 'no',
  catalogWrite: 'twoFiles',
  nodeMap: 'forgotten',
  walClean: 'never',
  createExists: 'asSuccess',
  reload: 'none',
};

const code2023: Variant = { ...code2021, collectionId: 'startTsFence', assignCheck: 'byPvid' };

/** The remedies for what is left: outcomes survive their coordinator, and the dead do not serve. */
const repaired: Variant = {
  ...identified,
  offloadMissing: 'reloadThenDrain',
  unload: 'handOver',
  trhGone: 'tombstone',
  dropFailure: 'declareDead',
  fence: 'lease',
  lateAppend: 'sealed',
};

export const presets = {
  documented,
  documentedWithId,
  identified,
  code2021,
  code2023,
  repaired,
};
