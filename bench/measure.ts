/**
 * One measurement in a process of its own, so that no run warms the machine or fills the memory of another.
 *
 * `measure` forks this file; the child explores one model and sends back what it took.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { explore } from '../src/explore/explore.ts';
import { exploreNaively } from '../test/oracle.ts';
import { models } from './rows.ts';

export type Explorer = 'engine' | 'naive';

export interface Measurement {
  readonly states: number;
  readonly transitions: number;
  readonly seconds: number;
  /** Growth of the resident memory to its peak. */
  readonly grownBytes: number;
  /** The whole process, runtime included. */
  readonly peakBytes: number;
  readonly modelCalls: number | null;
}

/** Explores a model, known by its name, in a new process. */
export async function measure(explorer: Explorer, model: string): Promise<Measurement> {
  const child = fork(import.meta.filename, [explorer, model], { execArgv: ['--expose-gc'] });
  const [answer] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]): never => {
      throw new Error(`${explorer} on ${model} ended with code ${code} and no measurement`);
    }),
  ]);
  return answer as Measurement;
}

const explorers: Readonly<Record<Explorer, (model: string) => Counts>> = {
  engine: (name) => {
    const { counts, cache } = explore(modelNamed(name), { keepGoing: true });
    return { ...counts, modelCalls: cache.modelCalls };
  },
  naive: (name) => ({ ...exploreNaively(modelNamed(name)), modelCalls: null }),
};

type Counts = Pick<Measurement, 'states' | 'transitions' | 'modelCalls'>;

function modelNamed(name: string) {
  const build = models[name];
  if (!build) throw new Error(`there is no model '${name}'`);
  return build();
}

function measureHere(explorer: Explorer, model: string): Measurement {
  globalThis.gc?.();
  const baseline = process.memoryUsage.rss();
  const started = performance.now();
  const { states, transitions, modelCalls } = explorers[explorer](model);
  const seconds = (performance.now() - started) / 1000;
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  return {
    states,
    transitions,
    seconds,
    grownBytes: peakBytes - baseline,
    peakBytes,
    modelCalls,
  };
}

if (import.meta.main) {
  const [explorer, model] = process.argv.slice(2) as [Explorer, string];
  process.send?.(measureHere(explorer, model));
}
