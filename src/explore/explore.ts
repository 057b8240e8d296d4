/**
 * Explores a model: the engine's front door.
 */
import { UsageError, unknownName } from '../spec/errors.ts';
import type { Property } from '../spec/properties.ts';
import type { Model } from '../spec/system.ts';
import { explained } from './explained.ts';
import type { Limit, Outcome } from './outcome.ts';
import { middleOf, partitionFor } from './partition.ts';
import { Programs } from './programs.ts';
import { ErrorInState, Search } from './search.ts';
import { groupFor } from './symmetry/group.ts';
import { outcomeOf } from './verdicts.ts';

/** States that are explored before the halves are chosen; a smaller search is over by then. */
const pilotStates = 4096;
const sampleRows = 1024;

/** How a model is explored. Every limit ends in the verdict `undecided`. */
export interface ExploreOptions {
  /** Ids of the properties to check (`deadlock` is one); all of them if absent. */
  readonly properties?: readonly string[];
  /** Go on after a violation, until every property is decided. */
  readonly keepGoing?: boolean;
  /** Keep one state of each orbit of the ids that the model calls interchangeable (`symmetric`). */
  readonly symmetry?: boolean;
  readonly maxStates?: number;
  /** Levels; the initial states are level 1. */
  readonly maxDepth?: number;
  /** Needs `clock`. */
  readonly maxSeconds?: number;
  /** Bytes; of the process if `memory` is given, else of the engine's tables. */
  readonly maxMemory?: number;
  /** Milliseconds of any monotonic clock; without it timings are 0. */
  readonly clock?: () => number;
  /** Resident bytes of the process. */
  readonly memory?: () => number;
}

/** Where a running search is. */
export interface Progress {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** States of the last level. */
  readonly frontier: number;
  readonly seconds: number;
  readonly bytes: number;
}

/**
 * Explores every reachable state, or as many as the limits allow.
 *
 * Cost: time and memory by the state; the model itself is called a few hundred or thousand times only.
 *
 * @throws UsageError for an unknown property, or where symmetry cannot be had
 * @throws ModelError if the model breaks its contract; it says in which state, and how to get there
 *
 * @example
 * explore(instantiate(k2Collection, { preset: 'documented', bounds: 'note' })).verdict; // 'violated'
 */
export function explore(model: Model, options: ExploreOptions = {}): Outcome {
  const search = exploring(model, options);
  for (;;) {
    const { done, value } = search.next();
    if (done) return value;
  }
}

/**
 * The same in small pieces: yields after every few thousand states, so that a caller can show progress, or send
 * `'stop'` and get the outcome of what was explored.
 */
export function* exploring(
  model: Model,
  options: ExploreOptions = {},
): Generator<Progress, Outcome, 'stop' | undefined> {
  const { chosen, checksDeadlock } = choose(model, options.properties);
  const group = groupFor(model, options.symmetry === true, chosen);
  // Where one of them holds, so do those that say the same of other ids; where it does not, they tell.
  const asked = new Set(chosen.flatMap(({ id }) => group.alike(id)));
  const programs = new Programs(
    model,
    model.properties.filter(({ id }) => asked.has(id)),
    checksDeadlock,
  );
  const stopsAt = options.keepGoing ? [] : chosen.filter(endsSearch).map(({ id }) => id);
  if (checksDeadlock && !options.keepGoing) stopsAt.push('deadlock');

  const clock = options.clock ?? (() => 0);
  const started = clock();
  const seconds = () => (clock() - started) / 1000;
  const bytesOf = (search: Search) => options.memory?.() ?? search.bytes;
  let peakBytes = 0;
  let stopped = false;
  const cut = (search: Search): Limit | null => {
    peakBytes = Math.max(peakBytes, bytesOf(search));
    if (stopped) return 'interrupted';
    if (options.maxSeconds !== undefined && seconds() > options.maxSeconds) return 'seconds';
    if (options.maxMemory !== undefined && bytesOf(search) > options.maxMemory) return 'memory';
    return null;
  };
  const maxStates = options.maxStates ?? Number.MAX_SAFE_INTEGER;
  const maxDepth = options.maxDepth ?? Number.MAX_SAFE_INTEGER;
  const searchWith = (sideOf: Uint8Array, most: number) =>
    new Search({
      model,
      programs,
      group,
      sideOf,
      stopsAt: new Set(stopsAt),
      limits: { maxStates: most, maxDepth, cut },
    });

  let search = searchWith(middleOf(group.cellOrbits), Math.min(pilotStates, maxStates));
  try {
    yield* follow(search);
    if (search.limit === 'states' && maxStates > pilotStates) {
      const pilot = search;
      search = searchWith(partitionFor(sampleOf(pilot), group.cellOrbits), maxStates);
      yield* follow(search);
      // Cut before it came as far as the pilot: the pilot knows more.
      if (search.limit !== null && search.root.count < pilot.root.count) {
        pilot.limit = search.limit;
        search = pilot;
      }
    }
  } catch (error) {
    throw error instanceof ErrorInState ? explained(search, error) : error;
  }
  return outcomeOf(search, chosen, options, { seconds: seconds(), peakBytes });

  function* follow(running: Search): Generator<Progress, void, 'stop' | undefined> {
    for (const _ of running.run()) {
      const signal = yield {
        states: running.root.count,
        transitions: running.transitions,
        depth: running.depth,
        frontier: running.frontier,
        seconds: seconds(),
        bytes: bytesOf(running),
      };
      if (signal === 'stop') stopped = true;
    }
  }
}

/** Does a violation of it end the search, unless it is to keep going? */
function endsSearch({ kind, reportOnly }: Property): boolean {
  return kind !== 'reachable' && reportOnly !== true;
}

function choose(model: Model, ids: readonly string[] | undefined) {
  const known = [...model.properties.map(({ id }) => id), 'deadlock'];
  for (const id of ids ?? []) {
    if (!known.includes(id)) throw unknownName('property', id, known);
    if (model.properties.some((at) => at.id === id && at.appliesTo === false)) {
      throw new UsageError(
        `property '${id}' has nothing to judge in this variant and these bounds; choose others`,
      );
    }
  }
  const chosen = model.properties.filter(
    ({ id, appliesTo }) => appliesTo !== false && (ids === undefined || ids.includes(id)),
  );
  return { chosen, checksDeadlock: ids === undefined || ids.includes('deadlock') };
}

/** Rows of value ids, evenly spread over the states of a search. */
function sampleOf({ root, halves }: Search): Int32Array[] {
  const stride = Math.ceil(root.count / sampleRows);
  return Array.from({ length: Math.floor(root.count / stride) }, (_, at) =>
    halves.rowOf(root.leftOf(at * stride), root.rightOf(at * stride)).slice(),
  );
}
