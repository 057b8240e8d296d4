/**
 * From the outcomes of a plan's searches to a matrix: cells, counterexamples told once, and explanations.
 */
import type { System } from '../../spec/system.ts';
import { explore } from '../explore.ts';
import type { ExploreOptions } from '../options.ts';
import type { Outcome, PropertyOutcome } from '../outcome.ts';
import { exitCodes } from '../outcome.ts';
import { aboutDeadlock, aboutOf } from '../verdicts.ts';
import { explanationsOf } from './neighbours.ts';
import type { Matrix, MatrixCell, MatrixProperty, MatrixRow, Violation } from './outcome.ts';
import type { MatrixPlan, MatrixQuestion, PlannedSearch } from './plan.ts';
import { planMatrix } from './plan.ts';

/** What a matrix takes from the outcome of a search. */
export type Finding = Pick<Outcome, 'properties' | 'limit'> & {
  readonly counts: Pick<Outcome['counts'], 'states' | 'transitions' | 'depth' | 'initial'>;
};

/** The finding of a search; undefined where it was not begun. */
export type Found = (search: PlannedSearch) => Finding | undefined;

/** How each search of a matrix is made. */
export type MatrixLimits = Pick<
  ExploreOptions,
  'maxStates' | 'maxDepth' | 'maxSeconds' | 'maxMemory' | 'clock' | 'memory'
>;

/**
 * Explores variants × properties, one search after the other.
 *
 * Cost: a search for each variant and set of bounds.
 *
 * @throws UsageError for an unknown name
 *
 * @example
 * exploreMatrix(k2Collection, { switches: ['collectionId'], properties: ['P1'], bounds: ['note'] });
 */
export function exploreMatrix(
  system: System,
  question: MatrixQuestion = {},
  limits: MatrixLimits = {},
): Matrix {
  return matrixOf(planMatrix(system, question), ({ model, properties }) =>
    explore(model, searchOptions(properties, limits)),
  );
}

/** The options of one search of a matrix: it goes on until everything is decided. */
export function searchOptions(properties: readonly string[], limits: MatrixLimits): ExploreOptions {
  return { ...limits, keepGoing: true, properties };
}

/** Puts outcomes together. Cost: each counterexample is replayed in every neighbour that has none. */
export function matrixOf(plan: MatrixPlan, found: Found): Matrix {
  const outcomes = plan.searches.map((list) =>
    list.map((search) => (search.properties.length === 0 ? undefined : found(search))),
  );
  const violations = new Violations();
  const properties = plan.properties.map((id) => aboutProperty(plan, id));
  const tables = plan.searches.map((list, table) => ({
    ...boundsOf(plan.system, list),
    rows: list.map((search, row) => rowOf(search, properties, outcomes[table]?.[row], violations)),
  }));
  const counts = { holds: 0, violated: 0, unreached: 0, undecided: 0, notAsked: 0 };
  for (const { verdict } of tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells))) {
    counts[verdict]++;
  }
  return {
    format: 'dropproof/matrix',
    version: 1,
    system: plan.system.name,
    title: plan.system.title,
    variation: plan.variation,
    switches: plan.switches,
    coverage: coverageOf(plan),
    properties,
    variants: plan.variants,
    tables,
    violations: violations.all,
    explanations: tables.flatMap((_, table) =>
      explanationsOf({ plan, properties, tables, violations: violations.all }, table),
    ),
    counts,
    exitCode: counts.undecided > 0 ? exitCodes.undecided : exitCodes.asExpected,
  };
}

/** All counterexamples, each told once. */
class Violations {
  readonly all: Violation[] = [];
  readonly #known = new Map<string, number>();

  add(violation: Violation): number {
    const key = JSON.stringify(violation);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, this.all.length);
    return this.all.push(violation) - 1;
  }
}

/** A property as the first model has it that has it. */
function aboutProperty({ searches }: MatrixPlan, id: string): MatrixProperty {
  for (const { model } of searches.flat()) {
    const property = model.properties.find((at) => at.id === id);
    if (property) return aboutOf(property);
  }
  return aboutDeadlock;
}

/** Which bounds a table is about; they are the same for all its rows. */
function boundsOf({ boundSets }: System, list: readonly PlannedSearch[]) {
  const { choice, model } = list[0] as PlannedSearch;
  const { boundsName, bounds } = model;
  const set = Object.keys(choice.bound ?? {}).map((name) => [name, bounds[name]]);
  const size = boundSets[boundsName]?.size ?? 'tiny';
  return { boundsName, size, bounds, bound: Object.fromEntries(set) } as const;
}

function rowOf(
  search: PlannedSearch,
  properties: readonly MatrixProperty[],
  outcome: Finding | undefined,
  violations: Violations,
): MatrixRow {
  const found = new Map(outcome?.properties.map((at) => [at.id, at]));
  const cells = properties.map(({ id }): MatrixCell => {
    const at = found.get(id);
    if (outcome && at) return cellOf(at, outcome, violations);
    const isAsked = search.properties.includes(id);
    return { ...silent, ...(isAsked ? notBegun : { verdict: 'notAsked' }) };
  });
  if (!outcome) return { cells, counts: null, limit: null };
  const { states, transitions, depth } = outcome.counts;
  return { cells, counts: { states, transitions, depth }, limit: outcome.limit };
}

const silent = { vacuous: false, steps: null, violation: null, why: null } as const;
const notBegun = { verdict: 'undecided', why: 'its search was not begun' } as const;

function cellOf(
  { id, verdict, vacuous, reason, trace }: PropertyOutcome,
  { counts }: Finding,
  violations: Violations,
): MatrixCell {
  const told = { ...silent, verdict, vacuous };
  if (trace) {
    const { initial } = counts;
    const violation = violations.add({ property: id, reason, trace, initial });
    return { ...told, steps: trace.steps.length, violation };
  }
  return { ...told, why: verdict === 'holds' ? null : (reason?.sentence ?? null) };
}

/** Everything that some model has; a cell is what the first one says that has it. */
function coverageOf({ searches }: MatrixPlan): Matrix['coverage'] {
  const models = searches.flat().map(({ model }) => model);
  const cells = new Map(models.flatMap(({ layout }) => layout.cells.map((at) => [at.name, at])));
  const actions = new Set(models.flatMap((model) => model.actions.map(({ action }) => action)));
  return {
    cells: [...cells.values()].map(({ name, kind }) => ({ name, kind })),
    actions: [...actions].map((name) => ({ name })),
  };
}
