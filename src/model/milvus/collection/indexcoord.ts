/**
 * IndexCoord: it builds indexes of what is flushed, and collects those that are marked.
 */
import { action, disabled } from '../../../spec/actions.ts';
import { spend } from '../../../spec/kit/budget.ts';
import type { World } from './cells.ts';
import type { CollectionId } from './scope.ts';
import { gone, hasHealthySegment, hasSegments } from './views.ts';

export function indexcoord(world: World) {
  const { indexGc } = world.variant;
  return {
    build: build(world),
    ...(indexGc === 'off' ? {} : { deleteFile: deleteFile(world), deleteMeta: deleteMeta(world) }),
    ...(indexGc === 'markedAndOrphans' ? { markOrphan: markOrphan(world) } : {}),
  };
}

const build = (world: World) =>
  action.environment('builds an index of {collection}', (read, i: CollectionId) => {
    const { at } = world;
    const spent = spend(read, at.builds);
    if (!spent || read(at.indexMeta(i)) !== 'no' || read(at.indexFile(i))) return disabled;
    if (!hasHealthySegment(read, world, i)) return disabled;
    return [spent, at.indexMeta(i).becomes('built'), at.indexFile(i).becomes(true)];
  });

const deleteFile = ({ at }: World) =>
  action.system('deletes the index file of {collection}', (read, i: CollectionId) => {
    if (read(at.indexMeta(i)) !== 'marked') return disabled;
    if (!read(at.indexFile(i))) return disabled;
    return [at.indexFile(i).becomes(false)];
  });

const deleteMeta = ({ at }: World) =>
  action.system('deletes the index meta of {collection}', (read, i: CollectionId) => {
    if (read(at.indexMeta(i)) !== 'marked') return disabled;
    if (read(at.indexFile(i))) return disabled;
    return [at.indexMeta(i).becomes('no')];
  });

/** An index that was built after its drop was asked for. */
const markOrphan = (world: World) =>
  action.system(
    'marks the index of {collection}, as nothing is left to search',
    (read, i: CollectionId) => {
      const { at } = world;
      if (read(at.indexMeta(i)) !== 'built') return disabled;
      if (hasSegments(read, world, i) || !gone(read, world, i)) return disabled;
      return [at.indexMeta(i).becomes('marked')];
    },
  );
