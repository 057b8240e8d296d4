/**
 * From the walks that were made to an outcome. A property is violated or undecided: walks prove nothing.
 */
import { ModelError } from '../../spec/errors.ts';
import type { Model } from '../../spec/system.ts';
import { initialStates } from '../../spec/transition.ts';
import { warningsOf } from '../coverage.ts';
import type { FuzzSummary, Limit, Outcome, PropertyOutcome } from '../outcome.ts';
import { exitCodes } from '../outcome.ts';
import { statesOf, traceOf } from '../trace.ts';
import { aboutOf, headOf, reasonOf } from '../verdicts.ts';
import type { Fuzzer } from './fuzzer.ts';
import type { Safety } from './judge.ts';
import type { Walk } from './walks.ts';
import { Walks } from './walks.ts';

/** How it was fuzzed, and what that cost. */
interface Measured extends Pick<FuzzSummary, 'seed' | 'maxRuns' | 'maxSteps'> {
  readonly interrupted: boolean;
  readonly seconds: number;
  readonly peakBytes: number;
}

/** The outcome of a fuzzer that has ended. */
export function outcomeOf(fuzzer: Fuzzer, measured: Measured): Outcome {
  const { model, chosen, walks } = fuzzer;
  const { seed, maxRuns, maxSteps, interrupted, seconds, peakBytes } = measured;
  const { tally } = walks;
  const properties = chosen.map((at) => propertyOutcome(fuzzer, at));
  const violated = properties.some((at) => at.verdict === 'violated' && !at.reportOnly);
  const states = tally.runs + tally.steps;
  return {
    ...headOf(model),
    engine: { search: 'random', exact: false, workers: 1, symmetry: false, keepGoing: false },
    verdict: violated ? 'violated' : 'undecided',
    exitCode: exitCodeOf(violated, interrupted),
    complete: false,
    limit: limitOf(violated, interrupted),
    fuzz: { seed, runs: tally.runs, steps: tally.steps, maxRuns, maxSteps },
    counts: {
      states,
      transitions: tally.steps,
      depth: tally.longest + 1,
      initial: initialStates(model).length,
      deadlocks: tally.stuck,
      fullStates: null,
      levels: [],
    },
    timings: { seconds, statesPerSecond: seconds > 0 ? states / seconds : 0 },
    memory: { bytesPerState: 0, peakBytes, tables: [] },
    cache: { modelCalls: tally.modelCalls, nodes: 0 },
    properties,
    notChecked: notChecked(model, chosen),
    coverage: coverageOf(fuzzer),
    profile: null,
    graph: null,
  };
}

/** Nothing found is what was hoped for, though it proves nothing; cut short is never success. */
function exitCodeOf(violated: boolean, interrupted: boolean): number {
  if (violated) return exitCodes.violated;
  return interrupted ? exitCodes.undecided : exitCodes.asExpected;
}

function limitOf(violated: boolean, interrupted: boolean): Limit {
  if (interrupted) return 'interrupted';
  return violated ? 'violation' : 'runs';
}

function propertyOutcome({ model, sightings, walks }: Fuzzer, at: Safety): PropertyOutcome {
  const about = { ...aboutOf(at), vacuous: false };
  const walk = sightings.get(at.id);
  if (walk !== undefined) {
    refuseChance(model, at, walk);
    const reason = reasonOf(model, at, statesOf(model, walk));
    return { ...about, verdict: 'violated', reason, trace: traceOf(model, walk) };
  }
  const { runs, steps } = walks.tally;
  const sentence = `no violation was found in ${runs} runs with ${steps} steps`;
  return { ...about, verdict: 'undecided', reason: { sentence, facts: {} }, trace: null };
}

/** What is told must happen again when it is run again. @throws ModelError */
function refuseChance(model: Model, at: Safety, walk: Walk): void {
  const { instances, flaw } = new Walks(model, [at], walk.instances.length).again(walk);
  if (flaw?.kind === 'violated' && instances.length === walk.instances.length) return;
  throw new ModelError(
    at.id,
    'was violated by steps that do not violate it when they are run again; ' +
      'an action or this property is not a deterministic function of what it reads',
  );
}

function notChecked(model: Model, chosen: readonly Safety[]): Outcome['notChecked'] {
  const left = model.properties.filter((at) => !chosen.some(({ id }) => id === at.id));
  const list = left.map(({ id, name, kind, appliesTo }) => {
    const isAsked = kind === 'always' || kind === 'neverStep';
    const why = isAsked ? 'not selected' : 'not asked by fuzzing';
    return { id, name, why: appliesTo === false ? 'nothing to judge here' : why };
  });
  return [...list, { id: 'deadlock', name: 'no unexpected deadlock', why: 'not asked by fuzzing' }];
}

function coverageOf({ model, chosen, walks, sightings }: Fuzzer): Outcome['coverage'] {
  const { actions, cells } = walks.tally;
  const idle = chosen.filter(({ id }) => !walks.judged.has(id) && !sightings.has(id));
  const when = ' in these runs';
  const warnings = [...warningsOf(model.layout, actions, cells, 'taken', when)];
  if (idle.length > 0) {
    warnings.push(`never put to the test${when}: ${idle.map(({ id }) => id).join(', ')}`);
  }
  return { actions, cells, warnings };
}
