/**
 * Transactions and the libraries that run them. The timestamp of a transaction is its number: it begins after those
 * before it. A request and its answer are one step; where the library only fills its caches, that is a step too.
 */
import { List } from 'immutable';
import type { Step } from '../../../spec/actions.ts';
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import type { World } from './cells.ts';
import type { Incarnation, Row, Why } from './nouns.ts';
import { Slot, Version, WroteAt } from './nouns.ts';
import { isSealedOff, putIntent } from './rows.ts';
import type { KeyId, NodeId, Operation, PartitionId, TxnId } from './scope.ts';
import { same, serves } from './views.ts';

/** What a transaction does. */
export const txn = (world: World) => ({
  begins: begins(world),
  pushes: pushes(world),
  commits: commits(world),
});

/** What a transaction does about each key, if that is its next operation. */
export const txnForKeys = (world: World) => ({
  reads: acts(world, 'read', 'sends its read of {key}'),
  writes: acts(world, 'write', 'sends its write of {key}'),
});

const begins = ({ at, scope }: World) =>
  action.environment('begins', (read, t: TxnId) => {
    const now = read(at.txn(t));
    if (now.phase !== 'idle') return disabled;
    const earlier = scope.txns[t.ordinal - 2];
    if (earlier && read(at.txn(earlier)).phase === 'idle') return disabled;
    return [at.txn(t).becomes(now.set('phase', 'open'))];
  });

/** The operation, or the refresh of a cache or the abort that it ends in instead. */
const acts = (world: World, verb: Operation['verb'], label: string) =>
  action.environment(label, (read, t: TxnId, k: KeyId) => {
    const { at, scope } = world;
    const { phase, next } = read(at.txn(t));
    const operation = scope.operationsOf(t)[next];
    if (phase !== 'open' || operation?.verb !== verb || operation.key !== k) return disabled;
    const access = arrive(read, world, t, k);
    if ('instead' in access) return access.instead;
    if (foreignIntent(read, world, t, access)) return disabled;
    return verb === 'read' ? reads(read, world, t, access) : writes(read, world, t, access);
  });

/** The later transaction wins a push at an open one; one that has ended is being settled. */
const pushes = (world: World) =>
  action.environment('pushes at the intent that it meets', (read, t: TxnId) => {
    const { at, scope } = world;
    const { phase, next } = read(at.txn(t));
    const operation = scope.operationsOf(t)[next];
    if (phase !== 'open' || !operation) return disabled;
    const access = arrive(read, world, t, operation.key);
    if ('instead' in access) return disabled;
    const u = foreignIntent(read, world, t, access);
    if (!u) return disabled;
    const twim = read(at.twim(access.m, u));
    if (twim.status !== 'open') return disabled;
    if (u.ordinal > t.ordinal) return abort(read, world, t, 'conflict');
    return [at.twim(access.m, u).becomes(twim.set('status', 'aborted'))];
  });

/** A transaction that only read commits at its client; the others at the node of what they wrote. */
const commits = (world: World) =>
  action.environment('commits', (read, t: TxnId) => {
    const { at, scope } = world;
    const now = read(at.txn(t));
    if (now.phase !== 'open' || now.next < scope.operationsOf(t).length) return disabled;
    const committed = at.txn(t).becomes(now.set('phase', 'committed'));
    const written = scope.keys.find((k) => now.wrote.has(k));
    if (!written) return [committed];
    const p = scope.partOf(written);
    const routed = route(read, world, t, p);
    if ('instead' in routed) return routed.instead;
    const { m } = routed;
    const twim = read(at.twim(m, t));
    if (twim.status === 'none') return abort(read, world, t, 'trMissing');
    if (twim.status !== 'open') return abort(read, world, t, 'forcedAbort');
    if (isSealedOff(read, world, m)) return disabled;
    return [
      committed,
      at.twim(m, t).becomes(twim.set('status', 'committed')),
      at.committed(p).becomes(read(at.committed(p)).add(t)),
    ];
  });

/** A request that a node accepts: where, under which id it was sent, and for which incarnation it was taken. */
interface Access {
  readonly m: NodeId;
  readonly key: KeyId;
  readonly id: Incarnation;
  readonly inc: Incarnation;
}

/** What the step comes to where no node accepts the request. */
interface Instead {
  readonly instead: Step;
}

/** The node in the partition map of the client, if it serves; else the map is refreshed. */
function route(
  read: Read,
  world: World,
  t: TxnId,
  p: PartitionId,
): { readonly m: NodeId } | Instead {
  const { at, scope } = world;
  const c = scope.clientOf(t);
  const m = read(at.route(c, p));
  if (serves(read, world, m, p)) return { m };
  const refreshed = scope.partitions.flatMap((part) => {
    const owner = read(at.owner(part));
    return owner === read(at.route(c, part)) ? [] : [at.route(c, part).becomes(owner)];
  });
  return { instead: refreshed.length === 0 ? disabled : refreshed };
}

/** The name is translated, then the node looks for the schema. */
function arrive(read: Read, world: World, t: TxnId, key: KeyId): Access | Instead {
  const { at, scope, variant } = world;
  const routed = route(read, world, t, scope.partOf(key));
  if ('instead' in routed) return routed;
  const { m } = routed;
  const cache = at.cache(scope.clientOf(t));
  const perOp = variant.onUnknownSchema === 'resolvePerOp';
  const id = perOp ? read(at.catalog).live : read(at.txn(t)).pin || read(cache);
  if (id === 0) {
    const { live } = read(at.catalog);
    return { instead: live === 0 ? abort(read, world, t, 'noSchema') : [cache.becomes(live)] };
  }
  const inc = read(at.valid(m))
    .filter((known) => same(read, world, known, id))
    .max();
  return inc === undefined ? { instead: unknown(read, world, t, id) } : { m, key, id, inc };
}

