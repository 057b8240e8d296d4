/**
 * What threads have learned from calls of the model, for each other: a call that another thread has made need not be
 * made again.
 *
 *     words:  [ end | length, tree, program, reads, cells …, values …, numbers of the result … | length … ]
 *
 * A path is written behind all others, and its length last: whoever reads it finds it whole, or finds a zero and looks
 * again later. What does not fit is not told: then others make the call themselves.
 */
import { words } from './words.ts';

/** A path of a decision tree, in numbers that mean the same to all threads. */
export interface Path {
  /** The position of the tree among those of the programs, and of the program in its tree. */
  readonly tree: number;
  readonly program: number;
  /** The cells that were read, in order, and the value ids that they had. */
  readonly cells: readonly number[];
  readonly values: readonly number[];
  readonly result: readonly number[];
}

/** Room for some 80 000 paths of ten cells; memory that is not written to is not taken. */
const room = 1 << 21;
const headerWords = 4;

export class Learned {
  readonly words: Int32Array;
  /** The first word that was not read here. */
  #next = 1;
  /** Where this thread's own paths begin that it has not come by. */
  readonly #own: number[] = [];

  /** @param at of another thread */
  constructor(at: Int32Array = words(room)) {
    this.words = at;
  }

  get bytes(): number {
    return 4 * Math.min(this.words.length, 1 + Atomics.load(this.words, 0));
  }

  /** Tells the others of a path. */
  tell({ tree, program, cells, values, result }: Path): void {
    const at = this.words;
    if (Atomics.load(at, 0) >= at.length) return;
    const length = headerWords + 2 * cells.length + result.length;
    const begin = 1 + Atomics.add(at, 0, length);
    if (begin + length > at.length) return;
    at[begin + 1] = tree;
    at[begin + 2] = program;
    at[begin + 3] = cells.length;
    at.set([...cells, ...values, ...result], begin + headerWords);
    Atomics.store(at, begin, length);
    this.#own.push(begin);
  }

  /** The paths that others have told since this was last asked. */
  *news(): Generator<Path, void, void> {
    const at = this.words;
    for (;;) {
      const begin = this.#next;
      const length = begin < at.length ? Atomics.load(at, begin) : 0;
      if (length === 0) return;
      this.#next += length;
      if (begin === this.#own[0]) {
        this.#own.shift();
        continue;
      }
      const reads = at[begin + 3]!;
      const numbers = [...at.subarray(begin + headerWords, begin + length)];
      yield {
        tree: at[begin + 1]!,
        program: at[begin + 2]!,
        cells: numbers.slice(0, reads),
        values: numbers.slice(reads, 2 * reads),
        result: numbers.slice(2 * reads),
      };
    }
  }
}
