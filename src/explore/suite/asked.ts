/**
 * What puts the promises of a model to the test, as properties that the engine knows how to look for.
 *
 * A promise about states is put to the test in a state in which it answers anything but `vacuous`: that is a witness. For
 * promises about steps and quiescent states it is a violation, of a property that is broken as soon as it has
 * something to judge. So the search finds first sights of them like those of any other property.
 */
import type { Read } from '../../spec/cells.ts';
import type { Property } from '../../spec/properties.ts';
import { because, vacuous } from '../../spec/properties.ts';
import type { Model } from '../../spec/system.ts';
import { claims, judgementOf, stepJudgementOf } from '../claims.ts';

/** A model with the same steps, and properties that are sighted where those of the model are put to the test. */
export function puttingToTheTest(model: Model): Model {
  const properties = model.properties.filter(({ appliesTo }) => appliesTo !== false);
  return { ...model, properties: properties.flatMap(sightOf) };
}

/** None for a promise without an antecedent: that something comes in the end is due from the start. */
function sightOf(at: Property): Property[] {
  const { id, name } = at;
  const about = { id, name };
  const judged = because('it is put to the test');
  switch (at.kind) {
    case 'reachable':
      return [at];
    case 'always': {
      const reached = (read: Read) => judgementOf(at, read) !== claims.vacuous;
      return [{ ...about, kind: 'reachable', reached }];
    }
    case 'leadsTo':
      return [{ ...about, kind: 'reachable', reached: at.from }];
    case 'eventually':
      return [];
    case 'quiescent':
      return [
        {
          ...about,
          kind: 'quiescent',
          holds: (read) => (judgementOf(at, read) === claims.vacuous ? vacuous : judged),
        },
      ];
    case 'neverStep':
      return [
        {
          ...about,
          kind: 'neverStep',
          holds: (before, after) =>
            stepJudgementOf(at, before, after) === claims.vacuous ? vacuous : judged,
        },
      ];
  }
}
