/**
 * Judging steps: `neverStep` properties, asked only where their answer could matter.
 *
 * Such a property looks at a state before and one after a step. Asked about a step that changes nothing (the same
 * state twice), it reads some cells W and ends. A step that changes no cell of W makes it read the same cells with
 * the same values and end in the same way, so it is never asked: W is found once for each state, by halves, and
 * "does this effect touch W" is remembered for each pair of the two.
 */
import type { Effects } from './effects.ts';
import { Evaluator, headerWords, itemWords } from './evaluator.ts';
import type { Halves, Side } from './halves.ts';
import type { Programs, StepClaim } from './programs.ts';
import { claims } from './programs.ts';
import type { Batch } from './root.ts';
import type { DecisionTrees } from './trees.ts';
import { notKnown } from './trees.ts';

const arenaLimit = 1 << 22;
const touches = { unknown: 0, no: 1, yes: 2 } as const;

/** Called for each step that violates a property, by the property's position in its group. */
export type OnViolation = (property: number, instance: number) => void;

export class StepChecks {
  /** Property (by position in its group) → was it asked about a step that changed what it reads? */
  readonly judged: Uint8Array;
  readonly #count: number;
  readonly #trees: DecisionTrees;
  readonly #halves: Halves;
  readonly #effects: Effects;
  readonly #claims: readonly StepClaim[];
  readonly #evaluator: Evaluator | null;
  /** Watched properties of the present state: property, and the claim that names the cells it watches. */
  readonly #watching: number[] = [];
  readonly #touches: Uint8Array[] = [];
  /** The state before a step, and behind it the one after. */
  readonly #both: Int32Array;

  constructor({ steps, stepClaims, effects }: Programs, halves: Halves) {
    this.#count = steps.properties.length;
    this.judged = new Uint8Array(this.#count);
    this.#trees = steps.trees;
    this.#halves = halves;
    this.#effects = effects;
    this.#claims = stepClaims;
    this.#both = new Int32Array(2 * halves.sideOf.length);
    this.#evaluator =
      this.#count === 0
        ? null
        : new Evaluator({
            trees: steps.trees,
            halves,
            arenaLimit,
            weights: new Uint8Array(this.#count),
            onLeaf: (program, result, _side, _half, items) => {
              items.push(program, result, 0, 0);
            },
          });
  }

  get bytes(): number {
    return this.#evaluator?.bytes ?? 0;
  }

  /** Judges the moves of one state, those of a batch from position `from` on. */
  judge(left: number, right: number, batch: Batch, from: number, onViolation: OnViolation): void {
    const evaluator = this.#evaluator;
    if (evaluator === null || from === batch.size) return;
    evaluator.trim();
    this.#watching.length = 0;
    this.#watch(evaluator, 0, left, right);
    this.#watch(evaluator, 1, left, right);
    let loaded = false;
    for (let at = from; at < batch.size; at++) {
      const effect = batch.effect[at]!;
      for (let w = 0; w < this.#watching.length; w += 2) {
        if (!this.#touch(this.#watching[w + 1]!, effect)) continue;
        if (!loaded) this.#load(left, right);
        loaded = true;
        const property = this.#watching[w]!;
        if (this.#ask(property, effect) === claims.violated) {
          onViolation(property, batch.instance[at]!);
        }
      }
    }
  }

  #watch(evaluator: Evaluator, start: Side, left: number, right: number): void {
    let side = start;
    let record = evaluator.first(side, left, right);
    for (;;) {
      const { arena } = evaluator;
      const end = record + headerWords + itemWords * arena[record + 2]!;
      for (let at = record + headerWords; at < end; at += itemWords) {
        this.#watching.push(arena[at]!, arena[at + 1]!);
      }
      const waiting = arena[record + 1]!;
      if (waiting === 0) return;
      side = side === 0 ? 1 : 0;
      record = evaluator.following(waiting, side, left, right);
    }
  }

  /** Does an effect assign a cell that the claim rests on? */
  #touch(claim: number, effect: number): boolean {
    let known = this.#touches[claim];
    if (known === undefined || effect >= known.length) {
      const larger = new Uint8Array(Math.max(64, 2 * effect));
      if (known !== undefined) larger.set(known);
      known = this.#touches[claim] = larger;
    }
    if (known[effect] === touches.unknown) {
      const { cells } = this.#claims[claim]!;
      const meets = this.#effects.patchOf(effect).cells.some((cell) => cells.includes(cell));
      known[effect] = meets ? touches.yes : touches.no;
    }
    return known[effect] === touches.yes;
  }

  #load(left: number, right: number): void {
    const row = this.#halves.rowOf(left, right);
    this.#both.set(row);
    this.#both.set(row, row.length);
  }

  /** The property's claim about the step from the loaded state by an effect. */
  #ask(property: number, effect: number): number {
    const both = this.#both;
    const cellCount = this.#halves.sideOf.length;
    const { cells, values } = this.#effects.patchOf(effect);
    for (let at = 0; at < cells.length; at++) both[cellCount + cells[at]!] = values[at]!;
    const claim = this.#walk(property, both, cellCount);
    for (let at = 0; at < cells.length; at++) both[cellCount + cells[at]!] = both[cells[at]!]!;
    return claim;
  }

  #walk(property: number, both: Int32Array, cellCount: number): number {
    const trees = this.#trees;
    let changed = false;
    let ref = trees.roots[property]!;
    while (ref > 0) {
      const cell = trees.cellOf(ref);
      const other = cell < cellCount ? cell + cellCount : cell - cellCount;
      if (both[cell] !== both[other]) changed = true;
      let child = trees.childOf(ref, both[cell]!);
      if (child === notKnown) {
        trees.learn(property, both);
        child = trees.childOf(ref, both[cell]!);
      }
      ref = child;
    }
    if (!changed) return claims.vacuous;
    const { claim } = this.#claims[-1 - ref]!;
    if (claim !== claims.vacuous) this.judged[property] = 1;
    return claim;
  }
}
