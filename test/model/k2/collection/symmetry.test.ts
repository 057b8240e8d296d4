import { describe, expect, it } from 'vitest';
import { explore } from '../../../../src/explore/explore.ts';
import type { Choice, Model } from '../../../../src/index.ts';
import { presets } from '../../../../src/model/k2/collection/switches.ts';
import { findings } from '../../../laws/replay.ts';
import { k2 } from './play.ts';

/** Bounds in which two admins run the same script. */
const worlds: readonly Readonly<Record<string, unknown>>[] = [
  { admins: ['drop A', 'drop A'] },
  { admins: ['drop A', 'drop A'], retries: 1, reorderings: 1, faultyChannels: ['toCpo'] },
];

/** Without P16l: symmetry does not go with liveness. */
function safety(choice: Choice): Model {
  const model = k2(choice);
  return { ...model, properties: model.properties.filter(({ kind }) => kind !== 'leadsTo') };
}

describe('admins who ask for the same are interchangeable', () => {
  it.each(Object.keys(presets))('%s: verdicts and traces are those without symmetry', (preset) => {
    for (const bound of worlds) {
      const model = safety({ preset, bounds: 'readOnly', bound: { transactions: [], ...bound } });
      const plain = explore(model, { keepGoing: true });
      const reduced = explore(model, { keepGoing: true, symmetry: true });
      expect(findings(reduced.properties)).toEqual(findings(plain.properties));
      expect(reduced.counts.fullStates).toBe(plain.counts.states);
      expect(reduced.counts.states).toBeLessThan(plain.counts.states * 0.6);
    }
  });

  it('and nobody else is: bounds without such admins have nothing to reduce', () => {
    const model = safety({ bounds: 'medium' });
    expect(() => explore(model, { symmetry: true })).toThrow('no interchangeable ids');
  });
});
