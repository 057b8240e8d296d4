/**
 * What the cells of a drop that survives failures hold.
 */
import { Record, Set as SetOf } from 'immutable';
import { ids } from '../../../spec/ids.ts';
import type { CreatePhase, DropPhase, NodeId } from '../nouns.ts';
import type { Bounds } from './bounds.ts';

/** What all nodes are to do. */
export type Phase = DropPhase | CreatePhase | 'undo';

/**
 * The schema change that is going on. `takeover`: its master died, and the new one has not looked yet; `orphaned`: and
 * nobody will.
 */
export const Trans = Record(
  {
    kind: 'none' as 'none' | 'drop' | 'create',
    phase: 'none' as 'none' | Phase | 'takeover' | 'orphaned',
    waiting: SetOf<NodeId>(),
  },
  'Trans',
);
export type Trans = ReturnType<typeof Trans>;

/** What a starting node will do about the table, and then (kept, gone) what it has done to its files. */
export type Plan = 'none' | 'keep' | 'keepEmpty' | 'clean' | 'forget' | 'kept' | 'gone';

/** What the user was told of the last change. */
export type Told = 'nothing' | 'secured' | 'done' | 'aborted' | 'created' | 'createFailed';

/** Who is there. */
export interface Scope {
  readonly nodes: readonly NodeId[];
  /** Those that are down at first. */
  readonly lagging: readonly NodeId[];
}

/** Reads a set of bounds; the first node is always up at first, as somebody has to be the master. */
export function scopeOf({ nodes: count, lagging }: Bounds): Scope {
  const nodes = ids('node', count);
  return { nodes, lagging: nodes.slice(Math.max(1, count - lagging)) };
}
