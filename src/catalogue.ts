/**
 * The systems that dropproof ships, by the names that the command line knows them by.
 */
import { k2Collection } from './model/k2/collection/system.ts';
import { k2Schema } from './model/k2/schema/system.ts';
import { milvusCollection } from './model/milvus/collection/system.ts';
import { milvusTicks } from './model/milvus/ticks/system.ts';
import { ndbDurableDrop } from './model/ndb/durableDrop/system.ts';
import { ndbIdentity } from './model/ndb/identity/system.ts';
import { ndbPrepDrop } from './model/ndb/prepDrop/system.ts';
import { ndbTable } from './model/ndb/table/system.ts';
import type { System } from './spec/system.ts';

const systems: readonly System[] = [
  k2Collection,
  k2Schema,
  ndbPrepDrop,
  ndbDurableDrop,
  ndbIdentity,
  ndbTable,
  milvusCollection,
  milvusTicks,
];

export const catalogue: Readonly<Record<string, System>> = Object.fromEntries(
  systems.map((system) => [system.name, system]),
);
