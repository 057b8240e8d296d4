/**
 * Is the log of a real run a behaviour of the model? Conformance's front door.
 *
 * The log is read once, event by event; what is kept of it is a window. Where it cannot go on, the mismatch is explained
 * from a place that was kept some events before.
 */
import { UsageError } from '../../spec/errors.ts';
import type { Model } from '../../spec/system.ts';
import { drained } from '../drained.ts';
import { exitCodes } from '../outcome.ts';
import { isFull } from '../words.ts';
import { Knowledge } from './knowledge.ts';
import type { ConformanceMap } from './map.ts';
import { Meanings } from './meanings.ts';
import { mismatchOf } from './mismatch.ts';
import type { Conformance, Mismatch } from './outcome.ts';
import type { Front } from './tracker.ts';
import { mostReorder, Tracker } from './tracker.ts';
import { Window } from './window.ts';

/** How a log is followed. */
export interface ConformOptions {
  /** The system may be in at most so many states at once; 100 000 if absent. */
  readonly maxStates?: number;
  /** Needs `clock`. */
  readonly maxSeconds?: number;
  /** Milliseconds of any monotonic clock; without it timings are 0. */
  readonly clock?: () => number;
  /** About so many bytes of what is known are kept; it changes how long it takes and never what is found. */
  readonly memoryBytes?: number;
}

/** The options that have usual values. */
export const usualConform = { maxStates: 100_000, memoryBytes: 128e6 } as const;

/** Where a log is being followed. */
export interface ConformProgress {
  readonly events: number;
  /** In how many states the system could be. */
  readonly states: number;
  readonly seconds: number;
}

/** Events between two places that are kept, and between two words about progress. */
const [keepEvery, tellEvery] = [32, 256];

/**
 * Follows a log, given as its lines, with all states that the system could be in.
 *
 * Cost: time by the event and by the states at a time; memory does not grow with the log.
 *
 * @throws UsageError for a log that cannot be read, is empty, or contradicts itself; and for a map that does not fit
 * @throws ModelError if the model breaks its contract
 *
 * @example
 * conform(instantiate(system), map, readFileSync('run.ndjson', 'utf8').split('\n')).verdict; // 'conforms'
 */
export function conform(
  model: Model,
  map: ConformanceMap,
  lines: Iterable<string>,
  options: ConformOptions = {},
): Conformance {
  return drained(conforming(model, map, lines, options));
}

/**
 * The same in small pieces: yields now and then, so that a caller can show progress, or send `'stop'` and get what was
 * found so far.
 */
export function* conforming(
  model: Model,
  map: ConformanceMap,
  lines: Iterable<string>,
  options: ConformOptions = {},
): Generator<ConformProgress, Conformance, 'stop' | undefined> {
  const { clock = () => 0 } = options;
  const started = clock();
  const seconds = () => (clock() - started) / 1000;
  const follower = new Follower(model, map, lines, options);
  try {
    const limit = yield* followed(follower, seconds, options.maxSeconds);
    return follower.outcome(limit, seconds());
  } finally {
    follower.close();
  }
}

/** Goes on until the log ends, or does not conform, or a limit cuts; answers with the limit. */
function* followed(
  follower: Follower,
  seconds: () => number,
  maxSeconds = Number.POSITIVE_INFINITY,
): Generator<ConformProgress, string | null, 'stop' | undefined> {
  try {
    for (let told = 0; follower.advance(); ) {
      if (follower.accepted < told + tellEvery) continue;
      told = follower.accepted;
      const { accepted: events, lastStates: states } = follower;
      if ((yield { events, states, seconds: seconds() }) === 'stop') return 'interrupted';
      if (seconds() > maxSeconds) return `--max-seconds ${maxSeconds}`;
    }
    return null;
  } catch (error) {
    if (isFull(error)) return error.message;
    throw error;
  }
}

/** Follows one log. */
class Follower {
  lastStates = 0;
  readonly #model: Model;
  readonly #meanings: Meanings;
  readonly #window: Window;
  readonly #reorder: number;
  readonly #tracker: Tracker;
  readonly #named = new Map<string, number>();
  #knowledge: Knowledge;
  /** Where the log stood some events ago, and some more. */
  #kept: readonly Front[];
  #mostStates = 0;
  #isStuck = false;

