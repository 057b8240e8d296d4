/**
 * What the models of NDB's drop table speak of: nodes and what one of them may be, the phases of a schema change, and
 * what a schema file says of the table.
 */
import type { Id } from '../../spec/ids.ts';

export type NodeId = Id<'node'>;

/** A starting node is known to nobody else yet; it takes no part in anything. */
export type Up = 'up' | 'down' | 'starting';

/** What the master's DICT has all nodes do, one after the other, to drop the table. `phases.ts` tells them. */
export type DropPhase = 'prepare' | 'decide' | 'lqh' | 'tc' | 'dih' | 'mark' | 'release' | 'end';

/** The same to create it. */
export type CreatePhase = 'add' | 'decide' | 'enable';

/** The entry of the table in a schema file. `decided` is a drop that no longer can be undone. */
export type FileState = 'unused' | 'creating' | 'inUse' | 'dropping' | 'decided';
