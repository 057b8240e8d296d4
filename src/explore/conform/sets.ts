/**
 * Sets of states: equal sets are one integer, so that what is known about a set is known wherever it comes up again.
 */

/** A set, as an integer. */
export type SetId = number;

/** The set without states. */
export const emptySet: SetId = 0;

export class Sets {
  readonly #sets: Int32Array[] = [new Int32Array(0)];
  /** Hash → sets that have it. */
  readonly #byHash = new Map<number, SetId[]>();
  #words = 0;

  get count(): number {
    return this.#sets.length;
  }

  /** Words of memory that the members take. */
  get words(): number {
    return this.#words;
  }

  /** The members, in ascending order. */
  members(set: SetId): Int32Array {
    return this.#sets[set]!;
  }

  /** The id of the set with these members; they may be in any order. */
  intern(members: Iterable<number>): SetId {
    const sorted = Int32Array.from(members).sort();
    if (sorted.length === 0) return emptySet;
    let hash = sorted.length;
    for (let at = 0; at < sorted.length; at++) hash = Math.imul(hash ^ sorted[at]!, 0x9e3779b1);
    const alike = this.#byHash.get(hash) ?? [];
    const known = alike.find((set) => areEqual(this.#sets[set]!, sorted));
    if (known !== undefined) return known;
    const set = this.#sets.push(sorted) - 1;
    this.#byHash.set(hash, alike);
    alike.push(set);
    this.#words += sorted.length;
    return set;
  }
}

function areEqual(one: Int32Array, other: Int32Array): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}
