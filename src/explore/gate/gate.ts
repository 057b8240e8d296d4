/**
 * From findings to the outcome of a gate: every observed verdict against the expected one. It fails closed: whatever
 * is not known to be as expected is a difference.
 */
import type { Finding } from '../matrix/matrix.ts';
import type { MatrixProperty } from '../matrix/outcome.ts';
import type { PropertyOutcome } from '../outcome.ts';
import { exitCodes } from '../outcome.ts';
import { aboutDeadlock, aboutOf } from '../verdicts.ts';
import type { Pin } from './config.ts';
import type { Expected, ExpectedCell } from './expected.ts';
import { keyOf } from './expected.ts';
import type {
  Counts,
  Difference,
  GateCell,
  GateName,
  GateOutcome,
  GateProperty,
  Stand,
} from './outcome.ts';
import type { PlannedCell } from './plan.ts';

/** What became of a cell's search: what it found, what the model's code did wrong, or nothing at all. */
export type Result = Finding | { readonly broken: string } | undefined;

/** A system of the configuration that could not even be planned. */
export interface BrokenSystem {
  readonly system: string;
  readonly message: string;
}

/** Everything that a gate is made of. */
export interface Evidence {
  readonly config: string;
  readonly expected: Expected;
  /** All cells that the configuration names. */
  readonly named: readonly PlannedCell[];
  /** Those of them that were to be run. */
  readonly chosen: readonly PlannedCell[];
  readonly resultOf: (cell: PlannedCell) => Result;
  readonly brokenSystems: readonly BrokenSystem[];
  readonly leftOut: GateOutcome['leftOut'];
}

/** Compares. Cost: none to speak of. */
export function gateOf(evidence: Evidence): GateOutcome {
  const { config, expected, chosen, resultOf, leftOut } = evidence;
  const run = chosen.map((cell) => compare(cell, resultOf(cell), expected.get(keyOf(cell))));
  const cells = [...brokenCells(evidence), ...run, ...forgottenCells(evidence)];
  const different = cells.filter(({ differences }) => differences.length > 0).length;
  return {
    format: 'dropproof/gate',
    version: 1,
    config,
    cells,
    leftOut,
    coverage: coverageOf(cells, chosen),
    counts: { asExpected: cells.length - different, different },
    exitCode: different === 0 ? exitCodes.asExpected : exitCodes.gate,
  };
}

/** A system that cannot be loaded is one difference, not one for each of its cells. */
function brokenCells({ brokenSystems }: Evidence): GateCell[] {
  return brokenSystems.map(({ system, message }) =>
    silent({ system, variant: '', bounds: '' }, { kind: 'broken', message }),
  );
}

/** Expected cells that the configuration no longer names: nobody would look at them again. */
function forgottenCells({ expected, named, brokenSystems }: Evidence): GateCell[] {
  const known = new Set(named.map(keyOf));
  const broken = new Set(brokenSystems.map(({ system }) => system));
  return [...expected.values()]
    .filter((cell) => !known.has(keyOf(cell)) && !broken.has(cell.system))
    .map(({ system, variant, bounds }) =>
      silent({ system, variant, bounds }, { kind: 'notNamed' }),
    );
}

function silent(name: GateName, difference: Difference): GateCell {
  return { ...name, choice: null, properties: [], counts: null, differences: [difference] };
}

function compare(cell: PlannedCell, result: Result, expected: ExpectedCell | undefined): GateCell {
  const { system, variant, bounds, choice } = cell;
  const name = { system, variant, bounds };
  if (result === undefined) return { ...silent(name, { kind: 'notRun' }), choice };
  if ('broken' in result) {
    return { ...silent(name, { kind: 'broken', message: result.broken }), choice };
  }
  const properties = propertiesOf(cell, result);
  const differences = expected
    ? [...propertyDifferences(properties, expected), ...countDifferences(result.counts, expected)]
    : [{ kind: 'notExpected' } as const];
  const differs = new Set(differences.flatMap((at) => (at.kind === 'property' ? [at.id] : [])));
  const { states, transitions, depth, initial } = result.counts;
  return {
    ...name,
    choice,
    // What is as expected is not told again.
    properties: properties.map((at) => (differs.has(at.id) ? at : { ...at, trace: null })),
    counts: { states, transitions, depth, initial },
    differences,
  };
}

