/**
 * Rows of verdicts: what the search finds about one promise of one variant in one set of bounds, and the story of it,
 * a list of instance names that is run step by step and has to break the promise itself.
 */
import { expect, it } from 'vitest';
import type { Choice } from '../../../../src/index.ts';
import { instancesNamed, statesOf } from '../../../../src/index.ts';
import { violates } from '../../../laws/replay.ts';
import { k2, outcomeOf, verdictOf } from './play.ts';

/** Short: up to 6 steps; medium: 7 to 12; long: 13 and more. */
export type Finding = 'holds' | 'short' | 'medium' | 'long';

export interface Row {
  readonly property: string;
  /** `preset`, or `preset + switch=option + …`. */
  readonly variant: string;
  readonly bounds: string;
  readonly bound?: Readonly<Record<string, unknown>>;
  readonly finds: Finding;
  readonly story: string;
  /** A behaviour that breaks the promise; not always the shortest, and none where the promise is kept. */
  readonly steps?: readonly string[];
}

/** The preset and the switches that a text names. */
export function choiceOf(variant: string): Required<Pick<Choice, 'preset' | 'set'>> {
  const [preset = '', ...changes] = variant.split(' + ');
  return { preset, set: Object.fromEntries(changes.map((change) => change.split('='))) };
}

/** One test for each row; its title quotes the promise. */
export function tellEach(rows: readonly Row[]): void {
  const titled = rows.map((row) => {
    const { name } = propertyOf(row);
    return { ...row, name, world: row.bound ? `${row.bounds} and more` : row.bounds };
  });
  it.each(titled)('$variant, $world: $property "$name": $finds; $story', (row) => {
    const { property, variant, bounds, bound = {}, finds, steps } = row;
    const choice = { ...choiceOf(variant), bounds, bound };
    const { verdict, vacuous, trace } = verdictOf(outcomeOf(choice), property);
    expect(verdict).toBe(finds === 'holds' ? 'holds' : 'violated');
    expect(vacuous).toBe(false);
    if (trace) expect(lengthOf(trace.loop ?? trace.steps.length)).toBe(finds);
    if (!steps) return;
    const model = k2(choice);
    const states = statesOf(model, { start: 0, instances: instancesNamed(model, steps) });
    expect(violates(model, property, states)).toBe(true);
  });
}

function propertyOf({ property, variant, bounds, bound = {} }: Row): { readonly name: string } {
  if (property === 'deadlock') return { name: 'no unexpected deadlock' };
  const known = k2({ ...choiceOf(variant), bounds, bound }).properties;
  const found = known.find(({ id }) => id === property);
  if (!found) throw new RangeError(`there is no promise ${property}`);
  return found;
}

function lengthOf(steps: number): Finding {
  if (steps <= 6) return 'short';
  return steps <= 12 ? 'medium' : 'long';
}

/** (1)–(5): a user drops a collection, whose one partition is on node `m`, and is told. */
export function drop(name = 'A', m = 1, admin = 1): string[] {
  return [
    `admin.asksDrop(${admin}, ${name})`,
    `cpo.handlesDrop(${admin})`,
    `node.handlesOffload(${m})`,
    `cpo.collects(${m})`,
    `cpo.finishesDrop(${name})`,
    `admin.hears(${admin})`,
  ];
}

/** (6): and creates it again; up to here the node has loaded it, and nobody has been told. */
export function loadAnew(name = 'A', m = 1, admin = 1): string[] {
  return [
    `admin.asksCreate(${admin}, ${name})`,
    `cpo.handlesCreate(${admin})`,
    `node.handlesAssign(${m})`,
  ];
}

/** (6), up to the answer. */
export function create(name = 'A', m = 1): string[] {
  return [...loadAnew(name, m), `cpo.collects(${m})`, 'admin.hears(1)'];
}

/** Transaction 1 writes in both collections and is told that it has committed. */
export const commitAcross = [
  'txn.begins(1)',
  'txn.writes(1, a)',
  'txn.writes(1, b)',
  'txn.commits(1)',
];
