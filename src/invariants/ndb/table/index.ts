/**
 * The promises of the whole, in the order of reports.
 */
import type { World } from '../../../model/ndb/table/cells.ts';
import type { Property } from '../../../spec/properties.ts';
import * as changes from './changes.ts';
import * as endings from './endings.ts';
import * as handles from './handles.ts';
import { witnesses } from './witnesses.ts';
import * as work from './work.ts';

export function properties(world: World): Property[] {
  return [
    work.opHasFragment(world),
    work.lcpHasFragment(world),
    work.releaseWhenIdle(world),
    changes.securedMeansGone(world),
    changes.abortedMeansBack(world),
    changes.inUseIsComplete(world),
    changes.inUseIsOpen(world),
    changes.nodesAgree(world),
    changes.versionsAgree(world),
    changes.oneSchemaChange(world),
    changes.startExcludesChange(world),
    endings.nothingHalfDone(world),
    endings.nobodyShutOut(world),
    endings.ddlAnswered(world),
    endings.dropEnds(world),
    endings.securedCompletes(world),
    endings.lcpRoundEnds(world),
    handles.noStaleExecution(world),
    handles.oneTable(world),
    handles.tableOfStart(world),
    handles.identityUnique(world),
    handles.dropWhatYouOpened(world),
    handles.readsDecided(world),
    ...witnesses(world),
  ];
}
