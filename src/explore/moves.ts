/**
 * The moves of a state: every enabled instance and the state it leads to, found by halves.
 */
import type { Instance } from '../spec/actions.ts';
import type { Batch } from './batch.ts';
import { Evaluator, headerWords, itemWords, scratch } from './evaluator.ts';
import type { Halves, Side } from './halves.ts';
import { noPatch } from './halves.ts';
import type { DecisionTrees } from './trees.ts';

/** The result of an action that is not enabled; result n + 1 is effect n. */
export const disabledResult = 0;

export class Moves {
  /** Instances enabled in the state that was expanded last, self-loops included; and those of the system kind. */
  enabled = 0;
  ofSystem = 0;
  /** Instance → in how many expanded states it was enabled; up to date after {@link tally}. */
  readonly enabledCounts: Float64Array;
  /** Instance → in how many of these it led back to the same state. */
  readonly loopCounts: Float64Array;

  readonly #halves: Halves;
  readonly #evaluator: Evaluator;

  constructor(
    instances: readonly Instance[],
    trees: DecisionTrees,
    halves: Halves,
    arenaLimit: number,
  ) {
    this.#halves = halves;
    this.enabledCounts = new Float64Array(instances.length);
    this.loopCounts = new Float64Array(instances.length);
    this.#evaluator = new Evaluator({
      trees,
      halves,
      arenaLimit,
      weights: Uint8Array.from(instances, ({ kind }) => (kind === 'system' ? 1 : 0)),
      onLeaf: (program, result, side, half, items) => {
        if (result === disabledResult) return;
        const effect = result - 1;
        const target = halves.patched(side, half, halves.patchOf(side, effect));
        items.push(program, target, halves.patchOf(side === 0 ? 1 : 0, effect), effect);
      },
      onForget: (arena, from, to) => this.#tally(arena, from, to),
    });
  }

  get bytes(): number {
    return this.#evaluator.bytes;
  }

  /** Appends the moves of a state to a batch; self-loops are counted, not appended. */
  expand(left: number, right: number, batch: Batch): void {
    this.enabled = 0;
    this.ofSystem = 0;
    const evaluator = this.#evaluator;
    for (let at = evaluator.begin(left, right); at >= 0; at = evaluator.following(left, right)) {
      const { arena } = evaluator;
      arena[at]!++;
      if (arena[at + 2] === 0) continue;
      this.enabled += arena[at + 2]!;
      this.ofSystem += arena[at + 3]!;
      if (at === scratch) this.#tally(arena, scratch, headerWords + itemWords * arena[2]!);
      if (evaluator.side === 0) this.#append(at, 0, left, right, batch);
      else this.#append(at, 1, right, left, batch);
    }
  }

  /** To be called between states: lets the memory be trimmed. */
  trim(): void {
    this.#evaluator.trim();
  }

  /** Brings `enabledCounts` up to date. */
  tally(): void {
    this.#evaluator.tell();
  }

  /** Appends the items of a record that was evaluated on `side`, where the state has the half `own`. */
  #append(record: number, side: Side, own: number, other: number, batch: Batch): void {
    const { arena } = this.#evaluator;
    const { instance, effect } = batch;
    const owns = side === 0 ? batch.left : batch.right;
    const others = side === 0 ? batch.right : batch.left;
    const otherSide = side === 0 ? 1 : 0;
    const end = record + headerWords + itemWords * arena[record + 2]!;
    let size = batch.size;
    for (let at = record + headerWords; at < end; at += itemWords) {
      const target = arena[at + 1]!;
      const patch = arena[at + 2]!;
      const there = patch === noPatch ? other : this.#halves.patched(otherSide, other, patch);
      if (target === own && there === other) {
        this.loopCounts[arena[at]!]!++;
        continue;
      }
      owns[size] = target;
      others[size] = there;
      instance[size] = arena[at]!;
      effect[size] = arena[at + 3]!;
      size++;
    }
    batch.size = size;
  }

  #tally(arena: Int32Array, from: number, to: number): void {
    for (let record = from; record < to; ) {
      const uses = arena[record]!;
      arena[record] = 0;
      const first = record + headerWords;
      const end = first + itemWords * arena[record + 2]!;
      for (let at = first; at < end; at += itemWords) {
        this.enabledCounts[arena[at]!]! += uses;
      }
      record = end;
    }
  }
}
