/**
 * The master's DICT: begins a schema change, has one phase after the other done, reports, and takes over from a master
 * that died.
 */
import { Set as Sets } from 'immutable';
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import type { NodeId } from '../nouns.ts';
import { phaseAfter } from '../phases.ts';
import type { World } from './cells.ts';
import type { Phase } from './nouns.ts';
import { Trans } from './nouns.ts';
import { phasesOf, round } from './phases.ts';
import { decidingPhase, hasDone, isChanging, upNodes } from './views.ts';

/** What users ask of it. */
export const api = (world: World) => ({
  asksDrop: asks(world, 'drop'),
  asksCreate: asks(world, 'create'),
});

/** What the master's DICT does. */
export const dict = (world: World) => ({ reports: reports(world), advances: advances(world) });

/** What the DICT of a new master does. */
export const dictTakesOver = (world: World) => ({ takesOver: takesOver(world) });

/** A drop needs a table, a create none; one change at a time, and none while a node starts. */
const asks = (world: World, kind: 'drop' | 'create') =>
  action.environment(kind === 'drop' ? 'drops the table' : 'creates the table', (read) => {
    const { at, variant } = world;
    const budget = kind === 'drop' ? at.drops : at.creates;
    const left = read(budget);
    const master = read(at.master);
    if (left === 0 || master === 'none' || isChanging(read, world)) return disabled;
    if (read(at.lock) !== 'free') return disabled;
    if (read(at.entry(master)) !== (kind === 'drop' ? 'inUse' : 'absent')) return disabled;
    const [first] = phasesOf(kind, variant) as [Phase];
    return [
      budget.becomes(left - 1),
      round(read, world, first, kind),
      ...(variant.nodeLock === 'on' ? [at.lock.becomes('trans')] : []),
      at.told.becomes('nothing'),
      at.outcomes.becomes(Sets()),
    ];
  });

/** (2) "Report Table Dropped secured but not yet completed", at the point that the design chooses. */
const reports = (world: World) =>
  action.system('reports that the drop is secured (2)', (read) => {
    const { at } = world;
    const { kind, phase } = read(at.trans);
    if (kind !== 'drop' || read(at.told) !== 'nothing') return disabled;
    if (phase === 'undo' || phase === 'takeover' || phase === 'orphaned') return disabled;
    return isSecured(read, world) ? [at.told.becomes('secured')] : disabled;
  });

function isSecured(read: Read, world: World): boolean {
  const { at, variant } = world;
  const up = upNodes(read, world);
  const master = read(at.master);
  switch (variant.reportPoint) {
    case 'atEnd':
      return false;
    case 'afterDecide':
      return up.every((n) => read(at.done(n)).has('decide'));
    case 'afterPrepare':
      return up.every((n) => read(at.done(n)).has('prepare'));
    case 'afterOwnFlush':
      return master !== 'none' && read(at.done(master)).has('prepare');
  }
}

const advances = (world: World) =>
  action.system('goes on, as all nodes have confirmed', (read) => {
    const { at, variant } = world;
    const { kind, phase, waiting } = read(at.trans);
    if (kind === 'none' || !waiting.isEmpty()) return disabled;
    if (phase === 'takeover' || phase === 'orphaned') return disabled;
    const next = phaseAfter<string>(phasesOf(kind, variant), phase) as Phase | undefined;
    return next ? [round(read, world, next)] : ends(read, world);
  });

/** (8) The change is over, or undone; who was told "secured" is not told "aborted". */
function ends(read: Read, { at, variant }: World): Assignment[] {
  const { kind, phase } = read(at.trans);
  const told = read(at.told);
  const undone = phase === 'undo';
  const news =
    kind === 'create'
      ? undone
        ? 'createFailed'
        : 'created'
      : undone
        ? told === 'secured'
          ? told
          : 'aborted'
        : 'done';
  return [
    at.trans.becomes(Trans()),
    ...(variant.nodeLock === 'on' ? [at.lock.becomes('free')] : []),
    at.told.becomes(news),
  ];
}

/** The new master asks the survivors how far they are: forward from the first phase that somebody lacks, or back. */
const takesOver = (world: World) =>
  action.system('takes over the schema change of the master that died', (read, m: NodeId) => {
    const { at, variant } = world;
    const { kind, phase } = read(at.trans);
    if (kind === 'none' || phase !== 'takeover' || read(at.master) !== m) return disabled;
    if (!goesForward(read, world)) return [round(read, world, 'undo')];
    const phases = phasesOf(kind, variant);
    const lacking = (at: Phase) => upNodes(read, world).filter((n) => !hasDone(read, world, n, at));
    const first = phases.find((each) => lacking(each).length > 0) ?? phases.at(-1) ?? phase;
    const waiting = Sets(lacking(first as Phase));
    return [at.trans.becomes(Trans({ kind, phase: first, waiting }))];
  });

/** A create goes by the decision whatever becomes of drops: an add that is not decided is aborted. */
function goesForward(read: Read, world: World): boolean {
  const { at, variant } = world;
  const some = (phase: Phase) => upNodes(read, world).some((n) => hasDone(read, world, n, phase));
  const deciding = decidingPhase(read, world);
  if (read(at.trans).kind === 'create') return some(deciding);
  switch (variant.takeover) {
    case 'bySurvivor':
      return some(deciding);
    case 'byEffect':
      return some('mark');
    case 'forward':
      return true;
    case 'back':
    case 'none':
      return false;
  }
}
