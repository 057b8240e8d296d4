/**
 * Pair tables: a pair of ids becomes one dense id, exactly.
 *
 *     slots:  [ · · 3 · 1 · 2 · ]          open addressing; a slot holds id + 1, 0 is free
 *     pairs:  [ l0 r0 | l1 r1 | l2 r2 ]    id → pair, in order of insertion
 *
 * 8 bytes a pair, and 4 bytes a slot with at most two slots in three taken: 14 bytes a pair where both arrays are
 * full, up to twice as many just after they grew. These tables hold the inner nodes of the state tree and the memories keyed by two ids; the root has a set of its own.
 */

/** Multiplies and mixes two ids into 32 bits (Fibonacci constants, then a finaliser of xor-shifts). */
export function hashPair(left: number, right: number): number {
  let hash = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca77);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

export class PairTable {
  #slots = new Int32Array(64);
  #pairs = new Int32Array(64);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  get bytes(): number {
    return this.#slots.byteLength + this.#pairs.byteLength;
  }

  leftOf(id: number): number {
    return this.#pairs[2 * id]!;
  }

  rightOf(id: number): number {
    return this.#pairs[2 * id + 1]!;
  }

  /** The id of a pair, or -1 if it was never interned. */
  find(left: number, right: number): number {
    const slots = this.#slots;
    const pairs = this.#pairs;
    const mask = slots.length - 1;
    let slot = hashPair(left, right) & mask;
    for (;;) {
      const id = slots[slot]! - 1;
      if (id < 0 || (pairs[2 * id] === left && pairs[2 * id + 1] === right)) return id;
      slot = (slot + 1) & mask;
    }
  }

  /** The id of a pair; a new pair gets the next id. */
  intern(left: number, right: number): number {
    const known = this.find(left, right);
    if (known >= 0) return known;
    const id = this.#count++;
    if (2 * id === this.#pairs.length) this.#growPairs();
    this.#pairs[2 * id] = left;
    this.#pairs[2 * id + 1] = right;
    if (this.#count * 3 > this.#slots.length * 2) this.#growSlots();
    else this.#place(id);
    return id;
  }

  #growPairs(): void {
    const pairs = new Int32Array(this.#pairs.length * 2);
    pairs.set(this.#pairs);
    this.#pairs = pairs;
  }

  #growSlots(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let id = 0; id < this.#count; id++) this.#place(id);
  }

  #place(id: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hashPair(this.#pairs[2 * id]!, this.#pairs[2 * id + 1]!) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = id + 1;
  }
}
