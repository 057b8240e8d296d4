/**
 * What the CPO does when something has failed: a message is gone, a node is cut off or came back empty, or the CPO
 * itself has forgotten what it was doing.
 *
 * Time-outs fire only where the message is really gone, or where the node cannot be reached.
 */
import { Set as SetOf } from 'immutable';
import type { Step } from '../../../spec/actions.ts';
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import { loseVolatile } from '../../../spec/kit/crash.ts';
import type { World } from './cells.ts';
import { freeNodes } from './cpo.ts';
import type { Incarnation } from './nouns.ts';
import { Catalog, Work } from './nouns.ts';
import { answerWork, isUnderWay, order } from './orders.ts';
import type { NameId, NodeId, PartitionId } from './scope.ts';
import { logOf, nodeOf } from './views.ts';

/** What becomes of the CPO itself. */
export const cpo = (world: World) => ({ crashes: crashes(world) });

/** What it makes up for, name by name. */
export const cpoRecovers = (world: World) => ({
  retriesAssign: retriesAssign(world),
  timesOut: timesOut(world),
  resumes: resumes(world),
});

/** What it makes up for, node by node. */
export const cpoReloads = (world: World) => ({ reloads: reloads(world) });

/** It comes back at once, with what is in its file. Channels are not touched. */
const crashes = ({ at }: World) =>
  action.fault('crashes and comes back with what is on file', (read) => {
    const left = read(at.cpoCrashes);
    if (left === 0) return disabled;
    return [
      at.cpoCrashes.becomes(left - 1),
      ...loseVolatile([...at.work.all, ...at.nodeMap.all, at.vended, ...at.deleted.all]),
    ];
  });

const retriesAssign = (world: World) =>
  action.system('hears nothing and sends the ASSIGN of {name} again', (read, n: NameId) => {
    const { at, scope } = world;
    const { kind, waiting, refused } = read(at.work(n));
    if (kind !== 'create') return disabled;
    const { status, inc } = read(at.catalog(n));
    if (status !== 'live') return disabled;
    const silent = scope.partitions.filter(
      (p) =>
        waiting.has(p) &&
        !refused.has(p) &&
        isReachable(read, world, inc, p) &&
        !isUnderWay(read, world, inc, p),
    );
    return silent.length === 0 ? disabled : order(read, world, 'assign', n, inc, silent);
  });

/** A node has answered nothing to an OFFLOAD, and never will; or it cannot be reached. */
const timesOut = (world: World) =>
  action.system('hears nothing about the drop of {name}', (read, n: NameId) => {
    const { at, variant, scope } = world;
    const work = read(at.work(n));
    if (work.kind !== 'drop') return disabled;
    const { inc } = read(at.catalog(n));
    const stalled = scope.partitions.filter(
      (p) => work.waiting.has(p) && isStalled(read, world, inc, p),
    );
    if (stalled.length === 0) return disabled;
    if (variant.dropFailure === 'userRetries') {
      return [at.work(n).becomes(Work({ kind: 'gaveUp' })), ...answerWork(read, world, n, 'error')];
    }
    const dead = stalled.find((p) => mayBeDeclaredDead(read, world, inc, p));
    return dead
      ? [
          at.work(n).becomes(work.set('waiting', work.waiting.delete(dead))),
          ...declareDead(read, world, n, dead, inc),
        ]
      : asksAgain(read, world, n, inc, stalled);
  });

function asksAgain(
  read: Read,
  world: World,
  n: NameId,
  inc: Incarnation,
  stalled: readonly PartitionId[],
): Step {
  const within = stalled.filter((p) => isReachable(read, world, inc, p));
  return within.length === 0 ? disabled : order(read, world, 'offload', n, inc, within);
}

/** Nobody waits for this node any more, and nobody gets it. A seal keeps what it still does out of the log. */
function declareDead(
  read: Read,
  world: World,
  name: NameId,
  part: PartitionId,
  inc: Incarnation,
): Assignment[] {
  const { at, variant } = world;
  const sealed = read(at.sealed(name, part));
  return [
    at.nodeMap(nodeOf(read, world, inc, part)).becomes('dead'),
    ...(variant.fence === 'seal'
      ? [at.sealed(name, part).becomes(sealed.add(logOf(read, world, inc)))]
      : []),
  ];
}

/**
 * After a crash, what is on file half done is done or undone, for nobody who waits. Nodes that a creation had taken are
 * free again with it: where the node map is durable they would have been lost for ever to a name that nobody has.
 */
const resumes = (world: World) =>
  action.system('goes on with what it has on file about {name}', (read, n: NameId) => {
    const { at, variant, scope } = world;
    if (variant.resume === 'no' || read(at.work(n)).kind !== 'none') return disabled;
    const { status, inc, assigned } = read(at.catalog(n));
    switch (status) {
      case 'absent':
        return disabled;
      case 'half':
        return [at.catalog(n).becomes(Catalog()), ...freeNodes(read, world, n)];
      case 'deleting':
        return [
          at.work(n).becomes(Work({ kind: 'drop', waiting: SetOf(scope.partitions) })),
          ...order(read, world, 'offload', n, inc, scope.partitions),
        ];
      case 'live': {
        const missing = scope.partitions.filter((p) => !assigned.has(p));
        if (missing.length === 0) return disabled;
        return [
          at.work(n).becomes(Work({ kind: 'create', waiting: SetOf(missing) })),
          ...order(read, world, 'assign', n, inc, missing),
        ];
      }
    }
  });

/** A partition whose node came back without it is assigned again. */
const reloads = (world: World) =>
  action.system('sees that node {node} restarted and assigns again', (read, m: NodeId) => {
    const { at, variant, scope } = world;
    if (variant.reload === 'none' || !read(at.restarted(m))) return disabled;
    if (read(at.module(m)).phase !== 'none' || !read(at.toNode(m)).isEmpty()) return disabled;
    for (const n of scope.names) {
      const { status, inc, assigned } = read(at.catalog(n));
      if (status !== 'live' || read(at.work(n)).kind !== 'none') continue;
      const lost = assigned.find((p) => nodeOf(read, world, inc, p) === m);
      if (lost) return order(read, world, 'assign', n, inc, [lost]);
    }
    return disabled;
  });

function isReachable(read: Read, world: World, inc: Incarnation, p: PartitionId): boolean {
  return read(world.at.link(nodeOf(read, world, inc, p))).reachable;
}

/** Is there nothing left from which an answer to the OFFLOAD could come? */
function isStalled(read: Read, world: World, inc: Incarnation, p: PartitionId): boolean {
  if (!isReachable(read, world, inc, p)) return true;
  const stops = read(world.at.stops(nodeOf(read, world, inc, p)));
  return !isUnderWay(read, world, inc, p, 'offload') && !stops.some((stop) => stop.inc === inc);
}

/** A node that cannot be reached is dead; where it holds a lease, only once that is over. */
function mayBeDeclaredDead(read: Read, world: World, inc: Incarnation, p: PartitionId): boolean {
  const { at, variant } = world;
  if (variant.dropFailure !== 'declareDead') return false;
  const { reachable, lease } = read(at.link(nodeOf(read, world, inc, p)));
  return !reachable && (variant.fence !== 'lease' || !lease);
}
