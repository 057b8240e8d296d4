/**
 * Transactions: they read, write, push at foreign intents and commit, through the library of their client.
 */
import { Set as SetOf } from 'immutable';
import type { Step } from '../../../spec/actions.ts';
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import type { World } from './cells.ts';
import type { Incarnation, Row } from './nouns.ts';
import { Append, Tr, Trh } from './nouns.ts';
import { resolve } from './pushes.ts';
import type { Arrival, Instead } from './requests.ts';
import { abort, arrive, isNobodyThere } from './requests.ts';
import type { ClientId, KeyId, NameId, Operation, TxnId } from './scope.ts';
import { putRow, putTr, settle } from './storage.ts';
import { home, isSealed, live, same } from './views.ts';

/** What a transaction may do. */
export const txn = (world: World) => ({
  begins: begins(world),
  pushes: pushes(world),
  commits: commits(world),
  writesSlowly: writesSlowly(world),
});

/** What a transaction may do to each key, if that is the next step of its program. */
export const txnForKeys = (world: World) => ({ reads: reads(world), writes: writes(world) });

/** What a client does about a name between its transactions. */
export const client = (world: World) => ({ refreshes: refreshes(world) });

/** Timestamps are the order of begin; a client runs one transaction at a time. */
const begins = ({ at, scope }: World) =>
  action.environment('begins', (read, t: TxnId) => {
    const now = read(at.txn(t));
    if (now.phase !== 'idle') return disabled;
    const mustWaitFor = (u: TxnId) => {
      const { phase } = read(at.txn(u));
      return phase === 'idle' || (phase === 'open' && scope.clientOf(u) === scope.clientOf(t));
    };
    if (scope.txns.slice(0, t.ordinal - 1).some(mustWaitFor)) return disabled;
    const history = read(at.history(t));
    const born = scope.names.reduce((so, n) => so.set(n, read(at.catalog(n)).inc), history.born);
    return [
      at.txn(t).becomes(now.set('phase', 'open')),
      at.history(t).becomes(history.set('born', born)),
    ];
  });

const reads = (world: World) =>
  action.environment('sends its read of {key}', (read, t: TxnId, k: KeyId) =>
    acts(read, world, t, { verb: 'read', key: k }),
  );

const writes = (world: World) =>
  action.environment('sends its write of {key}', (read, t: TxnId, k: KeyId) =>
    acts(read, world, t, { verb: 'write', key: k }),
  );

/** The operation, or the refresh of the map or the abort that it ends in instead. */
function acts(read: Read, world: World, t: TxnId, { verb, key }: Operation): Step {
  const operation = world.scope.operationsOf(t)[read(world.at.txn(t)).next];
  if (operation?.verb !== verb || operation.key !== key) return disabled;
  const access = nextAccess(read, world, t);
  if ('instead' in access) return access.instead;
  return isForeign(access, t) || isRefusedByLog(read, world, access)
    ? disabled
    : execute(read, world, t, access);
}

/** The later transaction wins a push at an open one. */
const pushes = (world: World) =>
  action.environment('pushes at the intent that it meets', (read, t: TxnId) => {
    const access = nextAccess(read, world, t);
    if ('instead' in access || !isForeign(access, t)) return disabled;
    const { m, module, operation, row } = access;
    const u = row.intent as TxnId;
    const settles = (commits: boolean) => settle(read, world, m, operation.key, commits);
    const lost = row.trh.name === module.name ? 'dropping' : 'trhGone';
    switch (resolve(read, world, u, row.trh)) {
      case 'commit':
        return settles(true);
      case 'abort':
        return settles(false);
      case 'running':
        return t.ordinal > u.ordinal
          ? [...forceAbort(read, world, u, row.trh), ...settles(false)]
          : abort(read, world, t, 'pushLost');
      case 'noTr':
        return world.variant.trhGone === 'blocked' ? abort(read, world, t, lost) : settles(false);
      case 'gone':
        return abort(read, world, t, lost);
      case 'wait':
        return disabled;
    }
  });

/** A transaction that only read commits at its client; the others at their coordinator. */
const commits = (world: World) =>
  action.environment('commits', (read, t: TxnId) => {
    const { at, scope, variant } = world;
    const now = read(at.txn(t));
    if (now.phase !== 'open' || now.next < scope.operationsOf(t).length) return disabled;
    const committed = at.txn(t).becomes(now.set('phase', 'committed'));
    if (!now.trh) return [committed];

    if (isNobodyThere(read, world, t, now.trh)) return abort(read, world, t, 'noCollection');
    const arrival = arrive(read, world, t, now.trh, true);
    if ('instead' in arrival) return arrival.instead;
    const { m, module } = arrival;
    if (!idsStillMatch(read, world, t, module.inc)) return abort(read, world, t, 'mismatch');
    if (isSealed(read, world, module, module.inc)) return disabled;

    const { status } = read(at.tr(m, t));
    if (status === 'none') return abort(read, world, t, 'trMissing');
    if (status === 'aborted') return abort(read, world, t, 'pushLost');
    const late = module.phase === 'stopping' && variant.unload === 'drainScheduled';
    return [
      committed,
      ...putTr(read, world, m, t, Tr({ status: 'committed', todo: now.wrote, scheduled: !late })),
    ];
  });

