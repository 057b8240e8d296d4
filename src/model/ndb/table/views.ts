/**
 * Questions about the present state that several roles and properties ask.
 */
import type { Set as SetOf } from 'immutable';
import { Set as Sets } from 'immutable';
import type { Read } from '../../../spec/cells.ts';
import { isIdle } from '../blocks.ts';
import type { DropPhase, NodeId } from '../nouns.ts';
import type { World } from './cells.ts';
import type { Phase } from './nouns.ts';
import { Handle } from './nouns.ts';

export function isUp(read: Read, { at }: World, n: NodeId): boolean {
  return read(at.up(n)) === 'up';
}

/** The nodes that are up; starting ones are not. */
export function upNodes(read: Read, world: World): NodeId[] {
  return world.scope.nodes.filter((n) => isUp(read, world, n));
}

/** "All connected": whom m believes alive, the failed ones of which it has not heard included. */
export function known(read: Read, world: World, m: NodeId): SetOf<NodeId> {
  return Sets(upNodes(read, world)).union(read(world.at.nf(m)));
}

/** Has this LQH no work that a drop has to wait for? */
export function idle(read: Read, { at, variant }: World, n: NodeId): boolean {
  return isIdle(read(at.lqh(n)), variant.lcpWait);
}

/** Is a schema change going on? */
export function isRunning(read: Read, { at }: World): boolean {
  return read(at.trans).kind !== 'none';
}

/** Is somebody there, and nothing going on? */
export function isSettled(read: Read, world: World): boolean {
  return read(world.at.master) !== undefined && !isRunning(read, world);
}

/** The table that the dictionary gives out; one that is being changed is "busy" (785). */
export function readable(read: Read, world: World): Handle | undefined {
  const { at } = world;
  const master = read(at.master);
  if (!master || !read(at.done(master)).isEmpty()) return undefined;
  const { state, ver, inc } = read(at.entry(master));
  return state === 'inUse' ? Handle({ ver, inc }) : undefined;
}

/** The phase from which on a drop is decided. */
export function decision({ variant }: World): DropPhase {
  return variant.protocol === 'note' ? 'prepare' : 'decide';
}

/** Has this node finished the schema change that is going on? */
export function hasFinished(read: Read, { at }: World, n: NodeId): boolean {
  const ends = read(at.trans).kind === 'drop' ? 'absent' : 'inUse';
  return read(at.done(n)).isEmpty() && read(at.entry(n)).state === ends;
}

/** Is this phase of the present schema change behind node n? */
export function hasDone(read: Read, world: World, n: NodeId, phase: Phase): boolean {
  return read(world.at.done(n)).has(phase) || hasFinished(read, world, n);
}
