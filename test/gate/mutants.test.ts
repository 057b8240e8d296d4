import { describe, expect, it } from 'vitest';
import { mutants } from './mutants.ts';
import { gateOnMutants } from './mutation.ts';

describe('the gate of this repository fails for a mistake of one line in a model', () => {
  it('for each of them', { timeout: 300_000 }, () => {
    expect(mutants.length).toBeGreaterThanOrEqual(20);
    const { exitCode, outcome, pathOf } = gateOnMutants(mutants);
    expect(exitCode).toBe(30);
    const found = mutants.map((mutant) => {
      const cells = outcome.cells.filter(({ system }) => system === pathOf(mutant));
      expect(cells).toHaveLength(mutant.presets.length * mutant.bounds.length);
      const kinds = cells.flatMap(({ differences }) => differences.map(({ kind }) => kind));
      // It loads, it runs, and what it gives is another answer, not an error.
      expect(kinds.filter((kind) => kind !== 'property' && kind !== 'count')).toEqual([]);
      return { what: mutant.what, isFound: kinds.length > 0 };
    });
    expect(found.filter(({ isFound }) => !isFound)).toEqual([]);
    // Counts alone would find all of these; most of them break or mend a promise too.
    const verdicts = new Set(
      outcome.cells
        .filter(({ differences }) => differences.some(({ kind }) => kind === 'property'))
        .map(({ system }) => system),
    );
    expect(verdicts.size).toBeGreaterThanOrEqual(15);
  });
});
