/**
 * The cells of a gate: one search for each variant and set of bounds that the configuration names.
 */
import { UsageError } from '../../spec/errors.ts';
import type { System } from '../../spec/system.ts';
import type { MatrixQuestion, PlannedSearch } from '../matrix/plan.ts';
import { planMatrix } from '../matrix/plan.ts';
import type { GateCells } from './config.ts';
import { keyOf } from './expected.ts';
import type { GateCell, GateName } from './outcome.ts';

/** A cell, and the search that decides it. */
export interface PlannedCell extends GateName {
  readonly choice: NonNullable<GateCell['choice']>;
  readonly search: PlannedSearch;
}

/**
 * The cells of one entry of the configuration. Every model is built.
 *
 * @throws UsageError for an unknown name, or an entry without cells
 */
export function planCells(system: System, { sizes, presets, ...entry }: GateCells): PlannedCell[] {
  const named = entry.bounds ?? [];
  const ofSize = Object.keys(system.boundSets).filter((name) =>
    sizes?.includes(system.boundSets[name]?.size ?? 'tiny'),
  );
  const bounds = [...new Set([...named, ...ofSize])];
  // Nothing chosen means the first set; something chosen that matches nothing is a mistake.
  if (bounds.length === 0 && (sizes ?? entry.bounds) !== undefined) {
    throw new UsageError(`no set of bounds has the size ${sizes?.join(' or ') ?? 'asked for'}`);
  }
  const question: MatrixQuestion = {
    variation: 'presets',
    ...entry,
    ...(bounds.length > 0 ? { bounds } : { bounds: Object.keys(system.boundSets).slice(0, 1) }),
  };
  const questions = presets?.map((preset): MatrixQuestion => {
    const base = { ...entry.base, preset };
    return { ...question, base, variation: 'oneByOne', switches: [] };
  });
  return (questions ?? [question])
    .flatMap((at) => planMatrix(system, at).searches.flat())
    .map((search) => ({ system: entry.system, ...nameOf(search), search }));
}

function nameOf({ choice, model }: PlannedSearch) {
  const { preset, boundsName } = model;
  const { set = {} } = choice;
  const bound = Object.fromEntries(
    Object.keys(choice.bound ?? {}).map((name) => [name, model.bounds[name] ?? null]),
  );
  const sets = Object.entries(set).map((at) => at.join('='));
  const over = Object.entries(bound).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return {
    variant: [preset, ...sets].join(' + '),
    bounds: [boundsName, ...over].join(' + '),
    choice: { preset, set, boundsName, bound },
  };
}

/** Each cell once: two entries may name the same one. */
export function distinct(cells: readonly PlannedCell[]): PlannedCell[] {
  const first = new Map<string, PlannedCell>();
  for (const cell of cells) if (!first.has(keyOf(cell))) first.set(keyOf(cell), cell);
  return [...first.values()];
}
