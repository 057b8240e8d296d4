/**
 * What must be so when the protocol has come to rest: drops and creates have ended, nothing is left half done.
 */
import type { World } from '../../../model/k2/collection/cells.ts';
import { dropping, live, nodeOf } from '../../../model/k2/collection/views.ts';
import type { Read } from '../../../spec/cells.ts';
import type { Property } from '../../../spec/properties.ts';
import { because, every, property, vacuous } from '../../../spec/properties.ts';
import { creates, drops } from './scripts.ts';

export const dropsEnd = (world: World): Property => {
  const { at, scope } = world;
  return property.quiescent({
    id: 'P16',
    name: 'a drop ends',
    by: 'code: "let the user retry"',
    appliesTo: drops(scope),
    holds: (read) =>
      every(scope.names, (n) => {
        const inc = dropping(read, world, n);
        if (inc === 0) return read(at.asked(n)).isEmpty() ? vacuous : true;
        return because('a drop has neither ended nor will it', { collection: n, incarnation: inc });
      }),
  });
};

export const dropsEndInTime = (world: World): Property => {
  const { scope } = world;
  const isDropping = (read: Read) => scope.names.some((n) => dropping(read, world, n) !== 0);
  return property.leadsTo({
    id: 'P16l',
    name: 'a drop that has begun ends',
    by: 'code: "let the user retry"',
    appliesTo: drops(scope),
    from: isDropping,
    to: (read) => !isDropping(read),
  });
};

export const createsEnd = (world: World): Property => {
  const { at, scope } = world;
  return property.quiescent({
    id: 'P19',
    name: 'a create ends',
    by: 'note: the name may be used again',
    appliesTo: creates(scope),
    holds: (read) =>
      every(scope.names, (n) => {
        const catalog = read(at.catalog(n));
        if (catalog.status === 'half') {
          return because('a create was left half done', { collection: n, catalog });
        }
        if (catalog.status !== 'live') return vacuous;
        const missing = scope.partitions.filter((p) => !catalog.assigned.has(p));
        const isReachable = (m: (typeof scope.nodes)[number]) => read(at.link(m)).reachable;
        return (
          !missing.some((p) => isReachable(nodeOf(read, world, catalog.inc, p))) ||
          because('a live collection has a partition that no node was given', {
            collection: n,
            catalog,
          })
        );
      }),
  });
};

export const dropsDoNotWaitForUsers = ({ at, scope, variant }: World): Property =>
  property.quiescent({
    id: 'P22',
    name: 'a drop does not wait for users',
    by: 'note: "without waiting for ongoing operations"',
    appliesTo: drops(scope) && !['immediate', 'handOver'].includes(variant.unload),
    holds: (read) =>
      every(scope.nodes, (m) => {
        const { phase, inc } = read(at.module(m));
        if (phase === 'none') {
          return scope.names.every((n) => read(at.asked(n)).isEmpty()) ? vacuous : true;
        }
        return (
          phase !== 'stopping' ||
          because('a node waits for users before it unloads', { node: m, incarnation: inc })
        );
      }),
  });

export const nothingIsHalfDropped = (world: World): Property => {
  const { at, scope } = world;
  return property.quiescent({
    id: 'P24',
    name: 'no half-dropped collection',
    holds: (read) =>
      every(scope.names, (n) => {
        const { inc, assigned } = read(at.catalog(n));
        const whole = scope.partitions.every((p) => assigned.has(p));
        if (live(read, world, n) === 0 || !whole) return vacuous;
        return every(scope.partitions, (p) => {
          const m = nodeOf(read, world, inc, p);
          if (read(at.restarted(m)) || !read(at.link(m)).reachable) return vacuous;
          const module = read(at.module(m));
          return (
            (module.phase !== 'none' && module.inc === inc) ||
            because('the catalog has a live collection that a node no longer has', {
              node: m,
              incarnation: inc,
              module,
            })
          );
        });
      }),
  });
};
