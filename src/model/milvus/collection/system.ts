/**
 * Milvus: drop a collection, and create another one under its name.
 */
import { properties } from '../../../invariants/milvus/collection/index.ts';
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
    ...made.flatMap((token) => {
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
