/**
 * What the design note says of several cells at once: the same schema, listed, dropped, serving. Nouns, so that
 * properties may use them.
 */
import { Set as SetOf } from 'immutable';
import type { Read } from '../../../spec/cells.ts';
import type { World } from './cells.ts';
import type { Incarnation } from './nouns.ts';
import { ValidList } from './nouns.ts';
import type { NodeId, PartitionId } from './scope.ts';

/** Does the protocol take two incarnations for the same schema? By name it always does. */
export function same(read: Read, world: World, one: Incarnation, other: Incarnation): boolean {
  return world.variant.schemaId === 'name' || sameId(read, world, one, other);
}

/** Are the ids that the CPO vended for two incarnations equal? */
export function sameId(read: Read, { at }: World, one: Incarnation, other: Incarnation): boolean {
  if (one === other) return true;
  const ids = read(at.registry);
  return one !== 0 && other !== 0 && ids.get(one - 1) === ids.get(other - 1);
}

/** Does an incarnation match a list of schemas? */
export function isListed(
  read: Read,
  world: World,
  incs: SetOf<Incarnation>,
  inc: Incarnation,
): boolean {
  return incs.some((listed) => same(read, world, listed, inc));
}

/** The incarnations that are neither live nor being dropped. */
export function droppedIncarnations(read: Read, world: World): Incarnation[] {
  const { at } = world;
  const { live, dropping } = read(at.catalog);
  const { kind, inc } = read(at.dropWork);
  const isDropped = (i: Incarnation) =>
    !dropping.has(i) &&
    !(kind === 'drop' && inc === i) &&
    !(live !== 0 && same(read, world, live, i));
  return Array.from({ length: read(at.registry).size }, (_, before) => before + 1).filter(
    isDropped,
  );
}

/** Does the node answer data requests about this partition? */
export function serves(read: Read, { at }: World, m: NodeId, p: PartitionId): boolean {
  const { role, part } = read(at.node(m));
  return role === 'serving' && part === p && read(at.lease(m));
}

/** The list of valid schemas as of now; what is being dropped is not in it. */
export function validNow(read: Read, { at }: World): ValidList {
  const { live, epoch } = read(at.catalog);
  const upTo = read(at.registry).size;
  return ValidList({ incs: SetOf(live === 0 ? [] : [live]), upTo, epoch });
}

/** The node that takes over partitions, if it is free. */
export function freeNode(read: Read, { at, scope }: World): NodeId | undefined {
  const isOwner = (m: NodeId) => scope.partitions.some((p) => read(at.owner(p)) === m);
  return scope.nodes.find((m) => read(at.node(m)).role === 'none' && !isOwner(m));
}
