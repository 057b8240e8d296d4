/**
 * The promises about which table an operation hits, in the order of reports.
 */
import type { World } from '../../../model/ndb/identity/cells.ts';
import type { Property } from '../../../spec/properties.ts';
import * as drops from './drops.ts';
import * as examples from './examples.ts';
import * as tables from './tables.ts';
import { witnesses } from './witnesses.ts';

export function properties(world: World): Property[] {
  return [
    tables.noStaleExecution(world),
    tables.oneTable(world),
    tables.oneTableIfCommitted(world),
    tables.tableOfStart(world),
    tables.identityUnique(world),
    drops.waitsForHolder(world),
    drops.whatYouOpened(world),
    drops.ends(world),
    ...examples.promises(world),
    ...witnesses(world),
  ];
}
