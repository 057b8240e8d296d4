/**
 * Parts of cells, by the names that stories give them: `cpo`, `catalog(A).status`, `rows(2)[k1]`.
 */
import type { AnyCell } from '../../spec/cells.ts';
import { UsageError, unknownName } from '../../spec/errors.ts';
import type { Model } from '../../spec/system.ts';
import type { Json } from '../../spec/value.ts';
import { toJson } from '../../spec/value.ts';

/** A cell, or a part of it. */
export interface Part {
  readonly cell: AnyCell;
  /** Fields of records and keys of maps, from the outside in. */
  readonly way: readonly string[];
}

/**
 * The part with a name: the longest name of a cell that it begins with is the cell, the rest is the way into it.
 *
 * @throws UsageError if there is none
 */
export function partNamed({ layout }: Model, name: string): Part {
  const candidates = layout.cells.filter(
    (at) => name.startsWith(at.name) && /^$|^[.[]/.test(name.slice(at.name.length)),
  );
  const [cell] = candidates.sort((a, b) => b.name.length - a.name.length);
  if (!cell) {
    const [wanted = name] = name.split('.');
    throw unknownName(
      'cell',
      wanted,
      layout.cells.map((at) => at.name),
    );
  }
  const rest = name.slice(cell.name.length);
  const way = [...rest.matchAll(/\.([^.[\]]+)|\[([^\]]*)\]/g)].map(
    ([, field, key]) => field ?? (key as string),
  );
  const spelled = way.length > 0 || rest === '';
  if (!spelled)
    throw new UsageError(`${name}: expected a cell, ${cell.name}.field or ${cell.name}[key]`);
  // A misspelt field would be the same everywhere.
  const [first] = way;
  const initial = toJson(cell.initial);
  if (first !== undefined && isRecord(initial) && !Object.hasOwn(initial, first)) {
    throw unknownName(`part of ${cell.name}`, first, Object.keys(initial));
  }
  return { cell, way };
}

/** A part of a value; null where there is none. */
export function partOf(value: Json, [step, ...rest]: readonly string[]): Json {
  if (step === undefined) return value;
  const inside = isRecord(value) ? value[step] : entriesOf(value).get(step);
  return inside === undefined ? null : partOf(inside, rest);
}

/** The fields or keys that values have. */
export function stepsInto(values: readonly Json[]): string[] {
  const names = values.flatMap((value) =>
    isRecord(value) ? Object.keys(value) : [...entriesOf(value).keys()],
  );
  return [...new Set(names)];
}

function entriesOf(value: Json): Map<string, Json> {
  const map = typeof value === 'object' && value !== null ? Object(value)['#map'] : undefined;
  const entries = (map ?? []) as readonly (readonly [Json, Json])[];
  return new Map(
    entries.map(([key, at]) => [typeof key === 'string' ? key : JSON.stringify(key), at]),
  );
}

export function isRecord(value: Json): value is Readonly<Record<string, Json>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !Object.keys(value).some((name) => name.startsWith('#'))
  );
}
