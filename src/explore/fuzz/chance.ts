/**
 * Chance that costs next to nothing: a walk draws from it at every step. fast-check draws the seed of each walk, so
 * all of them follow from the seed that the user gave.
 */

/** Mulberry32: 32 bits of state, every one of them met once in a period. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** A whole number from 0 that is less than the given one. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let bits = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) * limit);
  }
}
