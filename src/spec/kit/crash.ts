/**
 * Crash and restart: a crash keeps durable cells and resets volatile ones.
 *
 * A cell is volatile if its layout says what a crash leaves of it (`lost`); every other cell is durable.
 */
import type { Verb } from '../actions.ts';
import { action, disabled } from '../actions.ts';
import type { AnyCell, Assignment, Cell, Read } from '../cells.ts';
import type { AnyId } from '../ids.ts';

/**
 * What a crash does to the cells of its owner: every volatile one gets the value that a crash leaves.
 *
 * @example
 * loseVolatile([at.memory(n), at.log(n)]) // resets memory(n), leaves log(n) alone
 */
export function loseVolatile(cells: readonly AnyCell[]): Assignment[] {
  return cells.flatMap((cell) => (cell.lost ? [cell.becomes(cell.lost.value)] : []));
}

/** A role instance that is up or down; the two verbs move between them. */
export type Crashable<Ids extends readonly AnyId[]> = {
  readonly crashes: Verb<Ids>;
  readonly restarts: Verb<Ids>;
};

/**
 * Crash and restart for a role: `crashes` (a fault) spends the budget, takes the instance down and loses its
 * volatile cells; `restarts` (a system action) brings it up again.
 *
 * @example
 * forEach('node', [nodes], crashAndRestart({
 *   budget: at.crashes,
 *   up: at.up,
 *   owns: (n) => [at.memory(n), at.log(n)],
 * }))
 */
export function crashAndRestart<Ids extends readonly AnyId[]>(at: {
  readonly budget: Cell<number>;
  /** Is the instance up? */
  readonly up: (...ids: Ids) => Cell<boolean>;
  /** All cells of the instance, durable ones too: which are lost is the layout's business. */
  readonly owns: (...ids: Ids) => readonly AnyCell[];
}): Crashable<Ids> {
  return {
    crashes: action.fault('crashes and loses what it held in memory', (read: Read, ...ids: Ids) => {
      const left = read(at.budget);
      if (left === 0 || !read(at.up(...ids))) return disabled;
      return [
        at.budget.becomes(left - 1),
        at.up(...ids).becomes(false),
        ...loseVolatile(at.owns(...ids)),
      ];
    }),
    restarts: action.system('restarts', (read: Read, ...ids: Ids) => {
      if (read(at.up(...ids))) return disabled;
      return [at.up(...ids).becomes(true)];
    }),
  };
}
