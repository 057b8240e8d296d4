/**
 * What becomes of data: acknowledged writes stay, intents get the right outcome, nothing comes back from a log.
 */
import { is } from 'immutable';
import type { World } from '../../../model/k2/collection/cells.ts';
import { holds, live, serves } from '../../../model/k2/collection/views.ts';
import type { Read } from '../../../spec/cells.ts';
import type { Claim, Property } from '../../../spec/properties.ts';
import { because, every, property, vacuous } from '../../../spec/properties.ts';
import { drops } from './scripts.ts';

export const acknowledgedWritesSurvive = (world: World): Property => {
  const { at, scope } = world;
  const survives = (
    read: Read,
    t: (typeof scope.txns)[number],
    k: (typeof scope.keys)[number],
  ): Claim => {
    const inc = read(at.history(t)).wroteAt.get(k);
    const place = scope.placeOf(k);
    if (inc === undefined || inc !== live(read, world, place.name)) return vacuous;
    return every(scope.nodes, (m) => {
      if (read(at.module(m)).inc !== inc) return vacuous;
      if (!holds(read, world, m, place) || !serves(read, world, m)) return vacuous;
      const row = read(at.row(m, k));
      return (
        row.value === t ||
        row.intent === t ||
        because('an acknowledged write is not there, though its collection is live', {
          transaction: t,
          key: k,
          incarnation: inc,
          row,
        })
      );
    });
  };
  return property.always({
    id: 'P4',
    name: 'acknowledged writes survive',
    by: 'note: the clean-up is of deleted data only',
    appliesTo: scope.writers.length > 0,
    holds: (read) =>
      every(scope.writers, (t) => {
        if (read(at.txn(t)).phase !== 'committed') return vacuous;
        return every(scope.keys, (k) => survives(read, t, k));
      }),
  });
};

export const noForeignOutcome = (world: World): Property => {
  const { at, scope } = world;
  return property.neverStep({
    id: 'P5',
    name: 'a drop changes no foreign outcome',
    by: 'inferred from "the same as if the partition crashed"',
    appliesTo: scope.writers.length > 0,
    holds: (before, after) =>
      every(scope.nodes, (m) =>
        every(scope.keys, (k) => {
          const { intent } = before(at.row(m, k));
          if (!intent || before(at.txn(intent)).phase !== 'committed') return vacuous;
          const module = before(at.module(m));
          if (module.phase === 'none' || !is(module, after(at.module(m)))) return vacuous;
          if (module.inc !== live(before, world, module.name)) return vacuous;
          const row = after(at.row(m, k));
          return (
            row.intent === intent ||
            row.value === intent ||
            because('the intent of a committed transaction was taken for aborted', {
              transaction: intent,
              key: k,
              row,
            })
          );
        }),
      ),
  });
};

export const nothingComesBack = ({ at, scope }: World): Property =>
  property.always({
    id: 'P6',
    name: 'nothing comes back',
    by: 'note: the logs of a dropped collection are cleaned, not read',
    appliesTo: scope.writers.length > 0 || scope.existing.length > 0,
    holds: (read) =>
      every(scope.nodes, (m) => {
        const { phase, inc } = read(at.module(m));
        if (phase === 'none') return vacuous;
        return every(scope.keys, (k) => {
          const row = read(at.row(m, k));
          const old = row.value !== 'none' && row.from !== inc;
          const oldIntent = row.intent !== undefined && row.intentFrom !== inc;
          if (row.value === 'none' && !row.intent) return vacuous;
          return (
            (!old && !oldIntent) ||
            because('a module has data that another incarnation accepted', {
              node: m,
              key: k,
              incarnation: inc,
              row,
            })
          );
        });
      }),
  });

export const logsAreCleaned = ({ at, scope }: World): Property =>
  property.quiescent({
    id: 'P15',
    name: 'logs are cleaned',
    by: 'note: the last step of the drop',
    appliesTo: drops(scope),
    holds: (read) =>
      every(scope.keys, (k) => {
        const { dropped } = read(at.told(scope.placeOf(k).name));
        if (dropped.isEmpty()) return vacuous;
        const left = read(at.loggedRow(k)).find(
          ({ from, intentFrom }) => dropped.has(from) || dropped.has(intentFrom),
        );
        return (
          left === undefined ||
          because('the log still has data of a collection that was told dropped', {
            key: k,
            row: left,
            dropped,
          })
        );
      }),
  });

export const noOrphanedIntents = ({ at, scope }: World): Property =>
  property.quiescent({
    id: 'P20',
    name: 'no orphaned intents',
    by: 'K2_NODE_OVERVIEW.md: intents of ended transactions are cleaned up',
    appliesTo: scope.writers.length > 0,
    holds: (read) =>
      every(scope.nodes, (m) => {
        if (read(at.module(m)).phase === 'none') return vacuous;
        return every(scope.keys, (k) => {
          const { intent } = read(at.row(m, k));
          if (!intent) return vacuous;
          return (
            read(at.txn(intent)).phase === 'open' ||
            because('nobody will ever settle the intent of an ended transaction', {
              node: m,
              key: k,
              transaction: intent,
            })
          );
        });
      }),
  });
