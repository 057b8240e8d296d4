/**
 * The kernel: TC executes operations, DICT drops and creates tables, restarts may renumber.
 */
import { Set as SetOf } from 'immutable';
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import type { World } from './cells.ts';
import type { ClientId, Fault, NameId, ObjectId, Operation, UserId } from './nouns.ts';
import { Drop, Handle, Table, Touch } from './nouns.ts';
import { kindOf, turn } from './script.ts';
import type { Found } from './views.ts';
import { differs, found, freshHandle, isScripted, otherTable } from './views.ts';

/** What TC does for a client. */
export const tc = (world: World) => ({ executes: executes(world), timesOut: timesOut(world) });

/** What a user of DDL asks for. */
export const user = (world: World) => ({ drops: drops(world) });

/** What DICT does about drops. */
export const dictForDrops = (world: World) => ({
  handlesDrop: handlesDrop(world),
  finishesDrop: finishesDrop(world),
});

/** What DICT does about names. */
export const dictForNames = (world: World) => ({ creates: creates(world) });

export const fault = (world: World) => ({ renumbers: renumbers(world) });

/** What the kernel makes of an operation: the table that it runs on, or why it is refused. */
function judge(read: Read, world: World, c: ClientId, { name, handle }: Operation): Found | Fault {
  const target = found(read, world, name, handle);
  if (!target) return '284';
  if (target.state === 'dropping') return '283';
  if (differs(world, target.handle, handle)) return '241';
  const pin = read(world.at.txn(c)).pins.get(name);
  if (world.variant.txnPin === 'on' && pin && otherTable(pin, target.handle)) return '241';
  return target;
}

/** The operation as it is, or with `refreshInside` the one that a second look at the dictionary makes of a stale one. */
function latest(read: Read, world: World, c: ClientId, op: Operation): Operation {
  if (world.variant.cache !== 'refreshInside' || judge(read, world, c, op) !== '241') return op;
  const handle = freshHandle(read, world, op.name);
  return handle ? op.set('handle', handle) : op;
}

/** Refused, the transaction is over; executed, the transaction remembers what it touched (requirement 1). */
const executes = (world: World) =>
  action.system('executes the operation of client {client}', (read, c: ClientId) => {
    const { at, variant } = world;
    const txn = read(at.txn(c));
    if (txn.state !== 'open' || !txn.op) return disabled;
    const taken = turn(read, world, 'execute', c);
    if (!taken) return disabled;
    const op = latest(read, world, c, txn.op);
    const { name, handle } = op;
    const target = judge(read, world, c, op);
    if (typeof target === 'string') {
      return [
        ...taken,
        at.txn(c).becomes(txn.merge({ state: 'aborted', op: undefined, err: target })),
        at.cache(c, name).becomes(undefined),
        at.holds(c).becomes(SetOf()),
      ];
    }
    const touch = Touch({ name, bound: handle.inc, target: target.handle.inc });
    const pinned = variant.txnPin === 'on' && !txn.pins.has(name);
    const pins = pinned ? txn.pins.set(name, target.handle) : txn.pins;
    const { inc } = target.handle;
    return [
      ...taken,
      at.txn(c).becomes(txn.merge({ op: undefined, n: txn.n + 1 }).set('pins', pins)),
      at.touched(c).becomes(read(at.touched(c)).add(touch)),
      ...(handle === txn.op.handle ? [] : [at.cache(c, name).becomes(handle)]),
      ...(variant.read === 'lock' ? [at.holds(c).becomes(read(at.holds(c)).add(inc))] : []),
    ];
  });

const timesOut = (world: World) =>
  action.system('aborts client {client}, which blocks a drop', (read, c: ClientId) => {
    const { at, scope, variant } = world;
    if (variant.timeout === 'off' || read(at.holds(c)).isEmpty()) return disabled;
    if (!scope.names.some((x) => read(at.table(x)).state === 'dropping')) return disabled;
    const txn = read(at.txn(c)).merge({ state: 'aborted', op: undefined, err: 'timeout' });
    return [at.txn(c).becomes(txn), at.holds(c).becomes(SetOf())];
  });

