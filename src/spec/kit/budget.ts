/**
 * Budgets: what may happen so many times only, which keeps a world finite.
 */
import type { Assignment, Cell, Read } from '../cells.ts';

/**
 * Takes one from a budget; nothing if it is used up. Guard and effect in one, so that none is forgotten.
 *
 * @example
 * const spent = spend(read, at.inserts);
 * if (!spent) return disabled;
 * return [spent, …];
 */
export function spend(read: Read, budget: Cell<number>): Assignment | undefined {
  const left = read(budget);
  return left > 0 ? budget.becomes(left - 1) : undefined;
}
