/**
 * Segments: what DataCoord knows of a shard's data. Two roles have them marked, and the DataNode fills them.
 */
import type { Assignment, Read } from '../../../spec/cells.ts';
import type { World } from './cells.ts';
import { Segment } from './nouns.ts';
import type { CollectionId, ShardId } from './scope.ts';

/** Healthy segments of a shard become dropped, and DataCoord remembers that they were. */
export function markDropped(
  read: Read,
  { at, scope }: World,
  i: CollectionId,
  k: ShardId,
): Assignment[] {
  return [
    at.declaredDropped(i, k).becomes(true),
    ...scope.generations.flatMap((g) => {
      const segment = read(at.segment(i, k, g));
      return segment.state === 'healthy'
        ? [at.segment(i, k, g).becomes(segment.set('state', 'dropped'))]
        : [];
    }),
  ];
}

/** A row goes into the segment that is open; where that is being collected, it is filtered. */
export function store(read: Read, { at, scope }: World, i: CollectionId, k: ShardId): Assignment[] {
  const [flushed, compacted] = scope.generations.map((g) => ({
    g,
    segment: read(at.segment(i, k, g)),
  }));
  const isCompacted = compacted !== undefined && compacted.segment.state !== 'none';
  const open = isCompacted ? compacted : flushed;
  if (!open) return [];
  const { g, segment } = open;
  const takes = segment.state === 'healthy' || (!isCompacted && segment.state === 'none');
  if (!takes) return [];
  return [
    at.segment(i, k, g).becomes(Segment({ state: 'healthy', rows: segment.rows + 1 })),
    at.binlog(i, k, g).becomes(true),
  ];
}
