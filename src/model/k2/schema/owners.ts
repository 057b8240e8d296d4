/**
 * Who owns a partition: the CPO declares a node dead, moves a partition to the spare, or promotes the standby.
 */
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import type { World } from './cells.ts';
import { Node } from './nouns.ts';
import { forgets } from './rows.ts';
import type { NodeId, PartitionId } from './scope.ts';
import { firstPartition } from './scope.ts';
import { freeNode, isListed, validNow } from './views.ts';

/** What the CPO does about the owner of each partition. */
export const cpoForOwners = (world: World) => ({
  declaresDead: declaresDead(world),
  moves: moves(world),
});

/** What it does about the standby. */
export const cpoForStandby = (world: World) => ({ promotes: promotes(world) });

/** (8) "Must be considered dead and re-assigned which will remove the schema": the new node has the list of now. */
const declaresDead = (world: World) =>
  action.system('declares the node of partition {partition} dead (8)', (read, p: PartitionId) => {
    const { at, variant } = world;
    const work = read(at.dropWork);
    if (variant.deadPartition === 'wait' || !work.waiting.has(p) || work.unsent.has(p)) {
      return disabled;
    }
    const owner = read(at.owner(p));
    const spare = freeNode(read, world);
    if (!spare || read(at.reachable(owner))) return disabled;
    if (variant.fence === 'lease' && read(at.lease(owner))) return disabled;
    return [
      at.dropWork.becomes(work.set('waiting', work.waiting.delete(p))),
      at.owner(p).becomes(spare),
      ...(variant.fence === 'seal' ? [at.holder(p).becomes(spare)] : []),
      ...takesOver(read, world, spare, p),
    ];
  });

/**
 * The old owner unloads at once; the map changes only when the new one is open. It is the CPO that has the old owner
 * unload, so an owner that it cannot reach is not moved from, but declared dead.
 */
const moves = (world: World) =>
  action.environment('moves partition {partition} to the spare node', (read, p: PartitionId) => {
    const { at } = world;
    const left = read(at.moves);
    if (left === 0) return disabled;
    const owner = read(at.owner(p));
    const spare = freeNode(read, world);
    if (!spare || !read(at.reachable(owner)) || read(at.node(owner)).role !== 'serving') {
      return disabled;
    }
    return [
      at.moves.becomes(left - 1),
      at.node(owner).becomes(Node({ part: p })),
      ...forgets(world, owner),
      ...takesOver(read, world, spare, p, owner),
    ];
  });

/** A spare node begins to recover a partition. */
function takesOver(
  read: Read,
  world: World,
  spare: NodeId,
  part: PartitionId,
  moving?: NodeId,
): Assignment[] {
  const { at } = world;
  return [
    at.node(spare).becomes(Node({ role: 'recovering', part, moving })),
    at.list(spare).becomes(validNow(read, world)),
  ];
}

/** The standby has taken all that the log had to tell; whether it is filtered now is an open question. */
const promotes = (world: World) =>
  action.system('promotes node {node}, the standby', (read, m: NodeId) => {
    const { at, scope, variant } = world;
    const owner = read(at.owner(firstPartition));
    if (owner === m || read(at.node(owner)).role !== 'down' || !read(at.feed(m)).isEmpty()) {
      return disabled;
    }
    const { incs } = validNow(read, world);
    const filters = variant.standby === 'filterAtPromotion';
    return [
      at.owner(firstPartition).becomes(m),
      at.holder(firstPartition).becomes(m),
      at.node(m).becomes(Node({ role: 'serving' })),
      ...(filters ? [at.valid(m).becomes(incs)] : []),
      ...scope.keys.flatMap((k) => {
        const rows = read(at.rows(m, k));
        if (!filters || rows.isEmpty()) return [];
        return [at.rows(m, k).becomes(rows.filter((_, inc) => isListed(read, world, incs, inc)))];
      }),
    ];
  });
