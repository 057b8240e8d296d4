/**
 * Values of cells and messages as people write them, from their JSON form: `{1, 2}` for sets, `{k: v}` for maps and
 * records, `OFFLOAD {n: A}` for a record that begins with its verb.
 */
import type { MessageJson } from '../explore/outcome.ts';

/** A value in JSON form, as outcomes have it. */
export type Json = MessageJson['message'];

type Fields = Readonly<Record<string, Json>>;

/** Fields that say what kind of message a record is; in first place they are written before the braces. */
const headings: ReadonlySet<string> = new Set(['verb', 'kind', 'type', 'tag']);

/** Texts that need no quotes. */
const bare = /^[\p{L}\p{N}_][\p{L}\p{N}_.()/+-]*$/u;

/** A value on one line. */
export function printValue(value: Json): string {
  if (typeof value === 'string') return bare.test(value) ? value : JSON.stringify(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (isList(value)) return `[${value.map(printValue).join(', ')}]`;
  const set = membersOf(value);
  if (set) return `{${set.map(printValue).join(', ')}}`;
  const map = entriesOf(value);
  if (map) return `{${map.map(([key, at]) => `${printValue(key)}: ${printValue(at)}`).join(', ')}}`;
  const fields = value as Fields;
  if (typeof fields['#bigint'] === 'string') return `${fields['#bigint']}n`;
  return printRecord(fields);
}

function printRecord(record: Fields): string {
  const { heading, fields } = headed(record);
  const rest = `{${fields.map(printField).join(', ')}}`;
  if (heading === undefined) return rest;
  return fields.length === 0 ? heading : `${heading} ${rest}`;
}

/**
 * A message as a call: `OFFLOAD(n=A, inc=1)`. Diagrams prefer it, since they must escape colons and braces.
 */
export function printCall(value: Json): string {
  if (!isRecord(value)) return printValue(value);
  const { heading, fields } = headed(value);
  const list = fields.map(([name, at]) => `${name}=${printValue(at)}`).join(', ');
  return heading !== undefined && fields.length === 0 ? heading : `${heading ?? ''}(${list})`;
}

/** The verb of a message, if it has one. */
export function headingOf(value: Json): string | null {
  return isRecord(value) ? (headed(value).heading ?? null) : null;
}

function headed(record: Fields): {
  readonly heading?: string;
  readonly fields: readonly [string, Json][];
} {
  const fields = Object.entries(record);
  const [first, ...others] = fields;
  if (first && headings.has(first[0]) && typeof first[1] === 'string') {
    return { heading: printValue(first[1]), fields: others };
  }
  return { fields };
}

function printField([name, value]: [string, Json]): string {
  return `${name}: ${printValue(value)}`;
}

/** The beginning of a text that is too long, with a mark where it is cut. */
export function shorten(text: string, most: number): string {
  const letters = Array.from(text);
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}

/** One place at which two values differ. */
export interface Difference {
  /** Where: `txn(1).phase`, `rows(2)[k1].intent`. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** What stands for a map's value before its key is put and after it is removed. */
const absent = '(none)';

/**
 * The smallest parts in which two values of a cell differ: fields of records, values of maps. Lists and sets are
 * shown whole, as what matters about them is what else is in them.
 *
 * @example
 * differences('txn(1)', { phase: 'open', next: 1 }, { phase: 'committed', next: 1 });
 * // [{ path: 'txn(1).phase', before: 'open', after: 'committed' }]
 */
export function differences(path: string, before: Json, after: Json): Difference[] {
  const maps = [entriesOf(before), entriesOf(after)] as const;
  if (maps[0] && maps[1]) return mapDifferences(path, maps[0], maps[1]);
  if (isRecord(before) && isRecord(after) && haveSameFields(before, after)) {
    return Object.keys(after).flatMap((field) =>
      differences(`${path}.${field}`, before[field] as Json, after[field] as Json),
    );
  }
  const [old, now] = [printValue(before), printValue(after)];
  return old === now ? [] : [{ path, before: old, after: now }];
}

function mapDifferences(path: string, before: Entries, after: Entries): Difference[] {
  const old = new Map(before.map(([key, value]) => [printValue(key), value]));
  const now = new Map(after.map(([key, value]) => [printValue(key), value]));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const at = `${path}[${key}]`;
    const [was, is] = [old.get(key), now.get(key)];
    if (was !== undefined && is !== undefined) return differences(at, was, is);
    const print = (value: Json | undefined) => (value === undefined ? absent : printValue(value));
    return [{ path: at, before: print(was), after: print(is) }];
  });
}

type Entries = readonly (readonly [Json, Json])[];

function membersOf(value: Json): readonly Json[] | undefined {
  return isRecordLike(value) ? (value['#set'] as readonly Json[] | undefined) : undefined;
}

function entriesOf(value: Json): Entries | undefined {
  return isRecordLike(value) ? (value['#map'] as unknown as Entries | undefined) : undefined;
}

/** Is it a record, and no set, map or big integer? */
export function isRecord(value: Json): value is Fields {
  return isRecordLike(value) && !Object.keys(value).some((key) => key.startsWith('#'));
}

function isRecordLike(value: Json): value is Fields {
  return typeof value === 'object' && value !== null && !isList(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Are both records, and of one kind as far as fields tell? */
export function haveSameFields(a: Json, b: Json): boolean {
  if (!isRecord(a) || !isRecord(b)) return false;
  return Object.keys(a).join(' ') === Object.keys(b).join(' ');
}
