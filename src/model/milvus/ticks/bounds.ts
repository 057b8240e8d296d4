/**
 * How large the world of ticks is.
 */
import type { Bound, BoundSet, BoundsOf } from '../../../spec/choices.ts';
import { count, program } from '../../../spec/choices.ts';
import { UsageError } from '../../../spec/errors.ts';

export const bounds = {
  neighbours: count('other collections on the same channel', 1, { max: 1 }),
  inserts: count('rows that are inserted', 1),
  into: tables(),
  ticks: count('ticks that come without need', 1),
};

export type Bounds = BoundsOf<typeof bounds>;

export const boundSets: Readonly<Record<string, BoundSet<Bounds>>> = {
  alone: { size: 'tiny', differs: { neighbours: 0, inserts: 0 } },
  shared: { size: 'tiny', differs: { into: ['B'] } },
  own: { size: 'tiny', differs: { into: ['A'] } },
  wide: { size: 'small', differs: { inserts: 2, ticks: 2 } },
};

/** Which collections rows go into: A, which is dropped, or B. */
function tables(): Bound<readonly string[]> {
  return program<readonly string[]>('collections that rows go into', ['A', 'B'], (json) => {
    const isTable = (label: unknown) => label === 'A' || label === 'B';
    if (Array.isArray(json) && json.length > 0 && json.every(isTable)) return json as string[];
    throw new UsageError(`expected a list of "A" and "B", got ${JSON.stringify(json)}`);
  });
}
