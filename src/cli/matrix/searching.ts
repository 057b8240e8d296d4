/**
 * The searches of a matrix: several at the same time, each in a thread of its own and single-threaded, or one after
 * the other in this one.
 */
import { Worker } from 'node:worker_threads';
import type { Finding, MatrixLimits } from '../../explore/matrix/matrix.ts';
import { searchOptions } from '../../explore/matrix/matrix.ts';
import type { PlannedSearch } from '../../explore/matrix/plan.ts';
import type { Signal } from '../../explore/options.ts';
import type { Outcome } from '../../explore/outcome.ts';
import type { Model } from '../../spec/system.ts';
import type { Exploring } from '../engine.ts';
import type { Named } from '../workers.ts';

/** A search as it is sent to a thread. */
export interface Errand {
  readonly named: Named;
  readonly properties: readonly string[];
  readonly limits: Pick<MatrixLimits, 'maxStates' | 'maxDepth' | 'maxSeconds' | 'maxMemory'>;
  /** One word, not 0 when everybody is to stop. */
  readonly stop: Int32Array;
}

/** What a thread tells: where it is, then what it found, or that the model broke. */
export type News =
  | { readonly kind: 'states'; readonly states: number }
  | { readonly kind: 'found'; readonly finding: Finding }
  | { readonly kind: 'broken' };

/** Makes one search. Undefined: it broke, and whoever runs it here will meet the error. */
export interface Searcher {
  readonly search: (
    search: PlannedSearch,
    onStates: (states: number) => void,
  ) => Promise<Finding | undefined>;
  readonly end: () => void;
}

/** Explores a model to the end; `between` is called all the time, and may stop it. */
export async function findingOf(
  exploring: Exploring,
  model: Model,
  properties: readonly string[],
  limits: MatrixLimits,
  between: (states: number) => Signal | Promise<Signal>,
): Promise<Finding> {
  const running = exploring(model, searchOptions(properties, limits));
  let step = running.next();
  while (!step.done) step = running.next(await between(step.value.states));
  return findingIn(step.value);
}

/** What the matrix takes from an outcome; the rest is what it took to find it. */
export function findingIn({ properties, limit, counts }: Outcome): Finding {
  const { states, transitions, depth, initial } = counts;
  return { properties, limit, counts: { states, transitions, depth, initial } };
}

const file = new URL(
  import.meta.url.endsWith('.ts') ? './thread.ts' : './thread.js',
  import.meta.url,
);

/** A thread that makes one search after the other. */
export function threadSearcher(
  errand: Pick<Errand, 'limits' | 'stop'>,
  namedOf: (search: PlannedSearch) => Named,
): Searcher {
  const worker = new Worker(file);
  return {
    search: (search, onStates) =>
      new Promise((resolve, reject) => {
        const told = (news: News) => {
          if (news.kind === 'states') return onStates(news.states);
          worker.off('message', told);
          worker.off('error', reject);
          resolve(news.kind === 'found' ? news.finding : undefined);
        };
        worker.on('message', told);
        worker.on('error', reject);
        const { properties } = search;
        worker.postMessage({ ...errand, named: namedOf(search), properties } satisfies Errand);
      }),
    end: () => void worker.terminate(),
  };
}
