/**
 * Milvus: drop a collection, and create another one under its name.
 *
 * Source: the design document "drop collection" of Milvus (`docs/design_docs/20211115-milvus_drop_collection.md`), and
 * the code of 2021 to 2026 where a switch or a preset says so. "(n)" is a step of the document:
 *   (1) a client asks, (2) a proxy queues the request and (3) calls RootCoord, which (4) runs a task: (5) all meta goes in
 *   one transaction, (6) from when on the collection counts as deleted; (7) a timestamp is the point of it, (8) a drop
 *   message goes into the log of each shard and (9) ticks go on; (10) QueryCoord is asked to release, "in another
 *   goroutine", (11) every proxy to forget its meta. (12)(13) QueryCoord takes up the release, (14) closes streams and has
 *   its nodes release, (15) answers. (16) The DataNode reads the drop, and (17) ends the flow graph of that shard.
 * Its two notes admit gaps: DataCoord (note 1) and IndexCoord (note 2) do not react, so segments, binlogs and indexes stay.
 *
 * Abstracted away, and why nothing unsafe is lost:
 * - timestamps and ticks: a log is a queue here; what hangs on ticks is in `milvus/ticks`;
 * - contents of rows, deletes, partitions: rows are counted, and a row is known by its incarnation; partitions act alike;
 * - the two phases of create: its failures are another protocol;
 * - other names: there is one, with an alias; other collections matter only through a log that is shared;
 * - calls whose caller waits are one step at the callee's moment; a crash of the caller before or after it covers the loss
 *   of request or answer;
 * - retention, waiting times, balancing: "any time once it is allowed";
 * - refreshing a cache after an error: a stale entry stays until it is invalidated, as in 2021, which makes leaks visible;
 * - crashes of DataNode, QueryCoord, DataCoord: this is lost, the replay of a dropped shard after a crash of the DataNode.
 * Kept apart, because merging them hides behaviours: an answer / its way into the cache; the invalidation of each proxy,
 * in any order; the message of each shard; commit of meta / journal / message / release / reply, each order of which is an
 * option and each gap of which a crash may hit; QueryCoord's meta / streams / nodes; file / meta in both collectors; reply /
 * the proxy's own clean-up / what comes behind the reply.
 *
 * Where the sources are silent, this model takes it that
 * - a call to drop indexes counts as made (S16) whether there was an index or not;
 * - `ddlLock` is held from the first step of dropMeta and message to the last, by the tasks of `rootSteps` only;
 * - a proxy's session may expire while RootCoord is down.
 *
 * Not claimed: anything about a real Milvus cluster. "Holds" means no violation in this model within these bounds.
 */
import { properties } from '../../../invariants/milvus/collection/index.ts';
import type { Instance } from '../../../spec/actions.ts';
import { forEach } from '../../../spec/actions.ts';
import { defineSystem } from '../../../spec/system.ts';
import type { Bounds } from './bounds.ts';
import { boundSets, bounds } from './bounds.ts';
import type { World } from './cells.ts';
import { cells } from './cells.ts';
import { client, clientForCollections, clientForProxies, clientForShards } from './client.ts';
import {
  datacoord,
  datacoordForCollections,
  datacoordForSegments,
  datacoordForShards,
  datanode,
  fileFaults,
} from './dataSide.ts';
import { faultsOfCollections, faultsOfProxies } from './faults.ts';
import { indexcoord } from './indexcoord.ts';
import { invalidationFaults, rootcoordForProxies } from './invalidation.ts';
import { presets } from './presets.ts';
import { proxy } from './proxy.ts';
import { querycoord, querycoordForCollections, querynode, releaseFaults } from './querySide.ts';
import { crashFaults, proxyFaults, rootcoord, rootcoordNotices } from './recovery.ts';
import { rootcoordCalls, rootcoordForShards } from './rootcoord.ts';
import { scopeOf } from './scope.ts';
import { rootTokens } from './steps.ts';
import type { Variant } from './switches.ts';
import { switches } from './switches.ts';

const one = { own: 0 } as const;

/** What may happen next: the whole protocol on one page. */
function actions(world: World) {
  const { proxies, shards, queryNodes, collections, generations } = world.scope;
  const segments = [collections, shards, generations] as const;
  return [
    ...forEach('client', [collections], clientForCollections(world), one),
    ...forEach('client', [proxies], clientForProxies(world)),
    ...forEach('client', [proxies, shards], clientForShards(world)),
    ...forEach('client', [], client(world)),
    ...forEach('proxy', [proxies], proxy(world)),
    ...rootcoordActions(world),
    ...forEach('querycoord', [], querycoord(world)),
    ...forEach('querycoord', [collections], querycoordForCollections(world), one),
    ...forEach('querynode', [queryNodes], querynode(world)),
    ...forEach('datanode', [shards], datanode(world), one),
    ...forEach('datacoord', [collections, shards], datacoordForShards(world), one),
    ...forEach('datacoord', [], datacoord(world)),
    ...forEach('datacoord', segments, datacoordForSegments(world), one),
    ...forEach('datacoord', [collections], datacoordForCollections(world), one),
    ...forEach('indexcoord', [collections], indexcoord(world), one),
    ...forEach('fault', [], { ...crashFaults(world), ...releaseFaults(world) }),
    ...forEach('fault', [proxies], { ...faultsOfProxies(world), ...proxyFaults(world) }, one),
    ...forEach('fault', [collections], faultsOfCollections(world), one),
    ...forEach('fault', [collections, proxies], invalidationFaults(world), one),
    ...forEach('fault', segments, fileFaults(world), one),
  ];
}

/** The calls that this variant makes, in the order of the tokens. */
function rootcoordActions(world: World) {
  const { proxies, shards, collections } = world.scope;
  const { rootSteps, redoSteps } = world.variant;
  const calls = rootcoordCalls(world);
  const made = rootTokens.filter((token) => rootSteps.includes(token) || redoSteps.includes(token));
  return [
    ...made.flatMap((token): Instance<`rootcoord.${string}`>[] => {
      switch (token) {
        case 'message':
          return forEach('rootcoord', [collections, shards], rootcoordForShards(world), one);
        case 'invalidate':
          return forEach('rootcoord', [collections, proxies], rootcoordForProxies(world), one);
        default:
          return forEach('rootcoord', [collections], calls[token], one);
      }
    }),
    ...forEach('rootcoord', [], rootcoord(world)),
    ...forEach('rootcoord', [proxies], rootcoordNotices(world), one),
  ];
}

function build(variant: Variant, chosen: Bounds) {
  const scope = scopeOf(chosen);
  const world = { variant, scope, at: cells(scope, chosen) };
  return {
    layout: world.at.layout,
    nouns: world.at,
    actions: actions(world),
    properties: properties(world),
    // Clients may stop at any time, and budgets end. What is owed when nothing moves any more, the L promises say.
    final: () => true,
    symmetric: [scope.proxies, scope.queryNodes],
  };
}

/** Drop a collection: what each order of the calls loses, and what repairs it. */
export const milvusCollection = defineSystem({
  name: 'milvus/collection',
  title: 'Milvus: drop a collection by an order of calls, and create another one under its name',
  switches,
  presets,
  bounds,
  boundSets,
  build,
});

export default milvusCollection;
