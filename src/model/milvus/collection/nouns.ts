/**
 * The nouns of Milvus's drop collection: what each role holds, and the messages between them.
 */
import { Record, Set as SetOf } from 'immutable';
import { ids } from '../../../spec/ids.ts';
import type { CollectionId, ProxyId, ShardId } from './scope.ts';

/** What RootCoord's meta says: *half*: one of two transactions is committed; *dropping*: a tombstone. */
export type Meta = 'none' | 'live' | 'half' | 'dropping' | 'gone';

/** The etcd keys `dd-operation` and `dd-msg-send`: one pair for the whole cluster. */
export const Journal = Record(
  { collection: undefined as CollectionId | undefined, sent: false },
  'Journal',
);

/**
 * A running drop: where it stands in which list of calls. `done` are the shards or the proxies for which the present
 * call has been made, if it is made for each of them; `waiting`: a release was sent and has not completed.
 */
export const Task = Record(
  {
    list: 'none' as 'none' | 'root' | 'redo',
    pc: 0,
    done: SetOf<ProxyId | ShardId>(),
    requester: undefined as ProxyId | undefined,
    waiting: false,
  },
  'Task',
);
export type Task = ReturnType<typeof Task>;

/** What a proxy's task queue of one holds: the collection that the client meant, and the one that RootCoord took. */
export const Request = Record(
  {
    phase: 'idle' as 'idle' | 'queued' | 'executing' | 'post' | 'failed',
    target: undefined as CollectionId | undefined,
    accepted: undefined as CollectionId | undefined,
  },
  'Request',
);

/** A describe answer on its way to the cache: *stale*: to be thrown away; *hung*: it never lands. */
export const Answer = Record(
  {
    collection: undefined as CollectionId | undefined,
    state: 'fresh' as 'fresh' | 'stale' | 'hung',
  },
  'Answer',
);

/** The release that QueryCoord is at: first streams, then nodes, then it waits for them. */
export const ReleaseTask = Record(
  {
    collection: undefined as CollectionId | undefined,
    phase: 'streams' as 'streams' | 'nodes' | 'waiting',
  },
  'ReleaseTask',
);

export const Segment = Record(
  { state: 'none' as 'none' | 'healthy' | 'dropped' | 'expired', rows: 0 },
  'Segment',
);
export type Segment = ReturnType<typeof Segment>;

/** A compaction that is under way. */
export const Plan = Record(
  {
    collection: undefined as CollectionId | undefined,
    shard: undefined as ShardId | undefined,
  },
  'Plan',
);

/** What a drop did outside RootCoord. */
export type Touch = 'message' | 'release' | 'indexes';

const [first] = ids('collection', 2) as [CollectionId, CollectionId];

/** In the log of a shard; *early*: the drop of that collection had not been appended there (history). */
export const LogMessage = Record(
  { verb: 'insert' as 'insert' | 'drop', collection: first, early: false },
  'LogMessage',
);
export type LogMessage = ReturnType<typeof LogMessage>;

/** From RootCoord to QueryCoord. */
export const Release = Record({ collection: first }, 'Release');
export type Release = ReturnType<typeof Release>;

/** From QueryCoord to a query node. */
export const Order = Record({ verb: 'load' as 'load' | 'release', collection: first }, 'Order');
export type Order = ReturnType<typeof Order>;
