/**
 * Turns a schedule (a start and a list of instances) into a trace that can be told: reads, changes and messages of
 * every step. It runs the plain transition function, so a counterexample that the engine found is checked by being
 * told.
 */
import { isDeepStrictEqual } from 'node:util';
import { is, type List } from 'immutable';
import type { Instance } from '../spec/actions.ts';
import { disabled } from '../spec/actions.ts';
import type { AnyCell, Lane } from '../spec/cells.ts';
import { UsageError, unknownName } from '../spec/errors.ts';
import type { Model } from '../spec/system.ts';
import type { State } from '../spec/transition.ts';
import { initialStates, next, readOf, runInstance, stateJson } from '../spec/transition.ts';
import { toJson } from '../spec/value.ts';
import type { LaneJson, MessageJson, Trace, TraceStep } from './outcome.ts';

/** A way through the state space: the index of an initial state, and the instances taken. */
export interface Schedule {
  readonly start: number;
  readonly instances: readonly Instance[];
}

/**
 * The instances with the given names.
 *
 * @throws UsageError for a name that the model does not have
 */
export function instancesNamed(model: Model, names: readonly string[]): Instance[] {
  const byName = new Map(model.actions.map((instance) => [instance.name, instance]));
  return names.map((name) => {
    const instance = byName.get(name);
    if (!instance) throw unknownName('instance', name, [...byName.keys()]);
    return instance;
  });
}

/**
 * All states of a schedule, the initial one first.
 *
 * @throws UsageError at the first instance that is disabled, with the number of its step
 */
export function statesOf(model: Model, { start, instances }: Schedule): State[] {
  const initial = initialStates(model)[start];
  if (!initial) throw new UsageError(`there is no initial state ${start}`);
  const states = follow(model, initial, instances);
  const at = states.length - 1;
  const stopped = instances[at];
  if (stopped === undefined) return states;
  throw new UsageError(
    `step ${at + 1}, ${stopped.name}, is disabled in the state that step ${at} led to`,
  );
}

/** The states that instances lead to from a given one, which is the first, up to the first that is disabled. */
export function follow(model: Model, initial: State, instances: readonly Instance[]): State[] {
  const states = [initial];
  for (const [at, instance] of instances.entries()) {
    const after = next(model, states[at] as State, instance);
    if (after === disabled) break;
    states.push(after);
  }
  return states;
}

/** Which initial state a trace starts from, or -1; cells that the trace does not know do not count. */
export function startLike(model: Model, recorded: Trace['initial']): number {
  const cells = Object.keys(recorded);
  return initialStates(model)
    .map((state) => stateJson(model, state))
    .findIndex((start) => cells.every((cell) => isDeepStrictEqual(start[cell], recorded[cell])));
}

/** The trace of a schedule. */
export function traceOf(model: Model, schedule: Schedule): Trace {
  const states = statesOf(model, schedule);
  const { cells } = model.layout;
  const [initial] = states as [State];
  const numbers = new MessageNumbers(cells, initial);
  const steps = schedule.instances.map((instance, at): TraceStep => {
    const before = states[at] as State;
    const after = states[at + 1] as State;
    return {
      instance: instance.name,
      action: instance.action,
      lane: laneJson(instance.lane),
      ids: instance.ids.map(String),
      kind: instance.kind,
      label: instance.label,
      reads: cellsRead(model, instance, before).map(({ name }) => name),
      changes: cells
        .filter((cell) => !is(before[cell.index], after[cell.index]))
        .map((cell) => ({
          cell: cell.name,
          before: toJson(before[cell.index]),
          after: toJson(after[cell.index]),
        })),
      ...numbers.follow(instance, before, after),
    };
  });
  return { initial: stateJson(model, initial), steps, loop: null };
}

/** The cells that an action reads in a state, in order, whether it is enabled there or not. */
export function cellsRead(model: Model, instance: Instance, state: State): AnyCell[] {
  const reads = new Set<number>();
  const read = readOf(model, instance.name, (index) => {
    reads.add(index);
    return state[index];
  });
  runInstance(model, instance, read);
  return [...reads].map((index) => model.layout.cells[index] as AnyCell);
}

type Messages = Pick<TraceStep, 'sends' | 'receives' | 'fault'>;

/** Follows each message from the step that sends it to the step that takes it. */
class MessageNumbers {
  readonly #channels: readonly AnyCell[];
  readonly #queues = new Map<AnyCell, number[]>();
  #next = 1;

  constructor(cells: readonly AnyCell[], initial: State) {
    this.#channels = cells.filter((cell) => cell.kind === 'channel');
    let underWay = 0;
    for (const channel of this.#channels) {
      const { size } = initial[channel.index] as List<unknown>;
      this.#queues.set(
        channel,
        Array.from({ length: size }, () => underWay--),
      );
    }
  }

  follow(instance: Instance, before: State, after: State): Messages {
    const sends: MessageJson[] = [];
    const receives: MessageJson[] = [];
    let fault: TraceStep['fault'] = null;
    for (const channel of this.#channels) {
      const old = before[channel.index] as List<unknown>;
      const now = after[channel.index] as List<unknown>;
      if (is(old, now) && !instance.channelFault) continue;
      if (is(old, now) && !instance.ids.some((id) => id.label === channel.name)) continue;
      const queue = this.#queues.get(channel) as number[];
      const message = (number: number, value: unknown): MessageJson => ({
        channel: channel.name,
        from: laneJson(channel.ends?.from as Lane),
        to: laneJson(channel.ends?.to as Lane),
        number,
        message: toJson(value),
      });
      if (instance.channelFault) {
        const head = message(queue[0] as number, old.first());
        const copies = instance.channelFault === 'duplicates';
        const copy = copies ? message(this.#next++, old.first()) : null;
        if (instance.channelFault !== 'duplicates') queue.shift();
        if (instance.channelFault === 'delays') queue.push(head.number);
        if (copy) queue.push(copy.number);
        fault = { kind: instance.channelFault, message: head, copy };
        continue;
      }
      const taken = takenFrom(old, now);
      for (let at = 0; at < taken; at++) {
        receives.push(message(queue.shift() as number, old.get(at)));
      }
      for (let at = old.size - taken; at < now.size; at++) {
        const number = this.#next++;
        queue.push(number);
        sends.push(message(number, now.get(at)));
      }
    }
    return { sends, receives, fault };
  }
}

/** How many messages were taken off the head: the fewest that leave a prefix of the new queue. */
function takenFrom(old: List<unknown>, now: List<unknown>): number {
  for (let taken = 0; taken < old.size; taken++) {
    const rest = old.size - taken;
    if (rest <= now.size && is(old.skip(taken).toList(), now.take(rest).toList())) return taken;
  }
  return old.size;
}

/** A role instance as reports name it. */
export function laneJson(lane: Lane): LaneJson {
  return { role: lane.role, ids: lane.ids.map((id) => id.label) };
}
