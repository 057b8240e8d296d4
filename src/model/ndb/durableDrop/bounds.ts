/**
 * How large the world is: nodes, schema changes, and the failures that meet them.
 */
import type { BoundSet, BoundsOf } from '../../../spec/choices.ts';
import { count } from '../../../spec/choices.ts';

export const bounds = {
  nodes: count('data nodes', 2, { min: 1, max: 8 }),
  tables: count('tables at first', 1, { max: 1 }),
  lagging: count('nodes that are down at first, the last ones', 0, { max: 7 }),
  drops: count('drops that users ask for', 1),
  creates: count('creates that users ask for', 0),
  crashes: count('crashes of nodes that are up', 0),
  powers: count('power failures: all nodes fall at once', 0),
  refusals: count('nodes that cannot do what the first phase asks', 0),
  restartCrashes: count('crashes of nodes that are starting', 0),
};

export type Bounds = BoundsOf<typeof bounds>;

export const boundSets: Readonly<Record<string, BoundSet<Bounds>>> = {
  tiny: { size: 'tiny', differs: { nodes: 1, crashes: 1, powers: 1 } },
  small: { size: 'small', differs: { crashes: 2, powers: 1 } },
  lagging: { size: 'small', differs: { crashes: 1, powers: 1, lagging: 1 } },
  add: {
    size: 'small',
    differs: { tables: 0, drops: 0, creates: 1, crashes: 1, powers: 1, refusals: 1 },
  },
  medium: {
    size: 'medium',
    differs: { creates: 1, crashes: 2, powers: 1, refusals: 1, restartCrashes: 1 },
  },
  large: { size: 'large', differs: { nodes: 3, crashes: 2, powers: 1, restartCrashes: 1 } },
};
