/**
 * Which cells lie in which half.
 *
 * The fewer different halves there are, the less there is to evaluate and to remember. So cells that depend on each
 * other belong together, and the two halves should weigh the same: with independent halves of equal weight there
 * are as many as the square root of the number of states. The choice is made from a sample of the first states:
 *
 * 1. group: join the two groups of cells that tell most about each other, until few groups are left;
 * 2. divide: of all ways to lay the groups on two sides, take the one with the fewest different halves;
 * 3. mend: move single blocks across as long as that helps.
 *
 * "Different" is always counted in the sample. Everything is deterministic, so a run is always the same.
 *
 * Cells that interchangeable ids carry into each other must lie on one side, or else a permutation would not map
 * halves to halves. So it is blocks of such cells that are moved, all through; most blocks have one cell.
 */

import type { Search } from './search.ts';

const mostGroups = 9;
const mostRounds = 8;
const sampleRows = 8192;

/** Cells that must lie on one side; every cell is in one block. */
export type Blocks = readonly (readonly number[])[];

/** Cell → side, the first half of the layout on the left: what the first states are explored with. */
export function middleOf(blocks: Blocks): Uint8Array {
  const cellCount = blocks.flat().length;
  let placed = 0;
  const sides = Uint8Array.from(blocks, ({ length }) => {
    const side = placed < cellCount / 2 ? 0 : 1;
    placed += length;
    return side;
  });
  return byCell(sides, blocks);
}

/**
 * Cell → side, chosen from a sample of rows of value ids.
 *
 * Cost: blocks² × rows steps of a few nanoseconds.
 */
export function partitionFor(sample: readonly Int32Array[], blocks: Blocks): Uint8Array {
  const counter = new DistinctCounter(sample.length);
  const columns = blocks.map((cells) =>
    cells.map((cell) => columnOf(sample, cell)).reduce((all, column) => xorInto(all, column)),
  );
  const groups = group(columns, counter);
  return byCell(mend(divide(groups, blocks.length, counter), columns, counter), blocks);
}

/** Rows of value ids, evenly spread over the states of a search. */
export function sampleOf({ root, halves }: Pick<Search, 'root' | 'halves'>): Int32Array[] {
  const stride = Math.ceil(root.count / sampleRows);
  return Array.from({ length: Math.floor(root.count / stride) }, (_, at) =>
    halves.rowOf(root.leftOf(at * stride), root.rightOf(at * stride)).slice(),
  );
}

function byCell(sideOfBlock: Uint8Array, blocks: Blocks): Uint8Array {
  const sideOf = new Uint8Array(blocks.flat().length);
  for (const [block, cells] of blocks.entries()) {
    for (const cell of cells) sideOf[cell] = sideOfBlock[block]!;
  }
  return sideOf;
}

/** Some blocks, and for each row of the sample a hash of their values (the XOR of those of the cells). */
interface Group {
  readonly blocks: readonly number[];
  readonly hashes: Int32Array;
  /** Natural logarithm of the number of different values. */
  readonly weight: number;
}

function group(columns: readonly Int32Array[], counter: DistinctCounter): Group[] {
  const groupOf = (blocks: readonly number[], hashes: Int32Array): Group => ({
    blocks,
    hashes,
    weight: Math.log(counter.count(hashes)),
  });
  const groups = columns.map((hashes, block) => groupOf([block], hashes));
  const still = groups.filter(({ weight }) => weight === 0);
  let moving = groups.filter(({ weight }) => weight > 0);
  const known = new Map<Group, Map<Group, number>>();
  const bond = (a: Group, b: Group): number => {
    const row = known.get(a) ?? new Map<Group, number>();
    known.set(a, row);
    const bondOfBoth = row.get(b) ?? bondOf(a, b, counter);
    row.set(b, bondOfBoth);
    return bondOfBoth;
  };
  while (moving.length > mostGroups) {
    let [first, second, best] = [0, 1, -1];
    for (let a = 0; a < moving.length; a++) {
      for (let b = a + 1; b < moving.length; b++) {
        const strength = bond(moving[a]!, moving[b]!);
        if (strength > best) [first, second, best] = [a, b, strength];
      }
    }
    const [a, b] = [moving[first]!, moving[second]!];
    const joined = groupOf([...a.blocks, ...b.blocks], xor(a.hashes, b.hashes));
    moving = [...moving.filter((one) => one !== a && one !== b), joined];
  }
  const [heaviest] = moving;
  // Nothing changes: any division is as good.
  if (heaviest === undefined) return still.slice(0, 1);
  const blocks = [...heaviest.blocks, ...still.flatMap((one) => one.blocks)];
  return [{ ...heaviest, blocks }, ...moving.slice(1)];
}

