/**
 * Scenarios: the first client does what its script says, about the first name, and drops and creates by itself.
 */
import type { Assignment, Read } from '../../../spec/cells.ts';
import type { Deed } from './bounds.ts';
import type { World } from './cells.ts';
import type { ClientId, NameId, UserId } from './nouns.ts';
import { isScripted } from './views.ts';

/** May this be done now? Where everybody is free it may; in a scenario if it is the next step, which is then taken off. */
export function turn(
  read: Read,
  world: World,
  deed: Deed,
  ...who: readonly (ClientId | NameId | UserId)[]
): readonly Assignment[] | undefined {
  if (!isScripted(world)) return [];
  const { script } = world.at;
  const left = read(script);
  if (left.first() !== deed || who.some(({ ordinal }) => ordinal > 1)) return undefined;
  return [script.becomes(left.shift())];
}

/** A scenario goes on by itself; who is free may stop at any time. */
export function kindOf(world: World): 'system' | 'environment' {
  return isScripted(world) ? 'system' : 'environment';
}
