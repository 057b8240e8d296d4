/**
 * What transactions may rely on: one incarnation each, no commit over a drop, and that they get through at all.
 */
import { List } from 'immutable';
import type { World } from '../../../model/k2/collection/cells.ts';
import { live } from '../../../model/k2/collection/views.ts';
import type { Property } from '../../../spec/properties.ts';
import { because, every, property, vacuous } from '../../../spec/properties.ts';
import { creates, drops } from './scripts.ts';

export const oneIncarnation = ({ at, scope }: World): Property =>
  property.always({
    id: 'P1',
    name: 'one incarnation per transaction',
    by: 'note: mixing two incarnations "could create an inconsistent state"',
    appliesTo: scope.txns.length > 0,
    holds: (read) =>
      every(scope.txns, (t) => {
        if (read(at.txn(t)).phase !== 'committed') return vacuous;
        const { hits } = read(at.history(t));
        return every(scope.names, (n) => {
          const touched = hits.get(n);
          if (!touched) return vacuous;
          return (
            touched.size === 1 ||
            because('a committed transaction touched two incarnations of a collection', {
              transaction: t,
              collection: n,
              incarnations: touched,
            })
          );
        });
      }),
  });

export const matchesTheBegin = ({ at, scope }: World): Property =>
  property.always({
    id: 'P2',
    name: 'operations match the begin',
    by: 'stronger than the note asks; NDB has it as a requirement',
    reportOnly: true,
    appliesTo: scope.txns.length > 0,
    holds: (read) =>
      every(scope.txns, (t) => {
        const { hits, born } = read(at.history(t));
        return every(scope.names, (n) => {
          const touched = hits.get(n);
          if (!touched) return vacuous;
          const begun = born.get(n, 0);
          return (
            touched.every((inc) => inc === begun) ||
            because('a transaction touched an incarnation that was not on file when it began', {
              transaction: t,
              collection: n,
              begunWith: begun,
              incarnations: touched,
            })
          );
        });
      }),
  });

export const noCommitOverADrop = ({ at, scope }: World): Property =>
  property.neverStep({
    id: 'P3',
    name: 'no commit over a dropped collection',
    by: 'note: "after receiving responses" nothing is left; the real-time reading',
    appliesTo: scope.writers.length > 0 && drops(scope),
    holds: (before, after) =>
      every(scope.writers, (t) => {
        if (after(at.txn(t)).phase !== 'committed') return vacuous;
        if (before(at.txn(t)).phase === 'committed') return vacuous;
        const { wroteAt } = before(at.history(t));
        return every(scope.keys, (k) => {
          const inc = wroteAt.get(k);
          if (inc === undefined) return vacuous;
          return (
            !before(at.told(scope.placeOf(k).name)).dropped.has(inc) ||
            because('a transaction commits a write to a collection that was told dropped', {
              transaction: t,
              key: k,
              incarnation: inc,
            })
          );
        });
      }),
  });

/** A push at a coordinator of another collection, which was dropped, must not hit who pushes. */
export const noForeignVictims = ({ at, scope }: World): Property => {
  const writes = (t: (typeof scope.txns)[number]) =>
    scope.operationsOf(t).filter(({ verb }) => verb === 'write');
  const abroad = scope.txns.flatMap((t) => {
    const [first, ...others] = writes(t).map(({ key }) => key);
    if (!first) return [];
    const { name } = scope.placeOf(first);
    return others.filter((k) => scope.placeOf(k).name !== name).map((key) => ({ t, key }));
  });
  const mayPush = (u: (typeof scope.txns)[number]) =>
    abroad.some(({ t, key }) => t !== u && scope.operationsOf(u).some((does) => does.key === key));
  return property.always({
    id: 'P20b',
    name: 'no foreign victims',
    by: 'inferred: the user of a collection that was not dropped did nothing wrong',
    appliesTo: drops(scope) && scope.txns.some(mayPush),
    holds: (read) =>
      every(scope.txns.filter(mayPush), (t) => {
        const { phase, why } = read(at.txn(t));
        if (phase === 'idle') return vacuous;
        return (
          why !== 'trhGone' ||
          because('a transaction is aborted as the coordinator of another one was dropped', {
            transaction: t,
          })
        );
      }),
  });
};

export const newOnesGetThrough = (world: World): Property => {
  const { at, scope } = world;
  const pairs = scope.txns.flatMap((t, one) =>
    scope.txns
      .slice(one + 1)
      .filter((u) => scope.clientOf(u) === scope.clientOf(t))
      .map((u) => [t, u] as const),
  );
  const { collectionId, commitScope } = world.variant;
  const comparesIds =
    ['perRequest', 'atCommit', 'onRefresh'].includes(collectionId) ||
    commitScope === 'everyCollection';
  return property.always({
    id: 'P18',
    name: 'new transactions get through',
    by: 'note: who refreshes a stale id?',
    appliesTo: pairs.length > 0 && comparesIds,
    holds: (read) =>
      every(pairs, ([t, u]) => {
        const ended = [t, u].map((each) => read(at.txn(each)));
        if (!ended.every(({ phase }) => phase === 'aborted' || phase === 'committed'))
          return vacuous;
        if (!ended.every(({ why }) => why === 'mismatch')) return true;
        return every(scope.names, (n) => {
          const inc = live(read, world, n);
          const bornIn = (each: typeof t) => read(at.history(each)).born.get(n) === inc;
          return (
            !(inc !== 0 && bornIn(t) && bornIn(u)) ||
            because('a client was refused twice for an id, in one and the same incarnation', {
              transactions: List([t, u]),
              collection: n,
              incarnation: inc,
            })
          );
        });
      }),
  });
};

export const fenceHitsOnlyTheDropped = (world: World): Property => {
  const { at, scope, variant } = world;
  const fenced = { startTsFence: scope.txns, startTsFenceWrites: scope.writers };
  const { collectionId } = variant;
  const refusable = Object.hasOwn(fenced, collectionId)
    ? fenced[collectionId as keyof typeof fenced]
    : [];
  const reloads = variant.reload === 'reassign' && at.nodeCrashes.initial > 0;
  return property.always({
    id: 'P23',
    name: 'the fence hits only the dropped',
    by: 'the price of the fence: a reload looks like a recreate',
    reportOnly: true,
    appliesTo: refusable.length > 0 && (creates(scope) || reloads),
    holds: (read) =>
      every(scope.txns, (t) => {
        if (read(at.txn(t)).why !== 'tooOld') return vacuous;
        const { born } = read(at.history(t));
        return (
          scope.names.some((n) => live(read, world, n) !== born.get(n)) ||
          because(
            'a transaction is refused as too old, though nothing was dropped since it began',
            {
              transaction: t,
            },
          )
        );
      }),
  });
};
