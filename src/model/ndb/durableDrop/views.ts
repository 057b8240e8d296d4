/**
 * Questions about the present state that several roles and properties ask.
 */
import type { Read } from '../../../spec/cells.ts';
import type { NodeId } from '../nouns.ts';
import type { World } from './cells.ts';
import type { Phase } from './nouns.ts';

export function isUp(read: Read, { at }: World, n: NodeId): boolean {
  return read(at.up(n)) === 'up';
}

/** The nodes that are up, in order. */
export function upNodes(read: Read, world: World): NodeId[] {
  return world.scope.nodes.filter((n) => isUp(read, world, n));
}

export function isStarting(read: Read, { at }: World, n: NodeId): boolean {
  return read(at.up(n)) === 'starting';
}

/** Is a schema change going on, be it without a master? */
export function isChanging(read: Read, { at }: World): boolean {
  return read(at.trans).kind !== 'none';
}

/** Is there a master, and nothing going on? */
export function isSettled(read: Read, world: World): boolean {
  return read(world.at.master) !== 'none' && !isChanging(read, world);
}

/** Has node n done this phase of the present change, or the whole of it? */
export function hasDone(read: Read, { at }: World, n: NodeId, phase: Phase): boolean {
  const done = read(at.done(n));
  if (!done.isEmpty()) return done.has(phase);
  return read(at.entry(n)) === (read(at.trans).kind === 'drop' ? 'absent' : 'inUse');
}

/** The phase in which a node records that the present change will not be undone. */
export function decidingPhase(read: Read, { at, variant }: World): Phase {
  const isDrop = read(at.trans).kind === 'drop';
  return isDrop && variant.decision === 'oneStep' ? 'prepare' : 'decide';
}
