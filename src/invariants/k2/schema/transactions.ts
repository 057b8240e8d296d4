/**
 * What transactions may rely on: one incarnation each, no commit over a drop, the same answer twice.
 */
import type { World } from '../../../model/k2/schema/cells.ts';
import type { Property } from '../../../spec/properties.ts';
import { because, every, property, vacuous } from '../../../spec/properties.ts';
import { drops } from './scripts.ts';

export const oneIncarnation = ({ at, scope }: World): Property =>
  property.always({
    id: 'P1',
    name: 'one schema incarnation per transaction',
    by: 'note: it "lets the user safely recreate" a schema with the same name',
    appliesTo: scope.txns.length > 0,
    holds: (read) =>
      every(scope.txns, (t) => {
        if (read(at.txn(t)).phase !== 'committed') return vacuous;
        const hits = read(at.hits(t));
        return (
          hits.size <= 1 ||
          because('a committed transaction used two incarnations of the schema', {
            transaction: t,
            incarnations: hits,
          })
        );
      }),
  });

export const noCommitOverADrop = ({ at, scope }: World): Property =>
  property.neverStep({
    id: 'P3',
    name: 'no commit over a dropped schema',
    by: 'inferred from step 6: a partition "rejects further requests"',
    appliesTo: scope.writers.length > 0 && drops(scope),
    holds: (before, after) =>
      every(scope.writers, (t) => {
        if (after(at.txn(t)).phase !== 'committed') return vacuous;
        if (before(at.txn(t)).phase === 'committed') return vacuous;
        const { dropped } = before(at.told());
        const over = before(at.wroteAt(t)).findKey(({ inc }) => dropped.has(inc));
        return (
          over === undefined ||
          because('a transaction commits a write to a schema that was told dropped', {
            transaction: t,
            key: over,
            dropped,
          })
        );
      }),
  });

export const readsAreStable = ({ at, scope }: World): Property => {
  const rereaders = scope.txns.filter((t) => {
    const keys = scope.operationsOf(t).flatMap(({ verb, key }) => (verb === 'read' ? [key] : []));
    return new Set(keys).size < keys.length;
  });
  return property.always({
    id: 'P14',
    name: 'reads are stable',
    by: 'note: "no ability to read old MVCC versions"',
    appliesTo: rereaders.length > 0,
    holds: (read) =>
      every(rereaders, (t) =>
        every(read(at.seen(t)), ([key, versions]) => {
          const [first, second] = versions;
          if (!first || !second) return vacuous;
          return (
            second.equals(first) ||
            second.by === 'none' ||
            because('a transaction read a key twice and saw two versions', {
              transaction: t,
              key,
              first,
              second,
            })
          );
        }),
      ),
  });
};
