/**
 * Explores a model: the engine's front door.
 */
import { UsageError } from '../spec/errors.ts';
import type { Property } from '../spec/properties.ts';
import type { Model } from '../spec/system.ts';
import type { Json } from '../spec/value.ts';
import { refuseGraph } from './cellGraph/graph.ts';
import { drained } from './drained.ts';
import { explained } from './explained.ts';
import { Hiring } from './hiring.ts';
import { Liveness } from './liveness/decide.ts';
import type { ExploreOptions, Progress, Signal } from './options.ts';
import type { Limit, Outcome } from './outcome.ts';
import { middleOf, partitionFor, sampleOf } from './partition.ts';
import { Programs } from './programs.ts';
import { ErrorInState } from './reports.ts';
import { recordedIn, restore, restoreValues, snapshotOf } from './saving.ts';
import { Search } from './search.ts';
import { choose, endsSearch } from './selection.ts';
import type { Snapshot } from './snapshot.ts';
import { refuseOther } from './snapshot.ts';
import type { Group } from './symmetry/group.ts';
import { groupFor } from './symmetry/group.ts';
import type { Tuning } from './tuning.ts';
import { pilotTuning, usualTuning } from './tuning.ts';
import { outcomeOf } from './verdicts.ts';
import { isFull } from './words.ts';

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
  return drained(exploring(model, options));
}

/**
 * The same in small pieces: yields after every few thousand states, so that a caller can show progress, or send
 * `'stop'` and get the outcome of what was explored, or `'save'` and soon get a snapshot to go on from.
 */
export function* exploring(
  model: Model,
  options: ExploreOptions = {},
): Generator<Progress, Outcome, Signal> {
  return yield* new Exploration(model, options).run(outcomeOf);
}

/** Explores like {@link exploring}, and gives the search itself to whoever wants more of it than an outcome. */
export function* searching<T>(
  model: Model,
  options: ExploreOptions,
  conclude: (search: Search) => Generator<void, T, void>,
): Generator<Progress, T, Signal> {
  return yield* new Exploration(model, options).run(conclude);
}

/** Of the halves that there are, so many may be left by another choice for it to be taken. */
const worthwhile = 0.9;

/** There can be no fewer halves: as many pairs of them as there are states. */
function leastHalves({ root }: Search): number {
  return 2 * Math.sqrt(root.count);
}

/** What becomes of a search that is over. */
type Conclude<T> = (...found: Parameters<typeof outcomeOf>) => Generator<void, T, void>;

/** One exploration: a search, whose halves are chosen anew when more states are known. */
class Exploration {
  readonly #model: Model;
  readonly #options: ExploreOptions;
  readonly #chosen: readonly Property[];
  readonly #checksDeadlock: boolean;
  readonly #group: Group;
  /** The chosen ones, and those that say the same of other interchangeable ids. */
  readonly #asked: readonly Property[];
  readonly #programs: Programs;
  readonly #tuning: Tuning;
  readonly #hiring: Hiring;
  readonly #startedMs: number;
  /** Seconds of the search that this one goes on from. */
  #secondsBefore = 0;
  #peakBytes = 0;
  #isStopped = false;
  /** How often the halves were chosen. */
  #divisions = 0;
  #search: Search;
  #liveness: Liveness | null = null;

