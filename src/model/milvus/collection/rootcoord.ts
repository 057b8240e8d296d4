/**
 * RootCoord's calls in a drop, one verb for each (three for a release, of which it also sees the end, and the
 * refusal). Which of them is next, the lists of `steps.ts` say.
 */
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import { send } from '../../../spec/kit/channel.ts';
import type { World } from './cells.ts';
import { Journal, LogMessage, Release } from './nouns.ts';
import type { CollectionId, ShardId } from './scope.ts';
import { markDropped } from './segments.ts';
import { advance, advanceFor, fail, removed, retriesRelease, taskAt } from './tasks.ts';
import { hasFlowGraph, hasMessages, hasSegments, isExecuting, lockIsFree } from './views.ts';

/** The verbs of each call that is made once. */
export const rootcoordCalls = (world: World) => ({
  persist: { persist: persist(world) },
  tombstone: { tombstone: tombstone(world) },
  dropMeta: { dropMeta: dropMeta(world) },
  spawnRelease: { spawnRelease: spawnRelease(world), sendSpawned: sendSpawned(world) },
  release: {
    release: release(world),
    releaseDone: releaseDone(world),
    releaseRefused: releaseRefused(world),
  },
  dropIndexes: { dropIndexes: dropIndexes(world) },
  dropVchannels: { dropVchannels: dropVchannels(world) },
  confirmGc: { confirmGc: confirmGc(world) },
  removeMeta: { removeMeta: removeMeta(world) },
  reply: { reply: reply(world) },
});

/** The call that is made for each shard. */
export const rootcoordForShards = (world: World) => ({ message: message(world) });

/** From here on a restart goes on with the drop; in the meta the collection is still there. */
const persist = (world: World) =>
  action.system('persists the broadcast of the drop of {collection}', (read, i: CollectionId) => {
    const task = taskAt(read, world, i, 'persist');
    if (!task) return disabled;
    return [
      world.at.broadcast(i).becomes(true),
      ...removed(read, world, i, task),
      ...advance(world, i, task),
    ];
  });

/** The name is free, the meta stays until the rest is done; so does the alias. */
const tombstone = (world: World) =>
  action.system('puts a tombstone on {collection}', (read, i: CollectionId) => {
    const { at } = world;
    const task = taskAt(read, world, i, 'tombstone');
    if (!task) return disabled;
    return [
      at.collection(i).becomes('dropping'),
      ...unbindName(read, world, i),
      ...removed(read, world, i, task),
      ...advance(world, i, task),
    ];
  });

/** (5)(6) "Committed in one transaction", or in two. */
const dropMeta = (world: World) =>
  action.system('deletes the meta of {collection} (5)(6)', (read, i: CollectionId) => {
    const { at, variant } = world;
    const task = taskAt(read, world, i, 'dropMeta');
    if (!task || !lockIsFree(read, world, i)) return disabled;
    const isHalf = read(at.collection(i)) === 'half';
    if (variant.metaDelete === 'twoTransactions' && !isHalf) {
      return [
        at.collection(i).becomes('half'),
        ...unbind(read, world, i),
        ...removed(read, world, i, task),
      ];
    }
    return [
      at.collection(i).becomes('gone'),
      ...(isHalf ? [] : [...unbind(read, world, i), ...removed(read, world, i, task)]),
      ...(variant.journal === 'none' ? [] : [at.journal.becomes(Journal({ collection: i }))]),
      ...advance(world, i, task),
    ];
  });

/** (8) The drop message, in the log of a shard. */
const message = (world: World) =>
  action.system(
    'appends the drop of {collection} to the log of shard {shard} (8)',
    (read, i: CollectionId, k: ShardId) => {
      const { at, scope } = world;
      const task = taskAt(read, world, i, 'message');
      const next = scope.shards.find((each) => !task?.done.has(each));
      if (!task || next !== k) return disabled;
      if (task.list === 'root' && !lockIsFree(read, world, i)) return disabled;
      return [
        send(read, at.log(k), LogMessage({ verb: 'drop', collection: i })),
        at.announced(i, k).becomes(true),
        at.touched(i).becomes(read(at.touched(i)).add('message')),
        ...advanceFor(world, i, task, k, scope.shards),
      ];
    },
  );

/** (10) "In another goroutine, so it would not block". */
const spawnRelease = (world: World) =>
  action.system(
    'leaves the release of {collection} to a goroutine (10)',
    (read, i: CollectionId) => {
      const task = taskAt(read, world, i, 'spawnRelease');
      if (!task) return disabled;
      return [world.at.goroutine(i).becomes(true), ...advance(world, i, task)];
    },
  );

