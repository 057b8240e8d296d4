/**
 * What the CPO sends: orders to nodes, answers to admins.
 */
import type { Assignment, Read } from '../../../spec/cells.ts';
import { send } from '../../../spec/kit/channel.ts';
import type { World } from './cells.ts';
import type { Incarnation, Report, Request } from './nouns.ts';
import { Done, Order } from './nouns.ts';
import type { AdminId, NameId, PartitionId } from './scope.ts';
import { nodeOf } from './views.ts';

/** The same order to the nodes of some partitions of an incarnation. */
export function order(
  read: Read,
  world: World,
  verb: Order['verb'],
  name: NameId,
  inc: Incarnation,
  partitions: readonly PartitionId[],
): Assignment[] {
  return partitions.map((part) => {
    const channel = world.at.toNode(nodeOf(read, world, inc, part));
    return send(read, channel, Order({ verb, name, part, inc }));
  });
}

/** Is there a message about this partition of this incarnation, in either direction? `verb` narrows the question. */
export function isUnderWay(
  read: Read,
  world: World,
  inc: Incarnation,
  part: PartitionId,
  verb?: Order['verb'],
): boolean {
  const m = nodeOf(read, world, inc, part);
  const asks = (message: Order) => message.inc === inc && (!verb || message.verb === verb);
  const answers = (message: Report) =>
    message.inc === inc && (!verb || message.verb === answerTo[verb]);
  return read(world.at.toNode(m)).some(asks) || read(world.at.fromNode(m)).some(answers);
}

const answerTo = { offload: 'offloaded', assign: 'assigned' } as const;

type Result = Done['result'];

/** The answer to a request of an admin. */
export function answer(
  read: Read,
  { at }: World,
  a: AdminId,
  { verb, name, request }: Pick<Request, 'verb' | 'name' | 'request'>,
  result: Result,
  inc: Incarnation = 0,
): Assignment {
  return send(read, at.toAdmin(a), Done({ verb, name, inc, result, request }));
}

/** The answer to the admin that waits for the work on a name. */
export function answerWork(read: Read, world: World, name: NameId, result: Result): Assignment[] {
  const { kind, admin, request } = read(world.at.work(name));
  if (!admin || kind === 'none' || kind === 'gaveUp') return [];
  const { inc } = read(world.at.catalog(name));
  return [answer(read, world, admin, { verb: kind, name, request }, result, inc)];
}
