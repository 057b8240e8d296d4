/**
 * How large the world is: nodes, what transactions do, what may fail.
 */
import type { Bound, BoundSet, BoundsOf } from '../../../spec/choices.ts';
import { count, program } from '../../../spec/choices.ts';
import { UsageError } from '../../../spec/errors.ts';

export const bounds = {
  nodes: count('data nodes', 1, { min: 1, max: 8 }),
  clients: count('clients, with one transaction each', 1, { max: 4 }),
  operations: count('operations of a transaction', 1, { max: 8 }),
  creates: count('tables that may be created', 0),
  drops: count('drops that may be asked for', 1),
  crashes: count('crashes of nodes', 0),
  powers: count('power failures', 0),
  lcps: count('rounds of checkpoints', 0),
  tcs: places('the nodes whose TC clients may turn to; empty: all'),
  lqhs: places('the nodes whose LQH operations may go to; empty: all'),
};

export type Bounds = BoundsOf<typeof bounds>;

/** With two nodes that are told apart by what they do, each message between blocks crosses the wires. */
const acrossTwo = { nodes: 2, tcs: [2], lqhs: [1] };

export const boundSets: Readonly<Record<string, BoundSet<Bounds>>> = {
  tiny: { size: 'tiny', differs: { operations: 2, creates: 1, crashes: 1 } },
  small: { size: 'small', differs: { ...acrossTwo, crashes: 1, powers: 1 } },
  // What of `small` is about schema changes alone.
  failures: { size: 'small', differs: { nodes: 2, clients: 0, crashes: 1, powers: 1 } },
  // With `read=lock`: an operation that runs on.
  'small-lcp': { size: 'small', differs: { lcps: 1 } },
  two: { size: 'small', differs: { ...acrossTwo, operations: 2, creates: 1 } },
  'add-lcp': {
    size: 'small',
    differs: { nodes: 2, clients: 0, creates: 1, crashes: 1, lcps: 1 },
  },
  medium: { size: 'medium', differs: { ...acrossTwo, creates: 1, crashes: 2 } },
  large: { size: 'large', differs: { nodes: 2, operations: 2, creates: 1, crashes: 1, lcps: 1 } },
  // For the benchmark: over five million states in `note`.
  huge: {
    size: 'huge',
    differs: { nodes: 2, operations: 2, creates: 1, crashes: 1, powers: 1, lcps: 1 },
  },
  three: { size: 'large', differs: { nodes: 3, creates: 1, crashes: 2 } },
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
