/**
 * One measurement in a process of its own, so that no run warms the machine or fills the memory of another.
 *
 * `measure` forks this file; the child does one task and sends back what it took.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { conform } from '../src/explore/conform/conform.ts';
import { explore } from '../src/explore/explore.ts';
import { Chance } from '../src/explore/fuzz/chance.ts';
import { fuzz } from '../src/explore/fuzz/fuzzing.ts';
import { usualFuzz } from '../src/explore/fuzz/options.ts';
import type { StrategyName } from '../src/explore/fuzz/strategies.ts';
import type { Model } from '../src/spec/system.ts';
import { subjects } from '../test/explore/conform/mutants.ts';
import { mapOf, ndjson, noneHidden, randomLog } from '../test/explore/conform/randomLog.ts';
import { findingsOf } from '../test/fixtures/tuning.ts';
import { exploreNaively } from '../test/oracle.ts';
import { walkNaively } from '../test/walkOracle.ts';
import type { ModelName } from './models.ts';
import { modelNamed, sourceOf } from './models.ts';

/** What a process is to do with a model. */
export interface Task {
  readonly by: 'engine' | 'naive' | 'walks' | 'plain walks' | 'log';
  /** How the steps of walks are chosen. */
  readonly strategy?: StrategyName;
  readonly model: ModelName;
  readonly workers?: number;
  readonly symmetry?: boolean;
  /** Of a log that is followed. */
  readonly reorder?: number;
}

export interface Measurement {
  /** States that were kept; walks keep none. Of a log, those that the system could be in at a time. */
  readonly states: number;
  /** Transitions, steps of walks, or events of a log. */
  readonly transitions: number;
  readonly seconds: number;
  /** Of all threads together: less than there are threads times seconds where somebody waited for a core. */
  readonly processorSeconds: number;
  /** Growth of the resident memory to its peak. */
  readonly grownBytes: number;
  /** The whole process, runtime included. */
  readonly peakBytes: number;
  readonly modelCalls: number | null;
  /** Only of the engine. */
  readonly search?: Search;
}

/** What only a search by the engine can tell. */
interface Search {
  /** With symmetry: the states that those which were kept stand for. */
  readonly fullStates: number | null;
  /** All that was found, as a text, without what it took. */
  readonly findings: string;
  /** Verdicts on liveness. */
  readonly lively: readonly string[];
  /** What the tables took at the end. */
  readonly tableBytes: number;
}

/** As the command line does, and as what is published has it: nobody's threads strip types again and again. */
const env = {
  ...process.env,
  NODE_COMPILE_CACHE: join(import.meta.dirname, '../node_modules/.cache/bench'),
};

/** Does a task in a new process. */
export async function measure(task: Task): Promise<Measurement> {
  const options = { execArgv: ['--expose-gc'], env };
  const child = fork(import.meta.filename, [JSON.stringify(task)], options);
  const [answer] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]): never => {
      throw new Error(`${JSON.stringify(task)} ended with code ${code} and no measurement`);
    }),
  ]);
  return answer as Measurement;
}

/** Enough for calls of the model to become rare; and what the plain function does in a few seconds. */
const [walkRuns, plainRuns] = [40_000, 100];

type Found = Pick<Measurement, 'states' | 'transitions' | 'modelCalls' | 'search'>;

/** Gets ready, and answers with what is to be measured. */
type Doer = (task: Task, model: Model) => () => Found;

const logEvents = 100_000;

const doers: Readonly<Record<Task['by'], Doer>> = {
  engine:
    ({ model: name, workers = 1, symmetry = false }, model) =>
    () => {
      const outcome = explore(model, {
        keepGoing: true,
        symmetry,
        workers: { count: workers, source: sourceOf(name) },
      });
      const { counts, cache, memory, properties } = outcome;
      return {
        ...counts,
        modelCalls: cache.modelCalls,
        search: {
          fullStates: counts.fullStates,
          findings: findingsOf(outcome),
          lively: properties
            .filter(({ kind }) => kind === 'eventually' || kind === 'leadsTo')
            .map(({ verdict }) => verdict),
          tableBytes: memory.tables.reduce((sum, { bytes }) => sum + bytes, 0),
        },
      };
    },
  naive: (_, model) => () => ({ ...exploreNaively(model), modelCalls: null }),
  walks:
    ({ strategy = 'mixed' }, model) =>
    () => {
      const options = { seed: 1, runs: walkRuns, strategy };
      const { fuzz: summary, cache } = fuzz(model, options);
      return { states: 0, transitions: summary?.steps ?? 0, modelCalls: cache.modelCalls };
    },
  'plain walks': (_, model) => () => {
    const chance = new Chance(1);
    const size = { runs: plainRuns, maxSteps: usualFuzz.maxSteps };
    const { steps } = walkNaively(model, size, (below) => chance.below(below));
    return { states: 0, transitions: steps, modelCalls: null };
  },
  log: ({ model: name, reorder = 0 }, model) => {
    const { hiding = noneHidden } =
      subjects.find((at) => at.model.system.name === model.system.name) ?? {};
    const lines = ndjson(randomLog(model, logEvents, hiding, 1));
    return () => {
      const { verdict, accepted, states } = conform(model, mapOf(model, hiding, reorder), lines);
      if (verdict !== 'conforms') throw new Error(`${name}: only ${accepted} events are accepted`);
      return { states: states.most, transitions: accepted, modelCalls: null };
    };
  },
};

async function measureHere(task: Task): Promise<Measurement> {
  const work = doers[task.by](task, await modelNamed(task.model));
  globalThis.gc?.();
  const baseline = process.memoryUsage.rss();
  const processorBefore = process.cpuUsage();
  const started = performance.now();
  const { states, transitions, modelCalls, search } = work();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(processorBefore);
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  return {
    states,
    transitions,
    seconds,
    processorSeconds: (user + system) / 1e6,
    grownBytes: peakBytes - baseline,
    peakBytes,
    modelCalls,
    ...(search ? { search } : {}),
  };
}

if (import.meta.main) process.send?.(await measureHere(JSON.parse(process.argv[2] ?? '') as Task));
