/**
 * What users are told about a name, and what the CPO and the nodes make of it.
 */
import type { World } from '../../../model/k2/collection/cells.ts';
import { dropping, nodeOf, serves } from '../../../model/k2/collection/views.ts';
import type { Property } from '../../../spec/properties.ts';
import { because, every, property, vacuous } from '../../../spec/properties.ts';
import { creates, drops } from './scripts.ts';

export const nobodyServesTheDropped = (world: World): Property => {
  const { at, scope } = world;
  return property.always({
    id: 'P7',
    name: 'told dropped, nobody serves it',
    by: 'note: "after receiving responses from all"',
    appliesTo: drops(scope),
    holds: (read) =>
      every(scope.names, (n) => {
        const { dropped } = read(at.told(n));
        if (dropped.isEmpty()) return vacuous;
        const m = scope.nodes.find(
          (each) => dropped.has(read(at.module(each)).inc) && serves(read, world, each),
        );
        return (
          m === undefined ||
          because('a node serves a collection that was told dropped', {
            node: m,
            incarnation: read(at.module(m)).inc,
          })
        );
      }),
  });
};

export const everybodyServesTheCreated = (world: World): Property => {
  const { at, scope } = world;
  return property.always({
    id: 'P8',
    name: 'told created, everybody serves it',
    by: 'note: the name "may be recreated"',
    holds: (read) =>
      every(scope.names, (n) => {
        const { status, inc } = read(at.catalog(n));
        if (status !== 'live' || !read(at.told(n)).created.has(inc)) return vacuous;
        if (read(at.asked(n)).has(inc)) return vacuous;
        return every(scope.partitions, (p) => {
          const m = nodeOf(read, world, inc, p);
          if (read(at.restarted(m))) return vacuous;
          const module = read(at.module(m));
          return (
            (module.phase !== 'none' && module.inc === inc) ||
            because('a node does not serve a collection that was told created', {
              node: m,
              incarnation: inc,
              module,
            })
          );
        });
      }),
  });
};

export const onlyRequestedDrops = (world: World): Property => {
  const { at, scope } = world;
  return property.always({
    id: 'P9',
    name: 'only requested drops happen',
    by: 'the CPO is "the authoritative truth"',
    appliesTo: drops(scope),
    holds: (read) =>
      every(scope.names, (n) => {
        const inc = dropping(read, world, n);
        if (inc === 0) return vacuous;
        return (
          read(at.asked(n)).has(inc) ||
          because('an incarnation is dropped that nobody asked to drop', {
            collection: n,
            incarnation: inc,
          })
        );
      }),
  });
};

export const freshIds = ({ at, scope }: World): Property =>
  property.always({
    id: 'P10',
    name: 'fresh ids',
    by: 'note: the id is "globally unique"',
    appliesTo: creates(scope),
    holds: (read) => {
      const registry = read(at.registry);
      if (registry.count() < 2) return vacuous;
      const ids = registry.map(({ id }) => id);
      return (
        ids.toSet().count() === ids.count() ||
        because('two incarnations were given the same id', { ids })
      );
    },
  });

export const createdIsNew = ({ at, scope, variant }: World): Property =>
  property.always({
    id: 'P10f',
    name: 'a created collection is a new one',
    by: 'note: recreate',
    appliesTo: creates(scope) && variant.createExists === 'asSuccess',
    holds: (read) =>
      every(scope.names, (n) => {
        const { adopted } = read(at.told(n));
        return (
          adopted.isEmpty() ||
          because('a user was told "created" of a collection that is to be dropped', {
            collection: n,
            incarnations: adopted,
          })
        );
      }),
  });

export const droppedMeansDropped = ({ at, scope }: World): Property =>
  property.always({
    id: 'P17',
    name: 'dropped means dropped',
    appliesTo: drops(scope),
    holds: (read) =>
      every(scope.names, (n) => {
        const { dropped } = read(at.told(n));
        if (dropped.isEmpty()) return vacuous;
        const { status, inc } = read(at.catalog(n));
        return (
          !(status === 'live' && dropped.has(inc)) ||
          because('a collection is live that was told dropped', { collection: n, incarnation: inc })
        );
      }),
  });
