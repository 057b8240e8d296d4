/**
 * Lists of tree references that wait for a half, each different list once.
 */
import type { TreeRef } from './trees.ts';

/** Lists up to this length may be walked to their ends. */
const shortList = 6;

export class Lists {
  readonly #ids = new Map<string, number>();
  /** List 0 is the empty one. */
  readonly #refs: (readonly TreeRef[])[] = [[]];
  #isWalked = new Uint8Array(64);

  /** The id of a list. */
  of(refs: readonly TreeRef[]): number {
    if (refs.length === 0) return 0;
    const key = refs.join(' ');
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const list = this.#refs.length;
    this.#refs.push(refs);
    this.#ids.set(key, list);
    if (list === this.#isWalked.length) {
      const larger = new Uint8Array(2 * list);
      larger.set(this.#isWalked);
      this.#isWalked = larger;
    }
    return list;
  }

  refsOf(list: number): readonly TreeRef[] {
    return this.#refs[list]!;
  }

  /** Is it better to walk this list to its end than to look it up? */
  isWalked(list: number): boolean {
    return this.#isWalked[list] === 1;
  }

  /** Evaluating this list has left something waiting. */
  changesSides(list: number): void {
    if (this.#refs[list]!.length <= shortList) this.#isWalked[list] = 1;
  }
}
