/**
 * What users are told about the name, and what the CPO and the nodes make of it.
 */
import type { World } from '../../../model/k2/schema/cells.ts';
import { serves } from '../../../model/k2/schema/views.ts';
import type { Property } from '../../../spec/properties.ts';
import { because, every, property, vacuous } from '../../../spec/properties.ts';
import { asksFor, drops, recreates } from './scripts.ts';

export const nobodyAcceptsTheDropped = (world: World): Property => {
  const { at, scope } = world;
  return property.always({
    id: 'P7',
    name: 'told dropped, nobody accepts it',
    by: 'note, steps 6 to 8: rejected everywhere before the client is answered',
    appliesTo: drops(scope),
    holds: (read) => {
      const { dropped } = read(at.told());
      if (dropped.isEmpty()) return vacuous;
      return every(scope.nodes, (m) => {
        if (!serves(read, world, m, read(at.node(m)).part)) return vacuous;
        const valid = read(at.valid(m));
        return (
          !valid.some((inc) => dropped.has(inc)) ||
          because('a node accepts a schema that was told dropped', { node: m, valid, dropped })
        );
      });
    },
  });
};

export const freshIds = ({ at, scope }: World): Property =>
  property.always({
    id: 'P10',
    name: 'fresh ids',
    by: 'note: the id is "unique within a collection"',
    appliesTo: recreates(scope),
    holds: (read) => {
      const registry = read(at.registry);
      if (registry.count() < 2) return vacuous;
      return (
        registry.toSet().count() === registry.count() ||
        because('two creations were given the same id', { ids: registry })
      );
    },
  });

export const droppedWhatWasNamed = ({ at, scope }: World): Property =>
  property.always({
    id: 'P17',
    name: 'dropped what the user named',
    appliesTo: drops(scope),
    holds: (read) => {
      const { dropped, vain } = read(at.told());
      if (dropped.isEmpty()) return vacuous;
      return (
        !vain ||
        because('a user was told "dropped", and what was there when it asked is there still', {
          dropped,
        })
      );
    },
  });

export const listedIsUsable = (world: World): Property => {
  const { at, scope } = world;
  return property.quiescent({
    id: 'P24',
    name: 'a listed schema is usable everywhere',
    by: 'inferred: a name that can be translated is a schema that can be used',
    appliesTo: scope.exists || asksFor(scope, 'create'),
    holds: (read) => {
      const { live } = read(at.catalog);
      if (live === 0) return vacuous;
      return every(scope.partitions, (p) => {
        const m = read(at.owner(p));
        if (!serves(read, world, m, p) || !read(at.reachable(m))) return vacuous;
        return (
          read(at.valid(m)).has(live) ||
          because('the CPO translates the name to a schema that a node does not know', {
            node: m,
            incarnation: live,
          })
        );
      });
    },
  });
};
