/**
 * What the design note says of several cells at once: live, home, gone, the same id. Nouns, so that properties may
 * use them.
 */
import type { Read } from '../../../spec/cells.ts';
import type { World } from './cells.ts';
import type { Incarnation } from './nouns.ts';
import type { NameId, NodeId, PartitionId, Place } from './scope.ts';

/** The incarnation that *get collection* returns, 0 if there is none. */
export function live(read: Read, { at }: World, n: NameId): Incarnation {
  const { status, inc } = read(at.catalog(n));
  return status === 'live' && read(at.work(n)).kind !== 'drop' ? inc : 0;
}

/** The incarnation that a drop is, or was when it was given up, taking away; 0 if there is none. */
export function dropping(read: Read, { at }: World, n: NameId): Incarnation {
  const { status, inc } = read(at.catalog(n));
  return status === 'deleting' || read(at.work(n)).kind === 'drop' ? inc : 0;
}

/** Does the node answer data requests? */
export function serves(read: Read, { at }: World, m: NodeId): boolean {
  return read(at.module(m)).phase !== 'none' && read(at.link(m)).lease;
}

/** Does the node have this partition of this collection, in whatever incarnation? */
export function holds(read: Read, { at }: World, m: NodeId, place: Place): boolean {
  const { phase, name, part } = read(at.module(m));
  return phase !== 'none' && name === place.name && part === place.part;
}

/** The node that a creation gave a partition to. @throws RangeError where nothing was created */
export function nodeOf(read: Read, { at }: World, inc: Incarnation, part: PartitionId): NodeId {
  const node = read(at.registry)
    .get(inc - 1)
    ?.nodes.get(part.ordinal - 1);
  if (node) return node;
  throw new RangeError(`no creation ${inc} gave partition ${part.label} to a node`);
}

/** The node on which the catalog has a partition. */
export function home(read: Read, world: World, { name, part }: Place): NodeId | undefined {
  const { status, inc } = read(world.at.catalog(name));
  return status === 'absent' ? undefined : nodeOf(read, world, inc, part);
}

/** Are the ids that the CPO vended for two incarnations equal? */
export function same(read: Read, { at }: World, one: Incarnation, other: Incarnation): boolean {
  if (one === other) return true;
  const created = read(at.registry);
  return one !== 0 && other !== 0 && created.get(one - 1)?.id === created.get(other - 1)?.id;
}

/** The log of an incarnation: under its id, or one log for the name. */
export function logOf(read: Read, { at, variant }: World, inc: Incarnation): number {
  return variant.walKey === 'byName' ? 0 : (read(at.registry).get(inc - 1)?.id ?? 0);
}

/** Does the log of an incarnation take nothing any more? */
export function isSealed(
  read: Read,
  world: World,
  { name, part }: Place,
  inc: Incarnation,
): boolean {
  const { at, variant } = world;
  if (variant.fence !== 'seal') return false;
  return read(at.sealed(name, part)).has(logOf(read, world, inc));
}