  constructor(model: Model, options: ExploreOptions) {
    const { chosen, checksDeadlock } = choose(model, options.properties);
    refuseGraph(model, options);
    this.#model = model;
    this.#options = options;
    this.#chosen = chosen;
    this.#checksDeadlock = checksDeadlock;
    this.#group = groupFor(model, options.symmetry === true, chosen);
    // Where one of them holds, so do those that say the same of other ids; where it does not, they tell.
    const asked = new Set(chosen.flatMap(({ id }) => this.#group.alike(id)));
    this.#asked = model.properties.filter(({ id }) => asked.has(id));
    const { exchanges } = this.#group;
    this.#programs = new Programs(model, this.#asked, checksDeadlock, exchanges);
    if (options.profile && options.clock) this.#programs.timeWith(options.clock);
    const tuning = { ...usualTuning, ...options.tuning };
    this.#tuning = tuning;
    const properties = this.#asked.map(({ id }) => id);
    this.#hiring = new Hiring(this.#programs, options, { properties, checksDeadlock, tuning });
    this.#startedMs = options.clock?.() ?? 0;
    this.#search = this.#takenUp() ?? this.#newSearch(middleOf(this.#group.cellOrbits));
  }

  *run<T>(conclude: Conclude<T>): Generator<Progress, T, Signal> {
    try {
      this.#hiring.start();
      if (!this.#isPilot) this.#hiring.help(this.#search);
      while (yield* this.#follow(this.#search.runTo(this.#dividesAt))) {
        this.#divide();
        // Somebody may be waiting for it to rest.
        this.#search.wantsRest = true;
      }
      if (this.#search.limit === null) yield* this.#decideLiveness();
      const measured = { seconds: this.#seconds(), peakBytes: this.#peakBytes };
      return yield* this.#follow(
        conclude(this.#search, this.#liveness, this.#chosen, this.#options, measured),
      );
    } catch (error) {
      throw error instanceof ErrorInState ? explained(this.#search, error) : error;
    } finally {
      this.#hiring.end();
    }
  }

  /** Chooses the halves, now that more states are known, and goes on in them. */
  #divide(): void {
    const [before, wasPilot] = [this.#search, this.#isPilot];
    this.#divisions++;
    if (!wasPilot && before.halves.count <= this.#tuning.goodHalves * leastHalves(before)) return;
    const after = this.#newSearch(partitionFor(sampleOf(before), this.#group.cellOrbits));
    try {
      after.goOnFrom(before);
    } catch (error) {
      // There is no room for both.
      if (!isFull(error)) throw error;
      return;
    }
    // Past the pilot they were chosen already, and what was evaluated of them is lost.
    if (!wasPilot && after.halves.count > worthwhile * before.halves.count) return;
    this.#search = after;
    this.#hiring.help(after);
  }

  *#decideLiveness(): Generator<Progress, void, Signal> {
    this.#liveness = new Liveness(this.#search, this.#chosen, (search) => this.#cut(search));
    yield* this.#follow(this.#liveness.run());
  }

  *#follow<T>(work: Generator<void, T, void>): Generator<Progress, T, Signal> {
    const search = this.#search;
    for (;;) {
      const { done, value } = work.next();
      if (done) return value;
      const { root, transitions, depth, frontier, isAtRest } = search;
      const isSaved = isAtRest && this.#options.checkpoints === true;
      const signal = yield {
        states: root.count,
        transitions,
        depth,
        frontier,
        seconds: this.#seconds(),
        bytes: this.#bytesOf(search),
        snapshot: isSaved ? this.#snapshot() : null,
      };
      if (signal === 'stop') this.#isStopped = true;
      if (signal === 'save') search.wantsRest = true;
    }
  }

  #newSearch(sideOf: Uint8Array): Search {
    const { keepGoing, maxStates, maxDepth } = this.#options;
    const stopsAt = new Set(keepGoing ? [] : this.#chosen.filter(endsSearch).map(({ id }) => id));
    if (this.#checksDeadlock && !keepGoing) stopsAt.add('deadlock');
    return new Search({
      model: this.#model,
      programs: this.#programs,
      group: this.#group,
      sideOf,
      stopsAt,
      limits: {
        maxStates: maxStates ?? Number.MAX_SAFE_INTEGER,
        maxDepth: maxDepth ?? Number.MAX_SAFE_INTEGER,
        cut: (search) => this.#cut(search),
      },
      tuning: this.#isPilot ? pilotTuning(this.#tuning) : this.#tuning,
      threads: this.#isPilot ? 1 : this.#hiring.threads,
      control: this.#hiring.control,
    });
  }

  /** Is this the first search, which has nothing yet that its halves could be chosen by? */
  get #isPilot(): boolean {
    return this.#divisions === 0;
  }

  /** So many states are to be there when the halves are chosen the next time. */
  get #dividesAt(): number {
    return this.#tuning.divideAt[this.#divisions] ?? Number.POSITIVE_INFINITY;
  }

  #cut(search: Search): Limit | null {
    const { maxSeconds, maxMemory } = this.#options;
    const bytes = this.#bytesOf(search);
    this.#peakBytes = Math.max(this.#peakBytes, bytes);
    if (this.#isStopped) return 'interrupted';
    if (maxSeconds !== undefined && this.#seconds() > maxSeconds) return 'seconds';
    return maxMemory !== undefined && bytes > maxMemory ? 'memory' : null;
  }

  #bytesOf(search: Search): number {
    return this.#options.memory?.() ?? search.bytes + (this.#liveness?.bytes ?? 0);
  }

  #seconds(): number {
    const nowMs = this.#options.clock?.() ?? 0;
    return this.#secondsBefore + (nowMs - this.#startedMs) / 1000;
  }

  #snapshot(): Snapshot {
    const standing = { divisions: this.#divisions, seconds: this.#seconds() };
    return snapshotOf(this.#search, this.#identity(), standing);
  }

  /** The search of a snapshot, if there is one to go on from. */
  #takenUp(): Search | undefined {
    const { resume } = this.#options;
    if (resume === undefined) return undefined;
    refuseOther(resume, this.#identity());
    const { divisions, seconds, sideOf } = recordedIn(resume);
    this.#divisions = divisions;
    this.#secondsBefore = seconds;
    restoreValues(this.#programs.values, resume);
    const search = this.#newSearch(Uint8Array.from(sideOf));
    try {
      restore(search, resume);
    } catch (error) {
      if (!isFull(error)) throw error;
      throw new UsageError(`the checkpoint does not fit into memory here: ${error.message}`);
    }
    return search;
  }

  /** What a search must have in common with one that it goes on from. */
  #identity(): Json {
    const { system, variant, bounds, layout, actions } = this.#model;
    return {
      system: system.name,
      variant,
      bounds,
      properties: [
        ...this.#chosen.map(({ id }) => id),
        ...(this.#checksDeadlock ? ['deadlock'] : []),
      ],
      keepGoing: this.#options.keepGoing === true,
      symmetry: this.#options.symmetry === true,
      cells: layout.cells.map(({ name }) => name),
      instances: actions.map(({ name }) => name),
    };
  }
}
