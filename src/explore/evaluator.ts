/**
 * Evaluation by halves: what a decision tree decides once for all states that share a half.
 *
 * Walking the trees of all programs for every state would cost a step for every cell read. But most of a walk
 * looks at one half only, and there are far fewer halves than states. So a *list* of tree references is evaluated
 * against one half at a time: every walk goes on until it ends, or until it wants a cell of the other half. What
 * ended is written into a record; what waits is the next list, to be evaluated against the other half:
 *
 *     all programs that     on the left half L       what waits, on the right half R     … until nothing waits
 *     start on the left ──> record(start, L)  ─────> record(list 17, R)  ──────────────>
 *
 * and likewise for the programs that start on the right. A record depends on its list and its half only, so it is
 * remembered by these two numbers, and a state costs a few look-ups in small tables. Nothing is assumed about the
 * programs but that they are deterministic functions of what they read.
 *
 * A walk that changes sides again and again would cost a look-up each time. So a short list that was once seen to
 * leave something waiting is not looked up any more: its walks go on to their ends, over the unpacked rows of both
 * halves, into a scratch record.
 *
 *     record:  [ uses | next list | items | weight | item, item, … ]      an item has four words
 *     arena:   [ scratch record | record, record, … ]
 *
 * The arena has a limit; when it is full all records are forgotten, and made again as they are needed.
 */
import type { Halves, Side } from './halves.ts';
import { Lists } from './lists.ts';
import { PairMap } from './pairMap.ts';
import type { DecisionTrees, TreeRef } from './trees.ts';
import { notKnown } from './trees.ts';
import { grown } from './words.ts';

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

/** Where the scratch record is. */
export const scratch = 0;
/** Items of the scratch record are written as if the right half had come last. */
const scratchSide: Side = 1;

const spareArenaWords = 1 << 12;

export class Evaluator {
  arena: Int32Array;
  readonly #trees: DecisionTrees;
  readonly #halves: Halves;
  readonly #onLeaf: OnLeaf;
  /** Program → what it adds to the weight of a record for each item. */
  readonly #weights: Uint8Array;
  /** Called before records are forgotten, with the arena and where in it records begin and end. */
  readonly #onForget: (arena: Int32Array, from: number, to: number) => void;
  /** For programs that look at two states, the cells of the second come after those of the first. */
  readonly #cellCount: number;
  readonly #arenaLimit: number;

  readonly #lists = new Lists();
  readonly #starts: readonly [TreeRef[], TreeRef[]] = [[], []];
  readonly #constants: number[] = [];
  readonly #programs: readonly number[];
  #isReady = false;

  /** Where the next record goes; before the first one there is room for a scratch record of all programs. */
  #words: number;
  readonly #firstRecord: number;
  /** Per side: half → record of the start; 0 is none. */
  #first: [Int32Array, Int32Array] = [new Int32Array(64), new Int32Array(64)];
  /** Per side: (list, half) → record. */
  #others: [PairMap, PairMap] = [new PairMap(), new PairMap()];
  readonly #items: number[] = [];

  constructor(at: {
    readonly trees: DecisionTrees;
    readonly halves: Halves;
    /** The programs to evaluate; all of them if absent. */
    readonly programs?: readonly number[];
    readonly onLeaf: OnLeaf;
    readonly weights: Uint8Array;
    readonly arenaLimit: number;
    readonly onForget?: (arena: Int32Array, from: number, to: number) => void;
  }) {
    this.#trees = at.trees;
    this.#halves = at.halves;
    this.#onLeaf = at.onLeaf;
    this.#weights = at.weights;
    this.#arenaLimit = at.arenaLimit;
    this.#onForget = at.onForget ?? (() => {});
    this.#cellCount = at.halves.sideOf.length;
    this.#firstRecord = headerWords + itemWords * at.trees.programs.length;
    this.#words = this.#firstRecord;
    this.arena = new Int32Array(this.#firstRecord + spareArenaWords);
    this.#programs = at.programs ?? [...at.trees.programs.keys()];
  }

  /** Finds out where the walks start; a program that never ran is asked about the first state that comes. */
  #prepare(left: number, right: number): void {
    this.#isReady = true;
    for (const program of this.#programs) {
      if (this.#trees.roots[program] === notKnown) {
        this.#trees.learn(program, this.#wholeRow(left, right));
      }
      const root = this.#trees.roots[program]!;
      if (root > 0) this.#starts[this.#sideOf(root)].push(root);
      // A program that reads nothing has a leaf for a root; it is counted with the left side.
      else this.#constants.push(program);
    }
  }

  get bytes(): number {
    const first = this.#first[0].byteLength + this.#first[1].byteLength;
    return this.arena.byteLength + first + this.#others[0].bytes + this.#others[1].bytes;
  }

