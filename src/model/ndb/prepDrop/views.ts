/**
 * Questions about the present state that several roles and properties ask.
 */
import type { Set as SetOf } from 'immutable';
import { Set as Sets } from 'immutable';
import type { Read } from '../../../spec/cells.ts';
import { isIdle } from '../blocks.ts';
import type { NodeId } from '../nouns.ts';
import type { World } from './cells.ts';

/** Is the drop going on? */
export function isRunning(read: Read, { at }: World): boolean {
  const { phase } = read(at.trans);
  return phase !== 'none' && phase !== 'ended';
}

export function isUp(read: Read, { at }: World, n: NodeId): boolean {
  return read(at.up(n)) === 'up';
}

/** "All connected": whom m believes alive, the failed ones of which it has not heard included. */
export function known(read: Read, world: World, m: NodeId): SetOf<NodeId> {
  const up = world.scope.nodes.filter((n) => isUp(read, world, n));
  return Sets(up).union(read(world.at.nf(m)));
}

/** Has this LQH no work that a drop has to wait for? */
export function idle(read: Read, { at, variant }: World, n: NodeId): boolean {
  return isIdle(read(at.lqh(n)), variant.lcpWait);
}
