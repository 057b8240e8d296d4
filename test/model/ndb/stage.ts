/**
 * A system as its tests see it: stories (lists of instance names) are played on the plain transition function, searches
 * are summed up in a line, and rows of verdicts become tests.
 */
import { expect, it } from 'vitest';
import { explore } from '../../../src/explore/explore.ts';
import type { Choice, Model, Outcome, Size, State, System } from '../../../src/index.ts';
import {
  disabled,
  instancesNamed,
  instantiate,
  next,
  readOf,
  statesOf,
  toJson,
} from '../../../src/index.ts';
import { violates } from '../../laws/replay.ts';

/** Short: up to 6 steps; medium: 7 to 12; long: 13 and more. */
export type Finding = 'holds' | 'short' | 'medium' | 'long';

export interface Row {
  readonly property: string;
  /** `preset`, or `preset + switch=option + …`. */
  readonly variant: string;
  readonly bounds: string;
  readonly finds: Finding;
  readonly story: string;
  /** A behaviour that breaks the promise; not always the shortest, and none where the promise is kept. */
  readonly steps?: readonly string[];
}

/** The preset and the switches that a text names. */
export function choiceOf(variant: string, bounds: string): Choice {
  const [preset = '', ...changes] = variant.split(' + ');
  return { preset, set: Object.fromEntries(changes.map((change) => change.split('='))), bounds };
}

/** What was found about one property. */
export function verdictOf({ properties }: Outcome, id: string) {
  const found = properties.find((known) => known.id === id);
  if (!found) throw new RangeError(`${id} was not checked`);
  return found;
}

/** The states that a story goes through. @throws UsageError at the first step that is disabled */
export function played(model: Model, steps: readonly string[]): State[] {
  return statesOf(model, { start: 0, instances: instancesNamed(model, steps) });
}

/** Reads the cells of a state by their names, as JSON. */
export function reader(model: Model, state: State = []): (cell: string) => unknown {
  return (name) => {
    const cell = model.layout.cells.find((known) => known.name === name);
    if (!cell) throw new RangeError(`there is no cell ${name}`);
    return toJson(state[cell.index]);
  };
}

/**
 * What a search comes to, as one text: states, transitions, depth, and what does not hold after how many steps; in
 * brackets: report only.
 */
export function summary({ counts, properties }: Outcome): string {
  const broken = properties
    .filter(({ verdict, vacuous }) => verdict !== 'holds' || vacuous)
    .map(({ id, reportOnly, trace }) => {
      const text = `${id} ${trace ? (trace.loop ?? trace.steps.length) : 'never'}`;
      return reportOnly ? `(${text})` : text;
    });
  const numbers = [counts.states, counts.transitions, counts.depth];
  return [
    ...numbers.map((number, at) => String(number).padStart(at === 2 ? 3 : 7)),
    ` ${broken.join(', ')}`,
  ]
    .join(' ')
    .trimEnd();
}

/** The tests' view of one system. */
export function stage(system: System) {
  const outcomes = new Map<string, Outcome>();
  const model = (variant: string, bounds: string) => instantiate(system, choiceOf(variant, bounds));

  /** Explores everything, once. */
  const outcome = (variant: string, bounds: string): Outcome => {
    const key = `${variant} @ ${bounds}`;
    const found = outcomes.get(key) ?? explore(model(variant, bounds), { keepGoing: true });
    outcomes.set(key, found);
    return found;
  };

  const boundsOf = (...sizes: readonly Size[]) =>
    Object.keys(system.boundSets).filter((name) =>
      sizes.includes(system.boundSets[name]?.size as Size),
    );

  return {
    model,
    outcome,
    boundsOf,

    /** Reads cells by their names after a story. */
    cellsAfter: (variant: string, bounds: string, steps: readonly string[]) => {
      const known = model(variant, bounds);
      return reader(known, played(known, steps).at(-1));
    },

    /** What does not hold, witnesses and empty promises included. */
    broken: (variant: string, bounds: string): string[] =>
      outcome(variant, bounds)
        .properties.filter(({ reportOnly }) => !reportOnly)
        .filter(({ verdict, vacuous }) => verdict !== 'holds' || vacuous)
        .map(({ id }) => id),

    /** A line for each preset in each of the bounds. */
    table: (bounds: readonly string[], presets = Object.keys(system.presets)): string => {
      const line = (preset: string, name: string) =>
        `  ${preset.padEnd(14)} ${summary(outcome(preset, name))}`;
      const lines = bounds.flatMap((name) => [name, ...presets.map((at) => line(at, name))]);
      return ['', ...lines, ''].join('\n');
    },

    /** One test for each row; its title quotes the promise. */
    tellEach: (rows: readonly Row[]): void => {
      it.each(rows)('$variant, $bounds: $property: $finds; $story', (row) => {
        const { property, variant, bounds, finds, steps } = row;
        const { verdict, vacuous, trace } = verdictOf(outcome(variant, bounds), property);
        expect([verdict, vacuous]).toEqual([finds === 'holds' ? 'holds' : 'violated', false]);
        if (trace) expect(lengthOf(trace.loop ?? trace.steps.length)).toBe(finds);
        if (!steps) return;
        const known = model(variant, bounds);
        expect(breaks(known, property, played(known, steps))).toBe(true);
      });
    },
  };
}

/** Does a story break a promise? One about the end is broken where nothing has to happen any more and it is not kept. */
function breaks(model: Model, id: string, states: readonly State[]): boolean {
  const known = model.properties.find((property) => property.id === id);
  if (known?.kind !== 'leadsTo') return violates(model, id, states);
  const asked = states.map((state) => readOf(model, id, (index) => state[index]));
  const last = states.at(-1) ?? [];
  const isAtRest = !model.actions.some(
    (instance) => instance.kind === 'system' && next(model, last, instance) !== disabled,
  );
  const from = asked.findLastIndex((read) => known.from(read));
  return isAtRest && from >= 0 && !asked.slice(from).some((read) => known.to(read));
}

function lengthOf(steps: number): Finding {
  if (steps <= 6) return 'short';
  return steps <= 12 ? 'medium' : 'long';
}
