import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../../src/catalogue.ts';
import { explore } from '../../../../src/explore/explore.ts';
import type { Model, Read } from '../../../../src/index.ts';
import { property, vacuous } from '../../../../src/index.ts';
import { modelsOf } from '../../../laws/systems.ts';

const k2 = catalogue['k2/collection'];
if (!k2) throw new Error('k2/collection is not in the catalogue');

/** P16 says that no drop is left half done where nothing of the protocol can happen; the same as a leads-to. */
function withLeadsTo(model: Model): Model {
  const ends = model.properties.find(({ id }) => id === 'P16');
  if (ends?.kind !== 'quiescent') throw new Error('P16 is asked of quiescent states');
  const isDropping = (read: Read) => {
    const claim = ends.holds(read);
    return claim !== true && claim !== vacuous;
  };
  const leadsTo = property.leadsTo({
    id: 'P16l',
    name: 'a drop that has begun ends',
    from: isDropping,
    to: (read) => !isDropping(read),
  });
  return { ...model, properties: [ends, leadsTo] };
}

describe('"P16 a drop ends: quiescent; P16l: the same as leads-to; both must agree"', () => {
  it.each(Object.keys(k2.presets))('%s, in all tiny and small bounds', (preset) => {
    for (const model of modelsOf(k2, preset)) {
      const { properties } = explore(withLeadsTo(model), { keepGoing: true });
      const [atRest, inTheEnd] = properties;
      expect(inTheEnd?.verdict).toBe(atRest?.verdict);
      // A drop that does not end is one after which nothing has to happen any more.
      expect(inTheEnd?.trace?.loop).toBe(atRest?.trace?.steps.length);
    }
  });
});
