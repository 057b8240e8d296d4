/**
 * What is expected of a gate's cells, as a file: JSON with one line for each sort of verdict, in the order of the
 * configuration, so that a change of one verdict is a change of two short lines.
 */
import { UsageError } from '../../spec/errors.ts';
import type { Counts, GateName, Stand, Standing } from './outcome.ts';

/** What is expected of one cell. */
export interface ExpectedCell extends GateName {
  /** Absent where they are not pinned. */
  readonly counts: Counts | null;
  readonly stands: ReadonlyMap<string, Stand>;
}

/** Cells by {@link keyOf}, in the order of the file. */
export type Expected = ReadonlyMap<string, ExpectedCell>;

/** Everything that may be expected. */
const expectable: readonly Standing[] = ['violated', 'holds', 'vacuous', 'unreached', 'notAsked'];

/** The same for two cells exactly if they are the same cell. */
export function keyOf({ system, variant, bounds }: GateName): string {
  return JSON.stringify([system, variant, bounds]);
}

/** The text of a file with these expectations. */
export function printExpected(cells: Iterable<ExpectedCell>): string {
  const systems = Map.groupBy(cells, ({ system }) => system);
  const body = [...systems].map(([system, list]) => {
    const variants = Map.groupBy(list, ({ variant }) => variant);
    const lines = [...variants].map(([variant, at]) =>
      braces(3, quote(variant), at.map(printCell)),
    );
    return braces(2, quote(system), lines);
  });
  const head = [' "format": "dropproof/expected"', ' "version": 1'];
  return `{\n${[...head, braces(1, '"systems"', body)].join(',\n')}\n}\n`;
}

const quote = (text: string) => JSON.stringify(text);

function braces(depth: number, name: string, lines: readonly string[]): string {
  const indent = ' '.repeat(depth);
  if (lines.length === 0) return `${indent}${name}: {}`;
  return `${indent}${name}: {\n${lines.join(',\n')}\n${indent}}`;
}

function printCell({ bounds, counts, stands }: ExpectedCell): string {
  const fact = (name: string, text: string) => `     ${quote(name)}: ${text}`;
  const facts = expectable.flatMap((standing) => {
    const found = [...stands].filter(([, at]) => at.standing === standing);
    if (found.length === 0) return [];
    if (standing !== 'violated')
      return [fact(standing, `[${listed(found.map(([id]) => quote(id)))}]`)];
    return [
      fact(standing, `{ ${listed(found.map(([id, { steps }]) => `${quote(id)}: ${steps}`))} }`),
    ];
  });
  const pinned = counts
    ? [
        fact(
          'counts',
          `{ ${listed(Object.entries(counts).map(([at, n]) => `${quote(at)}: ${n}`))} }`,
        ),
      ]
    : [];
  return braces(4, quote(bounds), [...pinned, ...facts]);
}

const listed = (texts: readonly string[]) => texts.join(', ');

/**
 * Reads such a file. Whatever it does not understand it refuses: an expectation that is passed over would let
 * something through.
 *
 * @throws UsageError that says where it is wrong
 */
export function parseExpected(text: string, shown: string): Expected {
  const wrong = (where: string, what: string) =>
    new UsageError(`${shown}${where === '' ? '' : `, ${where}`}: ${what}`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw wrong('', `is no JSON: ${(error as Error).message}`);
  }
  const { format, version, systems } = objectOf(json, () => wrong('', 'expected an object'));
  if (format !== 'dropproof/expected' || version !== 1) {
    throw wrong('', 'is not a file of expected verdicts that this version knows');
  }
  const cells = new Map<string, ExpectedCell>();
  const inside = (value: unknown, where: string) =>
    Object.entries(objectOf(value, () => wrong(where, 'expected an object')));
  for (const [system, variants] of inside(systems, 'systems')) {
    for (const [variant, sets] of inside(variants, system)) {
      for (const [bounds, facts] of inside(sets, `${system}, ${variant}`)) {
        const name = { system, variant, bounds };
        const where = `${system}, ${variant}, ${bounds}`;
        cells.set(keyOf(name), {
          ...name,
          ...factsOf(inside(facts, where), (what) => wrong(where, what)),
        });
      }
    }
  }
  return cells;
}

function factsOf(
  facts: readonly (readonly [string, unknown])[],
  wrong: (what: string) => UsageError,
): Pick<ExpectedCell, 'counts' | 'stands'> {
  const stands = new Map<string, Stand>();
  const add = (id: unknown, stand: Stand) => {
    if (typeof id !== 'string' || stands.has(id))
      throw wrong(`${String(id)} stands twice, or is no text`);
    stands.set(id, stand);
  };
  let counts: Counts | null = null;
  for (const [name, value] of facts) {
    const standing = expectable.find((at) => at === name);
    if (name === 'counts') counts = countsOf(value, wrong);
    else if (standing === undefined) throw wrong(`does not know '${name}'`);
    else if (standing === 'violated') {
      for (const [id, steps] of Object.entries(
        objectOf(value, () => wrong('violated: expected an object')),
      )) {
        if (steps !== null && !isCount(steps))
          throw wrong(`violated, ${id}: expected steps or null`);
        add(id, { standing, steps });
      }
    } else {
      if (!Array.isArray(value)) throw wrong(`${name}: expected a list`);
      for (const id of value) add(id, { standing, steps: null });
    }
  }
  return { counts, stands };
}

function countsOf(value: unknown, wrong: (what: string) => UsageError): Counts {
  const { states, transitions, depth, ...more } = objectOf(value, () =>
    wrong('counts: expected an object'),
  );
  if (isCount(states) && isCount(transitions) && isCount(depth) && Object.keys(more).length === 0) {
    return { states, transitions, depth };
  }
  throw wrong('counts: expected states, transitions and depth');
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function objectOf(value: unknown, wrong: () => UsageError): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong();
  return value as Readonly<Record<string, unknown>>;
}
