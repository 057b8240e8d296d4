/**
 * Lists of permutations, each different list once.
 *
 * They are all that has to be known about a part of a state: which permutations make the least image of it. The rest
 * of the state is then compared under these only. List 0 holds all permutations.
 *
 * 2 bytes a permutation. They are forgotten when they take too much (`isFull`), and made again.
 */

/** Permutations in all lists together, as a rule: 8 MB. */
export const usualEntries = 1 << 22;

export class Cosets {
  readonly #count: number;
  readonly #mostEntries: number;
  #lists: Uint16Array[] = [];
  #byHash = new Map<number, number[]>();
  #entries = 0;

  /**
   * @param count how many permutations there are
   * @param mostEntries how many may be in all lists together, before they are to be forgotten
   */
  constructor(count: number, mostEntries: number) {
    this.#count = count;
    this.#mostEntries = mostEntries;
    this.forget();
  }

  get bytes(): number {
    return 2 * this.#entries;
  }

  get isFull(): boolean {
    return this.#entries > this.#mostEntries;
  }

  /** Forgets all lists but the first. */
  forget(): void {
    this.#lists = [];
    this.#byHash = new Map();
    this.#entries = 0;
    this.intern(Uint16Array.from({ length: this.#count }, (_, at) => at));
  }

  of(list: number): Uint16Array {
    return this.#lists[list]!;
  }

  /** The number of a list; its order counts, and is always ascending. */
  intern(list: Uint16Array): number {
    const hash = hashOf(list);
    const alike = this.#byHash.get(hash) ?? [];
    const known = alike.find((at) => isSame(this.#lists[at]!, list));
    if (known !== undefined) return known;
    const at = this.#lists.length;
    this.#lists.push(list.slice());
    this.#byHash.set(hash, [...alike, at]);
    this.#entries += list.length;
    return at;
  }
}

function hashOf(list: Uint16Array): number {
  let hash = list.length;
  for (let at = 0; at < list.length; at++) hash = Math.imul(hash ^ list[at]!, 0x9e3779b1);
  return hash;
}

function isSame(a: Uint16Array, b: Uint16Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
