/**
 * What is said of several cells at once: which table the kernel finds, what a new handle would be.
 */
import type { Read } from '../../../spec/cells.ts';
import type { World } from './cells.ts';
import type { Handle, NameId, Table } from './nouns.ts';

/** The handle that the dictionary gives out now; only tables that are open have one. */
export function freshHandle(read: Read, { at }: World, x: NameId): Handle | undefined {
  const { state, handle } = read(at.table(x));
  return state === 'open' ? handle : undefined;
}

/** A table that is there, and its name. */
export interface Found {
  readonly name: NameId;
  readonly state: Table['state'];
  readonly handle: Handle;
}

/**
 * The table that the kernel takes for the one that is meant: the one with that id, whatever its name is now, or with
 * `identity=name` the one with that name.
 */
export function found(
  read: Read,
  { at, scope, variant }: World,
  x: NameId,
  meant: Handle,
): Found | undefined {
  for (const name of variant.identity === 'name' ? [x] : scope.names) {
    const { state, handle } = read(at.table(name));
    if (handle && (variant.identity === 'name' || handle.id === meant.id)) {
      return { name, state, handle };
    }
  }
  return undefined;
}

/** Do the two tell the kernel of different tables? */
export function differs({ variant }: World, one: Handle, other: Handle): boolean {
  return variant.identity === 'idVersion' && one.ver !== other.ver;
}

/** Have they another id or version, whatever the kernel compares? */
export function otherTable(one: Handle, other: Handle): boolean {
  return one.id !== other.id || one.ver !== other.ver;
}

/** Is somebody's script played, instead of everybody doing what they like? */
export function isScripted({ bounds }: World): boolean {
  return bounds.script.length > 0;
}