  /** Forgets all records if the arena is over its limit. Only between states: offsets become invalid. */
  trim(): void {
    if (this.#words > this.#arenaLimit) this.forget();
  }

  /** Calls `onForget` for all records now, without forgetting them. */
  tell(): void {
    this.#onForget(this.arena, this.#firstRecord, this.#words);
  }

  forget(): void {
    this.tell();
    this.#words = this.#firstRecord;
    this.#first = [new Int32Array(64), new Int32Array(64)];
    this.#others = [new PairMap(), new PairMap()];
  }

  /**
   * Goes through the records of a state: `for (let at = begin(l, r); at >= 0; at = following(l, r))`. Meanwhile
   * `side` is the side of the present record. Records hold until the next {@link trim}.
   */
  begin(left: number, right: number): number {
    if (!this.#isReady) this.#prepare(left, right);
    this.#items.length = 0;
    this.#start = 0;
    this.side = 0;
    this.#record = this.#recordOfStart(0, left, right);
    return this.#record;
  }

  following(left: number, right: number): number {
    if (this.#record === scratch) return -1;
    const waiting = this.arena[this.#record + 1]!;
    if (waiting !== 0) {
      if (!this.#lists.isWalked(waiting)) {
        this.side = this.side === 0 ? 1 : 0;
        this.#record = this.#recordOf(waiting, this.side, left, right);
        return this.#record;
      }
      this.#walkToTheEnd(waiting, left, right);
    }
    if (this.#start === 0) {
      this.#start = 1;
      this.side = 1;
      this.#record = this.#recordOfStart(1, left, right);
      return this.#record;
    }
    if (this.#items.length === 0) return -1;
    this.#fill(scratch, 0, this.#items);
    this.side = scratchSide;
    this.#record = scratch;
    return scratch;
  }
  side: Side = 0;
  #start: Side = 0;
  #record = 0;

  /** The record of the programs that begin on a side. */
  #recordOfStart(side: Side, left: number, right: number): number {
    const half = side === 0 ? left : right;
    const records = this.#first[side];
    const known = half < records.length ? records[half]! : 0;
    if (known !== 0) return known;
    const record = this.#evaluate(this.#starts[side], side, left, right, side === 0);
    if (half >= this.#first[side].length) this.#first[side] = grown(records, half + 1);
    this.#first[side][half] = record;
    return record;
  }

  /** The record of a list that waits for a side. */
  #recordOf(list: number, side: Side, left: number, right: number): number {
    const half = side === 0 ? left : right;
    const known = this.#others[side].at(list, half);
    if (known >= 0) return known;
    const record = this.#evaluate(this.#lists.refsOf(list), side, left, right, false);
    if (this.arena[record + 1] !== 0) this.#lists.changesSides(list);
    this.#others[side].add(list, half, record);
    return record;
  }

  #evaluate(
    refs: readonly TreeRef[],
    side: Side,
    left: number,
    right: number,
    withConstants: boolean,
  ): number {
    const trees = this.#trees;
    const half = side === 0 ? left : right;
    const items: number[] = [];
    const waiting: TreeRef[] = [];
    if (withConstants) {
      for (const program of this.#constants) {
        this.#onLeaf(program, -1 - trees.roots[program]!, side, half, items);
      }
    }
    for (const start of refs) {
      const program = trees.programOf(start);
      const end = this.#walk(start, program, side, left, right);
      if (end > 0) waiting.push(end);
      else this.#onLeaf(program, -1 - end, side, half, items);
    }
    const record = this.#words;
    this.#words += headerWords + items.length;
    if (this.#words > this.arena.length) this.arena = grown(this.arena, this.#words);
    this.#fill(record, this.#lists.of(waiting), items);
    return record;
  }

  /** Walks until a leaf or a cell of the other side; calls the model where the tree is not known. */
  #walk(start: TreeRef, program: number, side: Side, left: number, right: number): TreeRef {
    const { rows, positionOf } = this.#halves;
    const offset = this.#halves.offsetOf(side, side === 0 ? left : right);
    let ref = start;
    while (ref > 0 && this.#sideOf(ref) === side) {
      const value = rows[side]![offset + positionOf[this.#stateCell(ref)]!]!;
      ref = this.#childOf(ref, value, program, left, right);
    }
    return ref;
  }

  /** Walks the trees of a short list over both halves. */
  #walkToTheEnd(list: number, left: number, right: number): void {
    const trees = this.#trees;
    const { rows, positionOf, sideOf } = this.#halves;
    const offsets = [this.#halves.offsetOf(0, left), this.#halves.offsetOf(1, right)] as const;
    for (const start of this.#lists.refsOf(list)) {
      const program = trees.programOf(start);
      let ref = start;
      while (ref > 0) {
        const cell = this.#stateCell(ref);
        const side = sideOf[cell] as Side;
        const value = rows[side]![offsets[side]! + positionOf[cell]!]!;
        ref = this.#childOf(ref, value, program, left, right);
      }
      this.#onLeaf(program, -1 - ref, scratchSide, right, this.#items);
    }
  }

  #childOf(ref: TreeRef, value: number, program: number, left: number, right: number): TreeRef {
    const child = this.#trees.childOf(ref, value);
    if (child !== notKnown) return child;
    this.#trees.learn(program, this.#wholeRow(left, right));
    return this.#trees.childOf(ref, value);
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

  /** The cell that a node reads, whichever of two states it reads it of. */
  #stateCell(node: TreeRef): number {
    const cell = this.#trees.cellOf(node);
    return cell < this.#cellCount ? cell : cell - this.#cellCount;
  }

  #sideOf(node: TreeRef): Side {
    return this.#halves.sideOf[this.#stateCell(node)]! as Side;
  }

  #fill(record: number, list: number, items: readonly number[]): void {
    const { arena } = this;
    arena[record] = 0;
    arena[record + 1] = list;
    arena[record + 2] = items.length / itemWords;
    arena[record + 3] = 0;
    for (let at = 0; at < items.length; at++) arena[record + headerWords + at] = items[at]!;
    for (let at = 0; at < items.length; at += itemWords) {
      arena[record + 3]! += this.#weights[items[at]!]!;
    }
  }
}