const sendSpawned = ({ at }: World) =>
  action.system(
    'asks QueryCoord, from the goroutine, to release {collection} (10)',
    (read, i: CollectionId) => {
      if (!read(at.goroutine(i)) || read(at.rootcoord) !== 'up') return disabled;
      return [
        at.goroutine(i).becomes(false),
        send(read, at.toQueryCoord, Release({ collection: i })),
      ];
    },
  );

const release = (world: World) =>
  action.system('asks QueryCoord to release {collection} (10)', (read, i: CollectionId) => {
    const { at } = world;
    const task = taskAt(read, world, i, 'release');
    if (!task || task.waiting || read(at.rejected(i))) return disabled;
    return [
      send(read, at.toQueryCoord, Release({ collection: i })),
      at.task(i).becomes(task.set('waiting', true)),
    ];
  });

const releaseDone = (world: World) =>
  action.system('hears that {collection} is released (15)', (read, i: CollectionId) => {
    const { at } = world;
    const task = taskAt(read, world, i, 'release');
    if (!task?.waiting || read(at.releaseTask).collection === i) return disabled;
    if (read(at.toQueryCoord).some(({ collection }) => collection === i)) return disabled;
    return advance(world, i, task);
  });

const releaseRefused = (world: World) =>
  action.system('hears that {collection} will not be released', (read, i: CollectionId) => {
    const { at } = world;
    const task = taskAt(read, world, i, 'release');
    if (!task || task.waiting || !read(at.rejected(i))) return disabled;
    return retriesRelease(world, task) ? disabled : fail(read, world, i);
  });

/** (note 2) The call counts as made, whether there was an index or not. */
const dropIndexes = (world: World) =>
  action.system('asks IndexCoord to drop the indexes of {collection}', (read, i: CollectionId) => {
    const { at } = world;
    const task = taskAt(read, world, i, 'dropIndexes');
    if (!task) return disabled;
    return [
      ...(read(at.indexMeta(i)) === 'built' ? [at.indexMeta(i).becomes('marked')] : []),
      at.touched(i).becomes(read(at.touched(i)).add('indexes')),
      ...advance(world, i, task),
    ];
  });

/** (note 1) DataCoord marks the segments itself, told by RootCoord and not by the DataNode. */
const dropVchannels = (world: World) =>
  action.system('asks DataCoord to drop the shards of {collection}', (read, i: CollectionId) => {
    const { at, scope, variant } = world;
    const task = taskAt(read, world, i, 'dropVchannels');
    if (!task) return disabled;
    const isUnread = (k: ShardId) =>
      read(at.log(k)).some(({ verb, collection }) => verb === 'drop' && collection === i);
    if (variant.dropVchannelsWaits === 'yes' && scope.shards.some(isUnread)) return disabled;
    return [
      ...scope.shards.flatMap((k) => markDropped(read, world, i, k)),
      ...advance(world, i, task),
    ];
  });

const confirmGc = (world: World) =>
  action.system('sees that nothing is left of {collection}', (read, i: CollectionId) => {
    const task = taskAt(read, world, i, 'confirmGc');
    if (!task || hasFlowGraph(read, world, i)) return disabled;
    if (hasMessages(read, world, i) || hasSegments(read, world, i)) return disabled;
    return advance(world, i, task);
  });

const removeMeta = (world: World) =>
  action.system('removes the meta of {collection}', (read, i: CollectionId) => {
    const task = taskAt(read, world, i, 'removeMeta');
    if (!task) return disabled;
    return [
      world.at.collection(i).becomes('gone'),
      ...unbind(read, world, i),
      ...advance(world, i, task),
    ];
  });

/** The drop counts as done, for the client and in the journal. */
const reply = (world: World) =>
  action.system('answers the request to drop {collection}', (read, i: CollectionId) => {
    const { at, variant } = world;
    const task = taskAt(read, world, i, 'reply');
    if (!task) return disabled;
    const { requester: p } = task;
    const journal = read(at.journal);
    const isMine = variant.journal === 'oneSlot' || journal.collection === i;
    return [
      ...(journal.collection && isMine ? [at.journal.becomes(journal.set('sent', true))] : []),
      ...(p && isExecuting(read, world, p, i)
        ? [at.request(p).becomes(read(at.request(p)).set('phase', 'post'))]
        : []),
      ...advance(world, i, task),
    ];
  });

function unbindName(read: Read, { at, variant }: World, i: CollectionId): Assignment[] {
  const isMine = read(at.nameBinding) === i;
  return isMine || variant.nameUnbind === 'always' ? [at.nameBinding.becomes(undefined)] : [];
}

function unbind(read: Read, world: World, i: CollectionId): Assignment[] {
  const { at } = world;
  return [
    ...unbindName(read, world, i),
    ...(read(at.aliasBinding) === i ? [at.aliasBinding.becomes(undefined)] : []),
  ];
}
