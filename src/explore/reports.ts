/**
 * What hands tell: what they did in a round, and what they have counted from the beginning on.
 */
import type { ModelError } from '../spec/errors.ts';
import type { Cost } from './effort.ts';
import { addedUp, plus } from './effort.ts';

/** What a hand has done since its last report. */
export interface Report {
  readonly transitions: number;
  readonly deadlocks: number;
  /** Property → states in which it was seen violated, or from which a step violates it (witnesses: reached). */
  readonly seen: ReadonlyMap<string, readonly number[]>;
  /** States with a move to a marked one; see `leads.ts`. */
  readonly leading: readonly number[];
  /** It holds claimed states or candidates for the next round. */
  readonly isUnfinished: boolean;
  readonly error: ErrorAt | null;
}

/** Where the model broke, and how. */
export interface ErrorAt {
  readonly state: number;
  readonly error: ModelError;
}

/** What a hand's own memory takes. */
export interface HandBytes {
  readonly trees: number;
  readonly records: number;
  readonly memories: number;
  readonly orbits: number;
}

/** What a hand has counted from the beginning on. */
export interface Tally {
  /** Instance → states in which it was enabled, and in how many of these it led back to the same state. */
  readonly enabled: Float64Array;
  readonly loops: Float64Array;
  /** Ids of the properties that were asked about something that they could judge. */
  readonly judged: readonly string[];
  /** States that were expanded. */
  readonly expanded: number;
  readonly cost: Cost;
  readonly nodes: number;
}

/** What two threads have counted. */
export function sumOf(one: Tally, other: Tally): Tally {
  return {
    enabled: plus(one.enabled, other.enabled),
    loops: plus(one.loops, other.loops),
    judged: [...new Set([...one.judged, ...other.judged])],
    expanded: one.expanded + other.expanded,
    cost: addedUp(one.cost, other.cost),
    nodes: one.nodes + other.nodes,
  };
}

/** The model broke in a state: carries which one, so that the way there can be told. */
export class ErrorInState extends Error {
  readonly error: ModelError;
  readonly level: number;
  readonly state: number;

  constructor(error: ModelError, level: number, state: number) {
    super(error.message);
    this.error = error;
    this.level = level;
    this.state = state;
  }
}
