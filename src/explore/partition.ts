/**
 * Which cells lie in which half.
 *
 * The fewer different halves there are, the less there is to evaluate and to remember; with halves of equal weight
 * there are about as many as the square root of the number of states. The choice is made from a sample of the first
 * states: starting from the middle of the layout, single cells are moved across as long as the number of different
 * halves in the sample falls. Everything is deterministic, so a run is always the same.
 */

const mostRounds = 8;

/** Cell → side, the first half of the layout on the left: what the first states are explored with. */
export function middleOf(cellCount: number): Uint8Array {
  return Uint8Array.from({ length: cellCount }, (_, cell) => (cell < cellCount / 2 ? 0 : 1));
}

/**
 * Cell → side, chosen from a sample of rows of value ids.
 *
 * Cost: rounds × cells × rows.
 */
export function partitionFor(sample: readonly Int32Array[], cellCount: number): Uint8Array {
  const sideOf = middleOf(cellCount);
  const sums = [hashesOf(sample, sideOf, 0), hashesOf(sample, sideOf, 1)] as const;
  let best = cost(sums);
  for (let round = 0; round < mostRounds; round++) {
    const before = best;
    for (let cell = 0; cell < cellCount; cell++) {
      move(sample, sums, sideOf, cell);
      const moved = cost(sums);
      if (moved < best) best = moved;
      else move(sample, sums, sideOf, cell);
    }
    if (best === before) break;
  }
  return sideOf;
}

/** Moves a cell to the other side. */
function move(
  sample: readonly Int32Array[],
  sums: readonly [Float64Array, Float64Array],
  sideOf: Uint8Array,
  cell: number,
): void {
  const from = sideOf[cell]!;
  const to = 1 - from;
  for (const [at, row] of sample.entries()) {
    const weight = hashOf(cell, row[cell]!);
    sums[from]![at]! -= weight;
    sums[to]![at]! += weight;
  }
  sideOf[cell] = to;
}

/** Different halves in the sample, both sides together. */
function cost([left, right]: readonly [Float64Array, Float64Array]): number {
  return new Set(left).size + new Set(right).size;
}

/** For each row, a sum that tells its half from others: sums of integers below 2^40 are exact and reversible. */
function hashesOf(sample: readonly Int32Array[], sideOf: Uint8Array, side: number): Float64Array {
  return Float64Array.from(sample, (row) =>
    row.reduce((sum, value, cell) => (sideOf[cell] === side ? sum + hashOf(cell, value) : sum), 0),
  );
}

function hashOf(cell: number, value: number): number {
  let hash = Math.imul(cell + 1, 0x9e3779b1) ^ Math.imul(value + 1, 0x85ebca77);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  const high = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash >>> 0) + ((high >>> 24) & 0xff) * 2 ** 32;
}
