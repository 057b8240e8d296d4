/**
 * What must be so when the protocol has come to rest: drops have ended everywhere, in memory and in the logs.
 */
import type { World } from '../../../model/k2/schema/cells.ts';
import { serves } from '../../../model/k2/schema/views.ts';
import type { Property } from '../../../spec/properties.ts';
import { because, every, property, vacuous } from '../../../spec/properties.ts';
import { hasRecords } from './data.ts';
import { asksFor, drops } from './scripts.ts';

export const logsAreCleaned = (world: World): Property => {
  const { at, scope } = world;
  return property.quiescent({
    id: 'P15',
    name: 'logs are cleaned',
    by: 'note, step 10',
    appliesTo: hasRecords(world) && drops(scope),
    holds: (read) => {
      const { dropped } = read(at.told());
      if (dropped.isEmpty()) return vacuous;
      return every(scope.keys, (k) => {
        const left = read(at.logged(k)).findKey((_, inc) => dropped.has(inc));
        return (
          left === undefined ||
          because('a log still has records of a schema that was told dropped', {
            key: k,
            incarnation: left,
          })
        );
      });
    },
  });
};

export const dropsEnd = (world: World): Property => {
  const { at, scope } = world;
  return property.quiescent({
    id: 'P16',
    name: 'a drop ends everywhere',
    by: 'note, step 8: partitions that fail "must be considered dead and re-assigned"',
    appliesTo: drops(scope) || asksFor(scope, 'truncate'),
    holds: (read) => {
      const { kind, inc, waiting } = read(at.dropWork);
      if (kind !== 'none') {
        return because('a drop or truncation has neither ended nor will it', {
          work: kind,
          incarnation: inc,
          waiting,
        });
      }
      const { live } = read(at.catalog);
      return every(scope.partitions, (p) => {
        const m = read(at.owner(p));
        if (!serves(read, world, m, p) || !read(at.reachable(m))) return vacuous;
        const valid = read(at.valid(m));
        return (
          valid.every((known) => known === live) ||
          because('a node accepts a schema that the CPO has dropped', { node: m, valid, live })
        );
      });
    },
  });
};

export const capacityComesBack = (world: World): Property => {
  const { at, scope } = world;
  return property.quiescent({
    id: 'P21',
    name: 'capacity comes back',
    by: 'note: "Quickly regain capacity"',
    appliesTo: hasRecords(world) && drops(scope),
    holds: (read) => {
      const { dropped } = read(at.told());
      if (dropped.isEmpty()) return vacuous;
      return every(scope.nodes, (m) => {
        if (!read(at.reachable(m))) return vacuous;
        if (!serves(read, world, m, read(at.node(m)).part)) return vacuous;
        return every(scope.keys, (k) => {
          const left = read(at.rows(m, k)).findKey((_, inc) => dropped.has(inc));
          return (
            left === undefined ||
            because('a node keeps records of a schema that was told dropped', {
              node: m,
              key: k,
              incarnation: left,
            })
          );
        });
      });
    },
  });
};
