/**
 * What must be possible, or the other properties prove less than they seem to.
 */
import type { World } from '../../../model/k2/collection/cells.ts';
import type { Property } from '../../../spec/properties.ts';
import { property } from '../../../spec/properties.ts';
import { drops, recreated } from './scripts.ts';

export function witnesses(world: World): Property[] {
  const { at, scope } = world;
  return [
    property.reachable({
      id: 'R1',
      name: 'a drop is told',
      appliesTo: drops(scope),
      reached: (read) => scope.names.some((n) => !read(at.told(n)).dropped.isEmpty()),
    }),
    property.reachable({
      id: 'R2',
      name: 'a drop and then a create are told',
      appliesTo: recreated(scope).length > 0,
      reached: (read) =>
        scope.names.some((n) => {
          const { created, dropped } = read(at.told(n));
          return created.some((inc) => dropped.some((old) => old < inc));
        }),
    }),
    property.reachable({
      id: 'R3',
      name: 'a transaction commits',
      appliesTo: scope.txns.length > 0,
      reached: (read) => scope.txns.some((t) => read(at.txn(t)).phase === 'committed'),
    }),
    property.reachable({
      id: 'R4',
      name: 'a transaction commits in a recreated incarnation',
      appliesTo: someClientLearns(world),
      reached: (read) =>
        scope.txns.some((t) => {
          if (read(at.txn(t)).phase !== 'committed') return false;
          const registry = read(at.registry);
          return read(at.history(t)).hits.some((incs, n) =>
            incs.some((inc) => registry.take(inc - 1).some(({ name }) => name === n)),
          );
        }),
    }),
  ];
}

/**
 * Can some client learn of a recreated incarnation and then still commit? Where ids are compared and a stale one
 * aborts, the first transaction of a client that knew the old id is the price of learning the new one. Nobody need
 * learn anything where every operation resolves the name, or where all incarnations have the same id.
 *
 * So R4 asks whether the search went far enough, not whether the design is any good: where nobody can commit in a new
 * collection, because its one transaction has to abort first, that is the price of the design, and no witness.
 */
function someClientLearns({ scope, variant }: World): boolean {
  const { collectionId, onMismatch, commitScope, idSource } = variant;
  const again = recreated(scope);
  const users = scope.txns.filter((t) =>
    scope.operationsOf(t).some(({ key }) => again.includes(scope.placeOf(key).name)),
  );
  if (onMismatch === 'resolvePerOp' || idSource === 'perName') return users.length > 0;
  const first = (t: (typeof scope.txns)[number]) =>
    users.find((u) => scope.clientOf(u) === scope.clientOf(t)) === t;
  const aborts = collectionId === 'perRequest' && onMismatch === 'abortThenRefresh';
  const nobodyRefreshes =
    collectionId !== 'perRequest' &&
    (collectionId === 'atCommit' || commitScope === 'everyCollection');
  return users.some((t) => {
    if (scope.isCold(scope.clientOf(t))) return true;
    if (nobodyRefreshes) return !scope.writers.includes(t);
    return !aborts || !first(t);
  });
}
