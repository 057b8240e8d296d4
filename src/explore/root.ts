/**
 * The root of the state tree: every state as a pair of half ids, exactly, and in order of discovery.
 *
 *     queue:  [ l0 r0 | l1 r1 | l2 r2 … ]     state id → pair; the breadth-first queue is this array
 *     set:    dense   one bit for each (left, right): bit left * columns + right
 *             hashed  [ · | l5 r5 | l0 r0 | · | … ]  open addressing; a slot holds (left + 1, right), 0 is free
 *
 * 8 bytes a state for the queue. The set takes whichever form is smaller when it grows: where halves combine
 * freely it is dense and costs a bit or a few; otherwise it is hashed and costs 11 to 16 bytes. A hit never needs
 * the id of a state, so the set does not hold it: a lookup is one access to memory. Growing builds the new set from
 * the queue, after the old one was let go, so the peak is never two sets.
 *
 * Additions come in batches: all hashes, then all first touches, then the insertions, so that the memory system
 * overlaps the misses.
 */
import { hashPair } from './pairs.ts';

const segmentBits = 16;
const segmentStates = 1 << segmentBits;
const segmentMask = segmentStates - 1;

/** Growth of the hashed form: small enough that memory follows the states closely. */
const hashedGrowth = 1.5;
const fullestLoad = 0.75;
/** A dense set may take as many bits as a hashed one of the same states would take at its emptiest. */
const denseBitsPerState = (2 * 32 * hashedGrowth) / fullestLoad;
const smallestHashed = 1024;

/** From this size on a batch should be added; it has room for the moves of one more state. */
export const batchSize = 2048;

/** Candidates on their way into the set: the moves of some states, self-loops left out. */
export class Batch {
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** The instance that leads there, and its effect. */
  readonly instance: Int32Array;
  readonly effect: Int32Array;
  size = 0;

  /** @param most the largest number of moves of one state */
  constructor(most: number) {
    this.left = new Int32Array(batchSize + most);
    this.right = new Int32Array(batchSize + most);
    this.instance = new Int32Array(batchSize + most);
    this.effect = new Int32Array(batchSize + most);
  }
}

export class RootSet {
  /** How many states were added. */
  count = 0;
  /** No more states than this; an addition beyond it is refused and sets `full`. */
  readonly most: number;
  full = false;

  readonly #segments: Int32Array[] = [];
  #hashes = new Uint32Array(batchSize);
  #dense: Int32Array | null = null;
  #rows = 0;
  #columns = 0;
  #slots = new Int32Array(2 * smallestHashed);
  #capacity = smallestHashed;

  constructor(most: number) {
    this.most = most;
  }

  get bytes(): number {
    const set = this.#dense ?? this.#slots;
    return set.byteLength + this.#segments.length * segmentStates * 8;
  }

  leftOf(state: number): number {
    return this.#segments[state >>> segmentBits]![2 * (state & segmentMask)]!;
  }

  rightOf(state: number): number {
    return this.#segments[state >>> segmentBits]![2 * (state & segmentMask) + 1]!;
  }

