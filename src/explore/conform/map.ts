/**
 * Maps: what the events of a log mean in the words of a system.
 *
 * A map is data and small functions. Names of actions and cells are checked by TypeScript as far as the type of the
 * system tells them, and against the model when the map is used.
 */
import type { AnyCell, Cell } from '../../spec/cells.ts';
import type { System } from '../../spec/system.ts';
import type { Json } from '../../spec/value.ts';
import type { LogEvent } from './event.ts';

/** Stands for an id that the log does not tell: any one will do. The same in every copy of the library. */
export const anyId: unique symbol = Symbol.for('dropproof/anyId');

/** An id as a log names it. */
export type IdLabel = string | number;

/** An action that an event names, with its ids. Made by `step`. */
export interface StepNamed {
  readonly action: string;
  readonly ids: readonly (IdLabel | typeof anyId)[];
}

/** Something that an event tells about a cell. Made by `cell`. */
export interface Observation {
  readonly cell: string;
  readonly ids: readonly IdLabel[];
  readonly expects:
    | { readonly json: Json }
    | { readonly sentence: string; readonly isTrue: (value: unknown) => boolean };
}

/** What an event means. Without `takes` no step is taken, and both lists are about the same state. */
export interface Meaning {
  /** The step that is taken, or several, one of which is. */
  readonly takes?: StepNamed | readonly StepNamed[];
  /** What is seen before the step. */
  readonly before?: readonly Observation[];
  /** What is seen after it. */
  readonly after?: readonly Observation[];
}

/** The words in which a rule answers. */
export interface Words<Action extends string, Nouns> {
  /** An action with all its ids, as labels. */
  readonly step: (action: Action, ...ids: readonly (IdLabel | typeof anyId)[]) => StepNamed;
  /** A cell, by the name of its family and its ids. */
  readonly cell: <Name extends NounName<Nouns>>(
    name: Name,
    ...ids: readonly IdLabel[]
  ) => CellWords<ValueOf<Nouns, Name>>;
}

/** What may be said about a cell. */
export interface CellWords<V> {
  /** Its value in JSON form (`{ '#set': […] }`, `{ '#map': [[key, value], …] }`); of a record, some of its fields. */
  readonly is: (json: Json) => Observation;
  /** The predicate holds for its value. The sentence is for people. */
  readonly fits: (sentence: string, isTrue: (value: V) => boolean) => Observation;
}

type NounName<Nouns> = unknown extends Nouns
  ? string
  : { [K in keyof Nouns]-?: Nouns[K] extends Noun ? K : never }[keyof Nouns] & string;

type Noun = AnyCell | { readonly all: readonly AnyCell[] };

type ValueOf<Nouns, Name> = Name extends keyof Nouns
  ? Nouns[Name] extends Cell<infer V>
    ? V
    : Nouns[Name] extends { readonly all: readonly Cell<infer V>[] }
      ? V
      : unknown
  : unknown;

/** What an event of one kind means. */
export type Rule<Action extends string = string, Nouns = unknown> = (
  event: LogEvent,
  words: Words<Action, Nouns>,
) => Meaning;

/** How a log is read. */
export interface Reading<Action extends string = string, Nouns = unknown> {
  /** Kind of event → what it means. */
  readonly events: Readonly<Record<string, Rule<Action, Nouns>>>;
  /** Actions that may happen without an event, and how many such steps in a row. All others must be logged. */
  readonly hidden?: { readonly actions: readonly Action[]; readonly inARow: number };
  /** Kinds of events that mean nothing. */
  readonly ignore?: readonly string[];
  /** Kinds of events at which a new run begins, in an initial state. */
  readonly begins?: readonly string[];
  /** An event may overtake the so many right above it, and none further up; 0 if absent: they happened in this order. */
  readonly reorder?: number;
}

/** How the logs of a system are read. Made by {@link defineConformance}. */
export interface ConformanceMap extends Reading {
  readonly format: 'dropproof/conformance-map';
  /** The name of the system that it speaks of. */
  readonly system: string;
}

/**
 * Defines how the logs of a system are read. A wrong name of an action is a compile error, one of a cell too where the
 * system's `build` also answers its `nouns`.
 *
 * @example
 * export default defineConformance(system, {
 *   events: {
 *     unloaded: (event, { step }) => ({ takes: step('partition.unloads', event.id('partition')) }),
 *   },
 *   hidden: { actions: ['partition.loads'], inARow: 2 },
 * });
 */
export function defineConformance<Action extends string, Nouns>(
  system: System<Action, Nouns>,
  reading: Reading<NoInfer<Action>, NoInfer<Nouns>>,
): ConformanceMap {
  // From here on names are texts that are looked up.
  const untyped = reading as unknown as Reading;
  return { format: 'dropproof/conformance-map', system: system.name, ...untyped };
}

/** Is this value a map? True also for one that another copy of the library made. */
export function isConformanceMap(value: unknown): value is ConformanceMap {
  return (
    typeof value === 'object' &&
    value !== null &&
    (value as Partial<ConformanceMap>).format === 'dropproof/conformance-map'
  );
}
