/**
 * What must be possible, or the other properties prove less than they seem to.
 */
import type { World } from '../../../model/ndb/durableDrop/cells.ts';
import type { Told } from '../../../model/ndb/durableDrop/nouns.ts';
import {
  decidingPhase,
  hasDone,
  isChanging,
  upNodes,
} from '../../../model/ndb/durableDrop/views.ts';
import type { Property } from '../../../spec/properties.ts';
import { property } from '../../../spec/properties.ts';
import {
  canAbortAdd,
  canAbortDrop,
  canCreate,
  canDrop,
  canReportEarly,
  canTakeOver,
} from './told.ts';

export function witnesses(world: World): Property[] {
  const { at, scope, bounds } = world;
  const told: Readonly<Record<Exclude<Told, 'nothing'>, boolean>> = {
    secured: canReportEarly(world),
    done: canDrop(world),
    aborted: canAbortDrop(world),
    created: canCreate(world),
    createFailed: canAbortAdd(world),
  };
  return [
    ...Object.entries(told).map(([what, appliesTo]) =>
      property.reachable({
        id: `told-${what}`,
        name: `the user is told "${what}"`,
        appliesTo,
        reached: (read) => read(at.told) === what,
      }),
    ),
    property.reachable({
      id: 'files-differ',
      name: 'schema files differ at a system restart',
      appliesTo: scope.nodes.length > 1 && bounds.powers > 0,
      reached: (read) =>
        scope.nodes.every((n) => read(at.up(n)) === 'down') &&
        new Set(scope.nodes.map((n) => read(at.file(n)))).size > 1,
    }),
    property.reachable({
      id: 'some-decided',
      name: 'a master takes over when some survivors have decided, and some have not',
      appliesTo: scope.nodes.length > 2 && canTakeOver(world),
      reached: (read) => {
        if (!isChanging(read, world) || read(at.trans).phase !== 'takeover') return false;
        const phase = decidingPhase(read, world);
        const up = upNodes(read, world);
        const decided = up.filter((n) => hasDone(read, world, n, phase));
        return decided.length > 0 && decided.length < up.length;
      },
    }),
  ];
}
