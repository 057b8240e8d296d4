/**
 * A simple allocator of resources, after Merz, "The Specification Language TLA+" (2008).
 *
 * A client asks for a set of resources once it has none and wants none; the allocator hands out any free part of
 * what is wanted; a client returns any part of what it has.
 *
 * Liveness needs fairness: of each client that it returns all it has (weak), and of the allocator that it serves each
 * client with something or other (strong). The switch is the trap that the paper sets: a client that has to return
 * only once it is satisfied keeps what others wait for. A return of all is a verb of its own, as fairness is asked of it alone.
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
  oneOf,
  property,
  some,
} from '../../src/index.ts';

type ClientId = Id<'client'>;
type SetId = Id<'set'>;
type Resources = ImmutableSet<Id<'resource'>>;

export const simpleAllocator = defineSystem({
  name: 'published/simple-allocator',
  title: 'an allocator of resources to clients',
  switches: {
    returns: oneOf({
      always: 'a client must return what it has, sooner or later',
      whenSatisfied: 'it must do so only once it wants nothing more',
    }),
  },
  presets: { always: { returns: 'always' }, whenSatisfied: { returns: 'whenSatisfied' } },
  bounds: {
    clients: count('clients', 2, { min: 1, max: 4 }),
    resources: count('resources', 2, { min: 1, max: 4 }),
  },
  build: ({ returns }, bounds) => {
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
    const mustReturn = (read: Read, c: ClientId) =>
      returns === 'always' || read(wanted(c)).isEmpty();
    const members = (set: SetId) => subsets[set.ordinal - 1] as Resources;

    return {
      layout,
      actions: [
        ...forEach('client', [clients, sets], {
          requests: action.environment('requests {set}', (read, c: ClientId, set: SetId) => {
            if (!read(wanted(c)).isEmpty() || !read(held(c)).isEmpty()) return disabled;
            return [wanted(c).becomes(members(set))];
          }),
          isAllocated: action.system(
            'is allocated {set}',
            (read, c: ClientId, set: SetId) => {
              const granted = members(set);
              if (!granted.isSubset(read(wanted(c))) || !isFree(read, granted)) return disabled;
              return [
                wanted(c).becomes(read(wanted(c)).subtract(granted)),
                held(c).becomes(read(held(c)).union(granted)),
              ];
            },
            some('strong', 1),
          ),
          returnsSome: action.system(
            'returns {set}, a part of what it has',
            (read, c: ClientId, set: SetId) => {
              const has = read(held(c));
              if (!members(set).isSubset(has) || members(set).size === has.size) return disabled;
              return [held(c).becomes(has.subtract(members(set)))];
            },
            'unfair',
          ),
        }),
        ...forEach('client', [clients], {
          returnsAll: action.system('returns all it has', (read, c: ClientId) => {
            if (read(held(c)).isEmpty() || !mustReturn(read, c)) return disabled;
            return [held(c).becomes(none)];
          }),
          givesUp: action.system(
            'returns all it has, though it wants more',
            (read, c: ClientId) => {
              if (read(held(c)).isEmpty() || mustReturn(read, c)) return disabled;
              return [held(c).becomes(none)];
            },
            'unfair',
          ),
        }),
      ],
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
        ...clients.flatMap((c) => [
          property.leadsTo({
            id: `returns${c.label}`,
            name: `client ${c.label} returns what it has`,
            from: (read) => read(wanted(c)).isEmpty(),
            to: (read) => read(held(c)).isEmpty(),
          }),
          property.leadsTo({
            id: `satisfied${c.label}`,
            name: `client ${c.label} gets all that it wants`,
            from: (read) => !read(wanted(c)).isEmpty(),
            to: (read) => read(wanted(c)).isEmpty(),
          }),
          ...resources.map((r) =>
            property.leadsTo({
              id: `obtains${c.label}${r.label}`,
              name: `client ${c.label} obtains resource ${r.label} if it wants it`,
              from: (read) => read(wanted(c)).has(r),
              to: (read) => read(held(c)).has(r),
            }),
          ),
        ]),
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
