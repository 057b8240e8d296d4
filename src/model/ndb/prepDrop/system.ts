/**
 * NDB Cluster: drop a table while operations and checkpoints run on it. Does anything run on a table whose fragments
 * go?
 *
 * Source: NDB's drop-table description, `storage/ndb/src/kernel/blocks/dbdict/DropTable.txt` (the note); the code that
 * it belongs to (MySQL 5.1) and the later code (NDB 7.5) where a switch says so. "(n)" is a step of the note; 3 is
 * missing in its numbering:
 *   (1) PREP_DROP_TAB to all DICTs: the schema file says DROPPING, (2) the drop may be reported, (4) PREP to all LQHs,
 *   (5) to all TCs, (6) to all DIHs; TC and DIH then ask every LQH to WAIT until nothing runs, (7) DROP_TAB: the
 *   fragments go and the schema file says DROPPED, (8) DICT_SCHEMAREQ: the table is gone.
 *
 * Abstracted away, and why nothing unsafe is lost:
 * - many fragments, replicas, the choice of a primary: one fragment replica per node, an operation may go to any of them;
 * - ACC, TUP, TUX, disk extents, table files: released in one step per node, as no other node sees their order;
 * - replies to clients, two-phase commit: the drop reads no reply; commit or abort frees an operation in one step;
 * - REDO log, indexes, foreign keys, SUMA: left out;
 * - the master's failure, restarts, step 2: `ndb/durable-drop` owns those questions. The DICT that controls the drop
 *   is node 1 and never dies; a node that falls stays down.
 * Kept apart, because only there can another node act in between: mark and WAIT, asked and answered, release and
 * file write, crash and hearing of it. A WAIT never blocks its channel: it is remembered, later messages go on.
 *
 * In the names of instances the one who acts comes first: `lqh.takesKey(2, 1)` is LQH 2 taking what TC 1 sent.
 *
 * Not claimed: anything about a real cluster. "Holds" means no violation in this model within these bounds.
 */
import { properties } from '../../../invariants/ndb/prepDrop/index.ts';
import { forEach } from '../../../spec/actions.ts';
import type { Read } from '../../../spec/cells.ts';
import { defineSystem } from '../../../spec/system.ts';
import type { NodeId } from '../nouns.ts';
import type { Bounds } from './bounds.ts';
import { boundSets, bounds } from './bounds.ts';
import type { World } from './cells.ts';
import { cells } from './cells.ts';
import { client, clientForNodes } from './client.ts';
import { dict, dictForNodes, node } from './dict.ts';
import { fault, nodeForNodes, tcForOps } from './failures.ts';
import { dihMaster, dihMasterForNodes } from './lcp.ts';
import { lqh, lqhForAskers, lqhForNodes } from './lqh.ts';
import type { Scope } from './nouns.ts';
import { scopeOf } from './nouns.ts';
import type { Variant } from './switches.ts';
import { presets, switches } from './switches.ts';
import { isRunning } from './views.ts';
import { dih, dihForNodes, tc, tcForNodes } from './waits.ts';

/** What may happen next: the whole protocol on one page. */
function actions(world: World) {
  const { nodes, blocks, ops, tcs, lqhs } = world.scope;
  return [
    ...forEach('client', [ops, tcs, lqhs], clientForNodes(world)),
    ...forEach('client', [ops], client(world)),
    ...forEach('dict', [], dict(world)),
    ...forEach('dict', [nodes], dictForNodes(world), { own: 0 }),
    ...forEach('node', [nodes], node(world)),
    ...forEach('tc', [nodes, nodes], tcForNodes(world)),
    ...forEach('tc', [nodes], tc(world)),
    ...forEach('dih', [nodes, nodes], dihForNodes(world)),
    ...forEach('dih', [nodes], dih(world)),
    ...forEach('dih', [], dihMaster(world)),
    ...forEach('dih', [nodes], dihMasterForNodes(world), { own: 0 }),
    ...forEach('lqh', [nodes, nodes], lqhForNodes(world)),
    ...forEach('lqh', [nodes, blocks, nodes], lqhForAskers(world)),
    ...forEach('lqh', [nodes], lqh(world)),
    ...forEach('node', [nodes, nodes], nodeForNodes(world)),
    ...forEach('tc', [ops, nodes], tcForOps(world), { own: 0 }),
    ...forEach('fault', [nodes], fault(world), { own: 0 }),
  ];
}

/** It is in order that nothing happens any more, unless the drop has begun and not ended. */
const final = (world: World) => (read: Read) => !isRunning(read, world);

/** Nodes that are not the master are interchangeable where operations may go to all of them or to none of them. */
function equalNodes({ nodes, master, tcs, lqhs, ops }: Scope): NodeId[][] {
  const chosen = (n: NodeId) => ops.length > 0 && `${tcs.includes(n)} ${lqhs.includes(n)}`;
  return [
    ...Map.groupBy(
      nodes.filter((n) => n !== master),
      chosen,
    ).values(),
  ];
}

function build(variant: Variant, chosen: Bounds) {
  const scope = scopeOf(chosen);
  const world = { variant, scope, at: cells(scope, chosen, variant) };
  return {
    layout: world.at.layout,
    nouns: world.at,
    actions: actions(world),
    properties: properties(world),
    final: final(world),
    symmetric: equalNodes(scope),
  };
}

/** Drop a table: what of marks and waits is needed so that nothing runs on fragments that go. */
export const ndbPrepDrop = defineSystem({
  name: 'ndb/prep-drop',
  title: 'NDB: drop a table while operations and checkpoints run on it',
  switches,
  presets,
  bounds,
  boundSets,
  build,
});

export default ndbPrepDrop;
