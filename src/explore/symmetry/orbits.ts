/**
 * One state for each orbit: the least, in a fixed order, of all states that permuting interchangeable ids makes of
 * another. It is exact: two states have the same representative exactly if some permutation carries one into the other.
 *
 * "Least" goes by value ids, cell after cell. The cells of a half are looked at in blocks, which are closed under the
 * permutations, so that a block's image depends on the block alone:
 *
 *     left half:  [ block | block | block ]      right half:  [ block | block ]
 *     all permutations ──> those that make the first block least ──> of these, those that make the second … ──>
 *
 * What is left at the end are the permutations that lead to the representative, a coset of the state's stabiliser: their
 * number says how large the orbit is. Each arrow is remembered by (list of permutations, block), and the whole of them
 * by (list, half): the representative of a state is two look-ups, as a state is two halves.
 *
 * Some 50 bytes for each left half and each (list, right half) that was met; all of it is forgotten, and made again,
 * when the lists take too much.
 */
import type { AnyCell } from '../../spec/cells.ts';
import type { Batch } from '../batch.ts';
import type { Halves, Side } from '../halves.ts';
import { PairMap } from '../pairMap.ts';
import { PairTable } from '../pairs.ts';
import type { Values } from '../values.ts';
import { Cosets, usualEntries } from './cosets.ts';
import type { Group } from './group.ts';
import { ValueRenaming } from './valueRenaming.ts';

/** The list of all permutations. */
const everything = 0;
const identity = 0;

/** Some cells of a half that permutations carry into each other. */
class Block {
  /** In the order in which they are compared: those whose source changes least often come first. */
  readonly cells: Int32Array;
  readonly runs: Int32Array;
  /** A trie of rows of values: node 0 is the empty row, (node, value) leads on to node id + 1. */
  readonly #rows = new PairTable();
  /** (list, row) → the permutations of the list that make the row least. */
  least = new PairMap();

  constructor(cells: readonly number[], runs: Int32Array) {
    this.cells = Int32Array.from(cells.toSorted((a, b) => runs[b]! - runs[a]!));
    this.runs = this.cells.map((cell) => runs[cell]!);
  }

  get bytes(): number {
    return this.#rows.bytes + this.least.bytes;
  }

  /** The number of the row of values that the block has in a state. */
  rowOf(values: Int32Array): number {
    let node = 0;
    for (let at = 0; at < this.cells.length; at++) {
      node = 1 + this.#rows.intern(node, values[this.cells[at]!]!);
    }
    return node;
  }
}

export class Orbits {
  readonly group: Group;
  readonly renaming: ValueRenaming;
  /** The representative that {@link find} found, and a permutation that leads there. */
  left = 0;
  right = 0;
  permutation = identity;

  readonly #halves: Halves;
  readonly #cosets: Cosets;
  readonly #blocks: readonly [readonly Block[], readonly Block[]];
  /** Per side: (list, half) → entry. */
  #entries: [PairMap, PairMap] = [new PairMap(), new PairMap()];
  /** Entry → the least image of the half, and the permutations of the list that make it. */
  #least: number[] = [];
  #lists: number[] = [];

  /** Scratch: a state by cells, its image, the best image of a block so far, and what makes it. */
  readonly #row: Int32Array;
  readonly #image: Int32Array;
  readonly #best: Int32Array;
  readonly #fitting: Uint16Array;

  constructor(at: {
    readonly group: Group;
    readonly cells: readonly AnyCell[];
    readonly values: Values;
    readonly halves: Halves;
    /** How many permutations may be in lists, all lists together; what is usual if absent. */
    readonly mostEntries?: number;
  }) {
    const { group, cells, halves } = at;
    const { count } = group.permutations;
    this.group = group;
    this.renaming = new ValueRenaming({ ...group, cells, values: at.values });
    this.#halves = halves;
    this.#cosets = new Cosets(count, at.mostEntries ?? usualEntries);
    const blocksOf = (side: Side) =>
      group.cellOrbits
        .filter(([cell]) => halves.sideOf[cell!] === side)
        .map((orbit) => new Block(orbit, group.sources.runs));
    this.#blocks = [blocksOf(0), blocksOf(1)];
    this.#row = new Int32Array(cells.length);
    this.#image = new Int32Array(cells.length);
    this.#best = new Int32Array(cells.length);
    this.#fitting = new Uint16Array(count);
  }

  get bytes(): number {
    if (this.group.isTrivial) return 0;
    const [left, right] = this.#entries;
    const blocks = this.#blocks.flat().reduce((sum, { bytes }) => sum + bytes, 0);
    return (
      this.group.bytes +
      this.renaming.bytes +
      blocks +
      left.bytes +
      right.bytes +
      this.#cosets.bytes +
      16 * this.#least.length
    );
  }

  /** Puts representatives in the places of the candidates of a batch, from a position on. */
  canonicalise(batch: Batch, from: number): void {
    if (this.group.isTrivial) return;
    const { left, right, size } = batch;
    for (let at = from; at < size; at++) {
      this.find(left[at]!, right[at]!);
      left[at] = this.left;
      right[at] = this.right;
    }
  }

