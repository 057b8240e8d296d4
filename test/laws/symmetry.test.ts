import { fc, it as law } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { explore } from '../../src/explore/explore.ts';
import type { Model, Outcome } from '../../src/index.ts';
import { orbitsByForce } from './orbits.ts';
import { findings } from './replay.ts';
import { symmetricModel, symmetricTables } from './symmetricSystem.ts';
import { hasUpTo, modelsOf, variants } from './systems.ts';

/** Everything that symmetry must not change. */
function known({ properties, coverage, verdict, exitCode, counts, limit }: Outcome) {
  const { cells, warnings } = coverage;
  const { depth, initial } = counts;
  return {
    findings: findings(properties),
    cells,
    warnings,
    verdict,
    exitCode,
    depth,
    initial,
    limit,
  };
}

const mostStates = 300;

/** Explores both ways, and compares; null if the model is too large for a law. */
function compared(model: Model, keepGoing: boolean): { plain: Outcome; reduced: Outcome } | null {
  const asked = model.properties.filter(
    ({ kind, appliesTo }) => kind !== 'eventually' && kind !== 'leadsTo' && appliesTo !== false,
  );
  const properties = [...asked.map(({ id }) => id), 'deadlock'];
  const plain = explore(model, { keepGoing, properties, maxStates: mostStates });
  if (plain.limit === 'states') return null;
  const reduced = explore(model, { keepGoing, properties, symmetry: true });
  return { plain, reduced };
}

describe('symmetry changes no verdict and no trace, on random systems of equals', () => {
  law.prop([symmetricTables], { numRuns: 120 })(
    'orbits stand for all states, and are as many as brute force counts',
    (tables) => {
      const model = symmetricModel(tables);
      const both = compared(model, true);
      fc.pre(both !== null);
      expect(known(both.reduced)).toEqual(known(both.plain));
      expect(both.reduced.counts.fullStates).toBe(both.plain.counts.states);
      expect(both.reduced.counts.states).toBe(orbitsByForce(model));
    },
  );

  law.prop([symmetricTables], { numRuns: 80 })(
    'also where the search stops at a violation',
    (tables) => {
      const both = compared(symmetricModel(tables), false);
      fc.pre(both !== null);
      expect(findings(both.reduced.properties)).toEqual(findings(both.plain.properties));
      expect(both.reduced.counts.fullStates).toBe(both.plain.counts.states);
    },
  );

  it('and the systems are worth the trouble', () => {
    const outcomes = fc
      .sample(symmetricTables, { numRuns: 100, seed: 1 })
      .flatMap((tables) => compared(symmetricModel(tables), true) ?? []);
    const smaller = outcomes.filter(
      ({ plain, reduced }) => reduced.counts.states * 2 < plain.counts.states,
    );
    const traces = outcomes.flatMap(({ reduced }) =>
      reduced.properties.flatMap(({ trace }) => trace ?? []),
    );
    expect(outcomes.length).toBeGreaterThan(50);
    expect(smaller.length).toBeGreaterThan(10);
    expect(traces.filter(({ steps }) => steps.length > 1).length).toBeGreaterThan(10);
  });
});

describe('symmetry changes no verdict and no trace, over the catalogue and the published models', () => {
  const declared = variants
    .map((variant) => ({
      ...variant,
      models: modelsOf(variant.system, variant.preset)
        .filter(({ symmetric }) => symmetric?.some(({ length }) => length > 1))
        .filter((model) => hasUpTo(mostStates, model)),
    }))
    .filter(({ models }) => models.length > 0);

  it.each(declared)('$name, $preset', ({ models }) => {
    for (const model of models) {
      const both = compared(model, true);
      if (both === null) throw new Error(`${model.boundsName} is too large for this test`);
      expect(known(both.reduced)).toEqual(known(both.plain));
      expect(both.reduced.counts.fullStates).toBe(both.plain.counts.states);
      expect(both.reduced.counts.states).toBe(orbitsByForce(model));
    }
  });
});
