/**
 * Judging states: a group of properties evaluated by halves, like the moves.
 */

import { claims } from './claims.ts';
import { Evaluator, headerWords, itemWords } from './evaluator.ts';
import type { Halves } from './halves.ts';
import type { Checks } from './programs.ts';

/** The records of properties hold violations only, so they stay few. */
const arenaLimit = 1 << 22;

export class StateChecks {
  /** Positions of the properties violated in the state that was judged last (witnesses: reached). */
  readonly violated: number[] = [];
  readonly #evaluator: Evaluator | null;

  /**
   * @param active positions of the properties that are still open
   * @param judged position → 1 once the property has judged something, other than vacuously; written to
   */
  constructor(
    { properties, trees }: Checks,
    halves: Halves,
    active: readonly number[],
    judged: Uint8Array,
  ) {
    this.#evaluator =
      active.length === 0
        ? null
        : new Evaluator({
            trees,
            halves,
            programs: active,
            arenaLimit,
            weights: new Uint8Array(properties.length),
            onLeaf: (program, result, _side, _half, items) => {
              if (result !== claims.vacuous) judged[program] = 1;
              if (result === claims.violated) items.push(program, 0, 0, 0);
            },
          });
  }

  get bytes(): number {
    return this.#evaluator?.bytes ?? 0;
  }

  /** Judges one state; true if something is in `violated`. */
  judge(left: number, right: number): boolean {
    const evaluator = this.#evaluator;
    if (evaluator === null) return false;
    this.violated.length = 0;
    evaluator.trim();
    for (let at = evaluator.begin(left, right); at >= 0; at = evaluator.following(left, right)) {
      const { arena } = evaluator;
      if (arena[at + 2] === 0) continue;
      const end = at + headerWords + itemWords * arena[at + 2]!;
      for (let item = at + headerWords; item < end; item += itemWords) {
        this.violated.push(arena[item]!);
      }
    }
    return this.violated.length > 0;
  }
}