/** What a commit checks beyond the id of its own request: at the coordinator, or every collection used. */
function idsStillMatch(read: Read, world: World, t: TxnId, coordinator: Incarnation): boolean {
  const { at, scope, variant } = world;
  const { used, trh } = read(at.txn(t));
  if (variant.collectionId === 'atCommit' && trh) {
    if (!same(read, world, used.get(trh.name, 0), coordinator)) return false;
  }
  if (variant.commitScope === 'trhOnly') return true;
  return scope.names.every((n) => {
    const id = used.get(n);
    return id === undefined || same(read, world, id, live(read, world, n));
  });
}

/** The append is still under way when the client stops waiting; no record is made. */
const writesSlowly = (world: World) =>
  action.fault('makes a write whose append is slow, and times out', (read, t: TxnId) => {
    const { at } = world;
    const left = read(at.lateAppends);
    if (left === 0) return disabled;
    const access = nextAccess(read, world, t);
    if ('instead' in access || isForeign(access, t)) return disabled;
    const { m, module, operation } = access;
    if (operation.verb === 'read' || isRefusedByLog(read, world, access)) return disabled;
    const { key } = operation;
    const slow = at.slow(module.name, module.part);
    const now = read(at.txn(t));
    const row = withIntent(access, t, now.trh ?? coordinator(world, access));
    const wrote = now.wrote.add(key);
    return [
      at.lateAppends.becomes(left - 1),
      at.row(m, key).becomes(row),
      slow.becomes(read(slow).push(Append({ inc: module.inc, key, row }))),
      at.txn(t).becomes(now.merge({ phase: 'aborted', why: 'timeout', wrote })),
      at.history(t).becomes(read(at.history(t)).setIn(['wroteAt', key], module.inc)),
    ];
  });

const refreshes = (world: World) =>
  action.environment(
    'is told by its user to refresh the map of {name}',
    (read, c: ClientId, n: NameId) => {
      const { at, scope } = world;
      const open = (t: TxnId) => scope.clientOf(t) === c && read(at.txn(t)).phase === 'open';
      const inc = live(read, world, n);
      if (inc === 0 || inc === read(at.cache(c, n)) || scope.txns.some(open)) return disabled;
      return [at.cache(c, n).becomes(inc)];
    },
  );

/** The next operation of a transaction at the module that accepts it, and the row that it finds there. */
interface Access extends Arrival {
  readonly operation: Operation;
  readonly row: Row;
}

function nextAccess(read: Read, world: World, t: TxnId): Access | Instead {
  const { at, scope } = world;
  const { phase, next } = read(at.txn(t));
  const operation = scope.operationsOf(t)[next];
  if (phase !== 'open' || !operation) return { instead: disabled };
  const { verb, key } = operation;
  const arrival = arrive(read, world, t, scope.placeOf(key), verb === 'write');
  if ('instead' in arrival) return arrival;
  return { ...arrival, operation, row: read(at.row(arrival.m, key)) };
}

function isForeign({ row }: Access, t: TxnId): boolean {
  return row.intent !== undefined && row.intent !== t;
}

/** Is it a write that could not be logged? */
function isRefusedByLog(read: Read, world: World, { module, operation }: Access): boolean {
  return operation.verb === 'write' && isSealed(read, world, module, module.inc);
}

/** A read, or a write that puts an intent; the first write makes the record, in memory only. */
function execute(read: Read, world: World, t: TxnId, access: Access): Assignment[] {
  const { at } = world;
  const { m, module, sent, operation } = access;
  const { verb, key } = operation;
  const { name } = world.scope.placeOf(key);
  const now = read(at.txn(t));
  const used = now.used.has(name) ? now.used : now.used.set(name, sent);
  const acted = now.merge({ next: now.next + 1, used });
  const history = read(at.history(t));
  const hits = history.hits.get(name, SetOf<Incarnation>()).add(module.inc);
  const hit = history.set('hits', history.hits.set(name, hits));
  if (verb === 'read') return [at.txn(t).becomes(acted), at.history(t).becomes(hit)];

  const trh = now.trh ?? coordinator(world, access);
  return [
    at.txn(t).becomes(acted.merge({ trh, wrote: now.wrote.add(key) })),
    at.history(t).becomes(hit.set('wroteAt', hit.wroteAt.set(key, module.inc))),
    ...putRow(read, world, m, key, withIntent(access, t, trh)),
    ...(now.trh ? [] : putTr(read, world, m, t, Tr({ status: 'inProgress' }))),
  ];
}

function withIntent({ row, module }: Access, t: TxnId, trh: Trh): Row {
  return row.merge({ intent: t, intentFrom: module.inc, trh });
}

/** The partition of the first write coordinates the transaction. */
function coordinator({ scope }: World, { operation, module }: Access): Trh {
  return Trh({ ...scope.placeOf(operation.key), inc: module.inc });
}

/** A push that won: the coordinator aborts the transaction, which learns of it when it commits. */
function forceAbort(read: Read, world: World, u: TxnId, trh: Trh): Assignment[] {
  const m = home(read, world, trh);
  const todo = read(world.at.txn(u)).wrote;
  return m ? putTr(read, world, m, u, Tr({ status: 'aborted', todo })) : [];
}
