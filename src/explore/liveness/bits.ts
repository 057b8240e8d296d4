/**
 * A set of states as one bit each.
 */
import { grown } from '../words.ts';

export class Bits {
  readonly #words: Int32Array;

  /** @param count how many states there are */
  constructor(count: number) {
    this.#words = new Int32Array(Math.ceil(count / 32));
  }

  get bytes(): number {
    return this.#words.byteLength;
  }

  has(state: number): boolean {
    return ((this.#words[state >>> 5]! >>> (state & 31)) & 1) === 1;
  }

  add(state: number): void {
    this.#words[state >>> 5]! |= 1 << (state & 31);
  }

  clear(): void {
    this.#words.fill(0);
  }

  get isEmpty(): boolean {
    return this.#words.every((word) => word === 0);
  }

  /** The next member from a state on, or -1. */
  next(from: number): number {
    const words = this.#words;
    let at = from >>> 5;
    if (at >= words.length) return -1;
    let word = words[at]! & (-1 << (from & 31));
    while (word === 0) {
      if (++at === words.length) return -1;
      word = words[at]!;
    }
    return 32 * at + (31 - Math.clz32(word & -word));
  }
}

/** A list of integers that grows; loops work on `words` and `size` directly. */
export class Words {
  words = new Int32Array(1024);
  size = 0;

  get bytes(): number {
    return this.words.byteLength;
  }

  push(word: number): void {
    if (this.size === this.words.length) this.reserve(1);
    this.words[this.size++] = word;
  }

  /** Makes room for `more` further ones. */
  reserve(more: number): void {
    if (this.size + more <= this.words.length) return;
    this.words = grown(this.words, this.size + more);
  }
}
