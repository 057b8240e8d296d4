/**
 * What a drop may do, and that it ends.
 */
import type { World } from '../../../model/ndb/identity/cells.ts';
import type { Read } from '../../../spec/cells.ts';
import type { Property } from '../../../spec/properties.ts';
import { because, every, property, vacuous } from '../../../spec/properties.ts';

export const waitsForHolder = ({ at, scope, variant }: World): Property =>
  property.neverStep({
    id: 'drop-waits-for-holder',
    name: 'no table goes while somebody holds it',
    by: 'note: the WAIT, seen from the API',
    appliesTo: variant.read === 'lock',
    holds: (before, after) =>
      every(scope.names, (x) => {
        const { state, handle } = before(at.table(x));
        if (state !== 'dropping' || !handle || after(at.table(x)).state !== 'absent') {
          return vacuous;
        }
        const holder = scope.clients.find((c) => before(at.holds(c)).has(handle.inc));
        return (
          !holder ||
          because('a table went while a client held it', { name: x, table: handle, holder })
        );
      }),
  });

export const whatYouOpened = ({ at, scope }: World): Property =>
  property.neverStep({
    id: 'drop-what-you-opened',
    name: 'a drop takes the table that its issuer saw',
    by: 'a drop names what its issuer saw',
    holds: (before, after) =>
      every(scope.users, (u) => {
        const asked = after(at.drop(u));
        if (!asked?.running || before(at.drop(u))?.running) return vacuous;
        const meant = asked.handle.inc;
        const taken = scope.names.find(
          (x) => before(at.table(x)).state === 'open' && after(at.table(x)).state === 'dropping',
        );
        const got = taken && after(at.table(taken)).handle;
        return (
          got?.inc === meant ||
          because('a drop takes another table than its issuer saw', { user: u, meant, got })
        );
      }),
  });

export const ends = ({ at, scope }: World): Property => {
  const someDrops = (read: Read) => scope.names.some((x) => read(at.table(x)).state === 'dropping');
  return property.leadsTo({
    id: 'drop-ends',
    name: 'a drop ends',
    by: 'note: the sequence ends',
    from: someDrops,
    to: (read) => !someDrops(read),
  });
};
