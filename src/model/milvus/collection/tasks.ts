/**
 * What the calls of a drop have in common: whether it is their turn, and where the task stands afterwards.
 */
import type { Assignment, Read } from '../../../spec/cells.ts';
import type { World } from './cells.ts';
import { Task } from './nouns.ts';
import type { CollectionId, ProxyId, ShardId } from './scope.ts';
import type { Token } from './steps.ts';
import { isAsync, isExecuting, stepsOf, tokenOf } from './views.ts';

/** The task of a collection, if RootCoord is up and this call is its next. */
export function taskAt(read: Read, world: World, i: CollectionId, token: Token): Task | undefined {
  const { at } = world;
  const task = read(at.task(i));
  if (tokenOf(world, task) !== token || read(at.rootcoord) !== 'up') return undefined;
  return mayMove(read, world, i, task) ? task : undefined;
}

/** An executor may let only one of those go on that nobody waits for: the one with most steps left, then the first. */
function mayMove(read: Read, world: World, i: CollectionId, task: Task): boolean {
  const { at, scope, variant } = world;
  if (variant.redoExecutor === 'eachAlone' || !isAsync(world, task)) return true;
  const left = (each: Task) => stepsOf(world, each).length - each.pc;
  return scope.collections.every((j) => {
    const other = read(at.task(j));
    if (j === i || !isAsync(world, other)) return true;
    const ahead = left(task) - left(other);
    return ahead > 0 || (ahead === 0 && i.ordinal < j.ordinal);
  });
}

/** The call is done: on to the next. Behind the last one the drop, and its broadcast, have ended. */
export function advance(world: World, i: CollectionId, task: Task): Assignment[] {
  const { at } = world;
  const pc = task.pc + 1;
  if (pc < stepsOf(world, task).length) {
    return [at.task(i).becomes(Task({ list: task.list, pc, requester: task.requester }))];
  }
  return [at.task(i).becomes(Task()), at.broadcast(i).becomes(false)];
}

/** The call is done for one of those that it is to be made for. */
export function advanceFor<I extends ProxyId | ShardId>(
  world: World,
  i: CollectionId,
  task: Task,
  one: I,
  all: readonly I[],
): Assignment[] {
  const done = task.done.add(one);
  if (all.every((each) => done.has(each))) return advance(world, i, task);
  return [world.at.task(i).becomes(task.set('done', done))];
}

/** The drop ends with an error, which whoever waits for it is told. */
export function fail(read: Read, world: World, i: CollectionId): Assignment[] {
  const { at } = world;
  const { requester: p } = read(at.task(i));
  return [
    at.task(i).becomes(Task()),
    ...(p && isExecuting(read, world, p, i)
      ? [at.request(p).becomes(read(at.request(p)).set('phase', 'failed'))]
      : []),
  ];
}

/** Is a release that has failed asked for again, or does the drop end? */
export function retriesRelease(world: World, task: Task): boolean {
  const { releaseFailure, asyncError } = world.variant;
  return (isAsync(world, task) ? asyncError : releaseFailure) === 'retried';
}

/** For the drop of a collection, `removedBy` learns what was removed for whose request. */
export function removed(read: Read, { at }: World, i: CollectionId, task: Task): Assignment[] {
  const { requester: p } = task;
  return p ? [at.removedBy(p).becomes(read(at.removedBy(p)).add(i))] : [];
}
