/**
 * (11) RootCoord tells every proxy to forget the collection.
 *
 * The proxies are told at the same time, so they come in any order: this is what makes them interchangeable. A call
 * and its answer are one step; a proxy that cannot be told is dead, or a fault.
 */
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import { spend } from '../../../spec/kit/budget.ts';
import type { World } from './cells.ts';
import type { Task } from './nouns.ts';
import type { CollectionId, ProxyId } from './scope.ts';
import { advanceFor, fail, taskAt } from './tasks.ts';
import { isAsync, known } from './views.ts';

/** The call that is made for each proxy. */
export const rootcoordForProxies = (world: World) => ({
  invalidate: invalidate(world),
  passOver: passOver(world),
});

/** What may go wrong with it. */
export const invalidationFaults = (world: World) => ({ invalidateFails: invalidateFails(world) });

/** By name, whatever is cached under it. What is still in flight is the matter of `cacheFill`. */
const invalidate = (world: World) =>
  action.system(
    'tells proxy {proxy} to forget {collection} (11)',
    (read, i: CollectionId, p: ProxyId) => {
      const { at, scope, variant } = world;
      const task = next(read, world, i, p);
      if (!task || read(at.proxyState(p)) !== 'up') return disabled;
      const answer = read(at.answer(p));
      const isInFlight = answer.collection !== undefined;
      if (variant.cacheFill === 'drain' && isInFlight) return disabled;
      const floors = variant.cacheFill === 'floorKept' && isInFlight && answer.state === 'fresh';
      const isListed = variant.aliasList === 'beforeDelete' || known(read, world, i);
      const forgetsAlias = isListed && read(at.aliasCache(p)) === i;
      return [
        at.cache(p).becomes(undefined),
        at.leaders(p).becomes(undefined),
        ...(forgetsAlias ? [at.aliasCache(p).becomes(undefined)] : []),
        ...(floors ? [at.answer(p).becomes(answer.set('state', 'stale'))] : []),
        ...(variant.dmlStreamClosedBy === 'everyProxy' ? [at.dmlStream(p, i).becomes(false)] : []),
        ...advanceFor(world, i, task, p, scope.proxies),
      ];
    },
  );

/** A forgotten proxy is not called; a dead one does not answer. */
const passOver = (world: World) =>
  action.system(
    'gets no answer from proxy {proxy} about {collection}',
    (read, i: CollectionId, p: ProxyId) => {
      const task = next(read, world, i, p);
      if (!task) return disabled;
      const state = read(world.at.proxyState(p));
      if (state === 'up') return disabled;
      if (state === 'forgotten') return advanceFor(world, i, task, p, world.scope.proxies);
      return unanswered(read, world, i, task, p) ?? disabled;
    },
  );

const invalidateFails = (world: World) =>
  action.fault(
    'loses the call that tells proxy {proxy} to forget {collection}',
    (read, i: CollectionId, p: ProxyId) => {
      const spent = spend(read, world.at.invalidateFailures);
      if (!spent) return disabled;
      const task = next(read, world, i, p);
      if (!task || read(world.at.proxyState(p)) !== 'up') return disabled;
      return [spent, ...(unanswered(read, world, i, task, p) ?? [])];
    },
  );

/** What becomes of the drop when a proxy does not answer; nothing if it is called again. */
function unanswered(
  read: Read,
  world: World,
  i: CollectionId,
  task: Task,
  p: ProxyId,
): Assignment[] | undefined {
  const { invalidateFailure, asyncError } = world.variant;
  switch (invalidateFailure) {
    case 'ignored':
      return advanceFor(world, i, task, p, world.scope.proxies);
    case 'failsDrop':
      if (isAsync(world, task) && asyncError === 'retried') return undefined;
      return fail(read, world, i);
    case 'retried':
      return undefined;
  }
}

/** The task, if this proxy is yet to be told. */
function next(read: Read, world: World, i: CollectionId, p: ProxyId): Task | undefined {
  const task = taskAt(read, world, i, 'invalidate');
  return task?.done.has(p) ? undefined : task;
}
