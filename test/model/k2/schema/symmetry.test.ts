import { describe, expect, it } from 'vitest';
import { explore } from '../../../../src/explore/explore.ts';
import { findings } from '../../../laws/replay.ts';
import { k2 } from './play.ts';

describe('admins who ask for the same are interchangeable', () => {
  it.each(['documented', 'byName'])('%s: verdicts and traces are those without', (preset) => {
    const bound = { transactions: [], admins: ['drop', 'drop'], retries: 1 };
    const model = k2({ preset, bounds: 'base', bound });
    const plain = explore(model, { keepGoing: true });
    const reduced = explore(model, { keepGoing: true, symmetry: true });
    expect(findings(reduced.properties)).toEqual(findings(plain.properties));
    expect(reduced.counts.fullStates).toBe(plain.counts.states);
    expect(reduced.counts.states).toBeLessThan(plain.counts.states * 0.6);
  });

  it('and nobody else is: bounds without such admins have nothing to reduce', () => {
    const model = k2({ bounds: 'medium' });
    expect(() => explore(model, { symmetry: true })).toThrow('no interchangeable ids');
  });
});
