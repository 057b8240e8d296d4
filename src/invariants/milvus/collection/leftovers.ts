/**
 * What must not be left of a dropped collection when nothing moves any more.
 */
import type { World } from '../../../model/milvus/collection/cells.ts';
import {
  gone,
  hasFiles,
  hasFlowGraph,
  hasSegments,
  isServed,
} from '../../../model/milvus/collection/views.ts';
import type { Read } from '../../../spec/cells.ts';
import type { Property } from '../../../spec/properties.ts';
import { because, every, property, vacuous } from '../../../spec/properties.ts';
import { drops, dropsAndBuilds, dropsAndLoads, dropsAndRows } from './asked.ts';

type CollectionId = World['scope']['collections'][number];

/** A promise about every collection that is half gone, dropping or gone. */
function goneHas(
  world: World,
  no: string,
  isLeft: (read: Read, i: CollectionId) => boolean,
  at: Pick<Property, 'id' | 'name' | 'by' | 'appliesTo'>,
): Property {
  return property.quiescent({
    ...at,
    holds: (read) =>
      every(world.scope.collections, (i) => {
        if (!gone(read, world, i)) return vacuous;
        return (
          !isLeft(read, i) || because(`a dropped collection still has ${no}`, { collection: i })
        );
      }),
  });
}

export const segmentMetaGoes = (world: World): Property =>
  goneHas(world, 'segment meta', (read, i) => hasSegments(read, world, i), {
    id: 'L2',
    name: 'segment meta goes',
    by: 'note 1: DataCoord does not respond',
    appliesTo: dropsAndRows(world),
  });

export const binlogsGo = (world: World): Property =>
  goneHas(world, 'binlogs', (read, i) => hasFiles(read, world, i), {
    id: 'L3',
    name: 'binlogs go',
    by: 'note 1: DataCoord does not respond',
    appliesTo: dropsAndRows(world),
  });

export const indexesGo = (world: World): Property => {
  const { at } = world;
  const isLeft = (read: Read, i: CollectionId) =>
    read(at.indexMeta(i)) !== 'no' || read(at.indexFile(i));
  return goneHas(world, 'an index', isLeft, {
    id: 'L4',
    name: 'index meta and files go',
    by: 'note 2: IndexCoord does not respond',
    appliesTo: dropsAndBuilds(world),
  });
};

export const flowGraphsGo = (world: World): Property =>
  goneHas(world, 'a flow graph', (read, i) => hasFlowGraph(read, world, i), {
    id: 'L5',
    name: 'flow graphs go',
    by: 'steps 16 and 17',
    appliesTo: drops(world),
  });

export const querySideLetsGo = (world: World): Property => {
  const isLeft = (read: Read, i: CollectionId) =>
    read(world.at.loaded(i)) !== 'no' || isServed(read, world, i);
  return goneHas(world, 'its place on the query side', isLeft, {
    id: 'L6',
    name: 'the query side lets go',
    by: 'steps 10 and 14',
    appliesTo: dropsAndLoads(world),
  });
};

export const streamsAreGivenBack = (world: World): Property => {
  const { at, scope } = world;
  const isLeft = (read: Read, i: CollectionId) =>
    scope.proxies.some((p) => read(at.dmlStream(p, i)) || read(at.dqlStream(p, i)));
  return goneHas(world, 'an open stream in a proxy', isLeft, {
    id: 'L7',
    name: 'proxy streams are given back',
    by: 'step 14',
    appliesTo: drops(world) && at.inserts.initial + at.searches.initial > 0,
  });
};

export const cachesHeal = (world: World): Property => {
  const { at, scope } = world;
  const isLeft = (read: Read, i: CollectionId) =>
    scope.proxies.some((p) => read(at.cache(p)) === i || read(at.aliasCache(p)) === i);
  return goneHas(world, 'its place in the cache of a proxy', isLeft, {
    id: 'L8',
    name: 'caches heal',
    by: 'step 11',
    appliesTo: drops(world),
  });
};
