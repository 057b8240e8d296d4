/**
 * The promises of NDB's drop that survives failures, in the order of reports.
 */
import type { World } from '../../../model/ndb/durableDrop/cells.ts';
import type { Property } from '../../../spec/properties.ts';
import * as endings from './endings.ts';
import * as order from './order.ts';
import * as tables from './tables.ts';
import * as told from './told.ts';
import { witnesses } from './witnesses.ts';

export function properties(world: World): Property[] {
  return [
    order.durableFirst(world),
    order.closedBeforeRelease(world),
    told.securedMeansGone(world),
    told.abortedMeansBack(world),
    told.createdMeansThere(world),
    tables.inUseIsComplete(world),
    tables.inUseIsOpen(world),
    tables.nodesAgree(world),
    order.oneOutcome(world),
    order.oneSchemaChange(world),
    order.startExcludesChange(world),
    endings.noLeftovers(world),
    endings.nothingHalfDone(world),
    endings.nobodyShutOut(world),
    endings.dropEnds(world),
    endings.securedCompletes(world),
    endings.nodeComesBack(world),
    ...witnesses(world),
  ];
}
