/**
 * Promises about the end are checked where nothing moves any more. As budgets are finite, no behaviour goes on for ever,
 * so each of them is the same as a promise about every fair behaviour: what is violated is mended in the end.
 */
import { describe, expect, it } from 'vitest';
import { explore } from '../../../../src/explore/explore.ts';
import type { Model, Property } from '../../../../src/index.ts';
import { instantiate, property, vacuous } from '../../../../src/index.ts';
import { presets } from '../../../../src/model/milvus/collection/presets.ts';
import { milvusCollection } from '../../../../src/model/milvus/collection/system.ts';

/** "What is violated is mended" for each promise about the end, and nothing else. */
function mended(model: Model): Property[] {
  return model.properties.flatMap((at) => {
    if (at.kind !== 'quiescent') return [];
    const { id, name, appliesTo = true, holds } = at;
    const isViolated: Parameters<typeof property.leadsTo>[0]['from'] = (read) => {
      const claim = holds(read);
      return claim !== true && claim !== vacuous;
    };
    const to: typeof isViolated = (read) => !isViolated(read);
    return [property.leadsTo({ id, name, appliesTo, from: isViolated, to })];
  });
}

describe('at rest and in the end are the same', () => {
  it.each(Object.keys(presets))('%s', (preset) => {
    for (const bound of [{}, { inserts: 0, crashes: 1, retries: 1 }]) {
      const model = instantiate(milvusCollection, { preset, bounds: 'tiny', bound });
      const verdicts = (properties: readonly Property[]) =>
        explore({ ...model, properties }, { keepGoing: true })
          .properties.filter(({ kind }) => kind !== 'deadlock')
          .map(({ id, verdict }) => `${id} ${verdict}`);
      const atRest = model.properties.filter(({ kind }) => kind === 'quiescent');
      expect(verdicts(mended(model))).toEqual(verdicts(atRest));
    }
  });
});
