/**
 * How the halves of one division make those of another.
 *
 * A new half is made of two parts: what lies in it of the old left half, and what lies in it of the old right one. There are
 * fewer parts than halves, and old halves tell which parts they have; so a state costs two look-ups, by pairs of parts, and
 * a row is unpacked only for a half that is new:
 *
 *     old      [ a b c d | e f g h ]
 *     new      [ a c · e h | b d · f g ]      left: part (a c) of the old left half, part (e h) of the old right one
 */
import { HalfStore } from './half.ts';
import type { Halves, Side } from './halves.ts';
import { PairMap } from './pairMap.ts';
import { PairTable } from './pairs.ts';
import type { RootSet } from './root.ts';

const sides = [0, 1] as const;

export class Relaid {
  readonly #from: Halves;
  readonly #to: Halves;
  /** New side → old side → old half → part. */
  readonly #parts: readonly (readonly [Int32Array, Int32Array])[];
  /** New side → (part of the old left half, part of the old right half) → new half. */
  readonly #halves = [new PairMap(), new PairMap()] as const;

  /** Cost: the cells of all old halves. */
  constructor(from: Halves, to: Halves) {
    this.#from = from;
    this.#to = to;
    this.#parts = sides.map((side) => [partsOf(from, 0, to, side), partsOf(from, 1, to, side)]);
  }

  /** The new halves of states, in order. */
  *statesOf(root: RootSet): Generator<[left: number, right: number]> {
    for (let state = 0; state < root.count; state++) {
      const [left, right] = [root.leftOf(state), root.rightOf(state)];
      yield [this.#half(0, left, right), this.#half(1, left, right)];
    }
  }

  /** The new half, on a side, of a state whose old halves are given. */
  #half(side: Side, left: number, right: number): number {
    const [lefts, rights] = this.#parts[side]!;
    const [one, other] = [lefts[left]!, rights[right]!];
    const halves = this.#halves[side];
    const known = halves.at(one, other);
    if (known >= 0) return known;
    const half = this.#to.stores[side].intern(this.#from.rowOf(left, right));
    halves.add(one, other, half);
    return half;
  }
}

/** Old half → the number of the part of it that lies on a new side. */
function partsOf(from: Halves, old: Side, to: Halves, side: Side): Int32Array {
  const store = from.stores[old];
  const { cells } = store;
  const moving = [...cells].filter((cell) => to.sideOf[cell] === side);
  // Nobody counts them.
  const parts = new HalfStore(
    moving,
    () => new PairTable(),
    () => 0,
  );
  const row = new Int32Array(to.sideOf.length);
  const values = new Int32Array(cells.length);
  return new Int32Array(store.count).map((_, half) => {
    store.unpack(half, values, 0);
    for (let at = 0; at < cells.length; at++) row[cells[at]!] = values[at]!;
    return parts.intern(row);
  });
}
