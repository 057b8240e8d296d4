/**
 * Data requests: where a request of a transaction arrives, and what is checked before it is executed.
 *
 * A request and its answer are one step; a lost or late answer is a transaction that never takes its next step.
 */
import type { Step } from '../../../spec/actions.ts';
import { disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import type { World } from './cells.ts';
import type { Incarnation, Module, Why } from './nouns.ts';
import type { NameId, NodeId, Place, TxnId } from './scope.ts';
import { holds, live, nodeOf, same, serves } from './views.ts';

/** A request that a module accepts: at which node, and the id that was sent along. */
export interface Arrival {
  readonly m: NodeId;
  readonly module: Module;
  readonly sent: Incarnation;
}

/** What the step comes to where no module accepts the request. */
export interface Instead {
  readonly instead: Step;
}

/** A request of `t` at a partition: the map of its client, then the start fence, then the id. */
export function arrive(
  read: Read,
  world: World,
  t: TxnId,
  place: Place,
  writes: boolean,
): Arrival | Instead {
  const { at, variant } = world;
  const { name } = place;
  const target = targetOf(read, world, t, place);
  if (target === 'noMap') return { instead: onlyRefresh(read, world, t, name) };
  if (target === 'noCollection' || !serves(read, world, target.m)) return { instead: disabled };
  const { m, sent } = target;
  const module = read(at.module(m));
  if (module.phase === 'stopping' && variant.unload === 'refuseThenDrain') {
    return { instead: disabled };
  }
  if (!holds(read, world, m, place)) return { instead: elsewhere(read, world, t, name) };
  const fenced = variant.collectionId !== 'startTsFenceWrites' || writes;
  if (fenced && module.older.has(t)) return { instead: abort(read, world, t, 'tooOld') };
  if (variant.collectionId === 'perRequest' && !same(read, world, sent, module.inc)) {
    return { instead: mismatch(read, world, t, name) };
  }
  return { m, module, sent };
}

/** Where a request is sent: by the map that the client has, or by the one that it is given for each operation. */
function targetOf(
  read: Read,
  world: World,
  t: TxnId,
  { name, part }: Place,
): 'noMap' | 'noCollection' | Pick<Arrival, 'm' | 'sent'> {
  const cached = read(world.at.cache(world.scope.clientOf(t), name));
  if (cached === 0) return 'noMap';
  const sent = world.variant.onMismatch === 'resolvePerOp' ? live(read, world, name) : cached;
  return sent === 0 ? 'noCollection' : { m: nodeOf(read, world, sent, part), sent };
}

/** Is there nobody where a request would be sent, and no collection that could be somewhere else? */
export function isNobodyThere(read: Read, world: World, t: TxnId, place: Place): boolean {
  if (live(read, world, place.name) !== 0) return false;
  const target = targetOf(read, world, t, place);
  if (typeof target === 'string') return true;
  return !serves(read, world, target.m) || !holds(read, world, target.m, place);
}

/** The node has a partition of another collection by now: the one mismatch that a name and a version show. */
function elsewhere(read: Read, world: World, t: TxnId, n: NameId): Step {
  const { at, variant } = world;
  const aborts = variant.collectionId === 'onRefresh' && read(at.txn(t)).used.has(n);
  return aborts ? abort(read, world, t, 'mismatch') : onlyRefresh(read, world, t, n);
}

/** The module has another id than the one that was sent. */
function mismatch(read: Read, world: World, t: TxnId, n: NameId): Step {
  const aborts = () => abort(read, world, t, 'mismatch');
  switch (world.variant.onMismatch) {
    case 'user':
      return aborts();
    case 'abortThenRefresh':
      return [...aborts(), ...refresh(read, world, t, n)];
    case 'retryIfUntouched':
      if (!read(world.at.txn(t)).used.has(n)) return onlyRefresh(read, world, t, n);
      return [...aborts(), ...refresh(read, world, t, n)];
    case 'retrySameTxn':
      return onlyRefresh(read, world, t, n);
    case 'resolvePerOp':
      // The id is that of now, so it is the node that lags behind: the operation waits until it has caught up.
      return disabled;
  }
}

/** The library takes the map and the id that are live now, if there are any and they are new. */
function refresh(read: Read, world: World, t: TxnId, n: NameId): Assignment[] {
  const cache = world.at.cache(world.scope.clientOf(t), n);
  const inc = live(read, world, n);
  return inc === 0 || inc === read(cache) ? [] : [cache.becomes(inc)];
}

/** A step that would only refresh and has nothing new is no step. */
function onlyRefresh(read: Read, world: World, t: TxnId, n: NameId): Step {
  const refreshed = refresh(read, world, t, n);
  return refreshed.length === 0 ? disabled : refreshed;
}

/** The transaction aborts at its client; its record and its intents are found later. */
export function abort(read: Read, { at }: World, t: TxnId, why: Why): Assignment[] {
  return [at.txn(t).becomes(read(at.txn(t)).merge({ phase: 'aborted', why }))];
}
