/**
 * The phases of a schema change: a round in which every node does one thing and confirms it.
 *
 *   phase    step  what a node does
 *   prepare  1     PREP_DROP_TAB to DICT: the schema file says DROPPING
 *   decide   –     the schema file says that the drop is decided (the commit flush of the later code)
 *   lqh      4     LQH accepts no new operations and checkpoints
 *   tc       5     TC admits no new operations, and waits until no LQH has any
 *   dih      6     DIH starts no checkpoint, unlinks the queued ones, and waits like TC
 *   mark     –     4, 5 and 6 in one round (the later code, and models that do not tell the blocks apart)
 *   release  7     fragments, files and indexes go, the schema file says DROPPED
 *   end      8     DICT has no such table any more
 *
 *   add      –     the table is added, its fragment is made, the schema file says that it is being created
 *   decide   –     the schema file says that the table is in use
 *   enable   –     TC and DIH take work on it
 *
 * Which of them a protocol has is its own business; that they come one after the other is said here.
 */
import type { CreatePhase, DropPhase } from './nouns.ts';

/** PREP_DROP_TAB_REQ to "all LQHs", "all TCs" and "all DIHs", each in a round of its own. `tcFirst` swaps steps 4 and 5. */
export function noteDrop(order: 'lqhFirst' | 'tcFirst'): readonly DropPhase[] {
  const rounds: readonly DropPhase[] = order === 'lqhFirst' ? ['lqh', 'tc'] : ['tc', 'lqh'];
  return ['prepare', ...rounds, 'dih', 'release', 'end'];
}

/** A create is the same in all models. */
export const create: readonly CreatePhase[] = ['add', 'decide', 'enable'];

/** The phase that follows; none after the last one. */
export function phaseAfter<P>(phases: readonly P[], phase: P): P | undefined {
  const at = phases.indexOf(phase);
  return at < 0 ? undefined : phases[at + 1];
}
