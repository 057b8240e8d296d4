/**
 * The two halves of the state: which cell lies in which, and what a patch makes of a half.
 *
 * A state is a pair of half ids. Everything that the search does with one state it does with two small integers;
 * rows of value ids are unpacked only where a decision tree must be walked for the first time.
 */
import { Effects } from './effects.ts';
import { HalfStore } from './half.ts';
import { PairMap } from './pairMap.ts';
import type { PairTable } from './pairs.ts';

/** 0 is the left half, 1 the right one. */
export type Side = 0 | 1;

/** Room for unpacked halves, per side: at first so many of them, a power of two; then more, up to so many words. */
const firstUnpacked = 1 << 6;
const mostUnpackedWords = 1 << 21;

/** The patch that changes nothing. */
export const noPatch = 0;

export class Halves {
  /** Cell → the side it lies on. */
  readonly sideOf: Uint8Array;
  readonly stores: readonly [HalfStore, HalfStore];

  /** Cell → its position among the cells of its side. */
  readonly positionOf: Int32Array;
  /** Per side: the unpacked rows of some halves; see {@link offsetOf}. */
  readonly rows: [Int32Array, Int32Array];

  readonly #effects: Effects;
  readonly #row: Int32Array;
  /** Per side: slot of `rows` → the half in it, plus one. */
  readonly #inRows: [Int32Array, Int32Array] = [
    new Int32Array(firstUnpacked),
    new Int32Array(firstUnpacked),
  ];
  /** Per side: interned patches of that side, and effect → patch + 1. */
  readonly #patches: readonly [Effects, Effects] = [new Effects(), new Effects()];
  readonly #patchOfEffect: readonly [number[], number[]] = [[], []];
  /** Per side: (half, patch) → half. */
  readonly #patched: [PairMap, PairMap] = [new PairMap(), new PairMap()];
  readonly #mostPatched: number;

  /**
   * @param newTable makes a table of a half, or finds that of another thread, by side and node
   * @param valuesOf how many values a cell has had
   * @param mostPatched entries of the memory of patched halves before it is forgotten
   */
  constructor(
    sideOf: Uint8Array,
    effects: Effects,
    newTable: (side: Side, node: number) => PairTable,
    valuesOf: (cell: number) => number,
    mostPatched: number,
  ) {
    this.#mostPatched = mostPatched;
    this.sideOf = sideOf;
    const order = [...sideOf.keys()];
    this.#effects = effects;
    this.#row = new Int32Array(sideOf.length);
    for (const patches of this.#patches) patches.intern([], []);
    const storeOf = (side: Side) =>
      new HalfStore(
        order.filter((cell) => sideOf[cell] === side),
        (node) => newTable(side, node),
        valuesOf,
      );
    this.stores = [storeOf(0), storeOf(1)];
    this.positionOf = new Int32Array(sideOf.length);
    for (const { cells } of this.stores) {
      for (const [position, cell] of cells.entries()) this.positionOf[cell] = position;
    }
    this.rows = [
      new Int32Array(firstUnpacked * this.stores[0].cells.length),
      new Int32Array(firstUnpacked * this.stores[1].cells.length),
    ];
  }

  /** How many halves there are on both sides. */
  get count(): number {
    return this.stores[0].count + this.stores[1].count;
  }

  /** Bytes of what is remembered about halves, beside the halves themselves. */
  get memoryBytes(): number {
    const rows = this.rows[0].byteLength + this.rows[1].byteLength;
    return this.#patched.reduce((sum, at) => sum + at.bytes, rows);
  }

  /**
   * Forgets which half a patch makes of another one if too much is remembered, and makes room for more unpacked halves.
   * Only between states: offsets become invalid.
   */
  trim(): void {
    for (const side of [0, 1] as const) {
      if (this.#patched[side].count > this.#mostPatched) this.#patched[side] = new PairMap();
      const slots = this.#inRows[side].length;
      const { count, cells } = this.stores[side];
      if (count <= slots || 2 * slots * cells.length > mostUnpackedWords) continue;
      this.#inRows[side] = new Int32Array(2 * slots);
      this.rows[side] = new Int32Array(2 * slots * cells.length);
    }
  }

  /** Where in `rows` the values of a half begin. Valid until the next call for the same side. */
  offsetOf(side: Side, half: number): number {
    const inRows = this.#inRows[side];
    const slot = half & (inRows.length - 1);
    const store = this.stores[side];
    const offset = slot * store.cells.length;
    if (inRows[slot] !== half + 1) {
      store.unpack(half, this.rows[side], offset);
      inRows[slot] = half + 1;
    }
    return offset;
  }

  /** The whole row of value ids of a state. It is scratch space: the next call overwrites it. */
  rowOf(left: number, right: number): Int32Array {
    const row = this.#row;
    for (const side of [0, 1] as const) {
      const offset = this.offsetOf(side, side === 0 ? left : right);
      const { cells } = this.stores[side];
      for (let at = 0; at < cells.length; at++) row[cells[at]!] = this.rows[side][offset + at]!;
    }
    return row;
  }

  /** What an effect does to one side: the id of a patch. */
  patchOf(side: Side, effect: number): number {
    const known = this.#patchOfEffect[side][effect];
    if (known !== undefined) return known;
    const { cells, values } = this.#effects.patchOf(effect);
    const mine = [...cells.keys()].filter((at) => this.sideOf[cells[at]!] === side);
    const patch = this.#patches[side].intern(
      mine.map((at) => cells[at]!),
      mine.map((at) => values[at]!),
    );
    this.#patchOfEffect[side][effect] = patch;
    return patch;
  }

  /** The half that a patch makes of another one; remembered by pair. */
  patched(side: Side, half: number, patch: number): number {
    if (patch === noPatch) return half;
    const known = this.#patched[side].at(half, patch);
    if (known >= 0) return known;
    const target = this.stores[side].patch(half, this.#patches[side].patchOf(patch));
    this.#patched[side].add(half, patch, target);
    return target;
  }
}
