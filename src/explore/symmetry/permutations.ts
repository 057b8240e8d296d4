/**
 * All permutations of the interchangeable ids, numbered; 0 changes nothing.
 *
 * A permutation is kept as one exchange of two ids, and a permutation to go on with:
 *
 *     p = (exchange e, then permutation q)          q < p, so that the way ends at 0
 *
 * Every permutation of n ids is one of the first n - 1 after an exchange of the last id with one before it, or with
 * none; so lists are built up id by id, and a way has at most one exchange for each id. Whatever can be exchanged can
 * so be permuted, by walking; 3 bytes a permutation.
 */
import { UsageError } from '../../spec/errors.ts';
import type { AnyId } from '../../spec/ids.ts';

/** The permutations of 8 ids. More are refused: every new part of a state is compared under each of them. */
export const mostPermutations = 40_320;

export class Permutations {
  readonly count: number;
  /** Lengths of the ranges that permutations come in, longest first: all of them, …, 2, 1. */
  readonly runs: readonly number[];
  readonly #exchange: Uint8Array;
  readonly #then: Uint16Array;

  /**
   * @param lists the interchangeable ids; exchanges are numbered as `exchangesOf` orders them
   * @throws UsageError if there are too many permutations
   */
  constructor(lists: readonly (readonly AnyId[])[]) {
    refuseTooMany(lists);
    const exchange = [0];
    const then = [0];
    const runs = [1];
    let number = 0;
    for (const list of lists) {
      for (let later = 1; later < list.length; later++) {
        const before = exchange.length;
        for (let earlier = 0; earlier < later; earlier++, number++) {
          for (let following = 0; following < before; following++) {
            exchange.push(number);
            then.push(following);
          }
        }
        runs.unshift(exchange.length);
      }
    }
    this.count = exchange.length;
    this.runs = runs;
    this.#exchange = Uint8Array.from(exchange);
    this.#then = Uint16Array.from(then);
  }

  get bytes(): number {
    return this.#exchange.byteLength + this.#then.byteLength;
  }

  /** The exchange that a permutation other than 0 begins with. */
  exchangeOf(permutation: number): number {
    return this.#exchange[permutation]!;
  }

  /** The permutation that follows its exchange. */
  after(permutation: number): number {
    return this.#then[permutation]!;
  }

  /** What a permutation makes of something, given what each exchange makes of it. */
  image(maps: readonly Int32Array[], permutation: number, of: number): number {
    let at = of;
    for (let rest = permutation; rest !== 0; rest = this.#then[rest]!) {
      at = maps[this.#exchange[rest]!]![at]!;
    }
    return at;
  }
}

function refuseTooMany(lists: readonly (readonly AnyId[])[]): void {
  let count = 1;
  for (const list of lists) for (let at = 2; at <= list.length; at++) count *= at;
  if (count <= mostPermutations) return;
  const named = lists.map((list) => `${list.length} of kind ${list[0]?.kind}`).join(', ');
  throw new UsageError(
    `symmetry: the interchangeable ids (${named}) have ${count} permutations, ` +
      `and the engine compares states under at most ${mostPermutations}; ` +
      'choose smaller bounds, or explore without symmetry',
  );
}
