/**
 * Makes the searches of a matrix: what is known already is taken from the cache, the rest is shared out.
 *
 * Ctrl-C ends the searches at work; what was found before stays known.
 */
import type { Finding, MatrixLimits } from '../../explore/matrix/matrix.ts';
import type { PlannedSearch } from '../../explore/matrix/plan.ts';
import type { Exploring } from '../engine.ts';
import type { Io } from '../io.ts';
import type { MatrixProgress, ProgressLine } from '../progress.ts';
import type { Cache } from './cache.ts';
import type { Searcher } from './searching.ts';
import { findingOf, threadSearcher } from './searching.ts';

/** How the searches are made. */
export interface Work {
  readonly io: Io;
  readonly exploring: Exploring;
  readonly cache: Cache;
  /** The system of a search as the command line names it. */
  readonly argumentOf: (search: PlannedSearch) => string;
  /** Where paths of systems begin; where the command runs, if absent. */
  readonly folder?: string;
  /** How many searches run at the same time. */
  readonly workers: number;
  readonly limits: Omit<MatrixLimits, 'clock' | 'memory'>;
  readonly progress: ProgressLine<MatrixProgress>;
  /** What to do about a search in which the model's code fails. If absent, its error ends all searches. */
  readonly onBroken?: (search: PlannedSearch, error: unknown) => void;
}

/** All findings; a search that was not begun before an interruption has none. */
export async function runSearches(
  searches: readonly PlannedSearch[],
  work: Work,
): Promise<ReadonlyMap<PlannedSearch, Finding>> {
  const { io, cache, progress, workers } = work;
  const asked = searches.filter(({ properties }) => properties.length > 0);
  const found = new Map<PlannedSearch, Finding>();
  for (const search of asked) {
    const finding = cache.get(search);
    if (finding) found.set(search, finding);
  }
  const open = asked.filter((search) => !found.has(search));
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const release = io.onInterrupt(() => Atomics.store(stop, 0, 1));
  const [startMs, known] = [io.clock(), found.size];
  const atWork = new Map<PlannedSearch, number>();
  const show = () =>
    progress.update({
      searches: found.size,
      all: asked.length,
      known,
      states: [...atWork.values()].reduce((sum, states) => sum + states, 0),
      seconds: (io.clock() - startMs) / 1000,
    });
  const own = ownSearcher(work, stop);
  /** Takes one search after the other, until none is left. */
  const worksWith = async (searcher: Searcher) => {
    for (let next = open.shift(); next && Atomics.load(stop, 0) === 0; next = open.shift()) {
      const search = next;
      const onStates = (states: number) => {
        atWork.set(search, states);
        show();
      };
      const finding = await orBroken(search, work, async () => {
        return (await searcher.search(search, onStates)) ?? (await own.search(search, onStates));
      });
      atWork.delete(search);
      if (finding === undefined) continue;
      found.set(search, finding);
      cache.put(search, finding);
      show();
    }
  };
  const searchers = searchersFor(Math.min(workers, open.length), work, stop, own);
  try {
    await Promise.all(searchers.map(worksWith));
  } finally {
    for (const searcher of searchers) searcher.end();
    progress.clear();
    release();
  }
  return found;
}

/** An error of the model goes to whoever wants to know of it, or else out. */
async function orBroken(
  search: PlannedSearch,
  { onBroken }: Work,
  find: () => Promise<Finding | undefined>,
): Promise<Finding | undefined> {
  try {
    return await find();
  } catch (error) {
    if (!onBroken) throw error;
    onBroken(search, error);
    return undefined;
  }
}

function searchersFor(count: number, work: Work, stop: Int32Array, own: Searcher): Searcher[] {
  if (count <= 1) return [own];
  const { argumentOf, io, limits, folder: cwd = io.cwd } = work;
  const namedOf = (search: PlannedSearch) => ({
    system: argumentOf(search),
    cwd,
    choice: search.choice,
  });
  return Array.from({ length: count }, () => threadSearcher({ limits, stop }, namedOf));
}

/** Searches in this thread; between its pieces, signals and output get through. */
function ownSearcher({ io, exploring, limits }: Work, stop: Int32Array): Searcher {
  const measured = { ...limits, clock: io.clock, memory: io.memory };
  return {
    search: ({ model, properties }, onStates) =>
      findingOf(exploring, model, properties, measured, async (states) => {
        onStates(states);
        await io.pause();
        return Atomics.load(stop, 0) === 0 ? undefined : 'stop';
      }),
    end: () => {},
  };
}
