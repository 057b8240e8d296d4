/**
 * A simple allocator of resources, after Merz, "The Specification Language TLA+" (2008).
 *
 * A client asks for a set of resources once it has none and wants none; the allocator hands out any free part of
 * what is wanted; a client returns any part of what it has. Safety only: that everybody is served in the end
 * needs fairness.
 */
import { Set as ImmutableSet } from 'immutable';
import type { Id, Read } from '../../src/index.ts';
import {
  action,
  because,
  count,
  defineSystem,
  disabled,
  every,
  forEach,
  ids,
  Layout,
  property,
} from '../../src/index.ts';

type ClientId = Id<'client'>;
type Resources = ImmutableSet<Id<'resource'>>;

export const simpleAllocator = defineSystem({
  name: 'published/simple-allocator',
  title: 'an allocator of resources to clients',
  bounds: {
    clients: count('clients', 2, { min: 1, max: 4 }),
    resources: count('resources', 2, { min: 1, max: 4 }),
  },
  build: (_, bounds) => {
    const clients = ids('client', bounds.clients);
    const resources = ids('resource', bounds.resources);
    const subsets = nonEmptySubsets(resources);
    const sets = ids(
      'set',
      subsets.map((set) => set.join('+')),
    );
    const none: Resources = ImmutableSet();
    const layout = new Layout();
    const wanted = layout.each('wanted', [clients], () => none);
    const held = layout.each('held', [clients], () => none);
    const isFree = (read: Read, set: Resources) =>
      held.all.every((cell) => read(cell).intersect(set).isEmpty());
    const members = (set: Id<'set'>) => subsets[set.ordinal - 1] as Resources;

    return {
      layout,
      actions: forEach('client', [clients, sets], {
        requests: action.system('requests {set}', (read, c: ClientId, set: Id<'set'>) => {
          if (!read(wanted(c)).isEmpty() || !read(held(c)).isEmpty()) return disabled;
          return [wanted(c).becomes(members(set))];
        }),
        isAllocated: action.system('is allocated {set}', (read, c: ClientId, set: Id<'set'>) => {
          const granted = members(set);
          if (!granted.isSubset(read(wanted(c))) || !isFree(read, granted)) return disabled;
          return [
            wanted(c).becomes(read(wanted(c)).subtract(granted)),
            held(c).becomes(read(held(c)).union(granted)),
          ];
        }),
        returns: action.system('returns {set}', (read, c: ClientId, set: Id<'set'>) => {
          if (!members(set).isSubset(read(held(c)))) return disabled;
          return [held(c).becomes(read(held(c)).subtract(members(set)))];
        }),
      }),
      // Resources are too, but the ids of sets of resources are not renamed with them.
      symmetric: [clients],
      properties: [
        property.always({
          id: 'exclusive',
          name: 'no resource is held by two clients',
          holds: (read) =>
            every(resources, (resource) => {
              const holders = clients.filter((c) => read(held(c)).has(resource));
              return holders.length <= 1 || because('held twice', { resource, holders });
            }),
        }),
      ],
    };
  },
});

function nonEmptySubsets<T>(items: readonly T[]): ImmutableSet<T>[] {
  const all = items.reduce<ImmutableSet<T>[]>(
    (sets, item) => sets.flatMap((set) => [set, set.add(item)]),
    [ImmutableSet()],
  );
  return all.filter((set) => !set.isEmpty());
}
