/**
 * The nouns of K2's drop schema: what the CPO, the nodes, the logs, the clients and the admins hold, and the messages
 * between them. All of them carry the incarnation; in a variant "by name" nobody may tell incarnations apart, which
 * is the business of `same` alone.
 */
import { Map as MapOf, Record, Set as SetOf } from 'immutable';
import type { AdminId, KeyId, NodeId, PartitionId, TxnId } from './scope.ts';
import { firstPartition, seededKey } from './scope.ts';

/** The number of a creation of the schema: 1, 2, 3 …; 0 is none. */
export type Incarnation = number;

/** How often the data of the schema has been truncated without dropping it. */
export type Epoch = number;

/** What the CPO has on file: the incarnation that a name is translated to, and those that are being dropped. */
export const Catalog = Record(
  { live: 0 as Incarnation, dropping: SetOf<Incarnation>(), epoch: 0 as Epoch },
  'Catalog',
);
export type Catalog = ReturnType<typeof Catalog>;

/**
 * The drop or truncation that the CPO sees through: who has not answered, who is still to be asked, and for whom.
 * `standby`: the standby has been asked too, and has not answered.
 */
export const DropWork = Record(
  {
    kind: 'none' as 'none' | 'drop' | 'truncate',
    inc: 0 as Incarnation,
    epoch: 0 as Epoch,
    waiting: SetOf<PartitionId>(),
    unsent: SetOf<PartitionId>(),
    standby: false,
    admin: undefined as AdminId | undefined,
    request: 0,
  },
  'DropWork',
);
export type DropWork = ReturnType<typeof DropWork>;

/** The create that the CPO sees through: which partitions have not taken the schema, and for whom. */
export const PushWork = Record(
  {
    inc: 0 as Incarnation,
    waiting: SetOf<PartitionId>(),
    admin: undefined as AdminId | undefined,
    request: 0,
  },
  'PushWork',
);
export type PushWork = ReturnType<typeof PushWork>;

/** What a node is to a partition; `moving` is the owner whom it relieves once it has opened. */
export const Node = Record(
  {
    role: 'none' as 'none' | 'serving' | 'recovering' | 'down' | 'standby',
    part: firstPartition,
    moving: undefined as NodeId | undefined,
  },
  'Node',
);
export type Node = ReturnType<typeof Node>;

/**
 * A record of one key and one incarnation: its value, by which transaction, and the intent on it. The incarnation
 * under which a record is kept is the schema id that it names; a layout is history: the incarnation whose fields the
 * writer serialized with.
 */
export const Row = Record(
  {
    by: 'none' as 'none' | 'seed' | TxnId,
    layout: 0 as Incarnation,
    epoch: 0 as Epoch,
    intent: undefined as TxnId | undefined,
    intentLayout: 0 as Incarnation,
    intentEpoch: 0 as Epoch,
  },
  'Row',
);
export type Row = ReturnType<typeof Row>;

/** The records of one key, by incarnation. */
export type Rows = MapOf<Incarnation, Row>;

/** A truncation that a node has accepted and not carried out; `keep`: the schema stays (truncateData). */
export const Scan = Record({ inc: 0 as Incarnation, epoch: 0 as Epoch, keep: false }, 'Scan');
export type Scan = ReturnType<typeof Scan>;

/** The list of valid schemas, as a node fetched it: all that were created up to `upTo` and are not in it are invalid. */
export const ValidList = Record(
  { incs: SetOf<Incarnation>(), upTo: 0 as Incarnation, epoch: 0 as Epoch },
  'ValidList',
);
export type ValidList = ReturnType<typeof ValidList>;

/** What a node remembers of dropped schemas, to refuse late pushes. */
export const DropSet = Record({ incs: SetOf<Incarnation>(), upTo: 0 as Incarnation }, 'DropSet');

/** What readers are indexed by: the key of an incarnation; by name, of any (0). */
export const Slot = Record({ inc: 0 as Incarnation, key: seededKey }, 'Slot');
export type Slot = ReturnType<typeof Slot>;

