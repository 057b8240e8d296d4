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
import type { PairTable } from './pairs.ts';

/** An assignment of value ids to some cells of one half. */
export interface Patch {
  readonly cells: Int32Array;
  readonly values: Int32Array;
}

export class HalfStore {
  /** The cells of this half, in the order of the leaves. */
  readonly cells: Int32Array;
  /**
   * Nodes are numbered as in a heap: node 1 is the root, node n has the children 2n and 2n + 1; leaves are the
   * numbers from `width` on, so a half of `width` cells has `width - 1` inner nodes.
   */
  readonly tables: readonly PairTable[];
  readonly #width: number;
  readonly #valuesOf: (cell: number) => number;
  /** Node → id, for the half that is presently unpacked. */
  readonly #ids: Int32Array;
  readonly #dirty: Uint8Array;
  readonly #nodeOf = new Map<number, number>();
  #unpacked = -1;

  /**
   * @param newTable makes a table, or finds that of another thread, by the number of its node
   * @param valuesOf how many values a cell has had, as far as is known here
   */
  constructor(
    cells: readonly number[],
    newTable: (node: number) => PairTable,
    valuesOf: (cell: number) => number,
  ) {
    this.cells = Int32Array.from(cells);
    this.#width = cells.length;
    this.#valuesOf = valuesOf;
    this.tables = Array.from({ length: Math.max(1, this.#width) }, (_, node) => newTable(node));
    this.#ids = new Int32Array(2 * Math.max(1, this.#width));
    this.#dirty = new Uint8Array(this.#ids.length);
    cells.forEach((cell, at) => {
      this.#nodeOf.set(cell, this.#width + at);
    });
  }

  /** How many halves there are (for a half of one cell: the largest value id, plus one). */
  get count(): number {
    return this.#width === 0 ? 1 : this.#countAt(1);
  }

  get bytes(): number {
    return this.tables.reduce((sum, table) => sum + table.bytes, 0);
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

  /**
   * Leaf → the value ids that it has in some halves.
   *
   * @param marked half → 1 if it is one of them
   */
  valuesIn(marked: Uint8Array): number[][] {
    const width = this.#width;
    const at: Uint8Array[] = [];
    for (let node = 1; node < 2 * width; node++) {
      at[node] = node === 1 ? marked : new Uint8Array(this.#countAt(node));
    }
    for (let node = 1; node < width; node++) {
      const [table, left, right] = [this.tables[node]!, at[2 * node]!, at[2 * node + 1]!];
      for (const [id, isMarked] of at[node]!.entries()) {
        if (isMarked === 0) continue;
        left[table.leftOf(id)] = 1;
        right[table.rightOf(id)] = 1;
      }
    }
    return at.slice(width).map((ids) => [...ids.keys()].filter((id) => ids[id] === 1));
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

  /** How many ids there are at a node. */
  #countAt(node: number): number {
    const width = this.#width;
    return node < width ? this.tables[node]!.count : this.#valuesOf(this.cells[node - width]!);
  }

  #internNode(node: number): void {
    const ids = this.#ids;
    ids[node] = this.tables[node]!.intern(ids[2 * node]!, ids[2 * node + 1]!);
  }

  /** The id of the half that the nodes hold now. */
  #arrive(): number {
    this.#unpacked = this.#width === 0 ? 0 : this.#ids[1]!;
    return this.#unpacked;
  }

  #load(half: number): void {
    if (half === this.#unpacked) return;
    this.#unpacked = half;
    const ids = this.#ids;
    const width = this.#width;
    ids[1] = half;
    for (let node = 1; node < width; node++) {
      const table = this.tables[node]!;
      ids[2 * node] = table.leftOf(ids[node]!);
      ids[2 * node + 1] = table.rightOf(ids[node]!);
    }
  }
}
