/**
 * Evaluation by halves: what a decision tree decides once for all states that share a half.
 *
 * Walking the trees of all programs for every state would cost a step for every cell read. But most of a walk
 * looks at one half only, and there are far fewer halves than states. So a *list* of tree references is evaluated
 * against one half at a time: every walk goes on until it ends, or until it wants a cell of the other half. What
 * ended is written into a record; what waits is the next list, to be evaluated against the other half:
 *
 *     all programs that     on the left half L       what waits, on the right half R     … until nothing waits
 *     start on the left ──> record(list 0, L)  ────> record(list 17, R)  ──────────────>
 *
 * and likewise for the programs that start on the right. A record depends on its list and its half only, so it is
 * remembered by these two numbers, and a state costs two to five look-ups in small tables. Nothing is assumed
 * about the programs but that they are deterministic functions of what they read.
 *
 *     record:  [ uses | next list | items | weight | item, item, … ]      an item has four words
 *
 * The arena of records has a limit; when it is full everything is forgotten, and built again as it is needed.
 */
import type { Halves, Side } from './halves.ts';
import { PairMap } from './pairMap.ts';
import type { DecisionTrees, TreeRef } from './trees.ts';
import { notKnown } from './trees.ts';

/** Words of a record before its items, and of an item. */
export const headerWords = 4;
export const itemWords = 4;

/** What to remember of a walk that ended: pushes four words for an item, or nothing. */
export type OnLeaf = (
  program: number,
  result: number,
  side: Side,
  half: number,
  items: number[],
) => void;

const firstArenaWords = 1 << 12;

export class Evaluator {
  arena = new Int32Array(firstArenaWords);
  readonly #trees: DecisionTrees;
  readonly #halves: Halves;
  readonly #onLeaf: OnLeaf;
  /** Program → what it adds to the weight of a record for each item. */
  readonly #weights: Uint8Array;
  /** Called before records are forgotten, with the arena and how much of it is used. */
  readonly #onForget: (arena: Int32Array, words: number) => void;
  /** For programs that look at two states, the cells of the second come after those of the first. */
  readonly #cellCount: number;
  readonly #arenaLimit: number;

  readonly #lists: TreeRef[][] = [[]];
  readonly #listIds = new Map<string, number>();
  readonly #starts: readonly [TreeRef[], TreeRef[]] = [[], []];

  #words = headerWords;
  /** Per side: half → record of list 0; 0 is none, as the arena begins with an empty record. */
  #first: [Int32Array, Int32Array] = [new Int32Array(64), new Int32Array(64)];
  /** Per side: (list, half) → record. */
  #others: [PairMap, PairMap] = [new PairMap(), new PairMap()];
  readonly #items: number[] = [];

  constructor(at: {
    readonly trees: DecisionTrees;
    readonly halves: Halves;
    readonly onLeaf: OnLeaf;
    readonly weights: Uint8Array;
    readonly arenaLimit: number;
    readonly onForget?: (arena: Int32Array, words: number) => void;
  }) {
    this.#trees = at.trees;
    this.#halves = at.halves;
    this.#onLeaf = at.onLeaf;
    this.#weights = at.weights;
    this.#arenaLimit = at.arenaLimit;
    this.#onForget = at.onForget ?? (() => {});
    this.#cellCount = at.halves.sideOf.length;
    for (const root of at.trees.roots) {
      this.#starts[root > 0 ? this.#sideOf(root) : 0].push(root);
    }
    // A program that reads nothing has a leaf for a root, which does not say whose it is.
    this.#constants = [...at.trees.roots.keys()].filter((program) => at.trees.roots[program]! < 0);
  }
  readonly #constants: readonly number[];

  get bytes(): number {
    const first = this.#first[0].byteLength + this.#first[1].byteLength;
    return this.arena.byteLength + first + this.#others[0].bytes + this.#others[1].bytes;
  }

  /** How much of the arena holds records. */
  get words(): number {
    return this.#words;
  }

