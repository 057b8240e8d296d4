/**
 * What must be possible, or the other properties prove less than they seem to.
 */
import type { World } from '../../../model/k2/schema/cells.ts';
import type { Property } from '../../../spec/properties.ts';
import { property } from '../../../spec/properties.ts';
import { drops, recreates } from './scripts.ts';

export function witnesses(world: World): Property[] {
  const { at, scope } = world;
  return [
    property.reachable({
      id: 'R1',
      name: 'a drop is told',
      appliesTo: drops(scope),
      reached: (read) => !read(at.told()).dropped.isEmpty(),
    }),
    property.reachable({
      id: 'R2',
      name: 'a drop and the create after it are told',
      appliesTo: recreates(scope),
      reached: (read) => {
        const { created, dropped } = read(at.told());
        return created.some((inc) => dropped.some((old) => old < inc));
      },
    }),
    property.reachable({
      id: 'R3',
      name: 'a transaction that writes commits',
      appliesTo: scope.writers.length > 0,
      reached: (read) => scope.writers.some((t) => read(at.txn(t)).phase === 'committed'),
    }),
    property.reachable({
      id: 'R4',
      name: 'a transaction commits a write in a recreated schema',
      appliesTo: recreates(scope) && someClientLearns(world),
      reached: (read) =>
        scope.writers.some(
          (t) =>
            read(at.txn(t)).phase === 'committed' && read(at.wroteAt(t)).some(({ inc }) => inc > 1),
        ),
    }),
  ];
}

/**
 * Can some client learn of a recreated incarnation and then still commit a write? Where a rejected transaction
 * aborts, the first one of a client that knew the old id is the price of learning the new one. R4 asks whether the
 * search went far enough; what a design makes impossible is its price, and no witness.
 */
function someClientLearns({ scope, variant }: World): boolean {
  const { schemaId, idSource, onUnknownSchema } = variant;
  if (schemaId === 'name' || idSource === 'reused') return scope.writers.length > 0;
  const isFirst = (t: (typeof scope.txns)[number]) =>
    scope.txns.find((u) => scope.clientOf(u) === scope.clientOf(t)) === t;
  return scope.writers.some(
    (t) =>
      !scope.exists ||
      scope.isCold(scope.clientOf(t)) ||
      onUnknownSchema !== 'abortThenRefresh' ||
      !isFirst(t),
  );
}