/** How much two groups tell about each other, as a share of what there is to know about the lighter one. */
function bondOf(a: Group, b: Group, counter: DistinctCounter): number {
  const together = Math.log(counter.countBoth(a.hashes, b.hashes));
  return (a.weight + b.weight - together) / Math.min(a.weight, b.weight);
}

function divide(
  groups: readonly Group[],
  blockCount: number,
  counter: DistinctCounter,
): Uint8Array {
  const all = new Int32Array(counter.rows);
  for (const { hashes } of groups) xorInto(all, hashes);
  const left = all.slice();
  let best = Number.POSITIVE_INFINITY;
  let chosen = 0;
  // The first group stays on the left: the mirror image of a division is the same division.
  for (let step = 0; step < 2 ** (groups.length - 1); step++) {
    // One group changes sides at a time, as in a Gray code.
    const right = step ^ (step >> 1);
    if (step > 0) xorInto(left, groups[1 + Math.log2(step & -step)]!.hashes);
    const cost = counter.count(left) + counter.countBoth(left, all);
    if (cost < best) [best, chosen] = [cost, right];
  }
  const sideOf = new Uint8Array(blockCount);
  groups.forEach(({ blocks }, at) => {
    for (const block of blocks) sideOf[block] = isRight(chosen, at) ? 1 : 0;
  });
  return sideOf;
}

function isRight(division: number, at: number): boolean {
  return at > 0 && ((division >> (at - 1)) & 1) === 1;
}

function mend(
  sideOf: Uint8Array,
  columns: readonly Int32Array[],
  counter: DistinctCounter,
): Uint8Array {
  const sides = [new Int32Array(counter.rows), new Int32Array(counter.rows)] as const;
  columns.forEach((hashes, block) => {
    xorInto(sides[sideOf[block] as 0 | 1], hashes);
  });
  const [left, right] = sides;
  let best = counter.count(left) + counter.count(right);
  for (let round = 0; round < mostRounds; round++) {
    const before = best;
    for (const [block, hashes] of columns.entries()) {
      // XOR is its own inverse: what leaves one side comes to the other.
      const moved = counter.countBoth(left, hashes) + counter.countBoth(right, hashes);
      if (moved >= best) continue;
      best = moved;
      for (const side of sides) xorInto(side, hashes);
      sideOf[block] = 1 - sideOf[block]!;
    }
    if (best === before) break;
  }
  return sideOf;
}

const counterBits = 17;

/**
 * Counts different hashes by the bits that they set in a map of 16 kB: a few in a thousand collide, which is good
 * enough to compare groups, and the map stays in the nearest cache.
 */
class DistinctCounter {
  readonly rows: number;
  readonly #bits = new Int32Array(2 ** (counterBits - 5));
  readonly #zeros: Int32Array;

  constructor(rows: number) {
    this.rows = rows;
    this.#zeros = new Int32Array(rows);
  }

  count(hashes: Int32Array): number {
    return this.countBoth(hashes, this.#zeros);
  }

  /** Different values of two columns taken together. */
  countBoth(one: Int32Array, other: Int32Array): number {
    const bits = this.#bits.fill(0);
    let distinct = 0;
    for (let at = 0; at < one.length; at++) {
      const bit = (one[at]! ^ other[at]!) >>> (32 - counterBits);
      const word = bits[bit >>> 5]!;
      const mask = 1 << (bit & 31);
      if ((word & mask) !== 0) continue;
      bits[bit >>> 5] = word | mask;
      distinct++;
    }
    return distinct;
  }
}

function columnOf(sample: readonly Int32Array[], cell: number): Int32Array {
  const column = new Int32Array(sample.length);
  for (let at = 0; at < column.length; at++) {
    let hash = Math.imul(cell + 1, 0x9e3779b1) ^ Math.imul(sample[at]![cell]! + 1, 0x85ebca77);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
    column[at] = hash ^ (hash >>> 15);
  }
  return column;
}

function xor(a: Int32Array, b: Int32Array): Int32Array {
  return xorInto(a.slice(), b);
}

function xorInto(into: Int32Array, other: Int32Array): Int32Array {
  for (let at = 0; at < into.length; at++) into[at]! ^= other[at]!;
  return into;
}
