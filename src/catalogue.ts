/**
 * The systems that dropproof ships, by the names that the command line knows them by.
 */
import { k2Collection } from './model/k2/collection/system.ts';
import { k2Schema } from './model/k2/schema/system.ts';
import { milvusCollection } from './model/milvus/collection/system.ts';
import { milvusTicks } from './model/milvus/ticks/system.ts';
import type { System } from './spec/system.ts';

export const catalogue: Readonly<Record<string, System>> = Object.fromEntries(
  [k2Collection, k2Schema, milvusCollection, milvusTicks].map((system) => [system.name, system]),
);
