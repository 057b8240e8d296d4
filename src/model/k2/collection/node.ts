/**
 * The node: it runs at most one partition and obeys the CPO. What it does for transactions is in `settling.ts`.
 */
import { Set as SetOf } from 'immutable';
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import { head, receive, send } from '../../../spec/kit/channel.ts';
import { loseVolatile } from '../../../spec/kit/crash.ts';
import type { World } from './cells.ts';
import type { Order } from './nouns.ts';
import { Link, Module, Report, Stop } from './nouns.ts';
import type { NodeId, TxnId } from './scope.ts';
import { load, unload } from './storage.ts';
import { dropping, live, same } from './views.ts';

/** What a node does. */
export const node = (world: World) => ({
  handlesOffload: handlesOffload(world),
  completesStop: completesStop(world),
  handlesAssign: handlesAssign(world),
  leaseRunsOut: leaseRunsOut(world),
  crashes: crashes(world),
});

/** What happens to the link between the CPO and a node. */
export const network = (world: World) => ({ cuts: cuts(world) });

/** (4) A node unloads by the name in the message; whether it also compares the id is a switch. */
const handlesOffload = (world: World) =>
  action.system('handles an OFFLOAD (4)', (read, m: NodeId) => {
    const { at, variant } = world;
    const asked = nextOrder(read, world, m);
    if (asked?.verb !== 'offload') return disabled;
    const { name, part, inc } = asked;
    const taken = receive(read, at.toNode(m));
    const answers = (was: Report['was']) => report(read, world, m, asked, was);
    const module = read(at.module(m));
    if (read(at.gone(m)).has(inc)) return [taken, answers('done')];
    if (module.phase === 'none') return [taken, answers('missing')];
    if (module.name !== name) return [taken, answers('refused')];
    const other = variant.offloadMsg === 'byId' && !same(read, world, module.inc, inc);
    if (other) return [taken, answers('missing')];
    if (variant.unload === 'immediate' || variant.unload === 'handOver') {
      return [taken, ...unload(read, world, m), answers('done')];
    }
    const stop = Stop({ name, part, inc, module: module.inc });
    return [
      taken,
      at.module(m).becomes(module.set('phase', 'stopping')),
      at.stops(m).becomes(read(at.stops(m)).push(stop)),
    ];
  });

/** A stop ends once its drain is over; a stop that finds another module is a question of its own. */
const completesStop = (world: World) =>
  action.system('ends its stop and unloads', (read, m: NodeId) => {
    const { at, variant } = world;
    const stops = read(at.stops(m));
    const stop = stops.first();
    if (!stop) return disabled;
    const { phase, inc } = read(at.module(m));
    if (phase === 'stopping' && !drained(read, world, m)) return disabled;
    const unloads = variant.stopContinuation === 'blind' || inc === stop.module;
    return [
      at.stops(m).becomes(stops.shift()),
      ...(unloads ? unload(read, world, m) : []),
      report(read, world, m, { verb: 'offload', ...stop.toObject() }, 'done'),
    ];
  });

/** Is there nothing left that this way of unloading waits for? */
function drained(read: Read, { at, scope, variant }: World, m: NodeId): boolean {
  return scope.writers.every((t) => {
    const { status, scheduled } = read(at.tr(m, t));
    if (status === 'committed') return variant.unload === 'drainScheduled' && !scheduled;
    return status !== 'inProgress' || variant.unload !== 'drainAll';
  });
}

