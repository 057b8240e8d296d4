/**
 * What an exploration is asked, and what it tells while it runs.
 */
import type { Snapshot } from './snapshot.ts';
import type { ModelSource } from './source.ts';
import type { Threads } from './threads.ts';
import type { Tuning } from './tuning.ts';

/** How a model is explored. Every limit ends in the verdict `undecided`. */
export interface ExploreOptions {
  /** Ids of the properties to check (`deadlock` is one); all of them if absent. */
  readonly properties?: readonly string[];
  /** Go on after a violation, until every property is decided. */
  readonly keepGoing?: boolean;
  /** Keep one state of each orbit of the ids that the model calls interchangeable (`symmetric`). */
  readonly symmetry?: boolean;
  /** The search ends with the level in which there are more. */
  readonly maxStates?: number;
  /** Levels; the initial states are level 1. */
  readonly maxDepth?: number;
  /** Needs `clock`. */
  readonly maxSeconds?: number;
  /** Bytes; of the process if `memory` is given, else of the engine's tables. */
  readonly maxMemory?: number;
  /** Tell where the effort went. What is found stays the same; with a clock, calls of the model get a little slower. */
  readonly profile?: boolean;
  /** Tell how this cell, or a part of it, changes: `cpo`, `catalog(A).status`. Not together with `symmetry`. */
  readonly graph?: string;
  /** Milliseconds of any monotonic clock; without it timings are 0. */
  readonly clock?: () => number;
  /** Resident bytes of the process. */
  readonly memory?: () => number;
  /**
   * How many threads work, and where the model comes from: each thread builds it anew. The outcome is the same for
   * every count, apart from times, memory and calls of the model.
   */
  readonly workers?: {
    readonly count: number;
    readonly source: ModelSource;
    /** Kept from one exploration to the next; without them, threads start and end with this one. */
    readonly threads?: Threads;
  };
  /** Offer snapshots: when asked with `'save'`, and before a limit ends the search. */
  readonly checkpoints?: boolean;
  /** Go on from here. It must be of the same model and the same questions. */
  readonly resume?: Snapshot;
  /** Sizes inside of the engine, for tests: they change how it works and never what it finds. */
  readonly tuning?: Partial<Tuning>;
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
  /** What to keep in order to go on from here some time; valid until the search goes on. */
  readonly snapshot: Snapshot | null;
}

/** What a caller may say to a running search. */
export type Signal = 'stop' | 'save' | undefined;
