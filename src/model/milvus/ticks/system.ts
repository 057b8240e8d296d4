/**
 * Milvus: the timestamp of a drop, on a channel that others share.
 *
 * Source: steps 5, 7, 8, 9, 16 and 17 of the design document "drop collection" of Milvus (November 2021), and the code of
 * `rootcoord/timeticksync.go`, `rootcoord/dml_channels.go`, `msgstream/mq_msgstream.go`, `datanode/flow_graph_dd_node.go`
 * of the months that the presets name.
 *
 * A log carries messages of several collections, stamped by one oracle, and between them ticks: "every message up to
 * here is before me". A consumer holds messages back until a tick covers them. The drop of A is one such message; B is
 * a neighbour on the same channel, or there is none.
 *
 * Abstracted away, and why nothing unsafe is lost:
 * - crashes: nobody crashes here; what a crash costs is in `milvus/collection`, where a log is a plain queue;
 * - several proxies: one insert is under way at a time; a tick is below the smallest that is, so one is enough;
 * - what a drop does beside the log: `otherCall` is where time passes;
 * - real time: a tick may come at any time (a budget), and comes when nothing else can go on (no budget).
 * Kept apart: stamp / append of a row, stamp / register / append of the drop, append / hand-over at a tick.
 *
 * Not claimed: anything about a real cluster. "Holds" means no violation in this model within these bounds.
 */
import { properties } from '../../../invariants/milvus/ticks/index.ts';
import { forEach } from '../../../spec/actions.ts';
import { defineSystem } from '../../../spec/system.ts';
import type { Bounds } from './bounds.ts';
import { boundSets, bounds } from './bounds.ts';
import { cells } from './cells.ts';
import { consumer, proxy, proxyForCollections, ticker } from './channel.ts';
import { rootcoord } from './rootcoord.ts';
import type { Variant } from './switches.ts';
import { presets, switches } from './switches.ts';

function build(variant: Variant, chosen: Bounds) {
  const world = { variant, at: cells(chosen) };
  return {
    layout: world.at.layout,
    nouns: world.at,
    actions: [
      ...forEach('proxy', [world.at.into], proxyForCollections(world), { own: 0 }),
      ...forEach('proxy', [], proxy(world)),
      ...forEach('ticker', [], ticker(world)),
      ...forEach('rootcoord', [], rootcoord(world)),
      ...forEach('consumer', [], consumer(world)),
    ],
    properties: properties(world),
    // Rows and ticks come to an end. What is owed when nothing moves any more, T3, T4, T6 and T7 say.
    final: () => true,
  };
}

/** The timestamp of a drop: is it really the point? */
export const milvusTicks = defineSystem({
  name: 'milvus/ticks',
  title: 'Milvus: the timestamp of a drop, and ticks on a channel that collections share',
  switches,
  presets,
  bounds,
  boundSets,
  build,
});

export default milvusTicks;