/** Every property of the model; of those that were not asked, that they were not. */
function propertiesOf({ search }: PlannedCell, { properties }: Finding): GateProperty[] {
  const found = new Map(properties.map((at) => [at.id, at]));
  const all: readonly MatrixProperty[] = [...search.model.properties.map(aboutOf), aboutDeadlock];
  return all.map((about) => {
    const at = found.get(about.id);
    if (at) return { ...about, ...standOf(at), reason: at.reason, trace: at.trace };
    // Asked and not answered is not the same as not asked.
    const standing = search.properties.includes(about.id) ? 'undecided' : 'notAsked';
    return { ...about, standing, steps: null, reason: null, trace: null };
  });
}

function standOf({ verdict, vacuous, trace }: PropertyOutcome): Stand {
  const standing = verdict === 'holds' && vacuous ? 'vacuous' : verdict;
  return { standing, steps: trace?.steps.length ?? null };
}

function propertyDifferences(
  properties: readonly GateProperty[],
  { stands }: ExpectedCell,
): Difference[] {
  const left = new Map(stands);
  const differences = properties.flatMap(({ id, standing, steps }): Difference[] => {
    const expected = left.get(id) ?? null;
    left.delete(id);
    const pinned = expected?.steps ?? null;
    const isSame = standing === expected?.standing && (pinned === null || pinned === steps);
    if (isSame && standing !== 'undecided') return [];
    return [{ kind: 'property', id, expected, found: { standing, steps } }];
  });
  const gone = [...left].map(
    ([id, expected]): Difference => ({ kind: 'property', id, expected, found: null }),
  );
  return [...differences, ...gone];
}

const counted: readonly (keyof Counts)[] = ['states', 'transitions', 'depth'];

function countDifferences(found: Counts, { counts }: ExpectedCell): Difference[] {
  if (counts === null) return [];
  return counted
    .filter((what) => counts[what] !== found[what])
    .map((what) => ({ kind: 'count', what, expected: counts[what], found: found[what] }));
}

/** What stories need to know of the models that they are about. */
function coverageOf(
  cells: readonly GateCell[],
  chosen: readonly PlannedCell[],
): GateOutcome['coverage'] {
  const told = cells.filter(({ properties }) => properties.some(({ trace }) => trace !== null));
  const systems = new Set(told.map(({ system }) => system));
  return Object.fromEntries(
    [...systems].map((system) => {
      const models = chosen.filter((at) => at.system === system).map(({ search }) => search.model);
      const kinds = models.flatMap(({ layout }) =>
        layout.cells.map(({ name, kind }) => [name, kind] as const),
      );
      const actions = models.flatMap((model) => model.actions.map(({ action }) => action));
      return [
        system,
        {
          cells: [...new Map(kinds)].map(([name, kind]) => ({ name, kind })),
          actions: [...new Set(actions)].map((name) => ({ name })),
        },
      ];
    }),
  );
}

/**
 * The expectations that make reality as expected; null if something of it cannot be expected: what is undecided,
 * broken, or was not run. What was left out on purpose is kept as it was.
 */
export function accepted(
  { expected, named }: Evidence,
  { cells }: GateOutcome,
  pins: readonly Pin[],
): ExpectedCell[] | null {
  const found = new Map(cells.map((cell) => [keyOf(cell), cell]));
  const unfit = ({ differences, properties }: GateCell) =>
    differences.some(({ kind }) => kind === 'broken' || kind === 'notRun') ||
    properties.some(({ standing }) => standing === 'undecided');
  if (cells.some(unfit)) return null;
  return named.flatMap((name) => {
    const cell = found.get(keyOf(name));
    if (!cell?.counts) {
      const kept = expected.get(keyOf(name));
      return kept ? [kept] : [];
    }
    const { states, transitions, depth } = cell.counts;
    const { system, variant, bounds } = name;
    const stands = cell.properties.map(({ id, standing, steps }): [string, Stand] => [
      id,
      { standing, steps: pins.includes('lengths') ? steps : null },
    ]);
    const counts = pins.includes('counts') ? { states, transitions, depth } : null;
    return [{ system, variant, bounds, counts, stands: new Map(stands) }];
  });
}
