/**
 * The phases of a schema change in this model, and how far a node has come with them.
 *
 * The blocks of a node are one cell here, so that steps 4, 5 and 6 are one phase, `mark`.
 */
import { Set as Sets } from 'immutable';
import type { Assignment, Read } from '../../../spec/cells.ts';
import type { DropPhase, NodeId } from '../nouns.ts';
import { create } from '../phases.ts';
import type { World } from './cells.ts';
import type { Phase } from './nouns.ts';
import type { Variant } from './switches.ts';
import { upNodes } from './views.ts';

/** The phases of a drop or a create, in their order. */
export function phasesOf(kind: 'drop' | 'create', variant: Variant): readonly Phase[] {
  return kind === 'create' ? create : drop(variant);
}

/** Without a barrier there is no round of marks: a node marks the table when it is told to release. */
function drop({ decision, barrier, flush }: Variant): DropPhase[] {
  const flushes: DropPhase[] = decision === 'twoStep' ? ['prepare', 'decide'] : ['prepare'];
  const destroys: DropPhase[] = barrier === 'on' ? ['mark', 'release'] : ['release'];
  return [...(flush === 'first' ? [...flushes, ...destroys] : [...destroys, ...flushes]), 'end'];
}

/** Every node that is up is asked for this phase. */
export function round(read: Read, world: World, phase: Phase, kind?: 'drop' | 'create') {
  const { at } = world;
  const waiting = Sets(upNodes(read, world));
  const trans = read(at.trans);
  return at.trans.becomes(trans.merge({ kind: kind ?? trans.kind, phase, waiting }));
}

/** Is node n asked for this phase? */
export function isAsked(read: Read, { at }: World, n: NodeId, phase: Phase): boolean {
  const trans = read(at.trans);
  return trans.phase === phase && trans.waiting.has(n) && read(at.up(n)) === 'up';
}

/** Node n has done the present phase; one that ends the change for it leaves nothing to remember of it. */
export function finishes(read: Read, { at }: World, n: NodeId, ends = false): Assignment[] {
  const trans = read(at.trans);
  const done = read(at.done(n));
  return [
    at.trans.becomes(trans.set('waiting', trans.waiting.remove(n))),
    at.done(n).becomes(ends ? done.clear() : done.add(trans.phase as Phase)),
  ];
}
