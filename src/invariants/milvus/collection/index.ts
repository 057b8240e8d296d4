/**
 * The promises of Milvus's drop collection, in the order of reports.
 */
import type { World } from '../../../model/milvus/collection/cells.ts';
import type { Property } from '../../../spec/properties.ts';
import * as data from './data.ts';
import * as drops from './drops.ts';
import * as endings from './endings.ts';
import * as leftovers from './leftovers.ts';
import * as routes from './routes.ts';
import { witnesses } from './witnesses.ts';

export function properties(world: World): Property[] {
  return [
    routes.noStaleRoute(world),
    routes.notServedAfterTheDrop(world),
    routes.noRowAfterTheDrop(world),
    routes.incarnationsDoNotMix(world),
    data.liveKeepsItsRows(world),
    drops.allOrNothing(world),
    drops.notHalfForEver(world),
    data.dropIsTheLastMessage(world),
    data.nothingBeforeTheDropIsSkipped(world),
    drops.liveHasTheName(world),
    data.onlyWhatMayGo(world),
    data.pointerGoesLast(world),
    data.droppedStaysDropped(world),
    drops.metaOutlivesDependants(world),
    drops.rootCoordCanStart(world),
    drops.unannouncedIsJournalled(world),
    drops.failedDropLeavesNothing(world),
    drops.oneRequestOneVictim(world),
    routes.noAliasToNothing(world),
    data.lateDropHurtsOnlyItsOwn(world),
    routes.closedStreamsStayClosed(world),
    routes.releasedNodeStaysReleased(world),
    endings.acceptedDropFinishes(world),
    leftovers.segmentMetaGoes(world),
    leftovers.binlogsGo(world),
    leftovers.indexesGo(world),
    leftovers.flowGraphsGo(world),
    leftovers.querySideLetsGo(world),
    leftovers.streamsAreGivenBack(world),
    leftovers.cachesHeal(world),
    endings.oneStuckStopsNoOther(world),
    drops.nameIsFreeAfterReply(world),
    endings.everyRequestIsAnswered(world),
    endings.acknowledgedIsCompleted(world),
    ...witnesses(world),
  ];
}
