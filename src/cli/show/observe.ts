/**
 * Which cells each action reads and writes, as seen while the engine explores.
 *
 * The engine calls an action again for every combination of values that it has not seen, so recording its calls
 * sees every read and write of the explored states. What was not explored was not observed: a lower bound.
 */
import type { List } from 'immutable';
import type { Outcome } from '../../explore/outcome.ts';
import { headingOf, printValue } from '../../report/values.ts';
import type { Instance } from '../../spec/actions.ts';
import { disabled } from '../../spec/actions.ts';
import type { AnyCell, Read } from '../../spec/cells.ts';
import type { Model } from '../../spec/system.ts';
import { toJson } from '../../spec/value.ts';
import type { Exploring } from '../engine.ts';
import { exploreWith } from '../engine.ts';
import type { Io } from '../io.ts';
import { progressLine } from '../progress.ts';

/** Which cell families an action reads and writes. */
export interface Access {
  readonly reads: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
}

/** What was observed, by action, and in how much of the state space. */
export interface Observation {
  readonly accesses: ReadonlyMap<string, Access>;
  /** Channel → the verbs of the messages in it, or the messages themselves where they have none. */
  readonly messages: ReadonlyMap<string, ReadonlySet<string>>;
  readonly outcome: Outcome;
}

/** Enough to see every action of a system in its smaller bounds; more would keep the reader waiting. */
const mostSeconds = 5;
const mostStates = 500_000;

/** Explores the model, and records what its actions touch. */
export async function observe(engine: Exploring, model: Model, io: Io): Promise<Observation> {
  const accesses = new Map<string, Recording>();
  const messages = new Map<string, Set<string>>();
  for (const { action } of model.actions) {
    accesses.set(action, { reads: new Set(), writes: new Set() });
  }
  const actions = model.actions.map((instance) => {
    const access = accesses.get(instance.action);
    return access ? recorded(instance, access, messages) : instance;
  });
  const outcome = await exploreWith(
    engine,
    { ...model, actions },
    { keepGoing: true, maxStates: mostStates, maxSeconds: mostSeconds },
    { io, progress: progressLine('auto', io) },
  );
  return { accesses, messages, outcome };
}

interface Recording {
  readonly reads: Set<string>;
  readonly writes: Set<string>;
}

function recorded(
  instance: Instance,
  { reads, writes }: Recording,
  messages: Map<string, Set<string>>,
): Instance {
  return {
    ...instance,
    run: (read) => {
      const recording: Read = (cell) => {
        // A foreign cell is refused by `read`, so its family is never printed.
        reads.add((cell as AnyCell).family);
        return read(cell);
      };
      const step = instance.run(recording);
      if (step === disabled) return step;
      for (const { cell, value } of step) {
        writes.add(cell.family);
        if (cell.kind === 'channel') meet(messages, cell.name, value as List<unknown>);
      }
      return step;
    },
  };
}

function meet(messages: Map<string, Set<string>>, channel: string, queue: List<unknown>): void {
  const verbs = messages.get(channel) ?? new Set();
  messages.set(channel, verbs);
  for (const message of queue) {
    const json = toJson(message);
    verbs.add(headingOf(json) ?? printValue(json));
  }
}
