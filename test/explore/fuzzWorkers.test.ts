import { describe, expect, it } from 'vitest';
import { explore, fuzz, instantiate } from '../../src/index.ts';
import { k2Collection } from '../../src/model/k2/collection/system.ts';
import { miniDrop } from '../fixtures/miniDrop.ts';
import { sourceOf } from '../fixtures/sources.ts';

describe('"the result must not depend on timing: same seed, same runs, same outcome"', () => {
  it.each([
    ['a violation', 'documented', 3000],
    ['none', 'repaired', 1200],
  ])('for one, two and four workers: %s', (_what, preset, runs) => {
    const choice = { preset, bounds: 'note' };
    const model = instantiate(k2Collection, choice);
    const found = [1, 2, 4].map((count) => {
      const workers = { count, source: sourceOf('k2/collection', choice) };
      const {
        properties,
        coverage,
        counts,
        fuzz: walked,
      } = fuzz(model, { seed: 5, runs, workers });
      return { properties, coverage, counts, walked };
    });
    expect(found[1]).toEqual(found[0]);
    expect(found[2]).toEqual(found[0]);
  });

  it('time may end the walks: then no more are begun, and nothing counts as success', () => {
    let ms = 0;
    const outcome = fuzz(instantiate(miniDrop, { preset: 'repaired' }), {
      seed: 1,
      maxSteps: 50,
      maxSeconds: 1,
      clock: () => (ms += 300),
    });
    expect(outcome).toMatchObject({ verdict: 'undecided', exitCode: 20, limit: 'seconds' });
    expect(outcome.fuzz?.maxRuns).toBeNull();
    expect(outcome.fuzz?.runs).toBeGreaterThan(0);
  });
});

describe('"random variants and random bounds, which shrink too"', () => {
  it('the preset keeps the promise, another variant does not: what was drawn is told', () => {
    const model = instantiate(miniDrop, { preset: 'repaired' });
    const outcome = fuzz(model, { seed: 2, random: ['variant', 'bounds'], runs: 5000 });
    expect(outcome.verdict).toBe('violated');
    const told = { variant: outcome.variant, bounds: outcome.bounds, random: outcome.fuzz?.random };
    expect(told).toMatchInlineSnapshot(`
      {
        "bounds": {
          "clients": 1,
          "copies": 0,
          "delays": 0,
          "keys": [
            "k1",
          ],
          "losses": 0,
        },
        "random": {
          "bounds": {},
          "draws": 1,
          "variant": {},
          "what": [
            "variant",
            "bounds",
          ],
        },
        "variant": {
          "checksId": "no",
          "order": "dropFirst",
        },
      }
    `);
    // It is a violation there, found by every search.
    const there = instantiate(miniDrop, {
      preset: 'repaired',
      set: outcome.variant,
      bound: outcome.bounds,
    });
    const [id = ''] = outcome.properties.filter(({ trace }) => trace).map((at) => at.id);
    expect(explore(there, { properties: [id] }).verdict).toBe('violated');
  });

  it('the same seed draws the same', () => {
    const model = instantiate(miniDrop, { preset: 'repaired' });
    const [one, other] = [1, 2].map(() => fuzz(model, { seed: 3, random: ['variant'], runs: 300 }));
    expect(other).toEqual(one);
  });
});

describe('"fuzzing k2/collection at bounds that no search exhausts"', () => {
  it('documented: P1 within 200 000 steps, at most four steps more than the shortest', () => {
    const model = instantiate(k2Collection, { preset: 'documented', bounds: 'fuzzing' });
    const found = [1, 2, 3, 4, 5].map((seed) => fuzz(model, { seed, properties: ['P1'] }));
    const steps = found.map((at) => at.fuzz?.steps ?? 0).toSorted((a, b) => a - b);
    expect(steps[2]).toBeLessThan(200_000);
    // The shortest has 19: the 13 of one partition, and two more for each of the other three.
    for (const outcome of found) {
      expect(outcome.verdict).toBe('violated');
      expect(outcome.properties[0]?.trace?.steps.length).toBeLessThanOrEqual(23);
    }
  });

  it('documentedWithId: nothing', () => {
    const model = instantiate(k2Collection, { preset: 'documentedWithId', bounds: 'fuzzing' });
    const properties = ['P1', 'P3', 'P4', 'P6'];
    const { verdict, exitCode, fuzz: walked } = fuzz(model, { seed: 1, runs: 300, properties });
    expect({ verdict, exitCode }).toEqual({ verdict: 'undecided', exitCode: 0 });
    expect(walked?.steps).toBeGreaterThan(15_000);
  });

  it('beyond: four clients, six partitions, eight keys, five crashes', () => {
    const model = instantiate(k2Collection, { preset: 'documented', bounds: 'beyond' });
    const kinds = new Set(model.layout.cells.map(({ name }) => name));
    expect([...kinds].filter((name) => name.startsWith('module('))).toHaveLength(12);
    expect(fuzz(model, { seed: 1, properties: ['P1'] }).verdict).toBe('violated');
  });
});
