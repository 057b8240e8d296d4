/**
 * What the cells of Milvus's drop collection mean, taken together.
 */
import type { Read } from '../../../spec/cells.ts';
import type { World } from './cells.ts';
import type { Task } from './nouns.ts';
import type { CollectionId, ProxyId } from './scope.ts';
import type { Token } from './steps.ts';

/** Is it there, and no drop of it persisted? */
export function alive(read: Read, { at }: World, i: CollectionId): boolean {
  return read(at.collection(i)) === 'live' && !read(at.broadcast(i));
}

/** Does its meta say that it is being dropped by a commit, or dropped? */
export function gone(read: Read, { at }: World, i: CollectionId): boolean {
  const meta = read(at.collection(i));
  return meta === 'half' || meta === 'dropping' || meta === 'gone';
}

/** Does RootCoord still know it as something that has dependants? */
export function known(read: Read, { at }: World, i: CollectionId): boolean {
  const meta = read(at.collection(i));
  return meta === 'live' || meta === 'dropping';
}

export function hasSegments(read: Read, { at, scope }: World, i: CollectionId): boolean {
  return scope.shards.some((k) =>
    scope.generations.some((g) => read(at.segment(i, k, g)).state !== 'none'),
  );
}

export function hasHealthySegment(read: Read, { at, scope }: World, i: CollectionId): boolean {
  return scope.shards.some((k) =>
    scope.generations.some((g) => read(at.segment(i, k, g)).state === 'healthy'),
  );
}

export function hasFiles(read: Read, { at, scope }: World, i: CollectionId): boolean {
  return scope.shards.some((k) => scope.generations.some((g) => read(at.binlog(i, k, g))));
}

/** The rows that a reader of it would find. */
export function stored(read: Read, { at, scope }: World, i: CollectionId): number {
  const rows = scope.shards.flatMap((k) =>
    scope.generations.map((g) => {
      const { state, rows } = read(at.segment(i, k, g));
      return state === 'healthy' ? rows : 0;
    }),
  );
  return rows.reduce((sum, some) => sum + some, 0);
}

export function hasFlowGraph(read: Read, { at, scope }: World, i: CollectionId): boolean {
  return scope.shards.some((k) => read(at.flowGraph(i, k)));
}

export function hasMessages(read: Read, { at, scope }: World, i: CollectionId): boolean {
  return scope.shards.some((k) => read(at.log(k)).some(({ collection }) => collection === i));
}

/** Can some query node search it? */
export function isServed(read: Read, { at, scope }: World, i: CollectionId): boolean {
  return scope.queryNodes.some((q) => read(at.serving(q, i)));
}

/** Is anything left of it, anywhere but in caches, streams and RootCoord's meta? */
export function hasResidue(read: Read, world: World, i: CollectionId): boolean {
  const { at } = world;
  return (
    hasSegments(read, world, i) ||
    hasFiles(read, world, i) ||
    read(at.indexMeta(i)) !== 'no' ||
    read(at.indexFile(i)) ||
    hasFlowGraph(read, world, i) ||
    read(at.loaded(i)) !== 'no' ||
    isServed(read, world, i)
  );
}

/** The list of calls that a task goes through. */
export function stepsOf({ variant }: World, { list }: Task): readonly Token[] {
  return list === 'redo' ? variant.redoSteps : variant.rootSteps;
}

/** The call that a task is at. */
export function tokenOf(world: World, task: Task): Token | undefined {
  return task.list === 'none' ? undefined : stepsOf(world, task)[task.pc];
}

/** Does nobody wait for it: is it behind the reply, or done again? */
export function isAsync({ variant }: World, { list, pc }: Task): boolean {
  return list === 'redo' || (list === 'root' && pc > variant.rootSteps.indexOf('reply'));
}

/**
 * Which proxies are caught in a request whose drop goes on: the requester's, if it still waits for this collection.
 */
export function isExecuting(read: Read, { at }: World, p: ProxyId, i: CollectionId): boolean {
  const { phase, accepted } = read(at.request(p));
  return phase === 'executing' && accepted === i;
}

/** May RootCoord take up another create or drop? */
export function admitted(read: Read, { at, scope, variant }: World): boolean {
  const reply = variant.rootSteps.indexOf('reply');
  switch (variant.ddlAdmission) {
    case 'metaLock':
      return true;
    case 'syncPart':
      return scope.collections.every((i) => {
        const { list, pc } = read(at.task(i));
        return list !== 'root' || pc > reply;
      });
    case 'wholeTask':
      return scope.collections.every(
        (i) => read(at.task(i)).list === 'none' && !read(at.broadcast(i)),
      );
  }
}

/**
 * Does no other drop hold `ddlLock`? It is held from the first to the last of dropMeta and message.
 */
export function lockIsFree(read: Read, world: World, mine?: CollectionId): boolean {
  const { at, scope, variant } = world;
  if (variant.ddlAdmission !== 'metaLock') return true;
  const places = (['dropMeta', 'message'] as const)
    .map((token) => variant.rootSteps.indexOf(token))
    .filter((place) => place >= 0);
  const [first, last] = [Math.min(...places), Math.max(...places)];
  return scope.collections.every((i) => {
    const { list, pc, done } = read(at.task(i));
    if (i === mine || list !== 'root' || pc < first || pc > last) return true;
    return pc === first && done.isEmpty() && read(at.collection(i)) !== 'half';
  });
}
