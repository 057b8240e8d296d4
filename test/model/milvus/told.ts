/**
 * What the tests of both systems share: stories (lists of instance names) on the plain transition function, and rows of
 * verdicts, each with the story of it.
 */
import { expect, it } from 'vitest';
import { explore } from '../../../src/explore/explore.ts';
import type { Choice, Model, Outcome, System } from '../../../src/index.ts';
import {
  disabled,
  instancesNamed,
  instantiate,
  next,
  statesOf,
  toJson,
} from '../../../src/index.ts';
import { violates } from '../../laws/replay.ts';

/** Short: up to 6 steps; medium: 7 to 12; long: 13 and more. */
export type Finding = 'holds' | 'short' | 'medium' | 'long';

export interface Row {
  readonly row: string;
  /** `preset`, or `preset + switch=option + …`. */
  readonly variant: string;
  readonly bounds: string;
  readonly bound?: Readonly<Record<string, unknown>>;
  readonly finds: Finding;
  readonly properties: readonly string[];
  readonly story?: string;
  /** A behaviour that breaks all of the promises; not always the shortest. */
  readonly steps?: readonly string[];
}

/** A story as one text. */
export function story(text: string): string[] {
  return text.split('; ');
}

/** The preset and the switches that a text names. */
export function choiceOf({
  variant,
  bounds,
  bound = {},
}: Pick<Row, 'variant' | 'bounds' | 'bound'>): Required<Choice> {
  const [preset = '', ...changes] = variant.split(' + ');
  const set = Object.fromEntries(changes.map((change) => change.split('=')));
  return { preset, set, bounds, bound };
}

/** Explores everything. */
export function outcomeOf(system: System, choice: Choice): Outcome {
  return explore(instantiate(system, choice), { keepGoing: true });
}

/** The cells, as JSON, after the steps. @throws UsageError at the first step that is disabled */
export function play(model: Model, steps: readonly string[]): (cell: string) => unknown {
  const last = statesOf(model, { start: 0, instances: instancesNamed(model, steps) }).at(-1) ?? [];
  return (name) => {
    const cell = model.layout.cells.find((known) => known.name === name);
    if (!cell) throw new RangeError(`there is no cell ${name}`);
    return toJson(last[cell.index]);
  };
}

/** The names of the instances that are enabled after the steps. */
export function enabledAfter(model: Model, steps: readonly string[]): string[] {
  const state = statesOf(model, { start: 0, instances: instancesNamed(model, steps) }).at(-1) ?? [];
  return model.actions
    .filter((instance) => next(model, state, instance) !== disabled)
    .map(({ name }) => name);
}

/** Counts, and what is violated after how many steps, as one line. */
export function found(system: System, choice: Choice): string {
  const { counts, properties } = outcomeOf(system, choice);
  const violated = properties
    .filter(({ verdict }) => verdict !== 'holds')
    .map(({ id, trace }) => `${id} ${trace?.steps.length ?? 'unreached'}`);
  const numbers = [counts.states, counts.transitions, counts.depth];
  const columns = numbers.map((number, at) => String(number).padStart(at === 2 ? 3 : 8));
  return [...columns, ` ${violated.join(', ')}`].join(' ').trimEnd();
}

/** One test for each row; its title quotes the promises. */
export function tellEach(system: System, rows: readonly Row[]): void {
  const titled = rows.map((row) => {
    const known = instantiate(system, choiceOf(row)).properties;
    const quoted = row.properties.map(
      (id) => `${id} "${known.find((each) => each.id === id)?.name}"`,
    );
    const world = row.bound ? `${row.bounds} and more` : row.bounds;
    return { ...row, world, quoted: quoted.join(', '), told: row.story ? `; ${row.story}` : '' };
  });
  it.each(titled)('$row $variant, $world: $quoted: $finds$told', (row) => {
    const choice = choiceOf(row);
    const outcome = outcomeOf(system, choice);
    expect(findings(outcome, row.properties)).toEqual(
      row.properties.map((id) => `${id} ${row.finds}`),
    );
    if (!row.steps) return;
    const model = instantiate(system, choice);
    const states = statesOf(model, { start: 0, instances: instancesNamed(model, row.steps) });
    const kept = row.properties.filter((id) => !violates(model, id, states));
    expect(kept).toEqual([]);
  });
}

function findings({ properties }: Outcome, ids: readonly string[]): string[] {
  return ids.map((id) => {
    const at = properties.find((known) => known.id === id);
    if (!at || at.vacuous) return `${id} not judged`;
    if (at.verdict !== 'violated') return `${id} ${at.verdict}`;
    return `${id} ${lengthOf(at.trace?.steps.length ?? 0)}`;
  });
}

function lengthOf(steps: number): Finding {
  if (steps <= 6) return 'short';
  return steps <= 12 ? 'medium' : 'long';
}
