/**
 * Renaming: the same value with other ids in it.
 *
 * Interchangeable ids (`symmetric` in a protocol) may be exchanged everywhere at once: in the names of cells and of
 * instances, and inside of values, which is what this file does.
 */
import { isList, isMap, isRecord, isSet, isStack } from 'immutable';
import type { AnyId } from './ids.ts';
import { Id } from './ids.ts';

/** Id → the id that takes its place; ids that are not named stay. */
export type Substitution = ReadonlyMap<AnyId, AnyId>;

/**
 * A value with its ids replaced, however deep they lie. A value without any of them is given back as it is, the
 * same object. Only ids are looked at: a number or a text that stands for one stays.
 *
 * Cost: proportional to the parts of the value.
 *
 * @example
 * const [p, q] = ids('partition', 2);
 * renamed(Set([p]), new Map([[p, q], [q, p]])); // Set { partition 2 }
 */
export function renamed(value: unknown, substitution: Substitution): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Id) return substitution.get(value) ?? value;
  let changed = false;
  const part = (old: unknown): unknown => {
    const now = renamed(old, substitution);
    changed ||= now !== old;
    return now;
  };
  if (isRecord(value)) {
    const fields = Object.entries(value.toObject()).map(([field, at]) => [field, part(at)]);
    return changed ? value.merge(Object.fromEntries(fields)) : value;
  }
  if (isMap(value)) {
    const entries = value.mapEntries(([key, at]) => [part(key), part(at)]);
    return changed ? entries : value;
  }
  if (isList(value) || isSet(value) || isStack(value)) {
    const parts = value.map(part);
    return changed ? parts : value;
  }
  return value;
}
