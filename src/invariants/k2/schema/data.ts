/**
 * What becomes of data: acknowledged writes stay, dropped records go, nothing comes back from a log.
 */
import type { World } from '../../../model/k2/schema/cells.ts';
import type { Incarnation, Row } from '../../../model/k2/schema/nouns.ts';
import { isListed, serves } from '../../../model/k2/schema/views.ts';
import type { Read } from '../../../spec/cells.ts';
import type { Claim, Property } from '../../../spec/properties.ts';
import { because, every, property, vacuous } from '../../../spec/properties.ts';
import { drops } from './scripts.ts';

type NodeId = World['scope']['nodes'][number];
type KeyId = World['scope']['keys'][number];

/** A record at a node. */
export interface Found {
  readonly m: NodeId;
  readonly k: KeyId;
  readonly inc: Incarnation;
  readonly row: Row;
}

/** What a property claims of every record at a node that answers data requests. */
export function everyServed(
  read: Read,
  world: World,
  claim: (record: Found) => Claim,
  judges: (m: NodeId) => boolean = () => true,
): Claim {
  const { at, scope } = world;
  return every(scope.nodes, (m) => {
    if (!serves(read, world, m, read(at.node(m)).part) || !judges(m)) return vacuous;
    return every(scope.keys, (k) =>
      every(read(at.rows(m, k)), ([inc, row]) => claim({ m, k, inc, row })),
    );
  });
}

/** Is there anything to store a record: a seed or a writer? */
export function hasRecords({ scope }: World): boolean {
  return scope.seeded || scope.writers.length > 0;
}

export const acknowledgedWritesSurvive = (world: World): Property => {
  const { at, scope } = world;
  const survives = (read: Read, t: (typeof scope.txns)[number], k: KeyId): Claim => {
    const wrote = read(at.wroteAt(t)).get(k);
    const { live, epoch } = read(at.catalog);
    if (!wrote || wrote.inc !== live || wrote.epoch !== epoch) return vacuous;
    const p = scope.partOf(k);
    const m = read(at.owner(p));
    if (read(at.asked()).has(live) || !serves(read, world, m, p)) return vacuous;
    const row = read(at.rows(m, k)).get(live);
    return (
      (row !== undefined && (row.by === t || row.intent === t)) ||
      because('an acknowledged write is not there, though its schema is live', {
        transaction: t,
        key: k,
        incarnation: live,
        row,
      })
    );
  };
  return property.always({
    id: 'P4',
    name: 'acknowledged writes survive',
    by: 'only truncated data may go',
    appliesTo: scope.writers.length > 0,
    holds: (read) =>
      every(scope.writers, (t) => {
        if (read(at.txn(t)).phase !== 'committed') return vacuous;
        return every(scope.keys, (k) => survives(read, t, k));
      }),
  });
};

export const nothingComesBack = (world: World): Property => {
  const { at, scope } = world;
  return property.always({
    id: 'P6',
    name: 'nothing comes back',
    by: 'note: records "that do not match a valid schema are ignored"',
    appliesTo: hasRecords(world) && drops(scope),
    holds: (read) => {
      const { dropped } = read(at.told());
      if (dropped.isEmpty()) return vacuous;
      return everyServed(read, world, ({ m, k, inc, row }) => {
        if (row.by === 'none') return vacuous;
        return (
          !dropped.has(inc) ||
          !isListed(read, world, read(at.valid(m)), inc) ||
          because('a node serves a record of a schema that was told dropped', {
            node: m,
            key: k,
            incarnation: inc,
            row,
          })
        );
      });
    },
  });
};

export const noOrphans = (world: World): Property => {
  const { at } = world;
  return property.quiescent({
    id: 'P12',
    name: 'no orphan records',
    by: 'note: to drop a schema alone would "orphan the existing records"',
    appliesTo: hasRecords(world),
    holds: (read) =>
      everyServed(
        read,
        world,
        ({ m, k, inc, row }) => {
          const { intent } = row;
          const isOpen = row.by === 'none' && intent && read(at.txn(intent)).phase === 'open';
          return (
            inc === read(at.catalog).live ||
            isOpen ||
            because('a node keeps a record of a schema that is not there', {
              node: m,
              key: k,
              incarnation: inc,
              row,
            })
          );
        },
        (m) => read(at.reachable(m)),
      ),
  });
};

export const layoutMatches = (world: World): Property => {
  const { at, scope } = world;
  return property.always({
    id: 'P13',
    name: 'the layout matches the schema',
    by: 'note: a schema id for each creation',
    appliesTo: hasRecords(world),
    holds: (read) =>
      every(scope.nodes, (m) =>
        every(scope.keys, (k) =>
          every(
            read(at.rows(m, k)),
            ([inc, row]) =>
              ((row.by === 'none' || row.layout === inc) &&
                (!row.intent || row.intentLayout === inc)) ||
              because('a record is kept under a schema that it was not written with', {
                node: m,
                key: k,
                incarnation: inc,
                row,
              }),
          ),
        ),
      ),
  });
};

export const nothingDangles = (world: World): Property => {
  const { at, variant } = world;
  return property.always({
    id: 'P25',
    name: 'nothing dangles',
    by: 'note, step 9: memory in PLOG format is part of the log',
    appliesTo: hasRecords(world) && variant.memFormat === 'plogFormat',
    holds: (read) =>
      everyServed(
        read,
        world,
        ({ m, k, inc, row }) =>
          read(at.logged(k)).has(inc) ||
          because('a record in memory is part of a log segment that is gone', {
            node: m,
            key: k,
            incarnation: inc,
            row,
          }),
      ),
  });
};
