/**
 * FIFO channels and what a network may do to them.
 *
 * A channel is a cell that holds a List of messages, head first. Faults spend a budget and act on the head of one
 * channel: lose it, append a copy of it, or move it behind all others.
 */
import type { List } from 'immutable';
import type { ChannelFault, Instance, Step, Verb } from '../actions.ts';
import { action, disabled, forEach } from '../actions.ts';
import type { AnyCell, Assignment, Cell, Channel, Read } from '../cells.ts';
import type { Id } from '../ids.ts';
import { ids } from '../ids.ts';

/** Appends messages to a channel, first one first. */
export function send<M>(read: Read, channel: Channel<M>, ...messages: readonly M[]): Assignment {
  return channel.becomes(read(channel).push(...messages));
}

/** The message at the head of a channel, if there is one. */
export function head<M>(read: Read, channel: Channel<M>): M | undefined {
  return read(channel).first();
}

/** Takes the head off a channel. */
export function receive<M>(read: Read, channel: Channel<M>): Assignment {
  return channel.becomes(read(channel).shift());
}

/** The budgets of the three faults of a network, each a cell of the system. */
export interface NetworkBudgets {
  readonly losses: Cell<number>;
  readonly duplicates: Cell<number>;
  readonly reorderings: Cell<number>;
}

interface Fault {
  readonly channelFault: ChannelFault;
  readonly budget: Cell<number>;
  readonly label: string;
  /** How many messages there must be. */
  readonly least: number;
  readonly effect: (queue: List<unknown>) => List<unknown>;
}

/**
 * The faults of a network on the given channels, as instances of the role `network`.
 *
 * @example
 * actions: [...forEach('cpo', [], cpo(world)), ...networkFaults(at, at.toNode.all)]
 */
export function networkFaults(
  budgets: NetworkBudgets,
  channels: readonly AnyCell[],
): Instance<`network.${ChannelFault}`>[] {
  const domain = ids(
    'channel',
    channels.map((channel) => channel.name),
  );
  const faults: readonly Fault[] = [
    {
      channelFault: 'loses',
      budget: budgets.losses,
      label: 'loses the first message in {channel}',
      least: 1,
      effect: (queue) => queue.shift(),
    },
    {
      channelFault: 'duplicates',
      budget: budgets.duplicates,
      label: 'repeats the first message in {channel}',
      least: 1,
      effect: (queue) => queue.push(queue.first()),
    },
    {
      channelFault: 'delays',
      budget: budgets.reorderings,
      label: 'delays the first message in {channel} behind all others',
      least: 2,
      effect: (queue) => queue.shift().push(queue.first()),
    },
  ];
  const verbs = Object.fromEntries(
    faults.map((fault) => [fault.channelFault, verbOf(fault, channels)]),
  ) as Record<ChannelFault, Verb<[Id<'channel'>]>>;
  return forEach('network', [domain], verbs);
}

function verbOf(fault: Fault, channels: readonly AnyCell[]): Verb<[Id<'channel'>]> {
  const run = (read: Read, id: Id<'channel'>): Step => {
    const channel = channels[id.ordinal - 1] as Channel<unknown>;
    const left = read(fault.budget);
    if (left === 0) return disabled;
    const queue = read(channel);
    if (queue.size < fault.least) return disabled;
    return [fault.budget.becomes(left - 1), channel.becomes(fault.effect(queue))];
  };
  return { ...action.fault(fault.label, run), channelFault: fault.channelFault };
}
