/**
 * The DataNode reads the logs and writes segments; DataCoord compacts and collects them.
 */
import { action, disabled } from '../../../spec/actions.ts';
import type { Read } from '../../../spec/cells.ts';
import { spend } from '../../../spec/kit/budget.ts';
import { head, receive } from '../../../spec/kit/channel.ts';
import type { World } from './cells.ts';
import { Plan, Segment } from './nouns.ts';
import type { CollectionId, GenerationId, ShardId } from './scope.ts';
import { markDropped, store } from './segments.ts';
import { known } from './views.ts';

export const datanode = (world: World) => ({
  takeInsert: takeInsert(world),
  takeDrop: takeDrop(world),
});

export const datacoordForShards = (world: World) => ({ planCompaction: planCompaction(world) });

/**
 * The collector, if there is one. With files first nothing is ever left that it would have to remember, or to find;
 * promise S11 says so.
 */
export function datacoordForSegments(world: World) {
  const { segmentGc, unknownFiles, gcOrder } = world.variant;
  if (segmentGc === 'off') return {};
  const finds = unknownFiles !== 'kept' && gcOrder !== 'filesFirst';
  return {
    expire: expire(world),
    deleteFile: deleteFile(world),
    deleteMeta: deleteMeta(world),
    ...(gcOrder === 'metaFirst' ? { deletePending: deletePending(world) } : {}),
    ...(finds ? { deleteUnknown: deleteUnknown(world) } : {}),
  };
}

/** How wide the collector looks for files that no segment points to. */
export function datacoordForCollections(world: World) {
  const { segmentGc, unknownFiles } = world.variant;
  const looks = segmentGc === 'on' && unknownFiles === 'wholeRoot';
  return looks ? { deleteUnknownIndex: deleteUnknownIndex(world) } : {};
}

export const datacoord = (world: World) => ({ commitCompaction: commitCompaction(world) });

export const fileFaults = (world: World) =>
  world.variant.segmentGc === 'on' ? { deleteFails: deleteFails(world) } : {};

/** Without a flow graph the row is lost. */
const takeInsert = (world: World) =>
  action.system('takes a row from the log of shard {shard}', (read, k: ShardId) => {
    const { at } = world;
    const message = head(read, at.log(k));
    if (message?.verb !== 'insert') return disabled;
    const { collection: i } = message;
    return [
      receive(read, at.log(k)),
      ...(read(at.flowGraph(i, k)) ? store(read, world, i, k) : []),
    ];
  });

/**
 * (16)(17) The flow graph ends. The hand-over to `BackGroundGC` is in this step: meanwhile the flow graph is in drop
 * mode and handles nothing.
 */
const takeDrop = (world: World) =>
  action.system('takes a drop from the log of shard {shard} (16)(17)', (read, k: ShardId) => {
    const { at, scope, variant } = world;
    const message = head(read, at.log(k));
    if (message?.verb !== 'drop') return disabled;
    const { collection: i } = message;
    const taken = receive(read, at.log(k));
    if (!read(at.flowGraph(i, k))) return [taken];
    const ended = variant.flowGraphUnit === 'collection' ? scope.shards : [k];
    return [
      taken,
      ...ended.map((each) => at.flowGraph(i, each).becomes(false)),
      ...(variant.dataNodeMarksDropped === 'yes' ? markDropped(read, world, i, k) : []),
    ];
  });

const planCompaction = ({ at, scope }: World) =>
  action.environment(
    'begins to compact shard {shard} of {collection}',
    (read, i: CollectionId, k: ShardId) => {
      const spent = spend(read, at.compactions);
      const [flushed, compacted] = scope.generations;
      if (!spent || !flushed || !compacted || read(at.compactionPlan).collection) return disabled;
      if (read(at.segment(i, k, flushed)).state !== 'healthy') return disabled;
      if (read(at.segment(i, k, compacted)).state !== 'none') return disabled;
      return [spent, at.compactionPlan.becomes(Plan({ collection: i, shard: k }))];
    },
  );

