/**
 * Suspicion of success: what a search never saw.
 */
import type { Layout } from '../spec/cells.ts';
import type { ActionOutcome, CellOutcome, Outcome } from './outcome.ts';
import type { Tally } from './reports.ts';
import type { Search } from './search.ts';

/** What was enabled and what changed, with warnings for what was not and did not. */
export function coverageOf(search: Search, tally: Tally): Outcome['coverage'] {
  const actions = actionsOf(search, tally);
  const cells = cellsOf(search);
  const cut = search.limit === null ? '' : ' (but the search was cut)';
  return {
    actions,
    cells,
    warnings: warningsOf({ actions, cells, faults: faultsOf(search.model.layout) }, 'enabled', cut),
  };
}

function actionsOf({ model }: Search, { enabled, loops }: Tally): ActionOutcome[] {
  const byName = new Map<string, ActionOutcome>();
  for (const [at, { action: name, kind }] of model.actions.entries()) {
    const known = byName.get(name) ?? { name, kind, enabled: 0, taken: 0 };
    byName.set(name, {
      name,
      kind,
      enabled: known.enabled + enabled[at]!,
      taken: known.taken + enabled[at]! - loops[at]!,
    });
  }
  return [...byName.values()];
}

function cellsOf(search: Search): CellOutcome[] {
  const values = valuesByCell(search);
  return search.model.layout.cells.map(({ name, family, kind, index }) => ({
    name,
    family,
    kind,
    values: values[index]!.size,
  }));
}

/** The ids of the values that each cell has, over all states: of the halves that occur in one, the values. */
function valuesByCell({ model, root, halves, orbits }: Search): Set<number>[] {
  const occurs = halves.stores.map(({ count }) => new Uint8Array(count));
  for (const pairs of root.pieces) {
    for (let at = 0; at < pairs.length; at += 2) {
      occurs[0]![pairs[at]!] = 1;
      occurs[1]![pairs[at + 1]!] = 1;
    }
  }
  const values = model.layout.cells.map(() => new Set<number>());
  for (const [side, store] of halves.stores.entries()) {
    for (const [leaf, ids] of store.valuesIn(occurs[side]!).entries()) {
      values[store.cells[leaf]!] = new Set(ids);
    }
  }
  orbits.complete(values);
  return values;
}

/** The faults that there are to spend, by the names of their cells. */
export function faultsOf({ cells }: Layout): string[] {
  return cells.filter(({ kind, initial }) => kind === 'budget' && initial > 0).map((at) => at.name);
}

/**
 * What was met, by name: it may be of several models, in which a cell stands elsewhere, or not at all. `faults` are those
 * that there were to spend.
 */
export interface Met {
  readonly actions: readonly ActionOutcome[];
  readonly cells: readonly CellOutcome[];
  readonly faults: readonly string[];
}

/** What never happened, in sentences: which actions were never enabled (or taken), and so on; `when` says during what. */
export function warningsOf(
  { actions, cells, faults }: Met,
  what: 'enabled' | 'taken',
  when: string,
): string[] {
  const never = actions.filter(({ enabled }) => enabled === 0).map(({ name }) => name);
  const still = cells.filter(({ kind, values }) => kind !== 'budget' && values === 1);
  const unspent = cells.filter(({ name, values }) => values === 1 && faults.includes(name));
  const warnings: string[] = [];
  if (never.length > 0) warnings.push(`never ${what}${when}: ${never.join(', ')}`);
  if (still.length > 0) {
    const names = what === 'taken' ? familiesOf(still, cells) : still.map(({ name }) => name);
    warnings.push(`cells that never changed${when}: ${names.join(', ')}`);
  }
  if (unspent.length > 0) {
    warnings.push(`faults never spent${when}: ${unspent.map(({ name }) => name).join(', ')}`);
  }
  return warnings;
}

/** The families that some cells are of, with how many of how many: at large bounds their names fill pages. */
function familiesOf(some: readonly CellOutcome[], all: readonly CellOutcome[]): string[] {
  const sizes = Map.groupBy(all, ({ family }) => family);
  return [...Map.groupBy(some, ({ family }) => family)].map(([family, list]) => {
    const size = sizes.get(family)?.length ?? list.length;
    return size === 1 ? family : `${family} (${list.length} of ${size})`;
  });
}
