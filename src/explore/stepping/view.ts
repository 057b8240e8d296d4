/**
 * What somebody who walks through a protocol asks and is told, as plain data.
 *
 * Every question says the whole way that it is about, so that every answer follows from the model and the question alone.
 */
import type { Json } from '../../spec/value.ts';
import type { PropertyOutcome, ReasonJson, Trace, TraceStep, Verdict } from '../outcome.ts';

/** A way through a protocol. */
export interface Way {
  /** The index of an initial state. */
  readonly start: number;
  /** The names of the instances taken. */
  readonly instances: readonly string[];
  /** After how many steps comes what repeats for ever, as in a trace; null for a way that just ends. */
  readonly loop: number | null;
}

/** What there is to see of a way after so many of its steps. */
export interface View {
  /** Of the whole way, also of what comes after the step. */
  readonly trace: Trace;
  /** The initial states to choose from, each by the cells in which they differ; none but at the start of a way. */
  readonly starts: readonly (readonly CellValue[])[];
  /** All instances, in the order of the protocol. */
  readonly instances: readonly InstanceView[];
  /** Promises that are broken in this state, or by the step that led to it. */
  readonly broken: readonly BrokenView[];
}

/** An instance: may it be taken? */
export interface InstanceView extends Pick<TraceStep, 'kind' | 'label' | 'lane'> {
  readonly name: string;
  /** Null if it is enabled; else what its guard looked at before it gave up, with the values. */
  readonly closedBy: readonly CellValue[] | null;
}

/** What a cell holds. */
export interface CellValue {
  readonly cell: string;
  readonly value: Json;
}

/** A promise, and why it is broken. */
export interface BrokenView extends Pick<PropertyOutcome, 'id' | 'name'> {
  readonly reason: ReasonJson;
}

/** A way that was loaded. */
export interface Loaded {
  readonly way: Way;
  /** What of the given trace could not be loaded, and why. */
  readonly note: string | null;
}

/** What a search from the end of a way found. */
export interface Found {
  readonly property: Pick<PropertyOutcome, 'id' | 'name' | 'kind'>;
  /** Of the way and all that may follow it. */
  readonly verdict: Verdict;
  /** What had to come had come after so many steps of the way, so that there was nothing to search for; else null. */
  readonly cameAfter: number | null;
  /** What must follow has been awaited since so many steps of the way; null if it was not. */
  readonly dueSince: number | null;
  /** So many were explored. */
  readonly states: number;
  /** The way on to what was looked for, from the start; null if there is none, or if it is not known. */
  readonly way: Way | null;
}
