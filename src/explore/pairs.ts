/**
 * Pair tables: a pair of ids becomes one dense id, exactly. Several threads may share one.
 *
 *     slots:  [ · · 3 · 1 · 2 · ]            open addressing; a slot holds id + 1, 0 is free, -1 is being filled
 *     pairs:  [ l0 r0 | l1 r1 ] [ l2 r2 … ]  id → pair, in order of insertion; each segment is as long as all before it
 *     count:  [ 3 ]
 *
 * 8 bytes a pair, and 4 bytes a slot with at most two slots in three taken. Pairs never move: growing adds a segment
 * and builds new slots from the pairs.
 *
 * Threads: who wants to add a pair claims a free slot with a compare-exchange, takes the next id, writes the pair and
 * only then publishes the id in the slot. A reader that still sees a free slot loses nothing: the compare-exchange
 * tells the truth. Nothing grows while several threads are at work. A table that has only its margin left says so to
 * `whenTight`; alone, it grows at once; shared, somebody stops the others first.
 */

import { CapacityError, words } from './words.ts';

/** Multiplies and mixes two ids into 32 bits (Fibonacci constants, then a finaliser of xor-shifts). */
export function hashPair(left: number, right: number): number {
  let hash = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca77);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** What another thread needs to work on the same table. */
export interface PairHandles {
  readonly count: Int32Array;
  readonly slots: Int32Array;
  readonly pairs: readonly Int32Array[];
}

const firstBits = 5;
const firstPairs = 1 << firstBits;
/** Beyond them, ids would no longer fit into what holds them. */
const mostSegments = 30 - firstBits;
/** In a slot: somebody is writing the pair. */
const being = -1;

export class PairTable {
  #count: Int32Array;
  #slots: Int32Array;
  #pairs: Int32Array[];
  /** From this count on the table is tight. */
  #limit = 0;
  #bytes = 0;
  readonly #margin: number;
  readonly #whenTight: (table: PairTable) => void;

  /**
   * @param whenTight called by whoever adds a pair to a table that has only `margin` places left
   * @param margin pairs that may be added by all threads together before the table grows
   */
  constructor(
    whenTight: (table: PairTable) => void = (table) => table.grow(),
    margin = 0,
    handles?: PairHandles,
  ) {
    this.#whenTight = whenTight;
    this.#margin = margin;
    this.#count = handles?.count ?? words(1);
    this.#slots = handles?.slots ?? words(2 * firstPairs);
    this.#pairs = handles ? [...handles.pairs] : [];
    if (handles) this.#measure();
    else this.grow();
  }

  get count(): number {
    return Atomics.load(this.#count, 0);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Can so many pairs be added before the table is tight? */
  hasRoomFor(more: number): boolean {
    return this.count + more < this.#limit;
  }

  get handles(): PairHandles {
    return { count: this.#count, slots: this.#slots, pairs: this.#pairs };
  }

  /** The pairs in order of their ids, piece by piece. */
  get pieces(): Int32Array[] {
    const pieces: Int32Array[] = [];
    let left = this.count;
    for (const pairs of this.#pairs) {
      if (left > 0) pieces.push(pairs.subarray(0, 2 * Math.min(left, pairs.length / 2)));
      left -= pairs.length / 2;
    }
    return pieces;
  }

  /** Works on what another thread has grown. */
  adopt({ slots, pairs }: PairHandles): void {
    this.#slots = slots;
    this.#pairs = [...pairs];
    this.#measure();
  }

  leftOf(id: number): number {
    const segment = segmentOf(id);
    return this.#pairs[segment]![2 * (id - startOf(segment))]!;
  }

  rightOf(id: number): number {
    const segment = segmentOf(id);
    return this.#pairs[segment]![2 * (id - startOf(segment)) + 1]!;
  }

  /** The id of a pair, or -1 if it was never interned. */
  find(left: number, right: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hashPair(left, right) & mask;
    for (;;) {
      // A slot that is being filled is asked about again until it is published.
      const present = slots[slot]! > 0 ? slots[slot]! : Atomics.load(slots, slot);
      if (present === 0) return -1;
      if (present === being) continue;
      if (this.#holds(present - 1, left, right)) return present - 1;
      slot = (slot + 1) & mask;
    }
  }

  /** The id of a pair; a new pair gets the next id. */
  intern(left: number, right: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hashPair(left, right) & mask;
    for (;;) {
      const present = slots[slot]!;
      if (present > 0) {
        if (this.#holds(present - 1, left, right)) return present - 1;
        slot = (slot + 1) & mask;
      } else if (Atomics.compareExchange(slots, slot, 0, being) === 0) {
        return this.#add(left, right, slot);
      }
    }
  }

  #add(left: number, right: number, slot: number): number {
    const id = Atomics.add(this.#count, 0, 1);
    const segment = segmentOf(id);
    const pairs = this.#pairs[segment]!;
    const at = 2 * (id - startOf(segment));
    pairs[at] = left;
    pairs[at + 1] = right;
    Atomics.store(this.#slots, slot, id + 1);
    if (id + 1 >= this.#limit) this.#whenTight(this);
    return id;
  }

  #holds(id: number, left: number, right: number): boolean {
    const segment = segmentOf(id);
    const pairs = this.#pairs[segment]!;
    const at = 2 * (id - startOf(segment));
    return pairs[at] === left && pairs[at + 1] === right;
  }

  /** Makes room for the margin, and for so many pairs before it. Nobody else may be at work. */
  grow(spare = 0): void {
    const least = this.count + spare + this.#margin;
    while (startOf(this.#pairs.length) <= least) this.#addSegment();
    let slots = this.#slots.length;
    while (fullest(slots) <= least) slots *= 2;
    if (slots > this.#slots.length) {
      // Not let go before: without slots a table could not even be asked.
      this.#slots = words(slots);
      for (let id = 0; id < this.count; id++) this.#place(id);
    }
    this.#measure();
  }

  /** Fills an empty table with pairs in order of their ids. */
  restore(pairs: Int32Array): void {
    for (let at = 0; at < pairs.length; at += 2) {
      this.intern(pairs[at]!, pairs[at + 1]!);
      if (!this.hasRoomFor(0)) this.grow();
    }
  }

  #addSegment(): void {
    if (this.#pairs.length > mostSegments) throw new CapacityError('a table has 2^30 pairs');
    this.#pairs.push(words(2 * lengthOf(this.#pairs.length)));
  }

  /** After it has grown. */
  #measure(): void {
    const places = startOf(this.#pairs.length);
    this.#limit = Math.min(places, fullest(this.#slots.length)) - this.#margin;
    this.#bytes = 8 * places + 4 * this.#slots.length;
  }

  #place(id: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hashPair(this.leftOf(id), this.rightOf(id)) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = id + 1;
  }
}

/** The segment that holds an id: segment 0 has the first ids, and each later one as many as all before it. */
function segmentOf(id: number): number {
  return 32 - Math.clz32(id >>> firstBits);
}

/** The first id of a segment. */
function startOf(segment: number): number {
  return segment === 0 ? 0 : firstPairs << (segment - 1);
}

function lengthOf(segment: number): number {
  return segment === 0 ? firstPairs : startOf(segment);
}

/** So many of the slots may be taken: two in three. */
function fullest(slots: number): number {
  return Math.floor((slots * 2) / 3);
}
