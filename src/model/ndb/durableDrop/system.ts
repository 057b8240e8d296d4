/**
 * NDB Cluster: drop a table, or abort its creation, while nodes and masters fall and restart. Do half-done drops and
 * adds end alike everywhere?
 *
 * Source: NDB's drop-table description, `storage/ndb/src/kernel/blocks/dbdict/DropTable.txt` (the note), its cases
 * "drop table", "abort add table", "drop in node restart", "drop in system restart"; the code that it belongs to
 * (MySQL 5.1), the later code (NDB 7.5) and its `MasterTakeover.txt` where a switch says so. "(n)" is a step of the note.
 *
 * Abstracted away, and why nothing unsafe is lost:
 * - messages: a request that is not processed is a thing not done, a confirmation under way a thing done, and what a
 *   dead master has sent vanishes with it. `ndb/prep-drop` has the messages;
 * - operations and checkpoints: TC, LQH and DIH of a node are one cell that says whether the table takes work there;
 * - fragments: one replica per node, all its files in one cell;
 * - global checkpoints: the order of deaths; "the newest GCI" is that of the nodes that died last. No partial starts: a
 *   system restart waits for all nodes;
 * - reasons for a refusal: a running backup, a full disk and the like are a fault with a budget.
 * Kept apart: each write of a schema file, release and its confirmation, the death of a master and the takeover, and in
 * a restart the decision, the files and the schema file.
 *
 * Where the sources are silent, this model takes it that
 * - a survivor that has finished the change has recorded its decision and all its phases;
 * - a starting node takes no part in a change and is no master; when the last node that is up falls, so do they.
 *
 * Not claimed: anything about a real cluster. "Holds" means no violation in this model within these bounds.
 */
import { properties } from '../../../invariants/ndb/durableDrop/index.ts';
import { forEach } from '../../../spec/actions.ts';
import type { Read } from '../../../spec/cells.ts';
import { defineSystem } from '../../../spec/system.ts';
import type { Bounds } from './bounds.ts';
import { boundSets, bounds } from './bounds.ts';
import type { World } from './cells.ts';
import { cells } from './cells.ts';
import { api, dict, dictTakesOver } from './dict.ts';
import { fault, faultOfNodes } from './failures.ts';
import { nodeAdds, nodeDrops } from './node.ts';
import { scopeOf } from './nouns.ts';
import { restart, restartOfNodes } from './restart.ts';
import type { Variant } from './switches.ts';
import { presets, switches } from './switches.ts';
import { isChanging, isUp } from './views.ts';

/** What may happen next: the whole protocol on one page. */
function actions(world: World) {
  const { nodes } = world.scope;
  return [
    ...forEach('api', [], api(world)),
    ...forEach('dict', [], dict(world)),
    ...forEach('dict', [nodes], dictTakesOver(world)),
    ...forEach('dict', [nodes], nodeDrops(world)),
    ...forEach('dict', [nodes], nodeAdds(world)),
    ...forEach('restart', [nodes], restart(world), { own: 0 }),
    ...forEach('restart', [nodes], restartOfNodes(world)),
    ...forEach('fault', [nodes], faultOfNodes(world), { own: 0 }),
    ...forEach('fault', [], fault(world)),
  ];
}

/** It is in order that nothing happens any more once no change is going on and all nodes are up. */
const final = (world: World) => (read: Read) =>
  !isChanging(read, world) && world.scope.nodes.every((n) => isUp(read, world, n));

function build(variant: Variant, chosen: Bounds) {
  const scope = scopeOf(chosen);
  const world = { variant, bounds: chosen, scope, at: cells(scope, chosen) };
  return {
    layout: world.at.layout,
    nouns: world.at,
    actions: actions(world),
    properties: properties(world),
    final: final(world),
  };
}

/** Drop a table while nodes fall and restart: who decides, and who finds out. */
export const ndbDurableDrop = defineSystem({
  name: 'ndb/durable-drop',
  title: 'NDB: drop or add a table while nodes and masters fall and restart',
  switches,
  presets,
  bounds,
  boundSets,
  build,
});

export default ndbDurableDrop;
