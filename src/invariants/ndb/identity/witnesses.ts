/**
 * What must be possible, or the promises prove less than they seem to.
 */
import type { World } from '../../../model/ndb/identity/cells.ts';
import type { Txn } from '../../../model/ndb/identity/nouns.ts';
import { isScripted } from '../../../model/ndb/identity/views.ts';
import type { Property } from '../../../spec/properties.ts';
import { property } from '../../../spec/properties.ts';

export function witnesses(world: World): Property[] {
  const { at, scope, bounds, variant } = world;
  const isFree = !isScripted(world);
  const some = (id: string, name: string, appliesTo: boolean, is: (txn: Txn) => boolean) =>
    property.reachable({
      id,
      name,
      appliesTo: isFree && appliesTo,
      reached: (read) => scope.clients.some((c) => is(read(at.txn(c)))),
    });
  // With one name, a second look at the dictionary always helps, unless the transaction is bound to the old table.
  const helps = variant.cache === 'refreshInside' && bounds.names === 1;
  const compares = variant.identity === 'idVersion' && !helps;
  const recreated = bounds.creates > 0;
  return [
    some(
      'two-operations',
      'a transaction commits with two operations',
      bounds.operations > 1,
      ({ state, n }) => state === 'committed' && n >= 2,
    ),
    some(
      'refused-241',
      'a stale handle is refused',
      recreated && (compares || variant.txnPin === 'on'),
      ({ err }) => err === '241',
    ),
    some(
      'refused-283',
      'an operation on a table that is being dropped is refused',
      true,
      ({ err }) => err === '283',
    ),
    property.reachable({
      id: 'id-changes-name',
      name: 'an object id is used under another name',
      appliesTo: isFree && recreated && bounds.names > 1,
      reached: (read) =>
        scope.names.some((x) => {
          const { handle } = read(at.table(x));
          return handle !== undefined && handle.id.ordinal !== x.ordinal;
        }),
    }),
  ];
}
