/**
 * The promises of NDB's drop over the wires, in the order of reports.
 */
import type { World } from '../../../model/ndb/prepDrop/cells.ts';
import type { Property } from '../../../spec/properties.ts';
import * as endings from './endings.ts';
import * as fragments from './fragments.ts';
import * as marks from './marks.ts';
import { witnesses } from './witnesses.ts';

export function properties(world: World): Property[] {
  return [
    fragments.opHasFragment(world),
    fragments.lcpHasFragment(world),
    fragments.releaseWhenIdle(world),
    fragments.durableFirst(world),
    marks.waitConfHonest(world),
    marks.noOpAfterMark(world),
    marks.noOrderAfterMark(world),
    endings.allNodesDropped(world),
    endings.nobodyWaits(world),
    endings.dropEnds(world),
    endings.lcpRoundEnds(world),
    endings.opAnswered(world),
    ...witnesses(world),
  ];
}
