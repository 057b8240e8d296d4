/**
 * That things end: drops, restarts, rounds of checkpoints, and the calls of users.
 */
import type { World } from '../../../model/ndb/table/cells.ts';
import { isSettled, upNodes } from '../../../model/ndb/table/views.ts';
import type { Property } from '../../../spec/properties.ts';
import { because, every, property } from '../../../spec/properties.ts';

export const nothingHalfDone = (world: World): Property => {
  const { at } = world;
  return property.quiescent({
    id: 'nothing-half-done',
    name: 'nothing is left half done',
    by: 'note, restart section',
    holds: (read) => {
      const { kind, phase } = read(at.trans);
      if (kind !== 'none') return because('a schema change goes on for ever', { kind, phase });
      return every(upNodes(read, world), (n) => {
        const { state } = read(at.entry(n));
        const done = read(at.done(n));
        return (
          (done.isEmpty() && (state === 'absent' || state === 'inUse')) ||
          because('a node is left in the middle of a change', { node: n, state, done })
        );
      });
    },
  });
};

export const nobodyShutOut = (world: World): Property => {
  const { at, scope } = world;
  return property.quiescent({
    id: 'nobody-shut-out',
    name: 'every node comes back',
    by: 'bug 14787522: a node waits for the DICT lock for ever',
    holds: (read) =>
      every(scope.nodes, (n) => {
        const up = read(at.up(n));
        return up === 'up' || because('a node stays away', { node: n, up, lock: read(at.lock) });
      }),
  });
};

export const ddlAnswered = ({ at }: World): Property =>
  property.quiescent({
    id: 'ddl-answered',
    name: 'no caller is left without an answer',
    holds: (read) => {
      const { state } = read(at.ddl);
      return state === 'idle' || because('the caller of a drop waits for ever', { state });
    },
  });

export const dropEnds = ({ at }: World): Property =>
  property.leadsTo({
    id: 'drop-ends',
    name: 'a drop ends',
    by: 'note: the sequence ends',
    from: (read) => read(at.trans).kind === 'drop',
    to: (read) => read(at.trans).kind !== 'drop',
  });

export const securedCompletes = (world: World): Property => {
  const { at, variant } = world;
  return property.leadsTo({
    id: 'secured-completes',
    name: 'a drop that was reported as secured is completed',
    by: 'note, step 2: "not yet completed"',
    appliesTo: variant.reportPoint !== 'atEnd',
    from: (read) => read(at.told()).what === 'secured' && read(at.trans).kind === 'drop',
    to: (read) => isSettled(read, world) || read(at.told()).what !== 'secured',
  });
};

export const lcpRoundEnds = ({ at, bounds }: World): Property =>
  property.leadsTo({
    id: 'lcp-round-ends',
    name: 'a round of checkpoints ends',
    by: 'note: orders replied or unlinked; bug 46890',
    appliesTo: bounds.lcps > 0,
    from: (read) => !read(at.lcp).pending.isEmpty(),
    to: (read) => read(at.lcp).pending.isEmpty(),
  });
