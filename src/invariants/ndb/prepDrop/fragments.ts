/**
 * Nothing runs on a table whose fragments go.
 */
import type { World } from '../../../model/ndb/prepDrop/cells.ts';
import { isUp } from '../../../model/ndb/prepDrop/views.ts';
import type { Property } from '../../../spec/properties.ts';
import { because, every, property, vacuous } from '../../../spec/properties.ts';

export const opHasFragment = (world: World): Property => {
  const { at, scope } = world;
  return property.always({
    id: 'op-has-fragment',
    name: 'an operation that runs has its fragment',
    by: 'note, 4: "no new operations will start"',
    appliesTo: scope.ops.length > 0,
    holds: (read) =>
      every(scope.nodes, (n) => {
        if (!isUp(read, world, n) || read(at.frag(n)) === 'present') return vacuous;
        const { running } = read(at.lqh(n));
        return (
          running.isEmpty() ||
          because('operations run on a fragment that is gone', { node: n, operations: running })
        );
      }),
  });
};

export const lcpHasFragment = (world: World): Property => {
  const { at, scope } = world;
  return property.always({
    id: 'lcp-has-fragment',
    name: 'a checkpoint that runs has its fragment',
    by: 'note, 4: an order is replied "w.o actually checkpointing the fragment"',
    appliesTo: at.lcps.initial > 0,
    holds: (read) =>
      every(scope.nodes, (n) => {
        if (!isUp(read, world, n) || read(at.frag(n)) === 'present') return vacuous;
        return (
          !read(at.lqh(n)).lcp || because('a fragment is checkpointed that is gone', { node: n })
        );
      }),
  });
};

export const releaseWhenIdle = (world: World): Property => {
  const { at, scope } = world;
  return property.neverStep({
    id: 'release-when-idle',
    name: 'a fragment goes only when nothing runs on it',
    by: 'note, WAIT: "Wait for running operations", "Wait for running LCP"',
    holds: (before, after) =>
      every(scope.nodes, (n) => {
        if (before(at.frag(n)) === after(at.frag(n)) || !isUp(after, world, n)) return vacuous;
        const { running, lcp } = before(at.lqh(n));
        return (
          (running.isEmpty() && !lcp) ||
          because('a fragment was released while work ran on it', {
            node: n,
            operations: running,
            checkpoint: lcp,
          })
        );
      }),
  });
};

export const durableFirst = ({ at, scope }: World): Property =>
  property.always({
    id: 'durable-first',
    name: 'the schema file knows before the fragment goes',
    by: 'note: step 1 before step 7',
    holds: (read) =>
      every(scope.nodes, (n) => {
        if (read(at.frag(n)) === 'present') return vacuous;
        return (
          read(at.file(n)) !== 'inUse' ||
          because('a fragment is gone, and the schema file says that the table is in use', {
            node: n,
          })
        );
      }),
  });
