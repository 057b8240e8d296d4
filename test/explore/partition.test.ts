import { describe, expect, it } from 'vitest';
import { middleOf, partitionFor } from '../../src/explore/partition.ts';

/** Rows over four independent things of four values each, every thing seen through three cells. */
const rows = Array.from({ length: 256 }, (_, state) => {
  const things = [state & 3, (state >> 2) & 3, (state >> 4) & 3, (state >> 6) & 3] as const;
  return Int32Array.from({ length: 12 }, (_, cell) => (things[cell % 4] as number) * (1 + cell));
});

/** Each cell by itself. */
const cells = (count: number) => Array.from({ length: count }, (_, cell) => [cell]);

describe('cells that depend on each other belong together, and the halves weigh the same', () => {
  it('finds the things behind the cells, whatever the order of the cells', () => {
    const sideOf = partitionFor(rows, cells(12));
    for (let cell = 0; cell < 12; cell++) expect(sideOf[cell]).toBe(sideOf[cell % 4]);
    expect([0, 1, 2, 3].filter((thing) => sideOf[thing] === 1)).toHaveLength(2);
  });

  it('does not mind cells that never change, nor a single cell', () => {
    expect(partitionFor([Int32Array.of(1, 1), Int32Array.of(1, 1)], cells(2))).toHaveLength(2);
    expect([...partitionFor([Int32Array.of(1), Int32Array.of(2)], cells(1))]).toEqual([0]);
  });

  it('begins with the middle of the layout', () => {
    expect([...middleOf(cells(5))]).toEqual([0, 0, 0, 1, 1]);
  });
});
