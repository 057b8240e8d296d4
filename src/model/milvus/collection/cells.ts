/**
 * The cells of Milvus's drop collection, by owner.
 *
 * "Set of ids" is a cell for each id, so that what belongs to the one collection is independent of what belongs to the
 * other. What RootCoord and the proxies lose in a crash is reset by the fault itself: all of the tasks, and all of a proxy.
 */
import { Set as SetOf } from 'immutable';
import { Layout } from '../../../spec/cells.ts';
import type { Bounds } from './bounds.ts';
import type { LogMessage, Meta, Order, Release, Touch } from './nouns.ts';
import { Answer, Journal, Plan, ReleaseTask, Request, Segment, Task } from './nouns.ts';
import type { CollectionId, QueryNodeId, Scope, ShardId } from './scope.ts';
import type { Variant } from './switches.ts';

export function cells(scope: Scope, bounds: Bounds) {
  const layout = new Layout();
  return {
    layout,
    ...cellsOfRootCoord(layout, scope),
    ...cellsOfProxies(layout, scope),
    ...cellsOfQuerySide(layout, scope),
    ...cellsOfData(layout, scope),
    ...channels(layout, scope),
    ...budgets(layout, scope, bounds),
    ...ghosts(layout, scope),
  };
}

/** The design and the cells: all that a verb or a property needs. */
export interface World {
  readonly variant: Variant;
  readonly scope: Scope;
  readonly at: ReturnType<typeof cells>;
}

/** An id, or nothing. */
type Maybe<I> = I | undefined;
const none: Maybe<CollectionId> = undefined;

function cellsOfRootCoord(layout: Layout, { collections }: Scope) {
  return {
    rootcoord: layout.one<'up' | 'down' | 'panicked'>('rootcoord', 'up'),
    /** What the name, and the alias, point to. */
    nameBinding: layout.one('nameBinding', none),
    aliasBinding: layout.one('aliasBinding', none),
    collection: layout.each('collection', [collections], (): Meta => 'none'),
    journal: layout.one('journal', Journal()),
    /** Is its broadcast persisted and not finished? */
    broadcast: layout.each('broadcast', [collections], () => false),
    task: layout.each('task', [collections], () => Task(), { lost: Task() }),
    /** Is there a goroutine that has not sent its release yet? */
    goroutine: layout.each('goroutine', [collections], () => false, { lost: false }),
  };
}

function cellsOfProxies(layout: Layout, { proxies, collections }: Scope) {
  const lost = { lost: none };
  return {
    /** *forgotten*: its session has expired, and RootCoord calls it no more. */
    proxyState: layout.each('proxyState', [proxies], (): 'up' | 'dead' | 'forgotten' => 'up'),
    request: layout.each('request', [proxies], () => Request()),
    cache: layout.each('cache', [proxies], () => none, lost),
    aliasCache: layout.each('aliasCache', [proxies], () => none, lost),
    answer: layout.each('answer', [proxies], () => Answer(), { lost: Answer() }),
    /** Whose shard leaders are cached under the name, or are about to be. */
    leaders: layout.each('leaders', [proxies], () => none, lost),
    leadersAnswer: layout.each('leadersAnswer', [proxies], () => none, lost),
    dmlStream: layout.each('dmlStream', [proxies, collections], () => false, { lost: false }),
    dqlStream: layout.each('dqlStream', [proxies, collections], () => false, { lost: false }),
  };
}

function cellsOfQuerySide(layout: Layout, { queryNodes, collections }: Scope) {
  return {
    loaded: layout.each('loaded', [collections], (): 'no' | 'loading' | 'loaded' => 'no'),
    releaseTask: layout.one('releaseTask', ReleaseTask()),
    serving: layout.each('serving', [queryNodes, collections], () => false),
  };
}

function cellsOfData(layout: Layout, { collections, shards, generations }: Scope) {
  return {
    flowGraph: layout.each('flowGraph', [collections, shards], () => false),
    segment: layout.each('segment', [collections, shards, generations], () => Segment()),
    /** Is the meta gone already, and the file not yet? */
    pendingDelete: layout.each('pendingDelete', [collections, shards, generations], () => false),
    compactionPlan: layout.one('compactionPlan', Plan()),
    /** Were its segments marked dropped? */
    declaredDropped: layout.each('declaredDropped', [collections, shards], () => false),
    binlog: layout.each('binlog', [collections, shards, generations], () => false),
    indexMeta: layout.each('indexMeta', [collections], (): 'no' | 'built' | 'marked' => 'no'),
    indexFile: layout.each('indexFile', [collections], () => false),
    /** Was its drop ever appended to the log of this shard? */
    announced: layout.each('announced', [collections, shards], () => false),
  };
}

function channels(layout: Layout, { shards, queryNodes }: Scope) {
  const role = (name: string) => ({ role: name, ids: [] });
  return {
    log: layout.channels<[ShardId], LogMessage>('log', [shards], () => ({
      from: role('rootcoord'),
      to: role('datanode'),
    })),
    toQueryCoord: layout.channels<[], Release>('toQueryCoord', [], () => ({
      from: role('rootcoord'),
      to: role('querycoord'),
    }))(),
    toQueryNode: layout.channels<[QueryNodeId], Order>('toQueryNode', [queryNodes], (q) => ({
      from: role('querycoord'),
      to: { role: 'querynode', ids: [q] },
    })),
  };
}

function budgets(layout: Layout, { collections }: Scope, bounds: Bounds) {
  return {
    ...layout.budgets(
      bounds,
      'drops',
      'inserts',
      'loads',
      'builds',
      'retries',
      'aliases',
      'searches',
      'lookups',
      'compactions',
      'crashes',
      'timeouts',
      'invalidateFailures',
      'releaseFailures',
      'deleteFailures',
      'proxyDeaths',
      'hangs',
      'rejections',
    ),
    /** Does QueryCoord refuse to release it, for ever? */
    rejected: layout.each('rejected', [collections], () => false),
  };
}

function ghosts(layout: Layout, { proxies, queryNodes, collections }: Scope) {
  return {
    /** Did a client see its drop succeed? */
    acked: layout.ghosts('acked', [collections], () => false),
    /** Acknowledged rows. */
    rows: layout.ghosts('rows', [collections], () => 0),
    /** What was removed for the request that this proxy holds now, or held last. */
    removedBy: layout.ghosts('removedBy', [proxies], () => SetOf<CollectionId>()),
    touched: layout.ghosts('touched', [collections], () => SetOf<Touch>()),
    /** Did the first phase of its release run? */
    streamsClosed: layout.ghosts('streamsClosed', [collections], () => false),
    /** Did this query node handle its release? */
    nodeReleased: layout.ghosts('nodeReleased', [queryNodes, collections], () => false),
  };
}
