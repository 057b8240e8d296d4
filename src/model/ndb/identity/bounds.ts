/**
 * How large the world is: names, creates, users of DDL, and the script of a scenario.
 */
import type { BoundSet, BoundsOf } from '../../../spec/choices.ts';
import { count, program } from '../../../spec/choices.ts';
import { UsageError } from '../../../spec/errors.ts';

/** What a scenario does, one after the other; `drop` is the call, and what follows may have to wait for it. */
const deeds = ['start', 'define', 'execute', 'drop', 'create', 'commit'] as const;
export type Deed = (typeof deeds)[number];

/** "startTransaction, drop, create, getNdbOperation, execute." */
export const example1: readonly Deed[] = ['start', 'drop', 'create', 'define', 'execute', 'commit'];

/** "startTransaction, getNdbOperation, execute, drop, create, getNdbOperation, execute." */
export const example2: readonly Deed[] = [
  'start',
  'define',
  'execute',
  'drop',
  'create',
  'define',
  'execute',
  'commit',
];

export const bounds = {
  names: count('names of tables', 1, { min: 1, max: 4 }),
  clients: count('clients, with one transaction each', 1, { min: 1, max: 4 }),
  operations: count('operations of a transaction', 2, { min: 1, max: 8 }),
  creates: count('tables that may be created; there is one drop more', 1),
  users: count('users of DDL, each with one drop at a time', 1, { min: 1, max: 4 }),
  renumbers: count('restarts that may lose the version of an unused id', 0),
  script: program<readonly Deed[]>(
    'what the first client does, and drops and creates itself; empty: everybody is free',
    [],
    (json) => {
      if (Array.isArray(json) && json.every((step) => deeds.includes(step))) return json;
      const known = deeds.map((deed) => `"${deed}"`).join(', ');
      throw new UsageError(`expected a list of ${known}, got ${JSON.stringify(json)}`);
    },
  ),
};

export type Bounds = BoundsOf<typeof bounds>;

/** Is the script that of an example? */
export function plays(script: readonly Deed[], example: readonly Deed[]): boolean {
  return script.join() === example.join();
}

export const boundSets: Readonly<Record<string, BoundSet<Bounds>>> = {
  tiny: { size: 'tiny', differs: {} },
  'example-1': { size: 'tiny', differs: { script: example1 } },
  'example-2': { size: 'tiny', differs: { script: example2 } },
  wrap: { size: 'tiny', differs: { creates: 3 } },
  small: { size: 'small', differs: { creates: 2, users: 2, renumbers: 1 } },
  'two-names': { size: 'small', differs: { names: 2 } },
  medium: { size: 'medium', differs: { names: 2, creates: 3 } },
  large: { size: 'large', differs: { names: 2, creates: 3, users: 2, renumbers: 1 } },
};
