/**
 * NDB Cluster: drop a table and create it again, while transactions and checkpoints run, nodes fall and come back.
 *
 * Source: NDB's drop-table description, `storage/ndb/src/kernel/blocks/dbdict/DropTable.txt` (the note); the code that
 * it belongs to (MySQL 5.1) and the later code (NDB 7.5) where a switch says so. "(n)" is a step of the note. This is
 * the product of three models, in which each question is asked more finely: the wires of `ndb/prep-drop`, the failures
 * of `ndb/durable-drop`, the handles of `ndb/identity`. Asked here is whether a hole opens between them: a late
 * operation of one incarnation that meets the next; an answer that is lost with its master, and asked for again;
 * versions that differ between nodes after a restart; a drop that waits for a transaction whose TC died.
 *
 * Abstracted away, and why nothing unsafe is lost, beyond what the headers of the three say:
 * - the steps of a restart: one for a system restart, two for that of a node; `ndb/durable-drop` cuts them finer;
 * - object ids: one name has one id, so that `identity=id` is by name as well;
 * - a second name, and a second transaction of a client;
 * - refused prepares: what is undone is undone by a new master.
 * Kept apart: mark and WAIT, asked and answered, release and file write, crash and hearing of it, done and told.
 *
 * Where the sources are silent, this model takes it that
 * - in the protocol of the note, a drop that is prepared is decided;
 * - a node that has finished a schema change counts as one that has recorded its decision;
 * - a checkpoint that outlives its master is reported to the new one, who waits for nobody then. With a second round
 *   it could be taken for a report of that; there is one round within all bounds here.
 *
 * In the names of instances the one who acts comes first: `lqh.takesKey(2, 1)` is LQH 2 taking what TC 1 sent.
 *
 * Not claimed: anything about a real cluster. "Holds" means no violation in this model within these bounds.
 */
import { properties } from '../../../invariants/ndb/table/index.ts';
import { forEach } from '../../../spec/actions.ts';
import type { Read } from '../../../spec/cells.ts';
import { defineSystem } from '../../../spec/system.ts';
import type { NodeId } from '../nouns.ts';
import { api, client, clientForNodes, ddl } from './api.ts';
import { dih, dihForNodes, tc, tcForClients, tcForNodes } from './blocks.ts';
import type { Bounds } from './bounds.ts';
import { boundSets, bounds } from './bounds.ts';
import type { World } from './cells.ts';
import { cells } from './cells.ts';
import { admin, dict, dictForNodes } from './dict.ts';
import { fault, faultForNodes, nodeForNodes } from './failures.ts';
import { dihMaster, dihMasterForNodes } from './lcp.ts';
import { lqh, lqhForAskers, lqhForNodes } from './lqh.ts';
import { node } from './node.ts';
import type { Scope } from './nouns.ts';
import { scopeOf } from './nouns.ts';
import { restart } from './restart.ts';
import type { Variant } from './switches.ts';
import { presets, switches } from './switches.ts';
import { isRunning } from './views.ts';

/** What may happen next: the whole protocol on one page. */
function actions(world: World) {
  const { nodes, blocks, clients, tcs, lqhs } = world.scope;
  return [
    ...forEach('api', [clients], api(world)),
    ...forEach('client', [clients, tcs], clientForNodes(world)),
    ...forEach('client', [clients], client(world)),
    ...forEach('ddl', [], ddl(world)),
    ...forEach('admin', [], admin(world)),
    ...forEach('dict', [], dict(world)),
    ...forEach('dict', [nodes], dictForNodes(world), { own: 0 }),
    ...forEach('node', [nodes], node(world)),
    ...forEach('tc', [clients, lqhs], tcForClients(world), { own: 0 }),
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
    ...forEach('restart', [nodes], restart(world), { own: 0 }),
    ...forEach('fault', [nodes], faultForNodes(world), { own: 0 }),
    ...forEach('fault', [], fault(world)),
  ];
}

/** It is in order that nothing happens any more, unless a drop or a create has begun and not ended. */
const final = (world: World) => (read: Read) =>
  !isRunning(read, world) && read(world.at.ddl).state === 'idle';

/**
 * Clients are interchangeable. The lowest node that is left becomes the master, so nodes are interchangeable only where
 * none may fall: those that are not the first, if operations may go to all of them or to none of them.
 */
function equals({ nodes, tcs, lqhs, clients }: Scope, { crashes, powers }: Bounds) {
  const others = crashes + powers > 0 ? [] : nodes.slice(1);
  const chosen = (n: NodeId) => clients.length > 0 && `${tcs.includes(n)} ${lqhs.includes(n)}`;
  return [clients, ...Map.groupBy(others, chosen).values()];
}

function build(variant: Variant, chosen: Bounds) {
  const scope = scopeOf(chosen);
  const world = { variant, bounds: chosen, scope, at: cells(scope, chosen, variant) };
  return {
    layout: world.at.layout,
    nouns: world.at,
    actions: actions(world),
    properties: properties(world),
    final: final(world),
    symmetric: equals(scope, chosen),
  };
}

/** Drop a table and create it again, the whole of it: blocks, schema files, node failures, handles. */
export const ndbTable = defineSystem({
  name: 'ndb/table',
  title: 'NDB: drop a table and create it again while transactions run and nodes fail',
  switches,
  presets,
  bounds,
  boundSets,
  build,
});

export default ndbTable;
