/**
 * From the walks that were made to an outcome. A property is violated or undecided: walks prove nothing.
 */
import { ModelError } from '../../spec/errors.ts';
import type { Property } from '../../spec/properties.ts';
import type { Model } from '../../spec/system.ts';
import { initialStates } from '../../spec/transition.ts';
import { warningsOf } from '../coverage.ts';
import type { Limit, Outcome, PropertyOutcome } from '../outcome.ts';
import { exitCodes } from '../outcome.ts';
import type { Schedule } from '../trace.ts';
import { statesOf, traceOf } from '../trace.ts';
import { judgeTrace } from '../traceCheck.ts';
import { aboutDeadlock, aboutOf, headOf } from '../verdicts.ts';
import type { Plan } from './chunks.ts';
import type { Harvest } from './harvest.ts';
import { endlessRuns } from './options.ts';
import { askedOf, isBreakable } from './world.ts';

/** How a promise is broken, and in which variant and bounds. */
export interface Told {
  readonly model: Model;
  readonly schedule: Schedule;
}

/** What it took. */
interface Measured {
  /** What cut the walking, if anything did. */
  readonly limit: Limit | null;
  readonly workers: number;
  readonly seconds: number;
  /** Without the time in which traces were made shorter: that takes steps which are not counted. */
  readonly walkingSeconds: number;
  readonly peakBytes: number;
}

/** The outcome of a fuzzer that has ended. */
export function outcomeOf(
  base: Model,
  plan: Plan,
  harvest: Harvest,
  told: ReadonlyMap<string, Told>,
  { limit, workers, seconds, walkingSeconds, peakBytes }: Measured,
): Outcome {
  const [first] = told.values();
  const model = first?.model ?? base;
  const { runs, steps, longest, stuck, modelCalls } = harvest;
  const all = propertiesOf(base, model);
  const chosen = chosenOf(all, model, plan, harvest);
  const properties = chosen.map((at) => propertyOutcome(harvest, at, told.get(at.id)));
  const exitCode = exitCodeOf(properties, limit);
  const isViolated = exitCode === exitCodes.violated || exitCode === exitCodes.deadlock;
  return {
    ...headOf(model),
    engine: { search: 'random', exact: false, workers, symmetry: false, keepGoing: false },
    verdict: isViolated ? 'violated' : 'undecided',
    exitCode,
    complete: false,
    limit: limit ?? (isViolated ? 'violation' : 'runs'),
    fuzz: summaryOf(base, plan, harvest),
    counts: {
      states: runs + steps,
      transitions: steps,
      depth: longest + 1,
      initial: initialStates(model).length,
      deadlocks: stuck,
      fullStates: null,
      levels: [],
    },
    timings: { seconds, statesPerSecond: walkingSeconds > 0 ? (runs + steps) / walkingSeconds : 0 },
    memory: { bytesPerState: 0, peakBytes, tables: [] },
    cache: { modelCalls, nodes: 0 },
    properties,
    notChecked: notChecked(all, plan, chosen),
    coverage: coverageOf(harvest, properties),
    profile: null,
    graph: null,
  };
}

type Bounds = Model['bounds'];

function summaryOf(base: Model, plan: Plan, harvest: Harvest): Outcome['fuzz'] {
  const { seed, runs: maxRuns, maxSteps, strategy, random } = plan;
  const { runs, steps, chunks } = harvest;
  const { set: variant, bound: bounds } = base.chosen;
  return {
    seed,
    runs,
    steps,
    maxRuns: maxRuns === endlessRuns ? null : maxRuns,
    maxSteps,
    strategy,
    random:
      random.length === 0
        ? null
        : { what: random, draws: chunks, variant, bounds: bounds as Bounds },
  };
}

/** What outcomes say of a property themselves. */
type About = ReturnType<typeof aboutOf> | typeof aboutDeadlock;

/** All properties as the model says them that is told of, and those that only the given one has. */
function propertiesOf(base: Model, model: Model): Property[] {
  const byId = new Map([...base.properties, ...model.properties].map((at) => [at.id, at]));
  return [...byId.values()];
}

/** What is told about: what was asked in this model, or put to the test in another one; and whatever was asked by name. */
function chosenOf(
  all: readonly Property[],
  model: Model,
  { properties: ids }: Plan,
  { judged }: Harvest,
): About[] {
  const asked = askedOf(model, ids).map(({ id }) => id);
  const told = new Set([...asked, ...judged, ...(ids ?? [])]);
  const asksDeadlock = ids?.includes('deadlock') ?? true;
  const properties = all.filter(({ id }) => told.has(id)).map(aboutOf);
  return [...properties, ...(asksDeadlock ? [aboutDeadlock] : [])];
}

function propertyOutcome(
  { runs, steps }: Harvest,
  at: About,
  told: Told | undefined,
): PropertyOutcome {
  const about = { ...at, vacuous: false };
  if (told === undefined) {
    const sentence = `no violation was found in ${runs} runs with ${steps} steps`;
    return { ...about, verdict: 'undecided', reason: { sentence, facts: {} }, trace: null };
  }
  const { model, schedule } = told;
  const trace = traceOf(model, schedule);
  // The plain transition function has the last word.
  const judgement = judgeTrace(model, at, { states: statesOf(model, schedule), trace });
  if (judgement.violated) {
    return { ...about, verdict: 'violated', reason: judgement.reason, trace };
  }
  throw new ModelError(
    at.id,
    `was violated by steps after which ${judgement.why} when they are run again; ` +
      'an action or this property is not a deterministic function of what it reads',
  );
}

/** Nothing found is what was hoped for, though it proves nothing; cut short is never success. */
function exitCodeOf(properties: readonly PropertyOutcome[], limit: Limit | null): number {
  const violated = properties.filter((at) => at.verdict === 'violated' && !at.reportOnly);
  if (violated.some(({ kind }) => kind !== 'deadlock')) return exitCodes.violated;
  if (violated.length > 0) return exitCodes.deadlock;
  return limit === null ? exitCodes.asExpected : exitCodes.undecided;
}

function notChecked(
  all: readonly Property[],
  { properties: ids, random }: Plan,
  chosen: readonly About[],
): Outcome['notChecked'] {
  // Where variants are drawn, what was not selected might have been judged in another one.
  const isPart = ids !== undefined && random.length > 0;
  return [...all, { ...aboutDeadlock, appliesTo: true }]
    .filter((at) => !chosen.some(({ id }) => id === at.id))
    .map((at) => {
      const isAsked = at.kind === 'deadlock' || isBreakable(at);
      const why = isAsked ? 'not selected' : 'not asked by fuzzing';
      const isIdle = at.appliesTo === false && !isPart;
      return { id: at.id, name: at.name, why: isIdle ? 'nothing to judge here' : why };
    });
}

function coverageOf(
  { met, judged }: Harvest,
  properties: readonly PropertyOutcome[],
): Outcome['coverage'] {
  const { actions, cells } = met;
  // After a violation the walks end, so what they did not come by says nothing.
  if (properties.some(({ verdict, reportOnly }) => verdict === 'violated' && !reportOnly)) {
    return { actions, cells, warnings: [] };
  }
  // A deadlock is looked for wherever a walk ends; that none was met leaves nothing unasked.
  const idle = properties.filter(({ id, kind }) => kind !== 'deadlock' && !judged.has(id));
  const when = ' in these runs';
  const warnings = warningsOf(met, 'taken', when);
  if (idle.length > 0) {
    warnings.push(`never put to the test${when}: ${idle.map(({ id }) => id).join(', ')}`);
  }
  return { actions, cells, warnings };
}
