/**
 * Storage: snapshots of what a node holds, and the garbage collection of the logs (10), which takes a list of schemas
 * in one step and removes log segments in another. A segment that a snapshot refers to must stay (F8).
 */
import { Set as SetOf } from 'immutable';
import { action, disabled } from '../../../spec/actions.ts';
import type { Read } from '../../../spec/cells.ts';
import type { World } from './cells.ts';
import type { Incarnation } from './nouns.ts';
import { Gc } from './nouns.ts';
import { stripped } from './rows.ts';
import type { KeyId, PartitionId } from './scope.ts';
import { droppedIncarnations, isListed, sameId } from './views.ts';

/** What storage does about each partition. */
export const storage = (world: World) => ({ snapshots: snapshots(world) });

/** What the garbage collection does. */
export const gc = (world: World) => ({ lists: lists(world), collects: collects(world) });

/** Only values, and only what the log has not told it yet. */
const snapshots = (world: World) =>
  action.system('takes a snapshot', (read, p: PartitionId) => {
    const { at, scope } = world;
    const owner = read(at.owner(p));
    if (read(at.node(owner)).role !== 'serving') return disabled;
    const changed = scope.keys.flatMap((k) => {
      if (scope.partOf(k) !== p) return [];
      const values = read(at.rows(owner, k))
        .map(stripped)
        .filter(({ by }) => by !== 'none');
      return values.equals(read(at.snapshot(k))) ? [] : [at.snapshot(k).becomes(values)];
    });
    return changed.length === 0 ? disabled : changed;
  });

/** It begins where there is something to collect. */
const lists = (world: World) =>
  action.system('lists what the logs have to keep or to lose (10)', (read) => {
    const { at, scope, variant } = world;
    if (variant.walGc === 'never' || variant.dropKind === 'schemaOnly') return disabled;
    if (read(at.gc).phase !== 'idle') return disabled;
    const dropped = droppedIncarnations(read, world);
    const isDue = (k: KeyId) =>
      dropped.some((inc) => read(at.logged(k)).has(inc) && !isKept(read, world, k, inc));
    if (!scope.keys.some(isDue)) return disabled;
    const allows = variant.walGc === 'allowListStale' || variant.walGc === 'allowListNow';
    const { live } = read(at.catalog);
    const list = SetOf(allows ? (live === 0 ? [] : [live]) : dropped);
    return [at.gc.becomes(Gc({ phase: 'listed', list }))];
  });

const collects = (world: World) =>
  action.system('removes them from the logs (10)', (read) => {
    const { at, scope } = world;
    const { phase, list } = read(at.gc);
    if (phase !== 'listed') return disabled;
    const cleaned = scope.keys.flatMap((k) => {
      const rows = read(at.logged(k));
      const goes = (inc: Incarnation) =>
        isCollected(read, world, list, inc) && !isKept(read, world, k, inc);
      const left = rows.filterNot((_, inc) => goes(inc));
      return left === rows ? [] : [at.logged(k).becomes(left)];
    });
    return [at.gc.becomes(Gc()), ...cleaned];
  });

/** Do the rows of an incarnation go, by the list that was taken or by the list of now? */
function isCollected(
  read: Read,
  world: World,
  list: SetOf<Incarnation>,
  inc: Incarnation,
): boolean {
  const { live } = read(world.at.catalog);
  switch (world.variant.walGc) {
    case 'never':
      return false;
    case 'allowListStale':
      return !isListed(read, world, list, inc);
    case 'allowListNow':
      return !isListed(read, world, SetOf(live === 0 ? [] : [live]), inc);
    case 'denyList':
    case 'delegate':
      return list.some((dropped) => sameId(read, world, dropped, inc));
  }
}

/** Does a snapshot of the partition refer to the segment of this incarnation? Whoever is delegated to does not ask. */
function isKept(read: Read, { at, scope, variant }: World, k: KeyId, inc: Incarnation): boolean {
  if (variant.walGc === 'delegate') return false;
  return scope.keys.some(
    (other) => scope.partOf(other) === scope.partOf(k) && read(at.snapshot(other)).has(inc),
  );
}
