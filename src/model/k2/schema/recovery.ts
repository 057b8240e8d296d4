/**
 * Recovery: "Partitions get the list of valid schemas when recovery starts. WAL records that do not match a valid
 * schema are ignored." The list is fetched in one step and the log replayed in another, or every drop between them
 * would be missed.
 */
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import type { World } from './cells.ts';
import type { Epoch, Incarnation, Row, Rows, ValidList } from './nouns.ts';
import { DropSet } from './nouns.ts';
import { settled, stripped } from './rows.ts';
import type { KeyId, NodeId, PartitionId } from './scope.ts';
import { isListed, validNow } from './views.ts';

/** What a node does after a crash, or when it takes over a partition. */
export const recovery = (world: World) => ({
  startsRecovery: startsRecovery(world),
  opens: opens(world),
});

/**
 * A partition with a standby is not recovered: the standby is promoted. The list comes from the CPO, so a node that
 * cannot reach it does not begin.
 */
const startsRecovery = (world: World) =>
  action.system('starts recovery and gets the list of valid schemas', (read, m: NodeId) => {
    const { at, scope } = world;
    const now = read(at.node(m));
    if (now.role !== 'down' || scope.standby || !read(at.reachable(m))) return disabled;
    return [
      at.node(m).becomes(now.set('role', 'recovering')),
      at.list(m).becomes(validNow(read, world)),
    ];
  });

/** What matches the list is replayed, and the partition serves. */
const opens = (world: World) =>
  action.system('replays the log and opens', (read, m: NodeId) => {
    const { at, scope, variant } = world;
    const { role, part, moving } = read(at.node(m));
    if (role !== 'recovering') return disabled;
    const list = variant.recovery === 'listAtEnd' ? validNow(read, world) : read(at.list(m));
    if (!list) return disabled;
    const floor = floorOf(read, world, list, part);
    const keys = scope.keys.filter((k) => scope.partOf(k) === part);
    return [
      at.node(m).becomes(read(at.node(m)).merge({ role: 'serving', moving: undefined })),
      at.list(m).becomes(undefined),
      at.valid(m).becomes(list.incs),
      at.dropSet(m).becomes(DropSet({ upTo: list.upTo })),
      ...(variant.truncateData === 'skip4and6' ? [] : [at.epoch(m).becomes(floor)]),
      ...keys.map((k) => at.rows(m, k).becomes(replayed(read, world, k, list, floor))),
      ...(moving ? takesOver(world, m, part) : []),
    ];
  });

function takesOver({ at }: World, m: NodeId, part: PartitionId): Assignment[] {
  return [at.owner(part).becomes(m), at.holder(part).becomes(m)];
}

/** What is older was truncated, as far as anybody has written down that it was. */
function floorOf(
  read: Read,
  { at, variant }: World,
  { epoch }: ValidList,
  part: PartitionId,
): Epoch {
  switch (variant.truncateData) {
    case 'skip4and6':
      return 0;
    case 'epochInList':
      return epoch;
    case 'markerInWal':
      return read(at.marker(part));
  }
}

/** The snapshot, and over it the log; an intent counts if the log has its commit. */
function replayed(read: Read, world: World, k: KeyId, { incs }: ValidList, floor: Epoch): Rows {
  const { at, scope, variant } = world;
  const committed = read(at.committed(scope.partOf(k)));
  const counts = (row: Row, inc: Incarnation) =>
    row.by !== 'none' && row.epoch >= floor && isListed(read, world, incs, inc);
  const filters = variant.snapshotFilter === 'walAndSnapshot';
  const snapshot = read(at.snapshot(k));
  const log = read(at.logged(k)).map((row) =>
    row.intent && committed.has(row.intent) ? settled(row) : stripped(row),
  );
  return (filters ? snapshot.filter(counts) : snapshot).merge(log.filter(counts));
}
