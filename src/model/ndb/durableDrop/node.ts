/**
 * The DICT of each node, with the blocks below it: does what a phase asks, and confirms it.
 *
 * A request that is not yet done and a request that is under way are the same here, and so are a thing done and its
 * confirmation under way: the messages of a master die with it.
 */
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import type { NodeId } from '../nouns.ts';
import type { World } from './cells.ts';
import { finishes, isAsked, round } from './phases.ts';

/** What a node does in a drop. */
export const nodeDrops = (world: World) => ({
  prepares: prepares(world),
  decides: decides(world),
  marks: marks(world),
  releases: releases(world),
  recordsDropped: recordsDropped(world),
  ends: ends(world),
});

/** What a node does in a create, and where a change is undone. */
export const nodeAdds = (world: World) => ({
  adds: adds(world),
  enables: enables(world),
  refuses: refuses(world),
  undoes: undoes(world),
});

/** (1) "Update schema files on disk. Table status = DROPPING". */
const prepares = (world: World) =>
  action.system('writes DROPPING into its schema file (1)', (read, n: NodeId) => {
    const { at, variant } = world;
    if (!isAsked(read, world, n, 'prepare')) return disabled;
    return [
      ...finishes(read, world, n),
      at.file(n).becomes('dropping'),
      ...(variant.markPhase === 'prepare' ? [at.open(n).becomes(false)] : []),
    ];
  });

const decides = (world: World) =>
  action.system('writes the decision into its schema file', (read, n: NodeId) => {
    const { at } = world;
    if (!isAsked(read, world, n, 'decide')) return disabled;
    const isDrop = read(at.trans).kind === 'drop';
    return [...finishes(read, world, n), at.file(n).becomes(isDrop ? 'decided' : 'inUse')];
  });

/** (4)(5)(6) LQH, TC and DIH are told. */
const marks = (world: World) =>
  action.system('marks the table, which takes no more work (4)(5)(6)', (read, n: NodeId) => {
    const { at, variant } = world;
    if (variant.barrier === 'on') {
      if (!isAsked(read, world, n, 'mark')) return disabled;
      return [...finishes(read, world, n), at.open(n).becomes(false)];
    }
    const done = read(at.done(n));
    if (!isAsked(read, world, n, 'release') || done.has('mark')) return disabled;
    return [at.done(n).becomes(done.add('mark')), at.open(n).becomes(false)];
  });

/** (7) The fragment goes, with its files. */
const releases = (world: World) =>
  action.system('releases the fragment (7)', (read, n: NodeId) => {
    const { at } = world;
    if (!isReleasing(read, world, n) || read(at.frag(n)) === 'absent') return disabled;
    return [at.frag(n).becomes('absent'), acts(read, world, 'forward')];
  });

/** (7) "Update schema files on disk DROPPED". Where a decision was written, that is what stays there. */
const recordsDropped = (world: World) =>
  action.system('confirms that the fragment is gone (7)', (read, n: NodeId) => {
    const { at, variant } = world;
    if (!isReleasing(read, world, n) || read(at.frag(n)) === 'present') return disabled;
    const writes = variant.decision === 'oneStep' && variant.flush === 'first';
    return [...finishes(read, world, n), ...(writes ? [at.file(n).becomes('unused')] : [])];
  });

function isReleasing(read: Read, world: World, n: NodeId): boolean {
  return isAsked(read, world, n, 'release') && read(world.at.done(n)).has('mark');
}

/** (8) "Table status = DROPPED". */
const ends = (world: World) =>
  action.system('has no such table any more (8)', (read, n: NodeId) => {
    const { at } = world;
    if (!isAsked(read, world, n, 'end')) return disabled;
    return [...finishes(read, world, n, true), at.entry(n).becomes('absent')];
  });

const adds = (world: World) =>
  action.system('adds the table and makes its fragment', (read, n: NodeId) => {
    const { at, variant } = world;
    if (!isAsked(read, world, n, 'add')) return disabled;
    return [
      ...finishes(read, world, n),
      at.frag(n).becomes('present'),
      at.file(n).becomes('creating'),
      at.entry(n).becomes('adding'),
      ...(variant.enableAt === 'add' ? [at.open(n).becomes(true)] : []),
    ];
  });

const enables = (world: World) =>
  action.system('lets the new table take work', (read, n: NodeId) => {
    const { at } = world;
    if (!isAsked(read, world, n, 'enable')) return disabled;
    return [
      ...finishes(read, world, n, true),
      at.open(n).becomes(true),
      at.entry(n).becomes('inUse'),
      acts(read, world, 'forward'),
    ];
  });

/** Stands for a running backup, a full disk and the like. A drop that is decided as it is prepared cannot be refused. */
const refuses = (world: World) =>
  action.fault('cannot do what it is asked, so that the change is undone', (read, n: NodeId) => {
    const { at, variant } = world;
    const left = read(at.refusals);
    if (left === 0) return disabled;
    const refusesDrop = variant.decision === 'twoStep' && isAsked(read, world, n, 'prepare');
    if (!refusesDrop && !isAsked(read, world, n, 'add')) return disabled;
    return [at.refusals.becomes(left - 1), round(read, world, 'undo')];
  });

/** A drop is taken back; an add that is aborted runs step 7 without PREP and WAIT. */
const undoes = (world: World) =>
  action.system('undoes what it has done', (read, n: NodeId) => {
    const { at, variant } = world;
    if (!isAsked(read, world, n, 'undo')) return disabled;
    const isDrop = read(at.trans).kind === 'drop';
    const undone = [
      ...finishes(read, world, n, true),
      acts(read, world, 'back'),
      ...(variant.abortDurable === 'yes' ? [at.file(n).becomes(isDrop ? 'inUse' : 'unused')] : []),
    ];
    if (isDrop) {
      return [
        ...undone,
        at.entry(n).becomes('inUse'),
        ...(variant.markPhase === 'prepare' ? [] : [at.open(n).becomes(true)]),
      ];
    }
    return [
      ...undone,
      at.entry(n).becomes('absent'),
      at.open(n).becomes(false),
      ...(variant.abortAdd === 'forget' ? [] : [at.frag(n).becomes('absent')]),
    ];
  });

/** What is remembered of this change: somebody went on with it, somebody went back. */
function acts(read: Read, { at }: World, how: 'forward' | 'back'): Assignment {
  return at.outcomes.becomes(read(at.outcomes).add(how));
}
