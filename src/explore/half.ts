/**
 * One half of the state: an interned row of value ids, kept as a balanced tree of pair tables.
 *
 *            root = the id of the half
 *           /    \
 *        (·,·)   (·,·)         an inner node is a pair of ids in the node's own table
 *        /  \    /  \
 *      c0   c1  c2   c3        a leaf is the value id of a cell
 *
 * The inner tables stay tiny, so a half costs about as much as one pair, however many cells it has. Changing a cell
 * interns only the nodes between its leaf and the root again.
 */
import { PairTable } from './pairs.ts';

/** An assignment of value ids to some cells of one half. */
export interface Patch {
  readonly cells: Int32Array;
  readonly values: Int32Array;
}

export class HalfStore {
  /** The cells of this half, in the order of the leaves. */
  readonly cells: Int32Array;
  /** Cell position → value id → 1 if some half has it. Coverage, and the only record of it. */
  readonly #seen: Uint8Array[];
  /**
   * Nodes are numbered as in a heap: node 1 is the root, node n has the children 2n and 2n + 1; leaves are the
   * numbers from `width` on, so a half of `width` cells has `width - 1` inner nodes.
   */
  readonly #width: number;
  readonly #tables: PairTable[];
  /** Node → id, for the half that is presently unpacked. */
  readonly #ids: Int32Array;
  readonly #dirty: Uint8Array;
  readonly #nodeOf = new Map<number, number>();
  #unpacked = -1;

  constructor(cells: readonly number[]) {
    this.cells = Int32Array.from(cells);
    this.#width = cells.length;
    this.#tables = Array.from({ length: Math.max(1, this.#width) }, () => new PairTable());
    this.#ids = new Int32Array(2 * Math.max(1, this.#width));
    this.#dirty = new Uint8Array(this.#ids.length);
    this.#seen = cells.map(() => new Uint8Array(8));
    cells.forEach((cell, at) => {
      this.#nodeOf.set(cell, this.#width + at);
    });
  }

  /** How many halves there are (for a half of one cell: the largest value id, plus one). */
  count = 0;

  get bytes(): number {
    return this.#tables.reduce((sum, table) => sum + table.bytes, 0);
  }

  /** Ids of the different values of the cell at a position, over all halves. */
  valuesAt(position: number): number[] {
    const seen = this.#seen[position]!;
    return [...seen.keys()].filter((value) => seen[value] === 1);
  }

  /** The id of the half that a whole row (indexed by cell) has. */
  intern(row: Int32Array): number {
    const width = this.#width;
    for (let at = 0; at < width; at++) this.#ids[width + at] = row[this.cells[at]!]!;
    for (let node = width - 1; node >= 1; node--) this.#internNode(node);
    return this.#arrive();
  }

  /** Writes the value ids of a half, in the order of the leaves, from an offset on. */
  unpack(half: number, into: Int32Array, offset: number): void {
    this.#load(half);
    const width = this.#width;
    for (let at = 0; at < width; at++) into[offset + at] = this.#ids[width + at]!;
  }

  /** The half that differs from another one by a patch. */
  patch(half: number, { cells, values }: Patch): number {
    this.#load(half);
    const ids = this.#ids;
    const dirty = this.#dirty;
    for (let at = 0; at < cells.length; at++) {
      const leaf = this.#nodeOf.get(cells[at]!)!;
      if (ids[leaf] === values[at]) continue;
      ids[leaf] = values[at]!;
      for (let node = leaf >> 1; node >= 1 && dirty[node] === 0; node >>= 1) dirty[node] = 1;
    }
    for (let node = this.#width - 1; node >= 1; node--) {
      if (dirty[node] === 0) continue;
      dirty[node] = 0;
      this.#internNode(node);
    }
    return this.#arrive();
  }

  #internNode(node: number): void {
    const ids = this.#ids;
    ids[node] = this.#tables[node]!.intern(ids[2 * node]!, ids[2 * node + 1]!);
  }

  /** The nodes hold a half that may be new: note its values, and answer its id. */
  #arrive(): number {
    const half = this.#width === 0 ? 0 : this.#ids[1]!;
    this.#unpacked = half;
    if (half >= this.count) {
      this.count = half + 1;
      this.#note();
    } else if (this.#width === 1) this.#note();
    return half;
  }

  #note(): void {
    const width = this.#width;
    for (let at = 0; at < width; at++) {
      const value = this.#ids[width + at]!;
      let seen = this.#seen[at]!;
      if (value >= seen.length) {
        const larger = new Uint8Array(2 * value);
        larger.set(seen);
        seen = this.#seen[at] = larger;
      }
      seen[value] = 1;
    }
  }

  #load(half: number): void {
    if (half === this.#unpacked) return;
    this.#unpacked = half;
    const ids = this.#ids;
    const width = this.#width;
    ids[1] = half;
    for (let node = 1; node < width; node++) {
      const table = this.#tables[node]!;
      ids[2 * node] = table.leftOf(ids[node]!);
      ids[2 * node + 1] = table.rightOf(ids[node]!);
    }
  }
}
