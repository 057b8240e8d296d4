import { describe, expect, it } from 'vitest';
import { explore } from '../../../../src/explore/explore.ts';
import { instantiate } from '../../../../src/index.ts';
import { presets } from '../../../../src/model/milvus/collection/presets.ts';
import { milvusCollection } from '../../../../src/model/milvus/collection/system.ts';
import { findings } from '../../../laws/replay.ts';

/** Two proxies, two query nodes, and what they may do: as far as a small world goes. */
const worlds: readonly Readonly<Record<string, unknown>>[] = [
  { proxies: 2, drops: 2, inserts: 0 },
  { queryNodes: 2, inserts: 0, loads: 1 },
];

describe('proxies are interchangeable, and so are query nodes', () => {
  it.each(Object.keys(presets))('%s: verdicts and traces are those without symmetry', (preset) => {
    for (const bound of worlds) {
      const model = instantiate(milvusCollection, { preset, bounds: 'tiny', bound });
      const plain = explore(model, { keepGoing: true });
      const reduced = explore(model, { keepGoing: true, symmetry: true });
      expect(findings(reduced.properties)).toEqual(findings(plain.properties));
      expect(reduced.counts.fullStates).toBe(plain.counts.states);
      expect(reduced.counts.states).toBeLessThan(plain.counts.states * 0.95);
    }
  });
});
