/**
 * What a search is given, how far it may go, and how far it is.
 */
import type { Model } from '../spec/system.ts';
import type { phases } from './control.ts';
import type { Limit } from './outcome.ts';
import type { Programs } from './programs.ts';
import type { Tally } from './reports.ts';
import type { Search } from './search.ts';
import type { Sighting } from './sightings.ts';
import type { Group } from './symmetry/group.ts';
import type { Tuning } from './tuning.ts';

/** What a search is asked to do; limits that need a clock are the caller's. */
export interface SearchLimits {
  /** The level in which there are more states is the last. */
  readonly maxStates: number;
  readonly maxDepth: number;
  /** Asked after every chunk of work: which limit cuts the search now, if any. */
  readonly cut: (search: Search) => Limit | null;
}

/** What a search is of. */
export interface SearchOf {
  readonly model: Model;
  readonly programs: Programs;
  /** Permutations of interchangeable ids; `sideOf` is closed under them. */
  readonly group: Group;
  /** Cell → side of the state tree. */
  readonly sideOf: Uint8Array;
  /** Ids of the properties whose violation ends the search with its level. */
  readonly stopsAt: ReadonlySet<string>;
  readonly limits: SearchLimits;
  readonly tuning: Tuning;
  /** How many threads may come to work on it, the main one included; and the words by which they agree on what to do. */
  readonly threads: number;
  readonly control: Int32Array;
}

/** What a search knows beside its tables. Only where it is at rest. */
export interface Standing {
  /** Which level it judges or expands, and the first state that is still to be done. */
  readonly level: number;
  readonly phase: typeof phases.judge | typeof phases.expand;
  readonly next: number;
  /** First state id of each level; the last entry is the end of the last level. */
  readonly levelStarts: readonly number[];
  /** Enabled instances of all expanded states, self-loops included. */
  readonly transitions: number;
  /** Expanded states without an enabled instance. */
  readonly deadlocks: number;
  /** Property id → where it is violated (a witness: reached) first. */
  readonly sightings: ReadonlyMap<string, Sighting>;
  readonly tally: Tally;
}
