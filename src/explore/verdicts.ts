/**
 * From a finished search to an outcome: verdicts, reasons, traces, and what looks too good.
 */
import { ModelError } from '../spec/errors.ts';
import type { Claim, Property } from '../spec/properties.ts';
import { vacuous } from '../spec/properties.ts';
import type { Model } from '../spec/system.ts';
import type { State } from '../spec/transition.ts';
import { readOf } from '../spec/transition.ts';
import { toJson } from '../spec/value.ts';
import { calmestOfAll } from './calmest.ts';
import { coverageOf } from './coverage.ts';
import { callsOf } from './effort.ts';
import { goalOf } from './goals.ts';
import type { Liveness } from './liveness/decide.ts';
import { isLiveness } from './liveness/decide.ts';
import type { ExploreOptions } from './options.ts';
import type { Limit, Outcome, PropertyOutcome, ReasonJson, Verdict } from './outcome.ts';
import { exitCodes } from './outcome.ts';
import { profileOf } from './profile.ts';
import type { Tally } from './reports.ts';
import type { Search } from './search.ts';
import type { Schedule } from './trace.ts';
import { statesOf, traceOf } from './trace.ts';
import { isFull } from './words.ts';

const limitSentences: Readonly<Record<Limit, string>> = {
  states: 'the limit on states cut the search',
  depth: 'the limit on depth cut the search',
  seconds: 'the limit on time cut the search',
  memory: 'the limit on memory cut the search',
  capacity: 'the tables of the engine cannot hold more states',
  runs: 'all runs were made',
  interrupted: 'the search was interrupted',
  violation: 'the search ended with the first violation',
};

/** The outcome of a search that ended; liveness was decided only if it was complete. */
export function* outcomeOf(
  search: Search,
  liveness: Liveness | null,
  chosen: readonly Property[],
  options: ExploreOptions,
  measured: { readonly seconds: number; readonly peakBytes: number },
): Generator<void, Outcome, void> {
  const { model, programs } = search;
  const limit = search.limit ?? liveness?.limit ?? null;
  const tally = search.tally();
  const coverage = coverageOf(search, tally);
  // Before traces are looked for, which has tables of its own.
  const memory = memoryOf(search, measured.peakBytes);
  const checksDeadlock = programs.final.properties.length > 0;
  const schedules = yield* schedulesOf(search, chosen);
  const found = { search, tally, liveness, schedules };
  const properties = chosen.map((at) => propertyOutcome(found, at));
  if (checksDeadlock) properties.push(deadlockOutcome(search, schedules));
  const exitCode = exitCodeOf(properties);
  return {
    ...headOf(model),
    engine: {
      search: 'breadth-first',
      exact: true,
      workers: options.workers?.count ?? 1,
      symmetry: !search.orbits.group.isTrivial,
      keepGoing: options.keepGoing === true,
    },
    verdict: verdictOf(exitCode),
    exitCode,
    complete: search.limit === null,
    limit,
    fuzz: null,
    counts: countsOf(search),
    timings: {
      seconds: measured.seconds,
      statesPerSecond: measured.seconds > 0 ? search.root.count / measured.seconds : 0,
    },
    memory,
    cache: { modelCalls: callsOf(tally.cost), nodes: tally.nodes },
    properties,
    notChecked: notChecked(model, chosen, checksDeadlock),
    coverage,
    profile: options.profile ? profileOf(search, tally, coverage) : null,
  };
}

/** What every outcome of a model begins with. */
export function headOf({ system, preset, variant, boundsName, bounds }: Model) {
  return {
    format: 'dropproof/outcome',
    version: 1,
    system: system.name,
    title: system.title,
    preset,
    variant,
    boundsName,
    bounds,
  } as const;
}

/** The same of the one property that every system has. */
export const aboutDeadlock = {
  id: 'deadlock',
  name: 'no unexpected deadlock',
  by: null,
  kind: 'deadlock',
  reportOnly: false,
} as const;

/** What the outcome of a property says of the property itself. */
export function aboutOf({ id, name, by, kind, reportOnly }: Property) {
  return { id, name, by: by ?? null, kind, reportOnly: reportOnly === true } as const;
}

function countsOf(search: Search): Outcome['counts'] {
  const { root, transitions, depth, deadlocks, programs, levelStarts } = search;
  return {
    states: root.count,
    transitions,
    depth,
    initial: programs.starts.length,
    deadlocks,
    fullStates: fullStatesOf(search),
    levels: levelStarts.slice(1).map((end, at) => end - levelStarts[at]!),
  };
}

function memoryOf({ tableBytes, root }: Search, peakBytes: number): Outcome['memory'] {
  const tables = Object.entries(tableBytes)
    .map(([name, size]) => ({ name, bytes: size }))
    .sort((a, b) => b.bytes - a.bytes);
  const bytes = tables.reduce((sum, table) => sum + table.bytes, 0);
  return { bytesPerState: bytes / root.count, peakBytes: Math.max(bytes, peakBytes), tables };
}

/** With symmetry: how many states the orbits have together. */
function fullStatesOf({ root, orbits }: Search): number | null {
  if (orbits.group.isTrivial) return null;
  let sum = 0;
  for (let state = 0; state < root.count; state++) {
    sum += orbits.sizeOf(root.leftOf(state), root.rightOf(state));
  }
  return sum;
}

/** What a property's outcome is made of. */
interface Found {
  readonly search: Search;
  readonly tally: Tally;
  readonly liveness: Liveness | null;
  readonly schedules: Schedules;
}

/** Property id → how it comes to be violated. */
type Schedules = ReadonlyMap<string, Schedule>;

