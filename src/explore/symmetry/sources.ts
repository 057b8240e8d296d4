/**
 * Where the image of a state takes the value of each cell from, under each permutation: the inverse, cell by cell.
 *
 *     sources:  [ c0 c1 … | c0 c1 … | … ]          permutation × cell → cell; 2 bytes each
 *     runs:     [ r0 r1 … ]                        cell → how many permutations in a row take it from the same cell
 *
 * Permutations are numbered so that the ids listed last change their places least often, like the digits of a number.
 * A run is a range of so many permutations, beginning at a multiple of it. Where a permutation is out of the question
 * because of some cells, so are all others of the shortest run of these.
 */
import type { Exchange } from './exchanges.ts';
import type { Permutations } from './permutations.ts';

export interface Sources {
  readonly cellCount: number;
  readonly sources: Uint16Array;
  readonly runs: Int32Array;
}

/** The table for a model with so many cells. */
export function sourcesOf(
  permutations: Permutations,
  exchanges: readonly Exchange[],
  cellCount: number,
): Sources {
  const sources = new Uint16Array(permutations.count * cellCount);
  for (let cell = 0; cell < cellCount; cell++) sources[cell] = cell;
  for (let at = 1; at < permutations.count; at++) {
    const { cells } = exchanges[permutations.exchangeOf(at)]!;
    const after = permutations.after(at) * cellCount;
    for (let cell = 0; cell < cellCount; cell++) {
      sources[at * cellCount + cell] = cells[sources[after + cell]!]!;
    }
  }
  const isConstant = (cell: number, run: number) => {
    for (let at = 0; at < permutations.count; at++) {
      const first = at - (at % run);
      if (sources[at * cellCount + cell] !== sources[first * cellCount + cell]) return false;
    }
    return true;
  };
  const runs = Int32Array.from(
    { length: cellCount },
    (_, cell) => permutations.runs.find((run) => isConstant(cell, run))!,
  );
  return { cellCount, sources, runs };
}
