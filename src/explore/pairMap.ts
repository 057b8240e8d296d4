/**
 * A map from pairs of small ids to an integer from 0, made for being read.
 *
 *     slots:  [ · · · · | l + 1, r, value, · | … ]    16 bytes a slot, at most half of them taken
 *
 * Key and value lie in one cache line, so a hit is one access to memory.
 */
import { hashPair } from './pairs.ts';

const slotWords = 4;

export class PairMap {
  #slots = new Int32Array(slotWords * 64);
  #mask = 63;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  get bytes(): number {
    return this.#slots.byteLength;
  }

  /** The value of a pair, or -1. */
  at(left: number, right: number): number {
    const slots = this.#slots;
    const mask = this.#mask;
    const key = left + 1;
    let slot = hashPair(left, right) & mask;
    for (;;) {
      const present = slots[slotWords * slot]!;
      if (present === key && slots[slotWords * slot + 1] === right)
        return slots[slotWords * slot + 2]!;
      if (present === 0) return -1;
      slot = (slot + 1) & mask;
    }
  }

  /** Sets the value of a pair that is not in the map yet. */
  add(left: number, right: number, value: number): void {
    if (2 * ++this.#count > this.#mask + 1) this.#grow();
    this.#place(left + 1, right, value);
  }

  #place(key: number, right: number, value: number): void {
    const slots = this.#slots;
    let slot = hashPair(key - 1, right) & this.#mask;
    while (slots[slotWords * slot] !== 0) slot = (slot + 1) & this.#mask;
    slots[slotWords * slot] = key;
    slots[slotWords * slot + 1] = right;
    slots[slotWords * slot + 2] = value;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(2 * old.length);
    this.#mask = 2 * this.#mask + 1;
    for (let at = 0; at < old.length; at += slotWords) {
      if (old[at] !== 0) this.#place(old[at]!, old[at + 1]!, old[at + 2]!);
    }
  }
}
