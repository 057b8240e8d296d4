/**
 * From a pair of halves to the id of its state, for the states of a finished search.
 *
 * The root set answers whether a state is known, and holds no ids. Where a cycle is looked for, the successors of a
 * state are states again, so an id is needed for each; every pair that is asked for is there.
 *
 *     dense:   [ id | id | · | id … ]     at left * rights + right; nothing but one access to memory
 *     hashed:  [ · | id + 1 | · … ]       open addressing; the pair itself lies in the queue
 *
 * The hashed form takes 6.7 bytes a state, the dense one is taken where it needs at most 10.
 */
import type { Batch } from '../batch.ts';
import { hashPair } from '../pairs.ts';
import type { RootSet } from '../root.ts';

const fullestLoad = 0.6;
/** Words a state that the dense form may take: it is faster by one or two misses of the cache. */
const mostDenseWords = 2.5;
const chunkStates = 1 << 18;

export class StateIndex {
  readonly #root: RootSet;
  readonly #columns: number;
  readonly #isDense: boolean;
  readonly #words: Int32Array;
  /** The slot of each move of a batch. */
  #slots = new Int32Array(1024);

  /** @param lefts how many left halves there are, and `rights` right ones */
  constructor(root: RootSet, lefts: number, rights: number) {
    this.#root = root;
    this.#columns = rights;
    this.#isDense = lefts * rights <= mostDenseWords * root.count;
    const capacity = this.#isDense ? lefts * rights : Math.ceil(root.count / fullestLoad);
    this.#words = new Int32Array(capacity);
  }

  get bytes(): number {
    return this.#words.byteLength;
  }

  /** Fills the index. Yields after each chunk of work. */
  *fill(): Generator<void, void, void> {
    for (let from = 0; from < this.#root.count; from += chunkStates) {
      const to = Math.min(this.#root.count, from + chunkStates);
      if (this.#isDense) this.#fillDense(from, to);
      else this.#fillHashed(from, to);
      yield;
    }
  }

  /** The state of every move of a batch. */
  find(batch: Batch, into: Int32Array): void {
    if (this.#isDense) this.#findDense(batch, into);
    else this.#findHashed(batch, into);
  }

  #fillDense(from: number, to: number): void {
    const root = this.#root;
    const words = this.#words;
    const columns = this.#columns;
    for (let state = from; state < to; state++) {
      words[root.leftOf(state) * columns + root.rightOf(state)] = state;
    }
  }

  #fillHashed(from: number, to: number): void {
    const root = this.#root;
    const words = this.#words;
    const capacity = words.length;
    const scale = capacity / 2 ** 32;
    for (let state = from; state < to; state++) {
      let slot = (hashPair(root.leftOf(state), root.rightOf(state)) * scale) >>> 0;
      while (words[slot] !== 0) slot = slot + 1 === capacity ? 0 : slot + 1;
      words[slot] = state + 1;
    }
  }

  #findDense({ left, right, size }: Batch, into: Int32Array): void {
    const words = this.#words;
    const columns = this.#columns;
    for (let at = 0; at < size; at++) into[at] = words[left[at]! * columns + right[at]!]!;
  }

  /** All hashes and first looks before the first comparison, so that the memory system overlaps the misses. */
  #findHashed({ left, right, size }: Batch, into: Int32Array): void {
    const root = this.#root;
    const words = this.#words;
    const capacity = words.length;
    const scale = capacity / 2 ** 32;
    if (size > this.#slots.length) this.#slots = new Int32Array(2 * size);
    const slots = this.#slots;
    for (let at = 0; at < size; at++) {
      const slot = (hashPair(left[at]!, right[at]!) * scale) >>> 0;
      slots[at] = slot;
      into[at] = words[slot]! - 1;
    }
    for (let at = 0; at < size; at++) {
      let state = into[at]!;
      let slot = slots[at]!;
      while (root.leftOf(state) !== left[at] || root.rightOf(state) !== right[at]) {
        slot = slot + 1 === capacity ? 0 : slot + 1;
        state = words[slot]! - 1;
      }
      into[at] = state;
    }
  }
}