/** The node rejects the request (6); today that marks the transaction failed (F3). */
function unknown(read: Read, world: World, t: TxnId, id: Incarnation): Step {
  const { at, scope, variant } = world;
  const cache = at.cache(scope.clientOf(t));
  const { live } = read(at.catalog);
  const now = read(at.txn(t));
  const { onUnknownSchema } = variant;
  const untouched = onUnknownSchema === 'retryIfUntouched' && now.pin === 0;
  if (onUnknownSchema === 'retrySameTxn' || untouched) {
    if (live === 0 || live === id) return disabled;
    return [cache.becomes(live), at.txn(t).becomes(now.set('pin', 0))];
  }
  const refreshed = live === 0 ? [] : [cache.becomes(live)];
  return [...abort(read, world, t, 'unknownSchema'), ...refreshed];
}

/** Whose intent is on the key, under the same schema? */
function foreignIntent(
  read: Read,
  world: World,
  t: TxnId,
  { m, key, inc }: Access,
): TxnId | undefined {
  const isForeign = ({ intent }: Row, of: Incarnation) =>
    intent !== undefined && intent !== t && same(read, world, of, inc);
  return read(world.at.rows(m, key)).find(isForeign)?.intent;
}

/** The newest version that is not newer than the reader; the node remembers that it read. */
function reads(read: Read, world: World, t: TxnId, access: Access): Assignment[] {
  const { at } = world;
  const { m, key } = access;
  const seen = read(at.seen(t));
  const version = newest(read, world, t, access);
  const mark = read(at.mark(m));
  const slot = slotOf(world, access);
  const latest = Math.max(mark.slots.get(slot, 0), t.ordinal);
  return [
    at.mark(m).becomes(mark.set('slots', mark.slots.set(slot, latest))),
    at.seen(t).becomes(seen.update(key, (list = List<Version>()) => list.push(version))),
    ...hasActed(read, world, t, access),
  ];
}

function newest(read: Read, world: World, t: TxnId, { m, key, inc }: Access): Version {
  const { at, variant } = world;
  const floor = variant.truncateData === 'skip4and6' ? 0 : read(at.epoch(m));
  const writer = ({ by }: Row) => (by === 'none' ? -1 : by === 'seed' ? 0 : by.ordinal);
  const versions = read(at.rows(m, key))
    .filter((row, of) => same(read, world, of, inc) && row.by !== 'none' && row.epoch >= floor)
    .filter((row) => writer(row) <= t.ordinal);
  const [found] = [...versions].sort(([i, a], [j, b]) => writer(b) - writer(a) || j - i);
  return found ? Version({ inc: found[0], by: found[1].by }) : Version();
}

/** A write under a later read is refused; so is one of a transaction that the node knows no more, or as aborted. */
function writes(read: Read, world: World, t: TxnId, access: Access): Step {
  const { at, scope } = world;
  const { m, key, id, inc } = access;
  const { schema, slots } = read(at.mark(m));
  const latest = Math.max(schema, slots.get(slotOf(world, access), 0));
  if (t.ordinal < latest) return abort(read, world, t, 'tooOld');
  if (isSealedOff(read, world, m)) return disabled;
  const now = read(at.txn(t));
  const twim = read(at.twim(m, t));
  const isLater = now.wrote.some((k) => scope.partOf(k) === scope.partOf(key));
  if (isLater && twim.status !== 'open') {
    return abort(read, world, t, twim.status === 'none' ? 'trMissing' : 'forcedAbort');
  }
  const slot = Slot({ inc, key });
  const epoch = read(at.epoch(m));
  const wroteAt = read(at.wroteAt(t));
  return [
    at.twim(m, t).becomes(twim.merge({ status: 'open', keys: twim.keys.add(slot) })),
    ...putIntent(read, world, m, slot, { intent: t, intentLayout: id, intentEpoch: epoch }),
    at.wroteAt(t).becomes(wroteAt.set(key, WroteAt({ inc, epoch }))),
    ...hasActed(read, world, t, access, key),
  ];
}

/** The index of readers is by id and key, or by name and key. */
function slotOf({ variant }: World, { inc, key }: Access): Slot {
  return Slot({ inc: variant.schemaId === 'name' ? 0 : inc, key });
}

/** The transaction goes on, and uses the same id from now on. */
function hasActed(
  read: Read,
  { at, variant }: World,
  t: TxnId,
  { id, inc }: Access,
  wrote?: KeyId,
): Assignment[] {
  const now = read(at.txn(t));
  const pin = variant.onUnknownSchema === 'resolvePerOp' ? 0 : id;
  const written = wrote ? now.wrote.add(wrote) : now.wrote;
  return [
    at.txn(t).becomes(now.merge({ next: now.next + 1, pin, wrote: written })),
    at.hits(t).becomes(read(at.hits(t)).add(inc)),
  ];
}

/** The transaction aborts at its client; its intents are settled later. */
function abort(read: Read, { at }: World, t: TxnId, why: Why): Assignment[] {
  return [at.txn(t).becomes(read(at.txn(t)).merge({ phase: 'aborted', why }))];
}
