/**
 * The root of the state tree: every state as a pair of half ids, exactly, and in order of discovery.
 *
 *     queue:  [ l0 r0 | l1 r1 | l2 r2 … ]     state id → pair; the breadth-first queue is this array, in segments
 *     set:    dense   one bit for each (left, right): bit left * columns + right
 *             hashed  [ · | l5 r5 | l0 r0 | · | … ]  open addressing; a slot holds (left + 1, right + 1), 0 is free
 *
 * 8 bytes a state for the queue. The set takes whichever form is smaller when it grows: where halves combine
 * freely it is dense and costs a bit or a few; otherwise it is hashed and costs 11 to 16 bytes. A hit never needs
 * the id of a state, so the set does not hold it: a lookup is one access to memory. Growing builds the new set from
 * the queue, after the old one was let go, so the peak is never two sets.
 *
 * Additions come in batches: all hashes, then all first touches, then the insertions, so that the memory system
 * overlaps the misses.
 *
 * Threads: a bit is set, and a slot claimed, by an atomic operation that tells who was first; that one appends the
 * state. Nine candidates in ten are known already, and are found so without an atomic operation. The places in the
 * queue are taken for a whole batch at once. Nothing grows while several threads are at work: a batch that might not
 * find room is refused, and keeps.
 */
import type { Batch } from './batch.ts';
import { batchSize } from './batch.ts';
import { hashPair } from './pairs.ts';
import { CapacityError, words } from './words.ts';

const segmentBits = 16;
const segmentStates = 1 << segmentBits;
const segmentMask = segmentStates - 1;
/** The queue grows by this share of itself: everyone rests for it, and memory that is not written to is not taken. */
const queueGrowth = 1 / 2;

/** Growth of the hashed form: small enough that memory follows the states closely. */
const hashedGrowth = 1.5;
const fullestLoad = 0.75;
/** A dense set may take as many bits as a hashed one of the same states would take at its emptiest. */
const denseBitsPerState = (2 * 32 * hashedGrowth) / fullestLoad;
const smallestHashed = 1024;
/** In a slot: somebody is writing the pair. */
const being = -1;

/** The set itself, in one of its two forms. */
type Form =
  | { readonly bits: Int32Array; readonly rows: number; readonly columns: number }
  | { readonly slots: Int32Array; readonly capacity: number };

/** What another thread needs to work on the same set. */
export interface RootHandles {
  readonly count: Int32Array;
  readonly segments: readonly Int32Array[];
  readonly form: Form;
}

const nothing: Form = { slots: new Int32Array(0), capacity: 0 };

export class RootSet {
  readonly #count: Int32Array;
  #segments: Int32Array[];
  #form: Form;
  /** States that all threads together may add between two looks at the room. */
  readonly #margin: number;
  readonly #most: number;
  readonly #hashes: Uint32Array;
  /** Positions of a batch that are new. */
  readonly #fresh: Int32Array;

  /**
   * @param moves the largest number of moves of one state
   * @param threads how many threads may add at the same time
   * @param most no more states than about this
   */
  constructor(moves: number, threads: number, most: number, handles?: RootHandles) {
    this.#margin = threads * (batchSize + moves);
    this.#most = most;
    this.#hashes = new Uint32Array(batchSize + moves);
    this.#fresh = new Int32Array(batchSize + moves);
    this.#count = handles?.count ?? words(1);
    this.#segments = [...(handles?.segments ?? [])];
    this.#form = handles?.form ?? nothing;
  }

  /** How many states were added. */
  get count(): number {
    return Atomics.load(this.#count, 0);
  }

  /** Of the segments that have something in them. */
  get queueBytes(): number {
    return Math.ceil(this.count / segmentStates) * segmentStates * 8;
  }

  get setBytes(): number {
    const form = this.#form;
    return 'bits' in form ? form.bits.byteLength : form.slots.byteLength;
  }

  get handles(): RootHandles {
    return { count: this.#count, segments: this.#segments, form: this.#form };
  }

  /** The pairs in order of the states, piece by piece. */
  get pieces(): Int32Array[] {
    const { count } = this;
    return this.#segments.flatMap((segment, at) => {
      const states = Math.min(segmentStates, count - at * segmentStates);
      return states > 0 ? [segment.subarray(0, 2 * states)] : [];
    });
  }

  /** Works on what another thread has grown. */
  adopt({ segments, form }: RootHandles): void {
    this.#segments = [...segments];
    this.#form = form;
  }

  leftOf(state: number): number {
    return this.#segments[state >>> segmentBits]![2 * (state & segmentMask)]!;
  }

  rightOf(state: number): number {
    return this.#segments[state >>> segmentBits]![2 * (state & segmentMask) + 1]!;
  }

  /** Is there room for a batch of every thread, given how many halves there are on each side? */
  fits(lefts: number, rights: number): boolean {
    const { count } = this;
    const needed = count + this.#margin;
    if (count > this.#most || needed > this.#segments.length * segmentStates) return false;
    const form = this.#form;
    if ('bits' in form) return lefts <= form.rows && rights <= form.columns;
    return needed <= form.capacity * fullestLoad;
  }

  /**
   * Adds all candidates of a batch, in order, and empties it; or refuses it where it might not find room.
   *
   * @param lefts how many left halves there are, and `rights` right ones: bounds of the ids in the batch
   */
  add(batch: Batch, lefts: number, rights: number): boolean {
    if (!this.fits(lefts, rights)) return false;
    const form = this.#form;
    const fresh = 'bits' in form ? this.#addDense(batch, form) : this.#addHashed(batch, form);
    this.#append(batch, fresh);
    batch.size = 0;
    return true;
  }

  #addDense(batch: Batch, { bits, columns }: Extract<Form, { bits: Int32Array }>): number {
    const { left, right, size } = batch;
    const fresh = this.#fresh;
    let count = 0;
    for (let at = 0; at < size; at++) {
      const bit = left[at]! * columns + right[at]!;
      const word = Math.floor(bit / 32);
      const mask = 1 << (bit & 31);
      if ((bits[word]! & mask) !== 0) continue;
      if ((Atomics.or(bits, word, mask) & mask) === 0) fresh[count++] = at;
    }
    return count;
  }

