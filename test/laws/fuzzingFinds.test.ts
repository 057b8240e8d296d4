import { describe, expect, it } from 'vitest';
import { comparisons, foundIn, knownWorlds, mostSteps, violatedCells } from '../finds.ts';

describe('"for every violated cell … fuzzing finds it within 200 000 steps, and the polished trace is at most 1.3 times the shortest"', () => {
  // `npm run finds` prints the whole table; here are some of its cells.
  const sampled = violatedCells().filter((_, at) => at % 48 === 0);

  it('there are enough of them', () => {
    expect(sampled.length).toBeGreaterThan(10);
  });

  it('each is found, and told nearly as short as can be', () => {
    const found = sampled.map((cell) => comparisons(cell, [1], 'mixed'));
    expect(found.filter(({ steps }) => steps > mostSteps).map(({ name }) => name)).toEqual([]);
    const ratios = found.flatMap((at) => at.ratios);
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    expect(mean).toBeLessThanOrEqual(1.3);
  });
});

describe('"never reports a violation that exhaustive search excludes"', () => {
  it('in every system: what is found breaks there, and in no fewer steps', () => {
    // All of them are looked at by `npm run finds`.
    const found = knownWorlds()
      .filter((_, at) => at % 8 === 0)
      .flatMap((world) => foundIn(world, 100));
    expect(found.length).toBeGreaterThan(20);
    expect(found.filter(({ isExcluded }) => isExcluded)).toEqual([]);
  });
});
