/**
 * Does a value agree with what an event tells of it, in JSON form?
 *
 * An event may tell some fields of a record. Whatever else a cell holds it tells as a whole: an empty map is not the
 * same as any map. Sets and maps that are not ordered agree in any order.
 */
import { isDeepStrictEqual } from 'node:util';
import { isList, isMap, isOrdered, isRecord, isSet, isStack } from 'immutable';
import { UsageError } from '../../spec/errors.ts';
import type { Json } from '../../spec/value.ts';
import { toJson } from '../../spec/value.ts';

/**
 * @param cell the name of the cell that holds the value, for errors
 * @throws UsageError where a set or a map is held, and what is told is another kind of object or an array
 */
export function agrees(cell: string, held: unknown, told: Json): boolean {
  if (!isRecord(held)) return isSame(cell, held, told);
  const fields = held.toObject() as Readonly<Record<string, unknown>>;
  return (
    isFields(told) &&
    Object.entries(told).every(
      ([name, at]) => Object.hasOwn(fields, name) && agrees(`${cell}.${name}`, fields[name], at),
    )
  );
}

/** The same for values that are told as a whole. */
function isSame(cell: string, held: unknown, told: Json): boolean {
  if (isRecord(held)) {
    const fields = Object.entries(held.toObject());
    if (!isFields(told) || Object.keys(told).length !== fields.length) return false;
    return fields.every(
      ([name, at]) => Object.hasOwn(told, name) && isSame(cell, at, told[name] as Json),
    );
  }
  if (isList(held) || isStack(held)) return areSame(cell, [...held], told, true);
  if (isSet(held)) return areSame(cell, [...held], listIn(cell, '#set', told), isOrdered(held));
  if (!isMap(held)) return isDeepStrictEqual(toJson(held), told);
  const pairs = listIn(cell, '#map', told);
  const isEntry = ([key, value]: readonly [unknown, unknown], at: Json) =>
    Array.isArray(at) && at.length === 2 && isSame(cell, key, at[0]) && isSame(cell, value, at[1]);
  return areSame(cell, [...held.entries()], pairs, isOrdered(held), isEntry);
}

/** Is there one told for each member that is held, and one held for each that is told? */
function areSame<T>(
  cell: string,
  held: readonly T[],
  told: Json,
  inOrder: boolean,
  isMember: (one: T, at: Json) => boolean = (one, at) => isSame(cell, one, at),
): boolean {
  if (!Array.isArray(told) || told.length !== held.length) return false;
  const list = told as readonly Json[];
  if (inOrder) return held.every((one, at) => isMember(one, list[at] as Json));
  return (
    held.every((one) => list.some((at) => isMember(one, at))) &&
    list.every((at) => held.some((one) => isMember(one, at)))
  );
}

/** The members that are told of a set or a map. */
function listIn(cell: string, form: '#set' | '#map', told: Json): Json {
  if (typeof told !== 'object' || told === null) return null;
  if (isFields(told) && Array.isArray(told[form])) return told[form];
  const [kind, example] =
    form === '#set' ? ['set', '{"#set": [member, …]}'] : ['map', '{"#map": [[key, value], …]}'];
  throw new UsageError(
    `the map expects ${cell} to be ${JSON.stringify(told)}, but it holds a ${kind}; ` +
      `write ${example}`,
  );
}

function isFields(json: Json): json is Readonly<Record<string, Json>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
