/**
 * How large the world is: nodes, the operations and checkpoints that meet the drop, and the crashes.
 */
import type { Bound, BoundSet, BoundsOf } from '../../../spec/choices.ts';
import { count, program } from '../../../spec/choices.ts';
import { UsageError } from '../../../spec/errors.ts';

export const bounds = {
  nodes: count('data nodes', 1, { min: 1, max: 8 }),
  operations: count('operations that clients ask for', 0, { max: 8 }),
  lcps: count('rounds of checkpoints', 0),
  crashes: count('crashes of nodes other than the first', 0),
  tcs: places('the nodes whose TC clients may turn to; empty: all'),
  lqhs: places('the nodes whose LQH operations may go to; empty: all'),
};

export type Bounds = BoundsOf<typeof bounds>;

/** With two nodes that are told apart by what they do, each message between blocks crosses the wires. */
const acrossTwo = { tcs: [2], lqhs: [1] };

export const boundSets: Readonly<Record<string, BoundSet<Bounds>>> = {
  tiny: { size: 'tiny', differs: { operations: 1, lcps: 1 } },
  small: { size: 'small', differs: { nodes: 2, operations: 1, crashes: 1 } },
  'small-lcp': { size: 'small', differs: { nodes: 2, lcps: 1, crashes: 1 } },
  medium: { size: 'medium', differs: { nodes: 2, operations: 1, lcps: 1, crashes: 1 } },
  // For the note 2 923 137 states; one to walk in at random.
  large: { size: 'large', differs: { nodes: 3, operations: 1, crashes: 1, ...acrossTwo } },
};

function places(meaning: string): Bound<readonly number[]> {
  return program<readonly number[]>(meaning, [], (json) => {
    const isPlace = (item: unknown): item is number =>
      typeof item === 'number' && Number.isInteger(item) && item >= 1;
    if (Array.isArray(json) && json.every(isPlace)) return json;
    throw new UsageError(
      `expected a list of node numbers like [2, 3], got ${JSON.stringify(json)}`,
    );
  });
}
