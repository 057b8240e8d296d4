/**
 * The two halves of the state: which cell lies in which, and what a patch makes of a half.
 *
 * A state is a pair of half ids. Everything that the search does with one state it does with two small integers;
 * rows of value ids are unpacked only where a decision tree must be walked for the first time.
 */
import type { Effects } from './effects.ts';
import { HalfStore } from './half.ts';
import { PairMap } from './pairMap.ts';

/** 0 is the left half, 1 the right one. */
export type Side = 0 | 1;

/** The patch that changes nothing. */
export const noPatch = 0;

export class Halves {
  /** Cell → the side it lies on. */
  readonly sideOf: Uint8Array;
  readonly stores: readonly [HalfStore, HalfStore];

  readonly #effects: Effects;
  readonly #row: Int32Array;
  readonly #inRow: [number, number] = [-1, -1];
  /** Per side: interned patches of that side, and effect → patch + 1. */
  readonly #patches: readonly [Effects, Effects];
  readonly #patchOfEffect: readonly [number[], number[]] = [[], []];
  /** Per side: (half, patch) → half. */
  readonly #patched: readonly [PairMap, PairMap] = [new PairMap(), new PairMap()];

  constructor(
    sideOf: Uint8Array,
    order: readonly number[],
    effects: Effects,
    newEffects: () => Effects,
  ) {
    this.sideOf = sideOf;
    this.#effects = effects;
    this.#row = new Int32Array(sideOf.length);
    this.#patches = [newEffects(), newEffects()];
    for (const patches of this.#patches) patches.intern([], []);
    this.stores = [
      new HalfStore(order.filter((cell) => sideOf[cell] === 0)),
      new HalfStore(order.filter((cell) => sideOf[cell] === 1)),
    ];
  }

  get bytes(): number {
    return [...this.stores, ...this.#patched].reduce((sum, at) => sum + at.bytes, 0);
  }

  /** The row of value ids of a state. It is scratch space: the next call overwrites it. */
  rowOf(left: number, right: number): Int32Array {
    this.#load(0, left);
    this.#load(1, right);
    return this.#row;
  }

  /** The same row with only one side in it that can be relied on. */
  rowOfHalf(side: Side, half: number): Int32Array {
    this.#load(side, half);
    return this.#row;
  }

  #load(side: Side, half: number): void {
    if (this.#inRow[side] === half) return;
    this.stores[side].unpack(half, this.#row);
    this.#inRow[side] = half;
  }

  /** What an effect does to one side: the id of a patch. */
  patchOf(side: Side, effect: number): number {
    const known = this.#patchOfEffect[side][effect];
    if (known !== undefined) return known;
    const { cells, values } = this.#effects.patchOf(effect);
    const mine = [...cells.keys()].filter((at) => this.sideOf[cells[at]!] === side);
    const patch = this.#patches[side].intern(
      mine.map((at) => cells[at]!),
      mine.map((at) => values[at]!),
    );
    this.#patchOfEffect[side][effect] = patch;
    return patch;
  }

  /** The half that a patch makes of another one; remembered by pair. */
  patched(side: Side, half: number, patch: number): number {
    if (patch === noPatch) return half;
    const known = this.#patched[side].at(half, patch);
    if (known >= 0) return known;
    const target = this.stores[side].patch(half, this.#patches[side].patchOf(patch));
    this.#patched[side].add(half, patch, target);
    return target;
  }
}
