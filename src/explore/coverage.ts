/**
 * Suspicion of success: what a search never saw.
 */
import type { ActionOutcome, CellOutcome, Outcome } from './outcome.ts';
import type { Search } from './search.ts';

/** What was enabled and what changed, with warnings for what was not and did not. */
export function coverageOf(search: Search): Outcome['coverage'] {
  const actions = actionsOf(search);
  const cells = cellsOf(search);
  return { actions, cells, warnings: warningsOf(search, actions, cells) };
}

function actionsOf({ model, moves, found }: Search): ActionOutcome[] {
  const byName = new Map<string, ActionOutcome>();
  for (const [at, { action: name, kind }] of model.actions.entries()) {
    const known = byName.get(name) ?? { name, kind, enabled: 0, taken: 0 };
    byName.set(name, {
      name,
      kind,
      enabled: known.enabled + moves.enabledCounts[at]!,
      taken: known.taken + found[at]!,
    });
  }
  return [...byName.values()];
}

function cellsOf({ model, halves, orbits }: Search): CellOutcome[] {
  const values = model.layout.cells.map(() => new Set<number>());
  for (const store of halves.stores) {
    for (const [position, cell] of store.cells.entries()) {
      values[cell] = new Set(store.valuesAt(position));
    }
  }
  orbits.complete(values);
  return model.layout.cells.map(({ name, family, kind, index }) => ({
    name,
    family,
    kind,
    values: values[index]!.size,
  }));
}

function warningsOf(
  search: Search,
  actions: readonly ActionOutcome[],
  cells: readonly CellOutcome[],
): string[] {
  const never = actions.filter(({ enabled }) => enabled === 0).map(({ name }) => name);
  const still = cells.filter(({ kind, values }) => kind !== 'budget' && values === 1);
  const unspent = search.model.layout.cells.filter(
    ({ kind, index, initial }) => kind === 'budget' && initial > 0 && cells[index]!.values === 1,
  );
  const warnings: string[] = [];
  const cut = search.limit === null ? '' : ' (but the search was cut)';
  if (never.length > 0) warnings.push(`never enabled${cut}: ${never.join(', ')}`);
  if (still.length > 0) {
    warnings.push(`cells that never changed${cut}: ${still.map(({ name }) => name).join(', ')}`);
  }
  if (unspent.length > 0) {
    warnings.push(`faults never spent${cut}: ${unspent.map(({ name }) => name).join(', ')}`);
  }
  return warnings;
}
