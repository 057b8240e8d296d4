/**
 * What a node does for ended transactions: the coordinator settles their intents, wherever they are; and an intent
 * whose coordinator says nothing is found when its retention window ends.
 */
import { action, disabled } from '../../../spec/actions.ts';
import type { Read } from '../../../spec/cells.ts';
import type { World } from './cells.ts';
import type { Trh } from './nouns.ts';
import { Tr } from './nouns.ts';
import { resolve } from './pushes.ts';
import type { KeyId, NodeId, TxnId } from './scope.ts';
import { putTr, settle } from './storage.ts';
import { holds, home, live } from './views.ts';

/** What a node does about each transaction that it coordinates. */
export const nodeForRecords = (world: World) => ({
  expiresTr: expiresTr(world),
  givesUpFinalizing: givesUpFinalizing(world),
});

/** What a node does about each key of each transaction that it coordinates. */
export const nodeForWrites = (world: World) => ({ finalizes: finalizes(world) });

/** What a node does about each key that it holds. */
export const nodeForKeys = (world: World) => ({ expiresIntent: expiresIntent(world) });

/** A participant that has vanished is skipped; one that is being loaded is waited for. */
const finalizes = (world: World) =>
  action.system('settles {key} for transaction {txn}', (read, m: NodeId, t: TxnId, k: KeyId) => {
    const { at, scope } = world;
    const tr = read(at.tr(m, t));
    const decided = tr.status === 'aborted' || (tr.status === 'committed' && tr.scheduled);
    if (!decided || !tr.todo.has(k)) return disabled;
    const place = scope.placeOf(k);
    const there = home(read, world, place);
    const empty = there !== undefined && read(at.module(there)).phase === 'none';
    if (empty && live(read, world, place.name) !== 0) return disabled;
    const todo = tr.todo.delete(k);
    const mine = there && holds(read, world, there, place) && read(at.row(there, k)).intent === t;
    return [
      ...putTr(read, world, m, t, todo.isEmpty() ? Tr() : tr.set('todo', todo)),
      ...(mine ? settle(read, world, there, k, tr.status === 'committed') : []),
    ];
  });

/** Its records stay in memory for as long as the module does, as nobody waits for them. */
const givesUpFinalizing = (world: World) =>
  action.fault(
    'gives up settling the intents of transaction {txn}',
    (read, m: NodeId, t: TxnId) => {
      const { at, variant } = world;
      const left = read(at.finalizeGiveUps);
      if (left === 0 || read(at.tr(m, t)).status !== 'committed') return disabled;
      if (variant.unload === 'refuseThenDrain' || variant.unload === 'drainAll') return disabled;
      return [
        at.finalizeGiveUps.becomes(left - 1),
        ...putTr(read, world, m, t, Tr({ status: 'left' })),
      ];
    },
  );

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
      if (isStillDropping(read, world, trh)) return disabled;
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

/** Is the collection of the coordinator going, and does somebody still work on that? */
function isStillDropping(read: Read, { at, variant }: World, { name, inc }: Trh): boolean {
  const catalog = read(at.catalog(name));
  if (catalog.inc !== inc) return false;
  const { kind } = read(at.work(name));
  return (
    kind === 'drop' ||
    (kind === 'none' && catalog.status === 'deleting' && variant.resume === 'yes')
  );
}

/** Does some node hold a record of this transaction that will settle its intents, or that goes with its module? */
function isLookedAfter(read: Read, { at, scope }: World, u: TxnId): boolean {
  return scope.nodes.some((m) => {
    const { status, scheduled } = read(at.tr(m, u));
    if (status === 'none') return false;
    const settles = status !== 'left' && (status !== 'committed' || scheduled);
    return settles || read(at.module(m)).phase === 'stopping';
  });
}
