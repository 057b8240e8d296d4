/**
 * What a search hands over so that it can be left and taken up again, and how two searches are told apart.
 */
import { UsageError } from '../spec/errors.ts';
import type { Json } from '../spec/value.ts';

/** Everything a search knows, at a moment when it may be left and taken up again. */
export interface Snapshot {
  /** Plain JSON: `search` is what the search is of and must be the same on resuming, `state` how far it is. */
  readonly about: { readonly [key: string]: Json };
  /**
   * The tables, each a list of pieces that follow one another. They are live: write them before the search goes
   * on. A snapshot that was read has one piece a table.
   */
  readonly tables: readonly { readonly name: string; readonly pieces: readonly Int32Array[] }[];
}

/**
 * The parts of `about.search`, with the word for an entry of each. What differs in one group explains what differs
 * in the next: another variant has other cells. So only the first group that differs is told.
 */
const groups: readonly Readonly<Record<string, string>>[] = [
  { system: 'system' },
  {
    variant: 'switch',
    bounds: 'bound',
    properties: 'properties',
    keepGoing: 'keepGoing',
    symmetry: 'symmetry',
  },
  { cells: 'cells', instances: 'instances' },
];

/** Of a long list, so many names are told. */
const mostNames = 4;

/**
 * What differs between the search that was recorded and the one that is wanted, a sentence each; nothing if a
 * snapshot of the one may be resumed by the other.
 *
 * @example
 * differenceOf(recorded, wanted); // ["switch keying: recorded 'byId', now 'byName'"]
 */
export function differenceOf(recorded: Json | undefined, wanted: Json): readonly string[] {
  const [then, now] = [fieldsOf(recorded), fieldsOf(wanted)];
  const known = groups.flatMap((group) => Object.keys(group));
  const others = keysOf(then, now).filter((key) => !known.includes(key));
  for (const group of [...groups, Object.fromEntries(others.map((key) => [key, key]))]) {
    const found = Object.entries(group).flatMap(([key, noun]) => told(noun, then[key], now[key]));
    if (found.length > 0) return found;
  }
  return [];
}

/** @throws UsageError if the snapshot is of another search; it says what differs */
export function refuseOther({ about }: Snapshot, wanted: Json): void {
  const differences = differenceOf(about.search, wanted);
  if (differences.length === 0) return;
  throw new UsageError(
    `the checkpoint is of another search. ${differences.join('; ')}. ` +
      'Ask for what was recorded, or start anew without it',
  );
}

function told(noun: string, then: Json | undefined, now: Json | undefined): string[] {
  if (JSON.stringify(then) === JSON.stringify(now)) return [];
  if (isList(then) && isList(now)) return [`${noun}: ${listDifference(then, now)}`];
  if (isTable(then) && isTable(now)) {
    return keysOf(then, now).flatMap((key) => told(`${noun} ${key}`, then[key], now[key]));
  }
  return [`${noun}: recorded ${shown(then)}, now ${shown(now)}`];
}

function listDifference(then: readonly Json[], now: readonly Json[]): string {
  const [before, after] = [then.map(shown), now.map(shown)];
  const gone = without(before, after);
  const added = without(after, before);
  if (gone.length === 0 && added.length === 0) return 'recorded in another order';
  const sides = [
    ...(gone.length > 0 ? [`recorded ${named(gone)}`] : []),
    ...(added.length > 0 ? [`now ${named(added)}`] : []),
  ];
  return `${sides.join(', ')} (the rest is the same)`;
}

function without(names: readonly string[], others: readonly string[]): string[] {
  const skipped = new Set(others);
  return names.filter((name) => !skipped.has(name));
}

function named(names: readonly string[]): string {
  const rest = names.length - mostNames;
  return names.slice(0, mostNames).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function shown(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
}

function fieldsOf(value: Json | undefined): { readonly [key: string]: Json } {
  return isTable(value) ? value : {};
}

function keysOf(one: object, other: object): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])];
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isTable(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !isList(value);
}
