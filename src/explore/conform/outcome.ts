/**
 * What comes of following a log: plain data, for reports. Its JSON form is public (`schema/conformance.json`); it changes
 * only together with `version`.
 */
import type { Json } from '../../spec/value.ts';

/** Whether a log is a behaviour of a model. */
export interface Conformance {
  readonly format: 'dropproof/conformance';
  readonly version: 1;
  readonly system: string;
  readonly preset: string;
  readonly variant: Readonly<Record<string, string>>;
  readonly boundsName: string;
  readonly bounds: Readonly<Record<string, Json>>;
  readonly verdict: 'conforms' | 'differs' | 'undecided';
  readonly exitCode: number;
  /** What cut it, as a sentence; null if nothing did. */
  readonly limit: string | null;
  readonly log: {
    /** As far as it was read. */
    readonly lines: number;
    readonly events: number;
    readonly ignored: number;
    readonly runs: number;
    readonly nodes: readonly string[];
  };
  /** The events of the longest prefix that is the log of a behaviour, the ignored ones left out. */
  readonly accepted: number;
  /** How many states the system could be in: after the last accepted event, and at most. */
  readonly states: { readonly last: number; readonly most: number };
  /** Which actions the accepted events named; one that names several counts for each. */
  readonly actions: readonly { readonly action: string; readonly events: number }[];
  /**
   * Actions that must be logged and that no event can have been, whatever it names: they did not happen, or the map has no
   * rule for them.
   */
  readonly silent: readonly string[];
  readonly mismatch: Mismatch | null;
  readonly seconds: number;
}

/** An event as reports tell it. */
export interface EventJson {
  readonly line: number;
  readonly node: string;
  readonly kind: string;
  readonly fields: Readonly<Record<string, Json>>;
}

/** Why a log is no behaviour. */
export interface Mismatch {
  /** The first event that no behaviour accounts for together with all above it. */
  readonly event: EventJson;
  /** The event that is refused, if it is another one that has to come before. */
  readonly refused: EventJson | null;
  /** The step that the refused event names, in words. */
  readonly names: string;
  /** The last accepted event; null if there is none. */
  readonly last: EventJson | null;
  /** In how many orders, by what has overtaken what, the log got so far. */
  readonly orders: number;
  /** Lines below the refused event that were taken before it in what follows. */
  readonly overtaken: readonly number[];
  readonly states: StatesJson;
  /** For each way in which the refused event could have been taken, why it was not. */
  readonly ways: readonly Way[];
  /** Ways that are left out. */
  readonly moreWays: number;
  /** What would let the log go on furthest, best first. */
  readonly repairs: readonly Repair[];
}

/** The states that the system could be in, a few of them in full. */
export interface StatesJson {
  readonly count: number;
  /** With those that hidden steps lead to. */
  readonly withHidden: number;
  readonly shown: readonly Readonly<Record<string, Json>>[];
  /** The cells in which those shown differ. */
  readonly differing: readonly string[];
  /** The cells that are not as in the initial state. */
  readonly changed: readonly string[];
}

/** One way in which an event could have been taken. */
export interface Way {
  /** The instance; null if the event takes no step. */
  readonly instance: string | null;
  readonly refusals: readonly Refusal[];
  /** States in which it was refused for yet other reasons. */
  readonly moreStates: number;
}

/** Why an event is not taken, and in how many states for that reason. */
export type Refusal =
  | {
      readonly why: 'disabled';
      readonly reads: readonly { readonly cell: string; readonly value: Json }[];
      readonly states: number;
    }
  | {
      readonly why: 'before' | 'after';
      readonly cell: string;
      readonly expected: Expectation;
      readonly got: Json;
      readonly states: number;
    };

/** What an event tells of a cell: its value, of a record only some fields; or what holds for it. */
export type Expectation = { readonly json: Json } | { readonly sentence: string };

/** A change of the log that lets it go on. */
export interface Repair {
  /** Two events are in each other's place; one tells something else; one is not in the log; one is too many. */
  readonly kind: 'swapped' | 'altered' | 'missing' | 'extra';
  /** The lines that it is about; a missing event is missing above the line. */
  readonly lines: readonly number[];
  /** Steps that would do instead, or in addition; of an altered event without steps, its observations are wrong. */
  readonly steps: readonly string[];
  /** How many events more are accepted with it. */
  readonly gains: number;
  /** As many as were tried, or all that there are. */
  readonly toTheEnd: boolean;
}
