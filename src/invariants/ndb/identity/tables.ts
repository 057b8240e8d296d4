/**
 * Which tables a transaction may touch, and whether the kernel can tell them apart.
 *
 * Of a scenario the promises of `examples.ts` are asked; whatever is touched in it is reported only.
 */
import type { World } from '../../../model/ndb/identity/cells.ts';
import type { ClientId, Handle } from '../../../model/ndb/identity/nouns.ts';
import { isScripted } from '../../../model/ndb/identity/views.ts';
import type { Read } from '../../../spec/cells.ts';
import type { Claim, Property } from '../../../spec/properties.ts';
import { because, every, property, vacuous } from '../../../spec/properties.ts';

export const noStaleExecution = (world: World): Property => {
  const { at, scope } = world;
  return property.always({
    id: 'no-stale-execution',
    name: 'an operation hits the table that its handle was made for',
    by: 'note, definition of "the same table"',
    reportOnly: isScripted(world),
    holds: (read) =>
      every(scope.clients, (c) =>
        every(read(at.touched(c)), ({ name, bound, target }) => {
          return (
            bound === target ||
            because('an operation with the handle of one table ran on another', {
              client: c,
              name,
              bound,
              target,
            })
          );
        }),
      ),
  });
};

/** All that a transaction touched under one name is one table. */
function touchesOne({ at, scope }: World, read: Read, c: ClientId): Claim {
  return every(scope.names, (x) => {
    const targets = read(at.touched(c))
      .filter(({ name }) => name === x)
      .map(({ target }) => target);
    if (targets.isEmpty()) return vacuous;
    return (
      targets.count() === 1 ||
      because('a transaction touched two tables under one name', { client: c, name: x, targets })
    );
  });
}

export const oneTable = (world: World): Property =>
  property.always({
    id: 'one-table-per-txn',
    name: 'a transaction touches one table under a name',
    by: 'note, requirement 1, strict reading',
    reportOnly: isScripted(world),
    holds: (read) => every(world.scope.clients, (c) => touchesOne(world, read, c)),
  });

export const oneTableIfCommitted = (world: World): Property =>
  property.always({
    id: 'one-table-per-committed-txn',
    name: 'a committed transaction touched one table under a name',
    by: 'note, requirement 1, weak reading',
    reportOnly: isScripted(world),
    holds: (read) =>
      every(world.scope.clients, (c) =>
        read(world.at.txn(c)).state === 'committed' ? touchesOne(world, read, c) : vacuous,
      ),
  });

export const tableOfStart = (world: World): Property => {
  const { at, scope, variant } = world;
  return property.always({
    id: 'table-of-start',
    name: 'a transaction touches the tables that were in use when it started',
    by: 'note, requirement 2',
    reportOnly: variant.bindAt === 'operation' || isScripted(world),
    holds: (read) =>
      every(scope.clients, (c) =>
        every(read(at.touched(c)), ({ name, target }) => {
          const started = read(at.startInc(c, name));
          return (
            target === started ||
            because('a transaction touched a table that was not in use when it started', {
              client: c,
              name,
              started,
              target,
            })
          );
        }),
      ),
  });
};

/** Tables that are there, and whatever handles lie about: what looks the same is the same. */
export const identityUnique = ({ at, scope }: World): Property =>
  property.always({
    id: 'identity-unique',
    name: 'equal id and version mean the same table',
    by: 'the kernel sees only (id, version)',
    holds: (read) => {
      const handles: (Handle | undefined)[] = [
        ...scope.names.map((x) => read(at.table(x)).handle),
        ...scope.clients.flatMap((c) => scope.names.map((x) => read(at.cache(c, x)))),
        ...scope.clients.flatMap((c) => {
          const { op, pins } = read(at.txn(c));
          return [op?.handle, ...pins.values()];
        }),
      ];
      const seen = new Map<string, Handle>();
      for (const handle of handles) {
        if (!handle) continue;
        const looks = `${handle.id.label} ${handle.ver}`;
        const other = seen.get(looks) ?? handle;
        if (other.inc !== handle.inc) {
          return because('two tables have the same id and version', { one: other, other: handle });
        }
        seen.set(looks, handle);
      }
      return seen.size > 0 ? true : vacuous;
    },
  });