  #addHashed(batch: Batch, { slots, capacity }: Extract<Form, { slots: Int32Array }>): number {
    const { left, right, size } = batch;
    const hashes = this.#hashes;
    const fresh = this.#fresh;
    const scale = capacity / 2 ** 32;
    let touched = 0;
    for (let at = 0; at < size; at++) {
      const slot = (hashPair(left[at]!, right[at]!) * scale) >>> 0;
      hashes[at] = slot;
      touched ^= slots[2 * slot]!;
    }
    this.#touched = touched;
    let count = 0;
    for (let at = 0; at < size; at++) {
      if (claim(slots, capacity, hashes[at]!, left[at]! + 1, right[at]! + 1)) fresh[count++] = at;
    }
    return count;
  }

  /** Keeps the first touches of a batch from being optimised away. */
  #touched = 0;

  get touched(): number {
    return this.#touched;
  }

  /** Appends the fresh candidates to the queue. */
  #append({ left, right }: Batch, fresh: number): void {
    if (fresh === 0) return;
    const first = Atomics.add(this.#count, 0, fresh);
    for (let at = 0; at < fresh; at++) {
      const state = first + at;
      const queue = this.#segments[state >>> segmentBits]!;
      const place = 2 * (state & segmentMask);
      queue[place] = left[this.#fresh[at]!]!;
      queue[place + 1] = right[this.#fresh[at]!]!;
    }
  }

  /**
   * Makes room for what did not fit. Nobody else may be at work.
   *
   * @throws CapacityError if there can be no more states
   */
  grow(lefts: number, rights: number): void {
    const { count } = this;
    const needed = count + this.#margin;
    if (count > this.#most) throw new CapacityError(`there is room for ${this.#most} states`);
    const places = needed + Math.floor(count * queueGrowth);
    while (this.#segments.length * segmentStates < places) {
      this.#segments.push(words(2 * segmentStates));
    }
    if (this.fits(lefts, rights)) return;
    this.#form = nothing;
    const rows = Math.ceil(lefts * 1.25) + 8;
    const columns = Math.ceil((rights * 1.25 + 8) / 32) * 32;
    if (rows * columns <= denseBitsPerState * needed) {
      this.#form = { bits: words((rows * columns) / 32), rows, columns };
      this.#fillDense(this.#form.bits, columns);
    } else {
      const capacity = Math.max(smallestHashed, Math.ceil((needed * hashedGrowth) / fullestLoad));
      this.#form = { slots: words(2 * capacity), capacity };
      this.#fillHashed(this.#form.slots, capacity);
    }
  }

  #fillDense(bits: Int32Array, columns: number): void {
    for (const piece of this.pieces) {
      for (let at = 0; at < piece.length; at += 2) {
        const bit = piece[at]! * columns + piece[at + 1]!;
        bits[Math.floor(bit / 32)]! |= 1 << (bit & 31);
      }
    }
  }

  #fillHashed(slots: Int32Array, capacity: number): void {
    const scale = capacity / 2 ** 32;
    for (const piece of this.pieces) {
      for (let at = 0; at < piece.length; at += 2) {
        const left = piece[at]!;
        const right = piece[at + 1]!;
        let slot = (hashPair(left, right) * scale) >>> 0;
        while (slots[2 * slot] !== 0) slot = slot + 1 === capacity ? 0 : slot + 1;
        slots[2 * slot] = left + 1;
        slots[2 * slot + 1] = right + 1;
      }
    }
  }

  /** Fills an empty set with states in order of their ids. */
  restore(pairs: Int32Array, lefts: number, rights: number): void {
    const states = pairs.length / 2;
    while (this.#segments.length * segmentStates < states) {
      this.#segments.push(words(2 * segmentStates));
    }
    for (const [at, segment] of this.#segments.entries()) {
      segment.set(pairs.subarray(2 * at * segmentStates, 2 * (at + 1) * segmentStates));
    }
    Atomics.store(this.#count, 0, states);
    this.grow(lefts, rights);
  }
}

/** Reads a slot in the order in which it is published. */
function isThere(slots: Int32Array, slot: number, left: number, right: number): boolean {
  return Atomics.load(slots, 2 * slot) === left && Atomics.load(slots, 2 * slot + 1) === right;
}

/**
 * Finds a pair from its slot on, or claims a free slot for it: true if it was not there.
 *
 * The second word is read again where the first matches and it does not: another thread may just be publishing.
 */
function claim(
  slots: Int32Array,
  capacity: number,
  from: number,
  left: number,
  right: number,
): boolean {
  let slot = from;
  for (;;) {
    const present = slots[2 * slot]!;
    if (present === left) {
      if (slots[2 * slot + 1] === right || isThere(slots, slot, left, right)) return false;
    } else if (present <= 0) {
      const before = Atomics.compareExchange(slots, 2 * slot, 0, being);
      if (before === 0) {
        slots[2 * slot + 1] = right;
        Atomics.store(slots, 2 * slot, left);
        return true;
      }
      // Filled meanwhile, or about to be: look again.
      continue;
    }
    slot = slot + 1 === capacity ? 0 : slot + 1;
  }
}