/** (6) The node of a created collection loads what the log of that collection has. */
const handlesAssign = (world: World) =>
  action.system('handles an ASSIGN (6)', (read, m: NodeId) => {
    const { at, variant, scope } = world;
    const asked = nextOrder(read, world, m);
    if (asked?.verb !== 'assign') return disabled;
    const { name, part, inc } = asked;
    const answers = (was: 'done' | 'refused') => [
      receive(read, at.toNode(m)),
      report(read, world, m, asked, was),
    ];
    if (read(at.gone(m)).has(inc) || !confirmed(read, world, asked)) return answers('refused');
    const module = read(at.module(m));
    if (module.phase !== 'none') {
      return answers(alreadyServes(read, world, module, asked) ? 'done' : 'refused');
    }
    const fences =
      variant.collectionId === 'startTsFence' || variant.collectionId === 'startTsFenceWrites';
    const open = (t: TxnId) => read(at.txn(t)).phase === 'open';
    const older = SetOf(fences ? scope.txns.filter(open) : []);
    return [
      at.module(m).becomes(Module({ phase: 'serving', name, part, inc, older })),
      ...load(read, world, m, asked, inc),
      at.restarted(m).becomes(false),
      ...answers('done'),
    ];
  });

/** Does the CPO, asked before the load, still want this incarnation? */
function confirmed(read: Read, world: World, { name, inc }: Order): boolean {
  const { assignCheck, offloadMissing } = world.variant;
  if (assignCheck !== 'byIdConfirmed' || live(read, world, name) === inc) return true;
  return offloadMissing === 'reloadThenDrain' && dropping(read, world, name) === inc;
}

/** Does the module that is there already count as the one that is to be loaded? */
function alreadyServes(read: Read, world: World, module: Module, asked: Order): boolean {
  switch (world.variant.assignCheck) {
    case 'refuseBusy':
      return false;
    case 'byPvid':
      // A partition version does not say of which collection.
      return module.part === asked.part;
    case 'byId':
    case 'byIdConfirmed':
      return module.name === asked.name && same(read, world, module.inc, asked.inc);
  }
}

/** What the CPO asks next; a node that is cut off is asked nothing. */
function nextOrder(read: Read, { at }: World, m: NodeId): Order | undefined {
  const asked = head(read, at.toNode(m));
  return asked && read(at.link(m)).reachable ? asked : undefined;
}

/** Cut off from the CPO, it cannot renew its lease and stops serving; what it has in memory stays there. */
const leaseRunsOut = ({ at, variant }: World) =>
  action.system('sees its lease run out and stops serving', (read, m: NodeId) => {
    const { reachable, lease } = read(at.link(m));
    if (variant.fence !== 'lease' || reachable || !lease) return disabled;
    return [at.link(m).becomes(Link({ reachable, lease: false }))];
  });

/** For good: a link that comes back is a message that is late. Clients and other nodes still reach the node. */
const cuts = ({ at }: World) =>
  action.fault('cuts node {node} off from the CPO', (read, m: NodeId) => {
    const left = read(at.cuts);
    if (left === 0) return disabled;
    const link = read(at.link(m));
    if (!link.reachable) return disabled;
    return [at.cuts.becomes(left - 1), at.link(m).becomes(link.set('reachable', false))];
  });

/** The node comes back at once, without its module; the log and the channels are not touched. */
const crashes = (world: World) =>
  action.fault('crashes and comes back without its module', (read, m: NodeId) => {
    const { at, scope } = world;
    const left = read(at.nodeCrashes);
    if (left === 0 || read(at.module(m)).phase === 'none') return disabled;
    return [
      at.nodeCrashes.becomes(left - 1),
      at.restarted(m).becomes(true),
      ...loseVolatile([
        at.module(m),
        at.stops(m),
        at.gone(m),
        ...scope.keys.map((k) => at.row(m, k)),
        ...scope.writers.map((t) => at.tr(m, t)),
      ]),
    ];
  });

/** The answer to an order of the CPO. */
function report(
  read: Read,
  { at }: World,
  m: NodeId,
  { verb, name, part, inc }: Pick<Order, 'verb' | 'name' | 'part' | 'inc'>,
  was: Report['was'],
): Assignment {
  const done = verb === 'offload' ? 'offloaded' : 'assigned';
  return send(read, at.fromNode(m), Report({ verb: done, name, part, inc, was }));
}
