/**
 * Judging steps: `neverStep` properties, asked only where their answer could matter.
 *
 * Such a property looks at a state before and one after a step. Asked about a step that changes nothing (the same
 * state twice), it reads some cells W and ends. A step that changes no cell of W makes it read the same cells with
 * the same values and end in the same way, so it is never asked. W and the values in it are found once for each state,
 * by halves. What they and an effect tell together is remembered for each pair of the two: that the effect does not
 * touch W, or, where a property that is asked about the step reads no other cells, its answer.
 */

import type { Batch } from './batch.ts';
import { claims } from './claims.ts';
import type { Effects } from './effects.ts';
import { Evaluator, headerWords, itemWords } from './evaluator.ts';
import type { Halves, Side } from './halves.ts';
import type { Programs } from './programs.ts';
import type { StepClaims } from './stepClaims.ts';
import type { DecisionTrees } from './trees.ts';
import { notKnown } from './trees.ts';

const arenaLimit = 1 << 22;
/** What a property says of a step by an effect, as far as the cells that it watches tell; behind these, all claims. */
const answers = { unknown: 0, untouched: 1, open: 2 } as const;
const firstClaim = 3;

/** Called for each step that violates a property, by the property's position in its group. */
export type OnViolation = (property: number, instance: number) => void;

export class StepChecks {
  readonly #trees: DecisionTrees;
  readonly #halves: Halves;
  readonly #effects: Effects;
  readonly #claims: StepClaims;
  readonly #judged: Uint8Array;
  readonly #evaluator: Evaluator | null;
  /** Watched properties of the present state: property, and the claim that names the cells it watches. */
  readonly #watching: number[] = [];
  /** Claim → effect → an answer. */
  readonly #answers: Uint8Array[] = [];
  #answerBytes = 0;
  /** Did the property that was asked last read only cells that it watches? */
  #isTold = false;

  /**
   * @param active positions of the properties that are still open
   * @param judged position → 1 once the property was asked about a step that changed what it reads; written to
   */
  constructor(
    { steps, stepClaims, effects }: Programs,
    halves: Halves,
    active: readonly number[],
    judged: Uint8Array,
  ) {
    this.#trees = steps.trees;
    this.#halves = halves;
    this.#effects = effects;
    this.#claims = stepClaims;
    this.#judged = judged;
    this.#evaluator =
      active.length === 0
        ? null
        : new Evaluator({
            trees: steps.trees,
            halves,
            programs: active,
            arenaLimit,
            weights: new Uint8Array(steps.properties.length),
            onLeaf: (program, result, _side, _half, items) => {
              items.push(program, result, 0, 0);
            },
          });
  }

  /** Is there anything to judge? */
  get watches(): boolean {
    return this.#evaluator !== null;
  }

  get bytes(): number {
    return this.#answerBytes + (this.#evaluator?.bytes ?? 0);
  }

  /** Judges the moves of one state, those of a batch from position `from` on. */
  judge(left: number, right: number, batch: Batch, from: number, onViolation: OnViolation): void {
    const evaluator = this.#evaluator;
    if (evaluator === null || from === batch.size) return;
    evaluator.trim();
    this.#watching.length = 0;
    this.#watch(evaluator, left, right);
    for (let at = from; at < batch.size; at++) {
      const effect = batch.effect[at]!;
      for (let w = 0; w < this.#watching.length; w += 2) {
        const [property, watched] = [this.#watching[w]!, this.#watching[w + 1]!];
        let answer = this.#answer(watched, effect);
        if (answer === answers.untouched) continue;
        if (answer < firstClaim) answer = this.#learn(property, watched, left, right, effect);
        if (answer === firstClaim + claims.violated) onViolation(property, batch.instance[at]!);
      }
    }
  }

  #watch(evaluator: Evaluator, left: number, right: number): void {
    for (let at = evaluator.begin(left, right); at >= 0; at = evaluator.following(left, right)) {
      const { arena } = evaluator;
      const end = at + headerWords + itemWords * arena[at + 2]!;
      for (let item = at + headerWords; item < end; item += itemWords) {
        this.#watching.push(arena[item]!, arena[item + 1]!);
      }
    }
  }

  /** What is remembered of the steps by an effect from states in which a property watches these cells. */
  #answer(watched: number, effect: number): number {
    let known = this.#answers[watched];
    if (known === undefined || effect >= known.length) {
      const larger = new Uint8Array(Math.max(64, 2 * effect));
      if (known !== undefined) larger.set(known);
      this.#answerBytes += larger.length - (known?.length ?? 0);
      known = this.#answers[watched] = larger;
    }
    if (known[effect] === answers.unknown) {
      const { cells } = this.#claims.of(watched);
      const meets = this.#effects.patchOf(effect).cells.some((cell) => cells.includes(cell));
      if (!meets) known[effect] = answers.untouched;
    }
    return known[effect]!;
  }

  /** Asks the property, and remembers its answer if it is the same for all states that look alike to it. */
  #learn(property: number, watched: number, left: number, right: number, effect: number): number {
    const { cells } = this.#claims.of(watched);
    const answer = firstClaim + this.#ask(property, left, right, effect, cells);
    this.#answers[watched]![effect] = this.#isTold ? answer : answers.open;
    return answer;
  }

  /** The property's claim about the step from a state by an effect. */
  #ask(
    property: number,
    left: number,
    right: number,
    effect: number,
    watched: readonly number[],
  ): number {
    const trees = this.#trees;
    const { rows, positionOf, sideOf } = this.#halves;
    const offsets = [this.#halves.offsetOf(0, left), this.#halves.offsetOf(1, right)] as const;
    const { cells, values } = this.#effects.patchOf(effect);
    let changed = false;
    this.#isTold = true;
    let ref = trees.roots[property]!;
    while (ref > 0) {
      const read = trees.cellOf(ref);
      const cell = read < sideOf.length ? read : read - sideOf.length;
      const side = sideOf[cell] as Side;
      const before = rows[side][offsets[side] + positionOf[cell]!]!;
      const after = valueAfter(before, cell, cells, values);
      if (before !== after) changed = true;
      if (!watched.includes(cell)) this.#isTold = false;
      const value = read === cell ? before : after;
      let child = trees.childOf(ref, value);
      if (child === notKnown) {
        trees.learn(property, this.#bothRows(left, right, effect));
        child = trees.childOf(ref, value);
      }
      ref = child;
    }
    if (!changed) return claims.vacuous;
    const { claim } = this.#claims.of(-1 - ref);
    if (claim !== claims.vacuous) this.#judged[property] = 1;
    return claim;
  }

  /** The row of the state before a step, and behind it that of the state after. */
  #bothRows(left: number, right: number, effect: number): Int32Array {
    const row = this.#halves.rowOf(left, right);
    const both = new Int32Array(2 * row.length);
    both.set(row);
    both.set(row, row.length);
    const { cells, values } = this.#effects.patchOf(effect);
    for (let at = 0; at < cells.length; at++) both[row.length + cells[at]!] = values[at]!;
    return both;
  }
}

/** What a cell holds after a patch. */
function valueAfter(before: number, cell: number, cells: Int32Array, values: Int32Array): number {
  for (let at = 0; at < cells.length; at++) if (cells[at] === cell) return values[at]!;
  return before;
}
