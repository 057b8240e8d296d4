/**
 * Which tables a transaction touches, and which one a drop takes.
 */
import type { World } from '../../../model/ndb/table/cells.ts';
import { upNodes } from '../../../model/ndb/table/views.ts';
import type { Property } from '../../../spec/properties.ts';
import { because, every, property, vacuous } from '../../../spec/properties.ts';

export const noStaleExecution = ({ at, scope }: World): Property =>
  property.always({
    id: 'no-stale-execution',
    name: 'an operation hits the table that its handle was made for',
    by: 'note, definition of "the same table"',
    appliesTo: scope.clients.length > 0,
    holds: (read) =>
      every(scope.clients, (c) =>
        every(read(at.touched(c)), ({ bound, target }) => {
          if (target === 0) return vacuous;
          return (
            bound === target ||
            because('an operation with the handle of one table ran on another', {
              client: c,
              bound,
              target,
            })
          );
        }),
      ),
  });

export const oneTable = ({ at, scope, bounds }: World): Property =>
  property.always({
    id: 'one-table-per-txn',
    name: 'a transaction touches one table',
    by: 'note, requirement 1, strict reading',
    appliesTo: scope.clients.length > 0 && bounds.operations > 1,
    holds: (read) =>
      every(scope.clients, (c) => {
        const targets = read(at.touched(c)).map(({ target }) => target);
        if (targets.isEmpty()) return vacuous;
        return (
          targets.count() === 1 ||
          because('a transaction touched two tables', { client: c, targets })
        );
      }),
  });

export const tableOfStart = ({ at, scope, variant }: World): Property =>
  property.always({
    id: 'table-of-start',
    name: 'a transaction touches the table that was in use when it started',
    by: 'note, requirement 2',
    appliesTo: scope.clients.length > 0,
    reportOnly: variant.bindAt === 'operation',
    holds: (read) =>
      every(scope.clients, (c) =>
        every(read(at.touched(c)), ({ target }) => {
          const started = read(at.startInc(c));
          return (
            target === started ||
            because('a transaction touched a table that was not in use when it started', {
              client: c,
              started,
              target,
            })
          );
        }),
      ),
  });

/** Tables that are there, and whatever handles lie about: what looks the same is the same. */
export const identityUnique = (world: World): Property => {
  const { at, scope } = world;
  return property.always({
    id: 'identity-unique',
    name: 'equal versions mean the same table',
    by: 'the kernel sees only (id, version)',
    holds: (read) => {
      const handles = [
        ...upNodes(read, world)
          .map((n) => read(at.entry(n)))
          .filter(({ state }) => state !== 'absent'),
        ...scope.clients.flatMap((c) => [read(at.cache(c)), read(at.txn(c)).op]),
      ];
      const seen = new Map<number, number>();
      for (const handle of handles) {
        if (!handle) continue;
        const { ver, inc } = handle;
        const other = seen.get(ver) ?? inc;
        if (other !== inc) return because('two tables have the same version', { ver, other, inc });
        seen.set(ver, inc);
      }
      return seen.size > 0 ? true : vacuous;
    },
  });
};

export const dropWhatYouOpened = ({ at }: World): Property =>
  property.neverStep({
    id: 'drop-what-you-opened',
    name: 'a drop takes the table that its caller saw',
    by: 'a drop names what its issuer saw',
    holds: (before, after) => {
      const { state, handle } = after(at.ddl);
      if (before(at.ddl).state !== 'asking' || state !== 'waiting') return vacuous;
      const { inc } = after(at.trans);
      return (
        inc === handle.inc ||
        because('a drop takes another table than its caller saw', { meant: handle.inc, inc })
      );
    },
  });

export const readsDecided = ({ at, scope }: World): Property =>
  property.neverStep({
    id: 'reads-decided',
    name: 'nobody is told of a table that is being changed',
    by: 'committed dictionary reads',
    appliesTo: scope.clients.length > 0,
    holds: (before, after) =>
      every(scope.clients, (c) => {
        const handle = after(at.cache(c));
        const master = before(at.master);
        if (!handle || before(at.cache(c))?.equals(handle) || !master) return vacuous;
        const isDecided =
          before(at.entry(master)).state === 'inUse' && before(at.done(master)).isEmpty();
        return isDecided || because('a client is told of a table in change', { client: c, handle });
      }),
  });
