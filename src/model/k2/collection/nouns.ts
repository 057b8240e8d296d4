/**
 * The nouns of K2's drop collection: what the CPO, the nodes, the log, the clients and the admins hold, and the
 * messages between them. All of them carry the incarnation; in a variant "by name" the receiver does not look at it.
 */
import { List, Map as MapOf, Record, Set as SetOf } from 'immutable';
import type { AdminId, KeyId, NameId, NodeId, PartitionId, TxnId } from './scope.ts';
import { A, firstKey, firstPartition } from './scope.ts';

/** The number of a creation, over all names: 1, 2, 3 …; 0 is none. */
export type Incarnation = number;

/** What the CPO has on file about a name. */
export const Catalog = Record(
  {
    status: 'absent' as 'absent' | 'half' | 'live' | 'deleting',
    inc: 0 as Incarnation,
    assigned: SetOf<PartitionId>(),
  },
  'Catalog',
);

/** A creation: the id that the CPO vended for it, and its nodes, one for each partition. */
export const Created = Record({ name: A, id: 0, nodes: List<NodeId>() }, 'Created');
export type Created = ReturnType<typeof Created>;

/** What the CPO thinks of a node: whose partition it has, or that it may be taken, or that it must not. */
export type Taken = NameId | 'free' | 'dead';

/** What the CPO is doing about a name, for whom, and which partitions have not answered or have refused. */
export const Work = Record(
  {
    kind: 'none' as 'none' | 'create' | 'drop' | 'gaveUp',
    waiting: SetOf<PartitionId>(),
    refused: SetOf<PartitionId>(),
    admin: undefined as AdminId | undefined,
    request: 0,
  },
  'Work',
);
export type Work = ReturnType<typeof Work>;

/** The partition that a node has loaded; `older` are the transactions that its start fences off. */
export const Module = Record(
  {
    phase: 'none' as 'none' | 'serving' | 'stopping',
    name: A,
    part: firstPartition,
    inc: 0 as Incarnation,
    older: SetOf<TxnId>(),
  },
  'Module',
);
export type Module = ReturnType<typeof Module>;

/** A stop that a node has begun and not ended: for which OFFLOAD, and which module was there. */
export const Stop = Record(
  { name: A, part: firstPartition, inc: 0 as Incarnation, module: 0 as Incarnation },
  'Stop',
);

/** Does the CPO reach a node, and does the node still hold the lease without which it must not serve? */
export const Link = Record({ reachable: true, lease: true }, 'Link');

/** The coordinator (TRH) of a transaction: the partition of its first write. */
export const Trh = Record({ name: A, part: firstPartition, inc: 0 as Incarnation }, 'Trh');
export type Trh = ReturnType<typeof Trh>;

/**
 * A key: its value, by which transaction, and the intent on it with its coordinator. `from` and `intentFrom` are
 * history: the incarnation that accepted the write. A variant that pushes by name does not read `trh.inc`.
 */
export const Row = Record(
  {
    value: 'none' as 'none' | 'seed' | TxnId,
    from: 0 as Incarnation,
    intent: undefined as TxnId | undefined,
    intentFrom: 0 as Incarnation,
    trh: Trh(),
  },
  'Row',
);
export type Stop = ReturnType<typeof Stop>;
export type Row = ReturnType<typeof Row>;

/** A transaction record (TR): its outcome, and the keys whose intents are still to be settled; *left*: committed, but nobody will settle them. */
export const Tr = Record(
  {
    status: 'none' as 'none' | 'inProgress' | 'committed' | 'left' | 'aborted',
    todo: SetOf<KeyId>(),
    scheduled: false,
  },
  'Tr',
);
export type Tr = ReturnType<typeof Tr>;

/** An append to the log that is still under way. */
export const Append = Record({ inc: 0 as Incarnation, key: firstKey, row: Row() }, 'Append');
export type Append = ReturnType<typeof Append>;

/** What the client knows of a transaction: `used` are the ids that it sent, `wrote` the keys that it wrote. */
export const Txn = Record(
  {
    phase: 'idle' as 'idle' | 'open' | 'committed' | 'aborted',
    next: 0,
    used: MapOf<NameId, Incarnation>(),
    wrote: SetOf<KeyId>(),
    trh: undefined as Trh | undefined,
    why: 'none' as Why,
  },
  'Txn',
);
export type Txn = ReturnType<typeof Txn>;

/** Why a transaction aborted. */
export type Why =
  | 'none'
  | 'mismatch'
  | 'tooOld'
  | 'timeout'
  | 'pushLost'
  | 'dropping'
  | 'trhGone'
  | 'noCollection'
  | 'trMissing';

/** How far an admin is in its script, and which incarnation it meant by the request that it waits for. */
export const Admin = Record({ pc: 0, waiting: false, meant: 0 as Incarnation }, 'Admin');

/** History of a transaction: the incarnations that it touched, wrote in, and that were on file when it began. */
export const History = Record(
  {
    hits: MapOf<NameId, SetOf<Incarnation>>(),
    wroteAt: MapOf<KeyId, Incarnation>(),
    born: MapOf<NameId, Incarnation>(),
  },
  'History',
);

/** What users were told; *adopted*: told as created although its drop had been asked for. */
export const Told = Record(
  {
    created: SetOf<Incarnation>(),
    dropped: SetOf<Incarnation>(),
    adopted: SetOf<Incarnation>(),
  },
  'Told',
);

/** From an admin to the CPO. */
export const Request = Record(
  { verb: 'drop' as 'drop' | 'create', name: A, meant: 0 as Incarnation, request: 0 },
  'Request',
);
export type Request = ReturnType<typeof Request>;

/** From the CPO to an admin. */
export const Done = Record(
  {
    verb: 'drop' as 'drop' | 'create',
    name: A,
    inc: 0 as Incarnation,
    result: 'ok' as 'ok' | 'notFound' | 'exists' | 'error',
    request: 0,
  },
  'Done',
);
export type Done = ReturnType<typeof Done>;

/** From the CPO to a node: OFFLOAD, ASSIGN. */
export const Order = Record(
  {
    verb: 'offload' as 'offload' | 'assign',
    name: A,
    part: firstPartition,
    inc: 0 as Incarnation,
  },
  'Order',
);
export type Order = ReturnType<typeof Order>;

/** From a node to the CPO: OFFLOADED, ASSIGNED. */
export const Report = Record(
  {
    verb: 'offloaded' as 'offloaded' | 'assigned',
    name: A,
    part: firstPartition,
    inc: 0 as Incarnation,
    was: 'done' as 'done' | 'missing' | 'refused',
  },
  'Report',
);
export type Report = ReturnType<typeof Report>;
