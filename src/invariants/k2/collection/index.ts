/**
 * The promises of K2's drop collection, in the order of reports.
 */
import type { World } from '../../../model/k2/collection/cells.ts';
import type { Property } from '../../../spec/properties.ts';
import * as data from './data.ts';
import * as endings from './endings.ts';
import * as names from './names.ts';
import * as transactions from './transactions.ts';
import { witnesses } from './witnesses.ts';

export function properties(world: World): Property[] {
  return [
    transactions.oneIncarnation(world),
    transactions.matchesTheBegin(world),
    transactions.noCommitOverADrop(world),
    data.acknowledgedWritesSurvive(world),
    data.noForeignOutcome(world),
    data.nothingComesBack(world),
    names.nobodyServesTheDropped(world),
    names.everybodyServesTheCreated(world),
    names.onlyRequestedDrops(world),
    names.freshIds(world),
    names.createdIsNew(world),
    data.logsAreCleaned(world),
    endings.dropsEnd(world),
    endings.dropsEndInTime(world),
    names.droppedMeansDropped(world),
    transactions.newOnesGetThrough(world),
    endings.createsEnd(world),
    data.noOrphanedIntents(world),
    transactions.noForeignVictims(world),
    endings.dropsDoNotWaitForUsers(world),
    transactions.fenceHitsOnlyTheDropped(world),
    endings.nothingIsHalfDropped(world),
    ...witnesses(world),
  ];
}