/** All of what was violated at once: the search is walked back once for all of them, and not at all for none. */
function* schedulesOf(
  search: Search,
  chosen: readonly Property[],
): Generator<void, Schedules, void> {
  const claimed = chosen.filter(({ kind }) => kind !== 'reachable').map(({ id }) => id);
  const violated = [...claimed, 'deadlock'].filter((id) => search.sightings.has(id));
  const targets = violated.map((id) => ({
    sighting: search.sightings.get(id)!,
    goal: goalOf(search, id),
  }));
  try {
    const schedules = yield* calmestOfAll(search, targets);
    return new Map(violated.map((id, at) => [id, schedules[at]!]));
  } catch (error) {
    if (!isFull(error)) throw error;
    return new Map();
  }
}

/** Violated all the same, where the way back does not fit into memory. */
const untold = {
  verdict: 'violated',
  vacuous: false,
  reason: {
    sentence: 'a violation was seen, but there is no memory to look for its trace',
    facts: {},
  },
  trace: null,
} as const;

function propertyOutcome(found: Found, at: Property): PropertyOutcome {
  const { search, tally, liveness, schedules } = found;
  const about = aboutOf(at);
  const silent = { vacuous: false, reason: null, trace: null };
  if (at.kind === 'reachable' && search.sightings.has(at.id)) {
    return { ...about, ...silent, verdict: 'holds' };
  }
  const schedule = schedules.get(at.id);
  if (schedule) {
    const states = statesOf(search.model, schedule);
    return {
      ...about,
      verdict: 'violated',
      vacuous: false,
      reason: reasonOf(search.model, at, states, !search.orbits.group.isTrivial),
      trace: traceOf(search.model, schedule),
    };
  }
  if (search.sightings.has(at.id)) return { ...about, ...untold };
  const finding = liveness?.findings.get(at.id);
  if (finding?.lasso) {
    return { ...about, verdict: 'violated', vacuous: false, ...finding.lasso() };
  }
  if (finding) return { ...about, ...silent, verdict: 'holds', vacuous: finding.vacuous };
  const limit = search.limit ?? (isLiveness(at) ? (liveness?.limit ?? null) : null);
  if (limit !== null) {
    const reason = { sentence: limitSentences[limit], facts: {} };
    return { ...about, ...silent, verdict: 'undecided', reason };
  }
  if (at.kind === 'reachable') return { ...about, ...silent, verdict: 'unreached' };
  return { ...about, ...silent, verdict: 'holds', vacuous: !tally.judged.includes(at.id) };
}

function deadlockOutcome(search: Search, schedules: Schedules): PropertyOutcome {
  const about = { ...aboutDeadlock, vacuous: false };
  const schedule = schedules.get('deadlock');
  if (schedule) {
    const why = search.model.final
      ? 'the system does not call this state final'
      : 'the system declares no final states';
    const sentence = `no action is enabled, and ${why}`;
    const trace = traceOf(search.model, schedule);
    return { ...about, verdict: 'violated', reason: { sentence, facts: {} }, trace };
  }
  if (search.sightings.has('deadlock')) return { ...about, ...untold };
  if (search.limit === null) return { ...about, verdict: 'holds', reason: null, trace: null };
  const reason = { sentence: limitSentences[search.limit], facts: {} };
  return { ...about, verdict: 'undecided', reason, trace: null };
}

/** Asks the property itself, on the plain states that the trace leads to. */
export function reasonOf(
  model: Model,
  at: Property,
  states: readonly State[],
  isSymmetric = false,
): ReasonJson {
  const read = (state: State | undefined) => readOf(model, at.id, (index) => state?.[index]);
  let claim: Claim = true;
  if (at.kind === 'neverStep') claim = at.holds(read(states.at(-2)), read(states.at(-1)));
  if (at.kind === 'always' || at.kind === 'quiescent') claim = at.holds(read(states.at(-1)));
  if (claim === true || claim === vacuous) {
    const what = `the trace does not violate ${at.id} on the plain transition function`;
    if (!isSymmetric) throw new Error(what);
    throw new ModelError(at.id, `tells ids apart that are declared interchangeable: ${what}`);
  }
  const facts = Object.entries(claim.facts).map(([name, value]) => [name, toJson(value)]);
  return { sentence: claim.sentence, facts: Object.fromEntries(facts) };
}

/** Several at once: the lowest non-zero of 10–13, else 20. */
function exitCodeOf(properties: readonly PropertyOutcome[]): number {
  const codes = properties.filter(({ reportOnly }) => !reportOnly).map(codeOf);
  const bad = codes.filter((code) => code !== exitCodes.asExpected);
  return bad.length === 0 ? exitCodes.asExpected : Math.min(...bad);
}

function codeOf({ kind, verdict, vacuous: empty }: PropertyOutcome): number {
  if (verdict === 'undecided') return exitCodes.undecided;
  if (verdict === 'unreached' || empty) return exitCodes.unreached;
  if (verdict === 'holds') return exitCodes.asExpected;
  if (kind === 'deadlock') return exitCodes.deadlock;
  return kind === 'eventually' || kind === 'leadsTo' ? exitCodes.liveness : exitCodes.violated;
}

function verdictOf(exitCode: number): Verdict {
  if (exitCode === exitCodes.asExpected) return 'holds';
  if (exitCode === exitCodes.unreached) return 'unreached';
  return exitCode === exitCodes.undecided ? 'undecided' : 'violated';
}

function notChecked(model: Model, chosen: readonly Property[], checksDeadlock: boolean) {
  const left = model.properties.filter((at) => !chosen.includes(at));
  const list = left.map(({ id, name, appliesTo }) => ({
    id,
    name,
    why: appliesTo === false ? 'nothing to judge here' : 'not selected',
  }));
  if (!checksDeadlock) {
    list.push({ id: 'deadlock', name: 'no unexpected deadlock', why: 'not selected' });
  }
  return list;
}
