/**
 * The systems that dropproof ships, by the names that the command line knows them by.
 */
import { k2Collection } from './model/k2/collection/system.ts';
import { ndbIdentity } from './model/ndb/identity/system.ts';
import { ndbTable } from './model/ndb/table/system.ts';
import type { System } from './spec/system.ts';

export const catalogue: Readonly<Record<string, System>> = Object.fromEntries(
  [k2Collection, ndbIdentity, ndbTable].map((system) => [system.name, system]),
);