/** The latest readers, as numbers of transactions: of each slot, and a floor for the whole schema. */
export const Mark = Record({ schema: 0, slots: MapOf<Slot, number>() }, 'Mark');
export type Mark = ReturnType<typeof Mark>;

/** What a node knows of a transaction that wrote there (TWIM): its outcome, and where its intents are. */
export const Twim = Record(
  { status: 'none' as 'none' | 'open' | 'committed' | 'aborted', keys: SetOf<Slot>() },
  'Twim',
);
export type Twim = ReturnType<typeof Twim>;

/** A garbage collection of the logs under way, with the list that it began with. */
export const Gc = Record({ phase: 'idle' as 'idle' | 'listed', list: SetOf<Incarnation>() }, 'Gc');

/** What the client knows of a transaction; `pin` is the incarnation that it began to use. */
export const Txn = Record(
  {
    phase: 'idle' as 'idle' | 'open' | 'committed' | 'aborted',
    next: 0,
    pin: 0 as Incarnation,
    wrote: SetOf<KeyId>(),
    why: 'none' as Why,
  },
  'Txn',
);
export type Txn = ReturnType<typeof Txn>;

/** Why a transaction aborted. */
export type Why =
  | 'none'
  | 'noSchema'
  | 'unknownSchema'
  | 'conflict'
  | 'tooOld'
  | 'trMissing'
  | 'forcedAbort';

/** How far an admin is in its script, what it named in the request that it waits for, and its name cache. */
export const Admin = Record(
  { pc: 0, waiting: false, inc: 0 as Incarnation, cached: 0 as Incarnation },
  'Admin',
);
export type Admin = ReturnType<typeof Admin>;

/** Where a write was accepted. */
export const WroteAt = Record({ inc: 0 as Incarnation, epoch: 0 as Epoch }, 'WroteAt');
export type WroteAt = ReturnType<typeof WroteAt>;

/** A version as a reader saw it; none has writer `none`. */
export const Version = Record({ inc: 0 as Incarnation, by: 'none' as Row['by'] }, 'Version');
export type Version = ReturnType<typeof Version>;

/** What users were told; *vain*: that a drop was done, though what they had named is still there. */
export const Told = Record(
  {
    dropped: SetOf<Incarnation>(),
    created: SetOf<Incarnation>(),
    truncated: 0 as Epoch,
    vain: false,
  },
  'Told',
);

/** What an admin may ask for. */
export type Request = 'drop' | 'truncate' | 'create';

/** From an admin to the CPO: DROP, TRUNCATE, CREATE. */
export const Asked = Record(
  { verb: 'drop' as Request, inc: 0 as Incarnation, request: 0 },
  'Asked',
);
export type Asked = ReturnType<typeof Asked>;

/** From the CPO to an admin. */
export const Done = Record(
  {
    verb: 'drop' as Request,
    inc: 0 as Incarnation,
    epoch: 0 as Epoch,
    result: 'ok' as 'ok' | 'notFound' | 'exists' | 'error',
    request: 0,
  },
  'Done',
);
export type Done = ReturnType<typeof Done>;

/** From the CPO to a node: TRUNC (`keep`: the data only), PUSH. `standby`: for the standby of that partition. */
export const Order = Record(
  {
    verb: 'trunc' as 'trunc' | 'push',
    inc: 0 as Incarnation,
    keep: false,
    epoch: 0 as Epoch,
    part: firstPartition,
    standby: false,
  },
  'Order',
);
export type Order = ReturnType<typeof Order>;

/** From a node to the CPO: TRUNCATED, PUSHED. */
export const Report = Record(
  {
    verb: 'truncated' as 'truncated' | 'pushed',
    inc: 0 as Incarnation,
    keep: false,
    part: firstPartition,
    standby: false,
  },
  'Report',
);
export type Report = ReturnType<typeof Report>;

/** What the log of the first partition tells its standby: a row is put, an intent is stripped, a schema is dropped. */
export const Notice = Record(
  {
    verb: 'put' as 'put' | 'strip' | 'marker',
    inc: 0 as Incarnation,
    key: seededKey,
    row: Row(),
  },
  'Notice',
);
export type Notice = ReturnType<typeof Notice>;
