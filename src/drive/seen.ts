/**
 * Compares what was seen of an implementation with what the model holds.
 */
import { isCollection, isRecord } from 'immutable';
import { Id } from '../spec/ids.ts';
import { encode, type Json, toJson } from '../spec/value.ts';

/** Is it what the model holds, as far as it was seen? */
export function isAsSeen(held: unknown, seen: unknown): boolean {
  if (seen === undefined) return true;
  if (!isPlain(seen)) return encode(held) === encode(seen);
  if (!isRecord(held)) return false;
  const fields: Readonly<Record<string, unknown>> = held.toObject();
  return Object.entries(seen).every(
    ([name, at]) => Object.hasOwn(fields, name) && isAsSeen(fields[name], at),
  );
}

/** What was seen, for a report. */
export function seenJson(seen: unknown): Json {
  if (!isPlain(seen)) return toJson(seen);
  return Object.fromEntries(Object.entries(seen).map(([name, at]) => [name, seenJson(at)]));
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !isCollection(value) &&
    !isRecord(value) &&
    !(value instanceof Id) &&
    !Array.isArray(value)
  );
}
