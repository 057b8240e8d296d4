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
          "losses": 1,
        },
        "random": {
          "bounds": {
            "clients": 1,
            "copies": 0,
            "delays": 0,
            "keys": [
              "k1",
            ],
            "losses": 0,
          },
          "draws": 1,
          "variant": {
            "checksId": "yes",
            "order": "dropFirst",
          },
          "what": [
            "variant",
            "bounds",
          ],
        },
        "variant": {
          "checksId": "yes",
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
