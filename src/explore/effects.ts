/**
 * Effects: what an action assigns, as value ids, each different list once.
 */
import type { Patch } from './half.ts';
import { PairTable } from './pairs.ts';

/** Interns lists of (cell, value id). */
export class Effects {
  /** A trie of all lists: node 0 is the empty list, (node, cell) and (node, value) lead on to node id + 1. */
  readonly #trie = new PairTable();
  readonly #ids = new Map<number, number>();
  readonly #patches: Patch[] = [];

  /** The id of a list of assignments, sorted by cell. */
  intern(cells: readonly number[], values: readonly number[]): number {
    let node = 0;
    for (let at = 0; at < cells.length; at++) {
      node = 1 + this.#trie.intern(node, cells[at]!);
      node = 1 + this.#trie.intern(node, values[at]!);
    }
    const known = this.#ids.get(node);
    if (known !== undefined) return known;
    const id = this.#patches.length;
    this.#ids.set(node, id);
    this.#patches.push({ cells: Int32Array.from(cells), values: Int32Array.from(values) });
    return id;
  }

  /** A list in numbers that mean the same to all threads, and back. */
  tell(effect: number): number[] {
    const { cells, values } = this.patchOf(effect);
    return [...cells, ...values];
  }

  hear(told: readonly number[]): number {
    return this.intern(told.slice(0, told.length / 2), told.slice(told.length / 2));
  }

  patchOf(effect: number): Patch {
    return this.#patches[effect]!;
  }
}