/** A drop names what its issuer saw: in a scenario, the handle that the client has cached. */
const drops = (world: World) =>
  action[kindOf(world)]('calls dropTable for {name}', (read, u: UserId, x: NameId) => {
    const { at, scope, variant } = world;
    const left = read(at.drops);
    if (left === 0 || read(at.drop(u))) return disabled;
    const taken = turn(read, world, 'drop', u, x);
    if (!taken) return disabled;
    const own = isScripted(world) ? scope.clients[0] : undefined;
    const cached = own && read(at.cache(own, x));
    const handle = cached ?? freshHandle(read, world, x);
    if (!handle) return disabled;
    return [
      ...taken,
      at.drops.becomes(left - 1),
      at.drop(u).becomes(Drop({ name: x, handle })),
      ...(own && variant.cache === 'refresh' ? [at.cache(own, x).becomes(undefined)] : []),
    ];
  });

/** From here on the table accepts nothing; a drop of what is gone has ended. */
const handlesDrop = (world: World) =>
  action.system('takes up the drop of {name} by user {user}', (read, u: UserId, x: NameId) => {
    const { at, variant } = world;
    const asked = read(at.drop(u));
    if (!asked || asked.running || asked.name !== x) return disabled;
    const target = found(read, world, x, asked.handle);
    if (target?.state === 'dropping') return disabled;
    if (!target) return [at.drop(u).becomes(undefined)];
    if (differs(world, target.handle, asked.handle)) {
      if (variant.dropRetry === 'giveUp') return [at.drop(u).becomes(undefined)];
      return [retriesByName(read, world, u, asked)];
    }
    return [
      at.drop(u).becomes(asked.set('running', true)),
      at.table(target.name).becomes(read(at.table(target.name)).set('state', 'dropping')),
    ];
  });

/** It takes whatever has the name now for what its issuer meant; what that was (`inc`) is not known to it. */
function retriesByName(read: Read, world: World, u: UserId, asked: Drop): Assignment {
  const { at } = world;
  const now = freshHandle(read, world, asked.name);
  if (!now) return at.drop(u).becomes(undefined);
  return at.drop(u).becomes(asked.set('handle', now.set('inc', asked.handle.inc)));
}

const finishesDrop = (world: World) =>
  action.system('ends the drop of {name} by user {user}', (read, u: UserId, x: NameId) => {
    const { at, scope, variant } = world;
    const asked = read(at.drop(u));
    if (!asked?.running || asked.name !== x) return disabled;
    const target = found(read, world, x, asked.handle);
    if (!target) throw new Error(`nobody but user ${u.label} may end the drop of ${x.label}`);
    const { inc } = target.handle;
    const isHeld = scope.clients.some((c) => read(at.holds(c)).has(inc));
    if (variant.waitDrop === 'on' && isHeld) return disabled;
    return [at.drop(u).becomes(undefined), at.table(target.name).becomes(Table())];
  });

/** Where versions wrap. */
const modulus = { unbounded: Number.POSITIVE_INFINITY, modulo2: 2, modulo3: 3 };

/** The lowest id that is free, and a version that its entry has not seen; the creation itself has a number of its own. */
const creates = (world: World) =>
  action[kindOf(world)]('creates {name}', (read, x: NameId) => {
    const { at, scope, variant } = world;
    const left = read(at.creates);
    if (left === 0 || read(at.table(x)).state !== 'absent') return disabled;
    const taken = turn(read, world, 'create', x);
    if (!taken) return disabled;
    const id = scope.objects.find((i) => isFree(read, world, i));
    if (!id) throw new Error('there are fewer object ids than names');
    const inc = read(at.next());
    const ver = (read(at.counter(id)) + 1) % modulus[variant.bits];
    return [
      ...taken,
      at.creates.becomes(left - 1),
      at.counter(id).becomes(ver),
      at.next().becomes(inc + 1),
      at.table(x).becomes(Table({ state: 'open', handle: Handle({ id, ver, inc }) })),
    ];
  });

function isFree(read: Read, { at, scope }: World, i: ObjectId): boolean {
  return scope.names.every((x) => read(at.table(x)).handle?.id !== i);
}

/** A restart, or another master, does not remember the version of an id that nobody uses. */
const renumbers = ({ at, scope, variant }: World) =>
  action.fault('restarts what knows the version of object {object}', (read, i: ObjectId) => {
    const left = read(at.renumbers);
    if (left === 0 || !isFree(read, { at, scope } as World, i)) return disabled;
    const lost = variant.counter === 'lost';
    return [at.renumbers.becomes(left - 1), ...(lost ? [at.counter(i).becomes(0)] : [])];
  });
