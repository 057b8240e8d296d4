/**
 * The promises of K2's drop schema, in the order of reports.
 */
import type { World } from '../../../model/k2/schema/cells.ts';
import type { Property } from '../../../spec/properties.ts';
import * as data from './data.ts';
import * as endings from './endings.ts';
import * as names from './names.ts';
import * as servers from './servers.ts';
import * as transactions from './transactions.ts';
import * as truncation from './truncation.ts';
import { witnesses } from './witnesses.ts';

export function properties(world: World): Property[] {
  return [
    transactions.oneIncarnation(world),
    transactions.noCommitOverADrop(world),
    data.acknowledgedWritesSurvive(world),
    data.nothingComesBack(world),
    truncation.truncatedIsUnreadable(world),
    truncation.truncatedStaysTruncated(world),
    names.nobodyAcceptsTheDropped(world),
    names.freshIds(world),
    data.noOrphans(world),
    data.layoutMatches(world),
    transactions.readsAreStable(world),
    endings.logsAreCleaned(world),
    endings.dropsEnd(world),
    names.droppedWhatWasNamed(world),
    endings.capacityComesBack(world),
    names.listedIsUsable(world),
    data.nothingDangles(world),
    servers.noAssertionFires(world),
    servers.oneServer(world),
    ...witnesses(world),
  ];
}