  /**
   * Adds all candidates of a batch, in order, and empties it.
   *
   * @param lefts how many left halves there are, and `rights` right ones: bounds of the ids in the batch
   * @param found per instance: how many new states it led to (added to)
   */
  add(batch: Batch, lefts: number, rights: number, found: Float64Array): void {
    if (this.#dense) {
      if (lefts > this.#rows || rights > this.#columns) this.#rebuild(lefts, rights, batch.size);
    } else if (this.count + batch.size > this.#capacity * fullestLoad) {
      this.#rebuild(lefts, rights, batch.size);
    }
    if (this.#dense) this.#addDense(batch, this.#dense, found);
    else this.#addHashed(batch, found);
    batch.size = 0;
  }

  #addDense(batch: Batch, bits: Int32Array, found: Float64Array): void {
    const { left, right, instance, size } = batch;
    const columns = this.#columns;
    for (let at = 0; at < size; at++) {
      const bit = left[at]! * columns + right[at]!;
      const word = Math.floor(bit / 32);
      const mask = 1 << (bit & 31);
      if ((bits[word]! & mask) !== 0) continue;
      if (!this.#append(left[at]!, right[at]!)) return;
      bits[word]! |= mask;
      found[instance[at]!]!++;
    }
  }

  #addHashed(batch: Batch, found: Float64Array): void {
    const { left, right, instance, size } = batch;
    if (size > this.#hashes.length) this.#hashes = new Uint32Array(left.length);
    const hashes = this.#hashes;
    const slots = this.#slots;
    const capacity = this.#capacity;
    const scale = capacity / 2 ** 32;
    let touched = 0;
    for (let at = 0; at < size; at++) {
      const slot = (hashPair(left[at]!, right[at]!) * scale) >>> 0;
      hashes[at] = slot;
      touched ^= slots[2 * slot]!;
    }
    this.touched = touched;
    for (let at = 0; at < size; at++) {
      const key = left[at]! + 1;
      const other = right[at]!;
      let slot = hashes[at]!;
      let present = slots[2 * slot]!;
      while (present !== 0 && (present !== key || slots[2 * slot + 1] !== other)) {
        slot = slot + 1 === capacity ? 0 : slot + 1;
        present = slots[2 * slot]!;
      }
      if (present !== 0) continue;
      if (!this.#append(key - 1, other)) return;
      slots[2 * slot] = key;
      slots[2 * slot + 1] = other;
      found[instance[at]!]!++;
    }
  }

  /** Keeps the first touches of a batch from being optimised away. */
  touched = 0;

  #append(left: number, right: number): boolean {
    const state = this.count;
    if (state >= this.most) {
      this.full = true;
      return false;
    }
    const segment = state >>> segmentBits;
    if (segment === this.#segments.length) this.#segments.push(new Int32Array(2 * segmentStates));
    const at = 2 * (state & segmentMask);
    const queue = this.#segments[segment]!;
    queue[at] = left;
    queue[at + 1] = right;
    this.count++;
    return true;
  }

  /** Chooses the smaller form for what there is, with room for `more` states, and fills it from the queue. */
  #rebuild(lefts: number, rights: number, more: number): void {
    this.#dense = null;
    this.#slots = new Int32Array(0);
    const needed = this.count + more;
    const rows = Math.ceil(lefts * 1.25) + 8;
    const columns = Math.ceil((rights * 1.25 + 8) / 32) * 32;
    if (rows * columns <= denseBitsPerState * needed) {
      this.#rows = rows;
      this.#columns = columns;
      this.#dense = new Int32Array((rows * columns) / 32);
      this.#fillDense(this.#dense);
    } else {
      const capacity = Math.ceil((needed * hashedGrowth) / fullestLoad);
      this.#capacity = Math.max(smallestHashed, capacity);
      this.#slots = new Int32Array(2 * this.#capacity);
      this.#fillHashed();
    }
  }

  #fillDense(bits: Int32Array): void {
    const columns = this.#columns;
    for (let state = 0; state < this.count; state++) {
      const bit = this.leftOf(state) * columns + this.rightOf(state);
      bits[Math.floor(bit / 32)]! |= 1 << (bit & 31);
    }
  }

  #fillHashed(): void {
    const slots = this.#slots;
    const capacity = this.#capacity;
    const scale = capacity / 2 ** 32;
    for (let state = 0; state < this.count; state++) {
      const left = this.leftOf(state);
      const right = this.rightOf(state);
      let slot = (hashPair(left, right) * scale) >>> 0;
      while (slots[2 * slot] !== 0) slot = slot + 1 === capacity ? 0 : slot + 1;
      slots[2 * slot] = left + 1;
      slots[2 * slot + 1] = right;
    }
  }
}
