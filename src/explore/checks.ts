/**
 * Judging states: a group of properties evaluated by halves, like the moves.
 */
import { Evaluator, headerWords, itemWords } from './evaluator.ts';
import type { Halves, Side } from './halves.ts';
import type { Checks } from './programs.ts';
import { claims } from './programs.ts';

/** Records of properties hold violations only, so they stay few. */
const arenaLimit = 1 << 22;

export class StateChecks {
  /** Property (by position in its group) → did it judge anything, other than vacuously? */
  readonly judged: Uint8Array;
  /** Positions of the properties violated in the state that was judged last (witnesses: reached). */
  readonly violated: number[] = [];
  readonly #evaluator: Evaluator | null;

  constructor({ properties, trees }: Checks, halves: Halves) {
    this.judged = new Uint8Array(properties.length);
    this.#evaluator =
      properties.length === 0
        ? null
        : new Evaluator({
            trees,
            halves,
            arenaLimit,
            weights: new Uint8Array(properties.length),
            onLeaf: (program, result, _side, _half, items) => {
              if (result !== claims.vacuous) this.judged[program] = 1;
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
    for (let start: Side = 0; ; start = 1) {
      let side: Side = start;
      let record = evaluator.first(side, left, right);
      for (;;) {
        const { arena } = evaluator;
        const end = record + headerWords + itemWords * arena[record + 2]!;
        for (let at = record + headerWords; at < end; at += itemWords)
          this.violated.push(arena[at]!);
        const waiting = arena[record + 1]!;
        if (waiting === 0) break;
        side = side === 0 ? 1 : 0;
        record = evaluator.following(waiting, side, left, right);
      }
      if (start === 1) return this.violated.length > 0;
    }
  }
}
