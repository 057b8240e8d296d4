/**
 * The way from a client to a collection: caches, aliases, streams and query nodes.
 */
import type { World } from '../../../model/milvus/collection/cells.ts';
import { isServed, known } from '../../../model/milvus/collection/views.ts';
import type { Property } from '../../../spec/properties.ts';
import { because, every, property, vacuous } from '../../../spec/properties.ts';
import { drops, dropsAndLoads, dropsAndRows } from './asked.ts';

export const noStaleRoute = (world: World): Property => {
  const { at, scope } = world;
  return property.always({
    id: 'S1',
    name: 'no stale route',
    by: 'step 11: "notify `Proxy` to remove `Collection`\'s meta"',
    appliesTo: drops(world),
    holds: (read) =>
      every(scope.collections, (i) => {
        if (!read(at.acked(i))) return vacuous;
        const p = scope.proxies.find((each) => read(at.cache(each)) === i);
        return (
          p === undefined ||
          because('a proxy has a collection in its cache that a client saw dropped', {
            proxy: p,
            collection: i,
          })
        );
      }),
  });
};

export const notServedAfterTheDrop = (world: World): Property => {
  const { at, scope } = world;
  return property.always({
    id: 'S2',
    name: 'not served after the drop',
    by: 'steps 11 and 14',
    appliesTo: dropsAndLoads(world),
    holds: (read) =>
      every(scope.collections, (i) => {
        if (!read(at.acked(i))) return vacuous;
        const p = scope.proxies.find((each) => read(at.cache(each)) === i);
        return (
          p === undefined ||
          !isServed(read, world, i) ||
          because('a search for a collection that a client saw dropped is answered', {
            proxy: p,
            collection: i,
          })
        );
      }),
  });
};

export const noRowAfterTheDrop = (world: World): Property => {
  const { at, scope } = world;
  return property.neverStep({
    id: 'S3',
    name: 'no row accepted after the drop',
    by: 'step 7: "the point when the collection was deleted"',
    appliesTo: dropsAndRows(world),
    holds: (before, after) =>
      every(scope.collections, (i) => {
        if (after(at.rows(i)) === before(at.rows(i))) return vacuous;
        return (
          !before(at.acked(i)) ||
          because('a row is accepted for a collection that a client saw dropped', {
            collection: i,
          })
        );
      }),
  });
};

export const incarnationsDoNotMix = (world: World): Property => {
  const { at, scope, variant } = world;
  return property.always({
    id: 'S4',
    name: 'incarnations do not mix',
    by: 'step 6: the name is free, and what comes next is another collection',
    appliesTo: drops(world) && variant.leaderCacheKey === 'name' && at.lookups.initial > 0,
    holds: (read) =>
      every(scope.proxies, (p) => {
        const [j, i] = [read(at.cache(p)), read(at.leaders(p))];
        if (!i || !j) return vacuous;
        return (
          i === j ||
          !isServed(read, world, i) ||
          because('a search for one collection is sent to the shard leaders of another', {
            proxy: p,
            cached: j,
            leadersOf: i,
          })
        );
      }),
  });
};

export const noAliasToNothing = (world: World): Property => {
  const { at, scope } = world;
  return property.always({
    id: 'S18',
    name: 'no alias to nothing',
    by: 'step 5: the meta goes, and with it what points to it',
    appliesTo: drops(world) && at.aliases.initial > 0,
    holds: (read) => {
      const bound = read(at.aliasBinding);
      if (bound && !known(read, world, bound)) {
        return because('an alias points to a collection that is gone', { collection: bound });
      }
      return every(scope.proxies, (p) => {
        const i = read(at.aliasCache(p));
        if (!i) return vacuous;
        return (
          !read(at.acked(i)) ||
          because('a proxy knows an alias of a collection that a client saw dropped', {
            proxy: p,
            collection: i,
          })
        );
      });
    },
  });
};

export const closedStreamsStayClosed = (world: World): Property => {
  const { at, scope, variant } = world;
  const searches = at.searches.initial > 0 && variant.queryStreams === 'perProxy';
  return property.neverStep({
    id: 'S20',
    name: 'closed query streams stay closed',
    by: 'step 14: "stop processing any message"',
    appliesTo: dropsAndLoads(world) && searches,
    holds: (before, after) =>
      every(scope.collections, (i) =>
        every(scope.proxies, (p) => {
          if (before(at.dqlStream(p, i)) || !after(at.dqlStream(p, i))) return vacuous;
          return (
            !before(at.streamsClosed(i)) ||
            because('a stream of results opens again after the release closed it', {
              proxy: p,
              collection: i,
            })
          );
        }),
      ),
  });
};

export const releasedNodeStaysReleased = (world: World): Property => {
  const { at, scope } = world;
  return property.neverStep({
    id: 'S21',
    name: 'a released node stays released',
    by: 'step 14: "no longer read any message"',
    appliesTo: dropsAndLoads(world),
    holds: (before, after) =>
      every(scope.collections, (i) =>
        every(scope.queryNodes, (q) => {
          if (before(at.serving(q, i)) || !after(at.serving(q, i))) return vacuous;
          return (
            !before(at.nodeReleased(q, i)) ||
            because('a query node loads a collection that it has released', {
              queryNode: q,
              collection: i,
            })
          );
        }),
      ),
  });
};