  constructor(
    model: Model,
    map: ConformanceMap,
    lines: Iterable<string>,
    { maxStates = usualConform.maxStates, memoryBytes = usualConform.memoryBytes }: ConformOptions,
  ) {
    this.#model = model;
    this.#meanings = new Meanings(model, map);
    this.#reorder = countOf('reorder', map.reorder ?? 0, mostReorder);
    const inARow = countOf('hidden.inARow', map.hidden?.inARow ?? 0, 1000);
    const { hidden } = this.#meanings;
    this.#knowledge = new Knowledge(model, { hidden, inARow, maxStates, maxBytes: memoryBytes });
    this.#window = new Window(lines, this.#meanings, this.#reorder);
    const front = new Map([[0, new Map([[0, this.#knowledge.start]])]]);
    this.#kept = [front, front];
    this.#tracker = new Tracker(front, (position) => this.#window.at(position), this.#reorder);
    this.#count();
  }

  /** The events of the prefix that is accepted. */
  get accepted(): number {
    return this.#tracker.base;
  }

  /** Goes on by an event, or more. False at the end of the log, or where it cannot go on. */
  advance(): boolean {
    const before = this.accepted;
    if (this.#window.at(before) === undefined) return false;
    this.#makeRoom();
    if (!this.#tracker.advance(this.#knowledge)) {
      this.#isStuck = true;
      return false;
    }
    for (let at = before; at < this.accepted; at++) this.#tally(at);
    this.#count();
    if (Math.floor(before / keepEvery) !== Math.floor(this.accepted / keepEvery)) this.#keep();
    return true;
  }

  /** Reads no further. */
  close(): void {
    this.#window.close();
  }

  outcome(limit: string | null, seconds: number): Conformance {
    const { lines, events, ignored, beginnings, runs, nodeNames } = this.#window;
    if (limit === null && events === beginnings) {
      const all =
        ignored === 0
          ? 'it has no events'
          : `the map ignores ${ignored === 1 ? 'its one event' : `its ${ignored} events`}`;
      const but = beginnings > 0 ? ', apart from those at which runs begin' : '';
      throw new UsageError(`the log says nothing: ${all}${but}`);
    }
    const { system, preset, variant, boundsName, bounds } = this.#model;
    // Explaining a mismatch tries events that were not logged.
    const silent = this.#silent();
    const mismatch = this.#isStuck ? this.#mismatch() : null;
    const verdict = mismatch ? 'differs' : limit === null ? 'conforms' : 'undecided';
    return {
      format: 'dropproof/conformance',
      version: 1,
      system: system.name,
      preset,
      variant,
      boundsName,
      bounds,
      verdict,
      exitCode: exitCodeOf[verdict],
      limit: mismatch ? null : limit,
      log: { lines, events, ignored, runs, nodes: [...nodeNames].sort() },
      accepted: this.accepted,
      states: { last: this.lastStates, most: this.#mostStates },
      actions: [...this.#named].map(([action, named]) => ({ action, events: named })),
      silent,
      mismatch,
      seconds,
    };
  }

  #mismatch(): Mismatch {
    return mismatchOf({
      model: this.#model,
      knowledge: this.#knowledge,
      window: this.#window,
      tracker: this.#tracker,
      front: this.#kept[0]!,
      reorder: this.#reorder,
      hidden: new Set(this.#meanings.hidden),
    });
  }

  /** Actions that only an event can tell of, and that none can have been. */
  #silent(): string[] {
    const told = [...this.#meanings.hidden, ...this.#knowledge.taken];
    const known = new Set(told.map((at) => this.#model.actions[at]!.action));
    const all = new Set(this.#model.actions.map(({ action }) => action));
    return [...all].filter((action) => !known.has(action));
  }

  #tally(position: number): void {
    const takes = this.#window.at(position)?.act.takes ?? [];
    for (const action of new Set(takes.map((at) => this.#model.actions[at]!.action))) {
      this.#named.set(action, (this.#named.get(action) ?? 0) + 1);
    }
  }

  #count(): void {
    const { sets } = this.#knowledge;
    const counts = [...this.#tracker.layer.values()].map((set) => sets.members(set).length);
    this.lastStates = counts.reduce((sum, count) => sum + count, 0);
    this.#mostStates = Math.max(this.#mostStates, this.lastStates);
  }

  #keep(): void {
    this.#kept = [this.#kept[1]!, this.#tracker.front];
    this.#window.forget(Math.min(...this.#kept[0]!.keys()));
  }

  /** Forgets what is known if that is too much, apart from where the log stands and stood. */
  #makeRoom(): void {
    if (!this.#knowledge.isFull) return;
    const fronts = [...this.#kept, this.#tracker.front];
    const sets = fronts.flatMap((front) => [...front.values()].flatMap((at) => [...at.values()]));
    const { fresh, moved } = this.#knowledge.renewed(sets);
    this.#knowledge = fresh;
    this.#tracker.move(moved);
    this.#kept = this.#kept.map((front) => movedFront(front, moved));
  }
}

const exitCodeOf = {
  conforms: exitCodes.asExpected,
  differs: exitCodes.violated,
  undecided: exitCodes.undecided,
} as const;

function movedFront(front: Front, moved: ReadonlyMap<number, number>): Front {
  const layers = [...front].map(([base, layer]) => {
    const sets = [...layer].map(([mask, set]) => [mask, moved.get(set)!] as const);
    return [base, new Map(sets)] as const;
  });
  return new Map(layers);
}

function countOf(what: string, given: number, most: number): number {
  if (Number.isInteger(given) && given >= 0 && given <= most) return given;
  throw new UsageError(
    `the map's ${what} is ${JSON.stringify(given)}; expected a whole number from 0 to ${most}`,
  );
}
