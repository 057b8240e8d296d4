/**
 * The story of a counterexample: the one thing that text, Markdown, diagrams, ITF and players are drawn from.
 *
 * It is plain data (JSON keeps it whole) and knows none of its forms: who takes part, what each step did to whom,
 * what became of each message, and why the end breaks the promise. {@link storyOf} in `tell.ts` makes it, and is the
 * only reader of traces among the reports; whoever draws never looks at an outcome to find out what happened.
 *
 * Others are referred to by small integers: lanes by position, messages and steps by number. Nothing is left out;
 * what is not worth showing (ghosts, budgets, channels that messages tell of) is for the form to leave away.
 */
import type { CellOutcome, Outcome, PropertyOutcome, Trace } from '../../explore/outcome.ts';
import type { Difference, Json } from '../values.ts';

/** What a story needs to know of the outcome that it is part of. */
export interface Stage {
  readonly system: string;
  readonly counts: Pick<Outcome['counts'], 'initial'>;
  readonly coverage: {
    readonly cells: readonly Pick<CellOutcome, 'name' | 'kind'>[];
    /** In the order of the protocol: the lanes follow it. */
    readonly actions: readonly { readonly name: string }[];
  };
}

/** What a story is about: a property that is violated by a trace. */
export type Violated = Pick<PropertyOutcome, 'id' | 'name' | 'by' | 'kind' | 'reason'> & {
  readonly trace: Trace;
};

/** What happens in a trace, whether it breaks a promise or not. */
export interface Course {
  readonly system: string;
  /**
   * The role instances that take part: roles in the order of the protocol's actions, instances by their ids. The same
   * for every trace with the same participants, so that diagrams can be held side by side.
   */
  readonly lanes: readonly StoryLane[];
  /** All cells in the order of the protocol, with what they held at the start. */
  readonly cells: readonly StoryCell[];
  /** Is this one of several initial states? Then the reader must be told which. */
  readonly startsDiffer: boolean;
  /** The messages that steps mention, by number. */
  readonly messages: readonly StoryMessage[];
  /** Step n is at n - 1. */
  readonly steps: readonly StoryStep[];
  readonly ending: Ending;
}

/** The whole story: what happens, and which promise that breaks. */
export interface Story extends Course {
  /** The promise that is broken. */
  readonly promise: Pick<PropertyOutcome, 'id' | 'name' | 'by' | 'kind'>;
  /** Why that breaks it. */
  readonly violation: {
    readonly sentence: string | null;
    readonly facts: readonly { readonly name: string; readonly value: Json }[];
  };
}

/** A story, or a course that breaks no promise. */
export type Told = Course & Partial<Pick<Story, 'promise' | 'violation'>>;

/** A role instance. */
export interface StoryLane {
  /** As the subject of a sentence: `client 1`, `cpo`. */
  readonly name: string;
  readonly role: string;
  readonly ids: readonly string[];
}

/** A cell and its initial value. */
export interface StoryCell {
  readonly name: string;
  readonly kind: CellOutcome['kind'];
  readonly initial: Json;
}

/** A message from its sending to its end. */
export interface StoryMessage {
  /** From 1 in the order of sending, copies too; those that were under way at the start have numbers up to 0. */
  readonly number: number;
  readonly channel: string;
  /** Lanes. */
  readonly from: number;
  readonly to: number;
  readonly message: Json;
  /** The step that sent or duplicated it; null for one that was under way at the start. */
  readonly sentIn: number | null;
  /** The message that a fault made it from. */
  readonly copyOf: number | null;
  /** The steps in which it was put behind all others. */
  readonly delayedIn: readonly number[];
  readonly fate: Fate;
}

/** What became of a message by the end. */
export type Fate =
  | { readonly kind: 'received' | 'lost'; readonly step: number }
  | { readonly kind: 'underWay' };

/** One step: one instance, taken. */
export interface StoryStep {
  /** From 1. */
  readonly number: number;
  /** `node.handlesOffload(1)`: what replays it. */
  readonly instance: string;
  /** `node.handlesOffload`. */
  readonly action: string;
  readonly ids: readonly string[];
  readonly kind: 'system' | 'environment' | 'fault';
  /** Who acts; null for the network, which has no lane: it acts on a message between two others. */
  readonly lane: number | null;
  /** Who acts, as the subject of the sentence. */
  readonly subject: string;
  /** The sentence without its subject, in the words of the protocol: `drops its data at once`. */
  readonly label: string;
  /** Numbers of messages. */
  readonly receives: readonly number[];
  readonly sends: readonly number[];
  /** What went wrong, if this step is a fault. */
  readonly fault: StoryFault | null;
  /** Every cell that is not as it was, channels and ghosts too, in the order of the protocol. */
  readonly changes: readonly StoryChange[];
}

/** What a fault did: to a message, or to the lane itself (`fails`: a crash, a slow disk; the label says which). */
export type StoryFault =
  | { readonly kind: 'loses' | 'delays'; readonly message: number }
  | { readonly kind: 'duplicates'; readonly message: number; readonly copy: number }
  | { readonly kind: 'fails' };

/** A cell that a step changed. */
export interface StoryChange {
  readonly cell: string;
  readonly kind: CellOutcome['kind'];
  readonly before: Json;
  readonly after: Json;
  /** The smallest parts that differ, ready to be printed; never empty. */
  readonly parts: readonly Difference[];
}

/** How the behaviour comes to break the promise. */
export type Ending =
  /** The initial state does. */
  | { readonly kind: 'start' }
  /** This step does, or the state that it leads to. */
  | { readonly kind: 'step'; readonly step: number }
  /** The steps from this one on may repeat for ever. */
  | { readonly kind: 'loop'; readonly from: number }
  /** After this step (0: from the start) nothing happens any more. */
  | { readonly kind: 'rest'; readonly step: number };

/** The changes that are worth telling: messages tell of channels, and ghosts are history, told if asked for. */
export function toldChanges({ changes }: StoryStep, ghosts: boolean): readonly StoryChange[] {
  return changes.filter(({ kind }) => kind !== 'channel' && (ghosts || kind !== 'ghost'));
}

/** The message with a number. */
export function messageOf({ messages }: Course, number: number): StoryMessage {
  let [low, high] = [0, messages.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((messages[middle] as StoryMessage).number < number) low = middle + 1;
    else high = middle;
  }
  return messages[low] as StoryMessage;
}

/** The cells after each step, the initial state first: each a map from the name of a cell to its value. */
export function statesOf({ cells, steps }: Course): readonly ReadonlyMap<string, Json>[] {
  const states = [new Map(cells.map(({ name, initial }) => [name, initial]))];
  for (const { changes } of steps) {
    const state = new Map(states.at(-1));
    for (const { cell, after } of changes) state.set(cell, after);
    states.push(state);
  }
  return states;
}

/** The cells after so many steps; of a long story, without all the states before. */
export function stateAt({ cells, steps }: Course, count: number): ReadonlyMap<string, Json> {
  const state = new Map(cells.map(({ name, initial }) => [name, initial]));
  for (const { changes } of steps.slice(0, count)) {
    for (const { cell, after } of changes) state.set(cell, after);
  }
  return state;
}
