/**
 * Orders of the CPO to nodes: one for each partition, sent to whoever has it, and again where they got lost.
 */
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import { send } from '../../../spec/kit/channel.ts';
import type { World } from './cells.ts';
import type { DropWork, Incarnation } from './nouns.ts';
import { Done, Order, PushWork } from './nouns.ts';
import type { NodeId, PartitionId } from './scope.ts';

/** What the CPO sends about each partition. */
export const cpoForPartitions = (world: World) => ({
  sendsTruncate: sendsTruncate(world),
  retriesTruncate: retriesTruncate(world),
  retriesPush: retriesPush(world),
});

/** (5) The standby is told too where the CPO is to do so; it then has to answer like everybody. */
const sendsTruncate = (world: World) =>
  action.system('tells partition {partition} to truncate (5)', (read, p: PartitionId) => {
    const { at } = world;
    const work = read(at.dropWork);
    if (!work.unsent.has(p)) return disabled;
    const order = trunc(work, p);
    const owner = read(at.owner(p));
    const standby = toldOfDrops(world, p, owner);
    return [
      at.dropWork.becomes(
        work.merge({ unsent: work.unsent.delete(p), standby: work.standby || !!standby }),
      ),
      send(read, at.toNode(owner), order),
      ...(standby ? [send(read, at.toNode(standby), order.set('standby', true))] : []),
    ];
  });

/**
 * A time-out: it fires only where the request or its answer is really gone. A standby that has to answer is told again
 * too: else a lost order to it would keep the drop waiting, which is a fault of the model and not of the design.
 */
const retriesTruncate = (world: World) =>
  action.system(
    'hears nothing and will tell partition {partition} again',
    (read, p: PartitionId) => {
      const { at } = world;
      const work = read(at.dropWork);
      if (work.kind === 'none' || work.unsent.has(p)) return disabled;
      const owner = read(at.owner(p));
      const standby = toldOfDrops(world, p, owner);
      const gone = (m: NodeId | undefined) =>
        m && read(at.reachable(m)) && !underWay(read, world, trunc(work, p), m !== owner);
      const silent = work.waiting.has(p) && gone(owner);
      if (!silent && !(work.standby && standby && gone(standby))) return disabled;
      return [at.dropWork.becomes(work.set('unsent', work.unsent.add(p)))];
    },
  );

/** A push that failed fails the create, although the schema is known from now on (F1); or it is sent again. */
const retriesPush = (world: World) =>
  action.system(
    'hears nothing about the schema from partition {partition}',
    (read, p: PartitionId) => {
      const { at, variant } = world;
      const { inc, waiting, admin, request } = read(at.pushWork);
      if (inc === 0 || !waiting.has(p)) return disabled;
      if (underWay(read, world, Order({ verb: 'push', inc, part: p }), false)) return disabled;
      if (variant.pushRetry === 'untilAcked') return pushToOwner(read, world, p, inc);
      const failed = Done({ verb: 'create', inc, result: 'error', request });
      return [
        at.pushWork.becomes(PushWork()),
        ...(admin ? [send(read, at.toAdmin(admin), failed)] : []),
      ];
    },
  );

/** A new schema goes to the node of a partition, and to its standby. */
export function push(read: Read, world: World, p: PartitionId, inc: Incarnation): Assignment[] {
  const { at } = world;
  const standby = standbyOf(world, p, read(at.owner(p)));
  const order = Order({ verb: 'push', inc, part: p, standby: true });
  return [
    ...pushToOwner(read, world, p, inc),
    ...(standby ? [send(read, at.toNode(standby), order)] : []),
  ];
}

function pushToOwner(read: Read, { at }: World, p: PartitionId, inc: Incarnation): Assignment[] {
  return [send(read, at.toNode(read(at.owner(p))), Order({ verb: 'push', inc, part: p }))];
}

function trunc({ kind, inc, epoch }: DropWork, part: PartitionId): Order {
  return Order({ verb: 'trunc', inc, keep: kind === 'truncate', epoch, part });
}

function standbyOf({ scope }: World, p: PartitionId, owner: NodeId): NodeId | undefined {
  const { standby, partitions } = scope;
  return p === partitions[0] && standby !== owner ? standby : undefined;
}

/** The standby, if it is the CPO that tells it of drops. */
function toldOfDrops(world: World, p: PartitionId, owner: NodeId): NodeId | undefined {
  const tells = ['cpoTruncates', 'filtersUnknown', 'filtersDropped'];
  return tells.includes(world.variant.standby) ? standbyOf(world, p, owner) : undefined;
}

/** Is an order about a partition, or its answer, on its way? Before a node that will never take it, it is gone. */
function underWay(
  read: Read,
  { at, scope }: World,
  { verb, inc, keep, part }: Order,
  standby: boolean,
): boolean {
  const answer = { trunc: 'truncated', push: 'pushed' }[verb];
  const about = (message: Pick<Order, 'inc' | 'keep' | 'part' | 'standby'>) =>
    message.inc === inc &&
    message.keep === keep &&
    message.part === part &&
    message.standby === standby;
  const takes = (m: NodeId) =>
    m === read(at.owner(part)) || (read(at.reachable(m)) && read(at.node(m)).role !== 'down');
  return scope.nodes.some(
    (m) =>
      read(at.fromNode(m)).some((message) => message.verb === answer && about(message)) ||
      (read(at.toNode(m)).some((message) => message.verb === verb && about(message)) && takes(m)),
  );
}
