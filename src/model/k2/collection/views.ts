/**
 * What the design note says of several cells at once: live, home, gone, the same id. Nouns, so that properties may
 * use them.
 */
import type { Read } from '../../../spec/cells.ts';
import type { World } from './cells.ts';
import type { Incarnation } from './nouns.ts';
import type { NameId, NodeId, Place } from './scope.ts';

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
  return read(at.module(m)).phase !== 'none';
}

/** The node on which the catalog has a partition. */
export function home(read: Read, { at, scope }: World, { name, part }: Place): NodeId | undefined {
  return read(at.catalog(name)).status === 'absent' ? undefined : scope.nodeOf(part);
}

/** Are the ids that the CPO vended for two incarnations equal? */
export function same(read: Read, { at }: World, one: Incarnation, other: Incarnation): boolean {
  if (one === other) return true;
  const ids = read(at.registry);
  return one !== 0 && other !== 0 && ids.get(one - 1) === ids.get(other - 1);
}

/** The log of an incarnation: under its id, or one log for the name. */
export function logOf(read: Read, { at, variant }: World, inc: Incarnation): number {
  return variant.walKey === 'byName' ? 0 : (read(at.registry).get(inc - 1) ?? 0);
}