const commitCompaction = ({ at, scope, variant }: World) =>
  action.system('commits the result of a compaction', (read) => {
    const { collection: i, shard: k } = read(at.compactionPlan);
    const [flushed, compacted] = scope.generations;
    if (!i || !k || !flushed || !compacted) return disabled;
    const done = at.compactionPlan.becomes(Plan());
    if (variant.compaction === 'refusedIfDropped' && read(at.declaredDropped(i, k))) return [done];
    const source = read(at.segment(i, k, flushed));
    return [
      done,
      at.segment(i, k, compacted).becomes(Segment({ state: 'healthy', rows: source.rows })),
      at.binlog(i, k, compacted).becomes(true),
      ...(source.state === 'healthy'
        ? [at.segment(i, k, flushed).becomes(source.set('state', 'dropped'))]
        : []),
    ];
  });

type Of = [CollectionId, ShardId, GenerationId];

/** Its retention is over: any time once it is dropped, unless it is forgotten since when that is. */
const expire = (world: World) =>
  action.system('sees segment {generation} of {collection}, {shard} expire', (read, ...of: Of) => {
    const { at, variant } = world;
    if (variant.droppedAt === 'missingMeansKeep' || !mayCollect(read, world, of[0])) {
      return disabled;
    }
    const segment = read(at.segment(...of));
    if (segment.state !== 'dropped') return disabled;
    return [at.segment(...of).becomes(segment.set('state', 'expired'))];
  });

const deleteFile = (world: World) =>
  action.system('deletes binlog {generation} of {collection}, {shard}', (read, ...of: Of) => {
    if (!mayDeleteFile(read, world, of)) return disabled;
    return [world.at.binlog(...of).becomes(false)];
  });

const deleteMeta = (world: World) =>
  action.system('deletes segment {generation} of {collection}, {shard}', (read, ...of: Of) => {
    const { at, variant } = world;
    if (!isOld(read, world, of)) return disabled;
    const hasFile = read(at.binlog(...of));
    if (hasFile && variant.gcOrder !== 'metaFirst') return disabled;
    return [
      at.segment(...of).becomes(Segment()),
      ...(hasFile ? [at.pendingDelete(...of).becomes(true)] : []),
    ];
  });

const deletePending = ({ at }: World) =>
  action.system(
    'deletes binlog {generation} of {collection}, {shard}, whose segment went first',
    (read, ...of: Of) => {
      if (!read(at.pendingDelete(...of))) return disabled;
      return [at.binlog(...of).becomes(false), at.pendingDelete(...of).becomes(false)];
    },
  );

const deleteUnknown = ({ at }: World) =>
  action.system(
    'deletes binlog {generation} of {collection}, {shard}, which nothing points to',
    (read, ...of: Of) => {
      if (!read(at.binlog(...of)) || read(at.pendingDelete(...of))) return disabled;
      if (read(at.segment(...of)).state !== 'none') return disabled;
      return [at.binlog(...of).becomes(false)];
    },
  );

/** Index files lie under the same root, and no segment points to them. */
const deleteUnknownIndex = ({ at }: World) =>
  action.system(
    'deletes the index file of {collection}, which no segment points to',
    (read, i: CollectionId) => {
      if (!read(at.indexFile(i))) return disabled;
      return [at.indexFile(i).becomes(false)];
    },
  );

/** The file stays; whether something still points to it is a matter of order. */
const deleteFails = (world: World) =>
  action.fault(
    'keeps binlog {generation} of {collection}, {shard} from being deleted',
    (read, ...of: Of) => {
      const { at, variant } = world;
      const spent = spend(read, at.deleteFailures);
      if (!spent) return disabled;
      if (read(at.pendingDelete(...of))) return [spent, at.pendingDelete(...of).becomes(false)];
      if (!mayDeleteFile(read, world, of)) return disabled;
      if (variant.gcOrder !== 'metaEvenIfDeleteFails') return [spent];
      return [spent, at.segment(...of).becomes(Segment())];
    },
  );

function mayDeleteFile(read: Read, world: World, of: Of): boolean {
  const { at, variant } = world;
  return variant.gcOrder !== 'metaFirst' && isOld(read, world, of) && read(at.binlog(...of));
}

/** Is it dropped for long enough, and may be collected? */
function isOld(read: Read, world: World, of: Of): boolean {
  const { state } = read(world.at.segment(...of));
  const isDue =
    state === 'expired' || (state === 'dropped' && world.variant.droppedAt === 'missingMeansOld');
  return isDue && mayCollect(read, world, of[0]);
}

function mayCollect(read: Read, world: World, i: CollectionId): boolean {
  return world.variant.gcNeedsCollectionMeta === 'no' || known(read, world, i);
}
