/**
 * The node: it runs at most one partition, obeys the CPO, and settles the intents of ended transactions.
 */
import { Set as SetOf } from 'immutable';
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import { head, receive, send } from '../../../spec/kit/channel.ts';
import { loseVolatile } from '../../../spec/kit/crash.ts';
import type { World } from './cells.ts';
import type { Incarnation, Order } from './nouns.ts';
import { Module, Report, Stop, Tr } from './nouns.ts';
import { resolve } from './pushes.ts';
import type { KeyId, NodeId, TxnId } from './scope.ts';
import { load, putTr, settle, unload } from './storage.ts';
import { dropping, home, live, same, serves } from './views.ts';

/** What a node does. */
export const node = (world: World) => ({
  handlesOffload: handlesOffload(world),
  completesStop: completesStop(world),
  handlesAssign: handlesAssign(world),
  crashes: crashes(world),
});

/** What a node does about each transaction that it coordinates. */
export const nodeForRecords = (world: World) => ({ expiresTr: expiresTr(world) });

/** What a node does about each key of each transaction that it coordinates. */
export const nodeForWrites = (world: World) => ({ finalizes: finalizes(world) });

/** What a node does about each key that it holds. */
export const nodeForKeys = (world: World) => ({ expiresIntent: expiresIntent(world) });

/** (4) A node unloads by the name in the message; whether it also compares the id is a switch. */
const handlesOffload = (world: World) =>
  action.system('handles an OFFLOAD (4)', (read, m: NodeId) => {
    const { at, variant } = world;
    const asked = head(read, at.toNode(m));
    if (asked?.verb !== 'offload') return disabled;
    const taken = receive(read, at.toNode(m));
    const module = read(at.module(m));
    if (read(at.gone(m)).has(asked.inc)) return [taken, report(read, world, m, asked, 'done')];
    const other = variant.offloadMsg === 'byId' && !same(read, world, module.inc, asked.inc);
    if (module.phase === 'none' || other) return [taken, report(read, world, m, asked, 'missing')];
    if (variant.unload === 'immediate' || variant.unload === 'handOver') {
      return [taken, ...unload(read, world, m), report(read, world, m, asked, 'done')];
    }
    const stop = Stop({ inc: asked.inc, module: module.inc });
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
      report(read, world, m, { verb: 'offload', inc: stop.inc }, 'done'),
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
    const asked = head(read, at.toNode(m));
    if (asked?.verb !== 'assign') return disabled;
    const { inc } = asked;
    const answers = (was: 'done' | 'refused') => [
      receive(read, at.toNode(m)),
      report(read, world, m, asked, was),
    ];
    if (read(at.gone(m)).has(inc) || !confirmed(read, world, asked)) return answers('refused');
    const module = read(at.module(m));
    if (module.phase !== 'none') {
      return answers(alreadyServes(read, world, module.inc, inc) ? 'done' : 'refused');
    }
    const fences =
      variant.collectionId === 'startTsFence' || variant.collectionId === 'startTsFenceWrites';
    const open = (t: TxnId) => read(at.txn(t)).phase === 'open';
    const older = SetOf(fences ? scope.txns.filter(open) : []);
    return [
      at.module(m).becomes(Module({ phase: 'serving', inc, older })),
      ...load(read, world, m, inc),
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
function alreadyServes(read: Read, world: World, there: Incarnation, inc: Incarnation): boolean {
  switch (world.variant.assignCheck) {
    case 'refuseBusy':
      return false;
    case 'byPvid':
      return true;
    case 'byId':
    case 'byIdConfirmed':
      return same(read, world, there, inc);
  }
}

/** A participant that has vanished is skipped; one that is being loaded is waited for. */
const finalizes = (world: World) =>
  action.system('settles {key} for transaction {txn}', (read, m: NodeId, t: TxnId, k: KeyId) => {
    const { at, scope } = world;
    const tr = read(at.tr(m, t));
    const decided = tr.status === 'aborted' || (tr.status === 'committed' && tr.scheduled);
    if (!decided || !tr.todo.has(k)) return disabled;
    const place = scope.placeOf(k);
    const there = home(read, world, place);
    const up = there !== undefined && serves(read, world, there);
    if (!up && live(read, world, place.name) !== 0) return disabled;
    const todo = tr.todo.delete(k);
    const mine = up && read(at.row(there, k)).intent === t;
    return [
      ...putTr(read, world, m, t, todo.isEmpty() ? Tr() : tr.set('todo', todo)),
      ...(mine ? settle(read, world, there, k, tr.status === 'committed') : []),
    ];
  });

/** The client has gone: its open record is found to be aborted. */
const expiresTr = (world: World) =>
  action.system(
    'finds that the client of transaction {txn} has aborted',
    (read, m: NodeId, t: TxnId) => {
      const { at } = world;
      if (read(at.tr(m, t)).status !== 'inProgress') return disabled;
      const { phase, wrote } = read(at.txn(t));
      if (phase !== 'aborted') return disabled;
      return putTr(read, world, m, t, Tr({ status: 'aborted', todo: wrote }));
    },
  );

/**
 * The retention window of an intent has ended, and nobody is left who would settle it. The window outlasts a drop
 * of its coordinator that can still progress.
 */
const expiresIntent = (world: World) =>
  action.system(
    'finds the intent on {key} expired and asks for its fate',
    (read, m: NodeId, k: KeyId) => {
      const { at, variant } = world;
      const { intent: u, trh } = read(at.row(m, k));
      if (!u || read(at.txn(u)).phase === 'open' || isLookedAfter(read, world, u)) return disabled;
      const ending = read(at.work(trh.name)).kind === 'drop';
      if (ending && read(at.catalog(trh.name)).inc === trh.inc) return disabled;
      switch (resolve(read, world, u, trh)) {
        case 'commit':
          return settle(read, world, m, k, true);
        case 'abort':
          return settle(read, world, m, k, false);
        case 'gone':
        case 'noTr':
          return variant.trhGone === 'blocked' ? disabled : settle(read, world, m, k, false);
        case 'wait':
        case 'running':
          return disabled;
      }
    },
  );

/** Does some node hold a record of this transaction that will settle its intents, or that goes with its module? */
function isLookedAfter(read: Read, { at, scope }: World, u: TxnId): boolean {
  return scope.nodes.some((m) => {
    const { status, scheduled } = read(at.tr(m, u));
    if (status === 'none') return false;
    return status !== 'committed' || scheduled || read(at.module(m)).phase === 'stopping';
  });
}

/** The node comes back at once, without its module; the log and the channels are not touched. */
const crashes = (world: World) =>
  action.fault('crashes and comes back without its module', (read, m: NodeId) => {
    const { at, scope } = world;
    const left = read(at.nodeCrashes);
    if (left === 0 || !serves(read, world, m)) return disabled;
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
  { at, scope }: World,
  m: NodeId,
  { verb, inc }: Pick<Order, 'verb' | 'inc'>,
  was: Report['was'],
): Assignment {
  const done = verb === 'offload' ? 'offloaded' : 'assigned';
  return send(read, at.fromNode(m), Report({ verb: done, ...scope.placeOfNode(m), inc, was }));
}