  /**
   * Forgets all records if the arena is over its limit. Only between states: offsets become invalid.
   */
  trim(): void {
    if (this.#words <= this.#arenaLimit) return;
    this.#onForget(this.arena, this.#words);
    this.#words = headerWords;
    this.#first = [new Int32Array(64), new Int32Array(64)];
    this.#others = [new PairMap(), new PairMap()];
  }

  /** The first record of a state's walk on the side that it begins with. */
  first(side: Side, left: number, right: number): number {
    const half = side === 0 ? left : right;
    const records = this.#first[side];
    const known = half < records.length ? records[half]! : 0;
    return known !== 0 ? known : this.#evaluateFirst(side, half, left, right);
  }

  /** The record of a list that waits for a side, or 0 if the list is empty. */
  following(list: number, side: Side, left: number, right: number): number {
    const half = side === 0 ? left : right;
    const known = this.#others[side].at(list, half);
    return known >= 0 ? known : this.#evaluateOther(side, list, half, left, right);
  }

  #evaluateFirst(side: Side, half: number, left: number, right: number): number {
    const record = this.#evaluate(side, this.#starts[side], half, left, right, side === 0);
    if (half >= this.#first[side].length) {
      this.#first[side] = grown(this.#first[side], half + 1);
    }
    this.#first[side][half] = record;
    return record;
  }

  #evaluateOther(side: Side, list: number, half: number, left: number, right: number): number {
    const record = this.#evaluate(side, this.#lists[list]!, half, left, right, false);
    this.#others[side].add(list, half, record);
    return record;
  }

  #evaluate(
    side: Side,
    refs: readonly TreeRef[],
    half: number,
    left: number,
    right: number,
    withConstants: boolean,
  ): number {
    const trees = this.#trees;
    const items = this.#items;
    items.length = 0;
    const waiting: TreeRef[] = [];
    if (withConstants) {
      for (const program of this.#constants) {
        this.#onLeaf(program, -1 - trees.roots[program]!, side, half, items);
      }
    }
    for (const start of refs) {
      if (start < 0) continue;
      const program = trees.programOf(start);
      const end = this.#walk(start, program, side, left, right);
      if (end > 0) waiting.push(end);
      else this.#onLeaf(program, -1 - end, side, half, items);
    }
    return this.#write(items, waiting);
  }

  /** Walks until a leaf or a cell of the other side; calls the model where the tree is not known. */
  #walk(start: TreeRef, program: number, side: Side, left: number, right: number): TreeRef {
    const trees = this.#trees;
    const row = this.#halves.rowOfHalf(side, side === 0 ? left : right);
    let ref = start;
    while (ref > 0 && this.#sideOf(ref) === side) {
      const cell = trees.cellOf(ref);
      const value = row[cell < this.#cellCount ? cell : cell - this.#cellCount]!;
      let child = trees.childOf(ref, value);
      if (child === notKnown) {
        trees.learn(program, this.#wholeRow(left, right));
        child = trees.childOf(ref, value);
      }
      ref = child;
    }
    return ref;
  }

  /** The row to call the model on; twice the row for trees that look at two states, here the same one. */
  #wholeRow(left: number, right: number): Int32Array {
    const row = this.#halves.rowOf(left, right);
    if (!this.#trees.looksAtTwoStates) return row;
    const both = new Int32Array(2 * this.#cellCount);
    both.set(row);
    both.set(row, this.#cellCount);
    return both;
  }

  #sideOf(node: TreeRef): Side {
    const cell = this.#trees.cellOf(node);
    return this.#halves.sideOf[cell < this.#cellCount ? cell : cell - this.#cellCount]! as Side;
  }

  #write(items: readonly number[], waiting: readonly TreeRef[]): number {
    const record = this.#words;
    const end = record + headerWords + items.length;
    if (end > this.arena.length) this.arena = grown(this.arena, end);
    const { arena } = this;
    this.#words = end;
    arena[record] = 0;
    arena[record + 1] = this.#listOf(waiting);
    arena[record + 2] = items.length / itemWords;
    arena[record + 3] = 0;
    for (let at = 0; at < items.length; at++) arena[record + headerWords + at] = items[at]!;
    for (let at = 0; at < items.length; at += itemWords) {
      arena[record + 3]! += this.#weights[items[at]!]!;
    }
    return record;
  }

  #listOf(waiting: readonly TreeRef[]): number {
    if (waiting.length === 0) return 0;
    const key = waiting.join(' ');
    const known = this.#listIds.get(key);
    if (known !== undefined) return known;
    const list = this.#lists.length;
    this.#lists.push([...waiting]);
    this.#listIds.set(key, list);
    return list;
  }
}

/** A copy with room for at least `least` words, and for half as many more. */
function grown(array: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(least, Math.ceil(array.length * 1.5)));
  larger.set(array);
  return larger;
}
