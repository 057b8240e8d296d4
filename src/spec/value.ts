/**
 * What may be stored in a cell, and its canonical encoding.
 *
 * A value is a primitive, an {@link Id}, or an Immutable collection of values. Two values are the same exactly if
 * their encodings are the same text; value tables, reports and checkpoints all rest on it. Equal Sets may
 * iterate in different orders, so sets and maps are sorted here, once, and nowhere else.
 */
import type { Collection, Record as RecordOf } from 'immutable';
import { isList, isMap, isOrdered, isRecord, isSet, isStack, Record } from 'immutable';
import { Id } from './ids.ts';

/** The JSON form of a value: sets are `{"#set": […]}`, maps `{"#map": [[key, value], …]}`, ids their label. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** A value was met that has no canonical encoding; the message says which and where. */
export class EncodingError extends Error {
  override readonly name = 'EncodingError';
}

/**
 * Encodings of the collections inside of a value, by identity: persistent values share most of their parts with
 * their predecessors. Records and the outermost value are as good as never met twice; remembering them costs more.
 */
const encodings = new Map<object, string>();
const mostEncodings = 1 << 14;

/**
 * The canonical text of a value. Equal values, however they were built, have equal texts.
 *
 * Records are told apart by descriptive name too, so that two kinds of message with the same fields never merge.
 * Cost: proportional to the parts that were not encoded before.
 *
 * @throws EncodingError for functions, plain objects and arrays, NaN, lazy sequences and the like.
 *
 * @example
 * encode(Set([2, 1])) === encode(Set([1]).add(2)); // '{#1,#2}'
 */
export function encode(value: unknown): string {
  switch (typeof value) {
    case 'number':
      if (!Number.isFinite(value)) return refuse(value);
      return `#${value === 0 ? 0 : value}`;
    case 'string':
      // With its length before it, a text needs no escapes.
      return `'${value.length}:${value}`;
    case 'boolean':
      return value ? 'T' : 'F';
    case 'undefined':
      return 'U';
    case 'bigint':
      return `${value}n`;
    case 'object':
      return value === null ? 'N' : encodeObject(value);
    default:
      return refuse(value);
  }
}

function encodeObject(value: object): string {
  if (value instanceof Id) return value.encoding;
  if (isRecord(value)) {
    let text = `${Record.getDescriptiveName(value)}(`;
    for (const [field, at] of recordFields(value)) text += `${field}=${encodePart(at)},`;
    return `${text})`;
  }
  if (isList(value)) return `[${[...value].map(encodePart).join(',')}]`;
  if (isStack(value)) return `stack[${[...value].map(encodePart).join(',')}]`;
  const parts: string[] = [];
  if (isSet(value)) {
    value.forEach((member) => void parts.push(encodePart(member)));
    return isOrdered(value) ? `ordered{${parts.join(',')}}` : `{${parts.sort().join(',')}}`;
  }
  if (isMap(value)) {
    value.forEach((at, key) => void parts.push(`${encodePart(key)}>${encodePart(at)}`));
    return isOrdered(value) ? `ordered<${parts.join(',')}>` : `<${parts.sort().join(',')}>`;
  }
  return refuse(value);
}

function encodePart(value: unknown): string {
  if (typeof value !== 'object' || value === null) return encode(value);
  if (value instanceof Id || isRecord(value)) return encodeObject(value);
  const known = encodings.get(value);
  if (known !== undefined) return known;
  const text = encodeObject(value);
  if (encodings.size >= mostEncodings) encodings.clear();
  encodings.set(value, text);
  return text;
}

/**
 * The JSON form of a value, for outcomes and reports.
 *
 * @example
 * toJson(Set([2, 1])); // { '#set': [1, 2] }
 */
export function toJson(value: unknown): Json {
  if (value === undefined) return null;
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : refuse(value);
  if (typeof value === 'bigint') return { '#bigint': String(value) };
  if (value instanceof Id) return value.label;
  if (isRecord(value)) {
    return Object.fromEntries(recordFields(value).map(([field, at]) => [field, toJson(at)]));
  }
  if (isList(value) || isStack(value)) return [...value].map(toJson);
  if (isSet(value)) return { '#set': members(value).map(toJson) };
  if (isMap(value)) return { '#map': entries(value).map(([key, at]) => [toJson(key), toJson(at)]) };
  return refuse(value);
}

/** The members of a set in canonical order (in their own order if the set is ordered). */
function members(set: Collection<unknown, unknown>): unknown[] {
  const list = [...set.values()];
  return isOrdered(set) ? list : list.sort(inOrder);
}

/** The entries of a map in canonical order of their keys (in their own order if the map is ordered). */
function entries(map: Collection<unknown, unknown>): [unknown, unknown][] {
  const list = [...map.entries()];
  return isOrdered(map) ? list : list.sort(([a], [b]) => inOrder(a, b));
}

/** A total order that people expect: numbers by size, ids by ordinal, everything else by encoding. */
function inOrder(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (a instanceof Id && b instanceof Id && a.kind === b.kind) return a.ordinal - b.ordinal;
  const left = encode(a);
  const right = encode(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

function recordFields(record: RecordOf<object>): [string, unknown][] {
  return Object.entries(record.toObject());
}

function refuse(value: unknown): never {
  const got =
    typeof value === 'function'
      ? `a function${value.name ? ` (${value.name})` : ''}`
      : typeof value === 'object'
        ? `${value?.constructor?.name ?? 'an object without prototype'}`
        : `${typeof value} ${String(value)}`;
  throw new EncodingError(
    `${got} has no canonical encoding; ` +
      'store primitives, ids, or Immutable List, Set, Map and Record',
  );
}
