/**
 * What must come in the end: changes end, nothing is left over, every node is back.
 */
import type { World } from '../../../model/ndb/durableDrop/cells.ts';
import { isChanging, isSettled, isUp, upNodes } from '../../../model/ndb/durableDrop/views.ts';
import type { Read } from '../../../spec/cells.ts';
import type { Property } from '../../../spec/properties.ts';
import { because, every, property, vacuous } from '../../../spec/properties.ts';
import { canDrop, canReportEarly } from './told.ts';

export const noLeftovers = (world: World): Property => {
  const { at } = world;
  return property.quiescent({
    id: 'no-leftovers',
    name: 'where there is no table there are no files',
    by: 'note, restart: "drop all files"',
    holds: (read) =>
      every(upNodes(read, world), (n) => {
        if (read(at.entry(n)) !== 'absent') return vacuous;
        return (
          read(at.frag(n)) === 'absent' ||
          because('a node has files of a table that it does not have', { node: n })
        );
      }),
  });
};

export const nothingHalfDone = (world: World): Property => {
  const { at } = world;
  return property.quiescent({
    id: 'nothing-half-done',
    name: 'no change is left half done',
    by: 'note: its restart section',
    holds: (read) => {
      const trans = read(at.trans);
      if (trans.kind !== 'none') {
        return because('a change is going on, and nobody does anything about it', {
          change: trans.kind,
          phase: trans.phase,
          waiting: trans.waiting,
        });
      }
      return every(upNodes(read, world), (n) => {
        const done = read(at.done(n));
        const entry = read(at.entry(n));
        return (
          (done.isEmpty() && entry !== 'adding') ||
          because('a node is in the middle of a change that is over', { node: n, done, entry })
        );
      });
    },
  });
};

export const nobodyShutOut = (world: World): Property => {
  const { at, scope } = world;
  return property.quiescent({
    id: 'nobody-shut-out',
    name: 'no node waits for ever to start',
    by: 'bug 14787522: a node waits for the DICT lock for ever',
    holds: (read) => {
      const n = scope.nodes.find((each) => !isUp(read, world, each));
      return (
        n === undefined ||
        because('a node does not come up', { node: n, lock: read(at.lock), is: read(at.up(n)) })
      );
    },
  });
};

export const dropEnds = (world: World): Property => {
  const drops = isDropping(world);
  return property.leadsTo({
    id: 'drop-ends',
    name: 'a drop ends',
    by: 'note: the sequence has an end',
    appliesTo: canDrop(world),
    from: drops,
    to: (read) => !drops(read),
  });
};

export const securedCompletes = (world: World): Property => {
  const { at } = world;
  const drops = isDropping(world);
  return property.leadsTo({
    id: 'secured-completes',
    name: 'a drop that was reported early is completed',
    by: 'note, 2: "not yet completed"',
    appliesTo: canReportEarly(world),
    from: (read) => read(at.told) === 'secured' && drops(read),
    to: (read) =>
      read(at.told) !== 'secured' ||
      (isSettled(read, world) && upNodes(read, world).every((n) => read(at.entry(n)) === 'absent')),
  });
};

export const nodeComesBack = (world: World): Property => {
  const { bounds, scope } = world;
  const allUp = (read: Read) => scope.nodes.every((n) => isUp(read, world, n));
  return property.leadsTo({
    id: 'node-comes-back',
    name: 'a node that is down comes back',
    by: 'restarts are not blocked',
    appliesTo: bounds.crashes + bounds.powers + scope.lagging.length > 0,
    from: (read) => !allUp(read),
    to: allUp,
  });
};

function isDropping(world: World) {
  return (read: Read) => isChanging(read, world) && read(world.at.trans).kind === 'drop';
}
