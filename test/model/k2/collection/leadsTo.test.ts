import { describe, expect, it } from 'vitest';
import { explore } from '../../../../src/explore/explore.ts';
import { presets } from '../../../../src/model/k2/collection/switches.ts';
import { k2Collection } from '../../../../src/model/k2/collection/system.ts';
import { modelsOf } from '../../../laws/systems.ts';

describe('"P16 a drop ends: quiescent; P16l: the same as leads-to; both must agree"', () => {
  it.each(Object.keys(presets))('%s, in all tiny and small bounds', (preset) => {
    for (const model of modelsOf(k2Collection, preset)) {
      if (!model.properties.some(({ id, appliesTo }) => id === 'P16' && appliesTo)) continue;
      const { properties } = explore(model, { keepGoing: true, properties: ['P16', 'P16l'] });
      const [atRest, inTheEnd] = properties;
      expect(inTheEnd?.verdict).toBe(atRest?.verdict);
      // A drop that does not end is one after which nothing has to happen any more.
      expect(inTheEnd?.trace?.loop).toBe(atRest?.trace?.steps.length);
    }
  });
});