  /** Finds the representative of a state. */
  find(left: number, right: number): void {
    if (this.group.isTrivial) {
      this.left = left;
      this.right = right;
      return;
    }
    this.#trim();
    const ofLeft = this.#entry(0, everything, left);
    const ofRight = this.#entry(1, this.#lists[ofLeft]!, right);
    this.left = this.#least[ofLeft]!;
    this.right = this.#least[ofRight]!;
    this.permutation = this.#cosets.of(this.#lists[ofRight]!)[0]!;
  }

  /** How many states the orbit of a state has. */
  sizeOf(left: number, right: number): number {
    if (this.group.isTrivial) return 1;
    this.#trim();
    const list = this.#lists[this.#entry(0, everything, left)]!;
    const stabilising = this.#cosets.of(this.#lists[this.#entry(1, list, right)]!).length;
    return this.group.permutations.count / stabilising;
  }

  /** Adds to the values that cells were seen to have those that the cells in their places must have had. */
  complete(values: readonly Set<number>[]): void {
    const { cellOrbits, exchanges } = this.group;
    for (const orbit of cellOrbits) {
      const open = orbit.flatMap((cell) =>
        [...values[cell]!].map((value) => [cell, value] as const),
      );
      for (const [cell, value] of open) {
        for (const [at, { cells }] of exchanges.entries()) {
          const there = values[cells[cell]!]!;
          const image = this.renaming.byExchange(at, cell, value);
          if (there.has(image)) continue;
          there.add(image);
          // An Array is iterated also over what is added meanwhile.
          open.push([cells[cell]!, image]);
        }
      }
    }
  }

  /** What a permutation makes of a half. */
  imageOf(side: Side, half: number, permutation: number): number {
    if (permutation === identity) return half;
    this.#unpack(side, half);
    const { cells } = this.#halves.stores[side];
    for (let at = 0; at < cells.length; at++) {
      const cell = cells[at]!;
      this.#image[cell] = this.#valueIn(permutation, cell);
    }
    return this.#halves.stores[side].intern(this.#image);
  }

  /** Forgets lists of permutations, and all that rests on them, if they take too much. */
  #trim(): void {
    if (!this.#cosets.isFull) return;
    this.#cosets.forget();
    this.#entries = [new PairMap(), new PairMap()];
    this.#least = [];
    this.#lists = [];
    for (const block of this.#blocks.flat()) block.least = new PairMap();
  }

  #entry(side: Side, list: number, half: number): number {
    const known = this.#entries[side].at(list, half);
    if (known >= 0) return known;
    this.#unpack(side, half);
    let remaining = list;
    for (const block of this.#blocks[side]) {
      // One permutation is the least of itself.
      if (this.#cosets.of(remaining).length === 1) break;
      remaining = this.#leastIn(block, remaining);
    }
    const entry = this.#least.length;
    this.#least.push(this.imageOf(side, half, this.#cosets.of(remaining)[0]!));
    this.#lists.push(remaining);
    this.#entries[side].add(list, half, entry);
    return entry;
  }

  /** The permutations of a list that make the unpacked block least. */
  #leastIn(block: Block, list: number): number {
    const [cell = 0] = block.cells;
    const isStill = block.cells.length === 1 && !this.renaming.hasIds(cell, this.#row[cell]!);
    if (isStill) return list;
    const row = block.rowOf(this.#row);
    const known = block.least.at(list, row);
    if (known >= 0) return known;
    const count = this.#fit(block, list);
    const least = this.#cosets.intern(this.#fitting.subarray(0, count));
    block.least.add(list, row, least);
    return least;
  }

  /** Writes the permutations that fit into the scratch list, and answers how many. */
  #fit({ cells, runs }: Block, list: number): number {
    const best = this.#best;
    const fitting = this.#fitting;
    const permutations = this.#cosets.of(list);
    const skips = list === everything && !this.#holdsIds(cells);
    let count = 0;
    for (let at = 0; at < permutations.length; at++) {
      const permutation = permutations[at]!;
      let place = 0;
      let order = at === 0 ? -1 : 0;
      while (order === 0 && place < cells.length) {
        order = this.#valueIn(permutation, cells[place]!) - best[place]!;
        place++;
      }
      if (order > 0) {
        // All of the run take the cells up to this one from the same places, so all of them are greater.
        if (skips) at += runs[place - 1]! - 1 - (permutation % runs[place - 1]!);
        continue;
      }
      if (order < 0) {
        count = 0;
        for (place = 0; place < cells.length; place++) {
          best[place] = this.#valueIn(permutation, cells[place]!);
        }
      }
      fitting[count++] = permutation;
    }
    return count;
  }

  #holdsIds(cells: Int32Array): boolean {
    return cells.some((cell) => this.renaming.hasIds(cell, this.#row[cell]!));
  }

  /** What the image of the unpacked half has in a cell. */
  #valueIn(permutation: number, cell: number): number {
    const { sources, cellCount } = this.group.sources;
    const source = sources[permutation * cellCount + cell]!;
    return this.renaming.byPermutation(permutation, cell, this.#row[source]!);
  }

  #unpack(side: Side, half: number): void {
    const { cells } = this.#halves.stores[side];
    const offset = this.#halves.offsetOf(side, half);
    const values = this.#halves.rows[side];
    for (let at = 0; at < cells.length; at++) this.#row[cells[at]!] = values[offset + at]!;
  }
}
