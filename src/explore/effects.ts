/**
 * Effects: what an action assigns, as value ids, each different list once.
 */
import type { Patch } from './half.ts';

/** Interns lists of (cell, value id). */
export class Effects {
  readonly #ids = new Map<string, number>();
  readonly #patches: Patch[] = [];

  get count(): number {
    return this.#patches.length;
  }

  /** The id of a list of assignments, sorted by cell. */
  intern(cells: readonly number[], values: readonly number[]): number {
    const key = cells.map((cell, at) => `${cell}=${values[at]}`).join(' ');
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#patches.length;
    this.#ids.set(key, id);
    this.#patches.push({ cells: Int32Array.from(cells), values: Int32Array.from(values) });
    return id;
  }

  patchOf(effect: number): Patch {
    return this.#patches[effect]!;
  }
}
