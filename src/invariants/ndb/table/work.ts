/**
 * Operations and checkpoints, and the fragments that they run on.
 */
import type { World } from '../../../model/ndb/table/cells.ts';
import { isUp } from '../../../model/ndb/table/views.ts';
import type { Property } from '../../../spec/properties.ts';
import { because, every, property, vacuous } from '../../../spec/properties.ts';

export const opHasFragment = (world: World): Property => {
  const { at, scope } = world;
  return property.always({
    id: 'op-has-fragment',
    name: 'an operation has a fragment to run on',
    by: 'note: "no new operations will start"',
    appliesTo: scope.clients.length > 0,
    holds: (read) => {
      const nowhere = scope.clients.find((c) =>
        read(at.touched(c)).some(({ target }) => target === 0),
      );
      if (nowhere) return because('an operation ran where no fragment was', { client: nowhere });
      return every(scope.nodes, (n) => {
        if (!isUp(read, world, n) || read(at.frag(n)) !== 0) return vacuous;
        const { running } = read(at.lqh(n));
        return running.isEmpty() || because('the fragment is gone', { node: n, running });
      });
    },
  });
};

export const lcpHasFragment = (world: World): Property => {
  const { at, scope, bounds } = world;
  return property.always({
    id: 'lcp-has-fragment',
    name: 'a checkpoint has a fragment to save',
    by: 'note: "without actually checkpointing the fragment"',
    appliesTo: bounds.lcps > 0,
    holds: (read) =>
      every(scope.nodes, (n) => {
        if (!isUp(read, world, n) || read(at.frag(n)) !== 0) return vacuous;
        return !read(at.lqh(n)).lcp || because('the fragment is gone', { node: n });
      }),
  });
};

export const releaseWhenIdle = (world: World): Property => {
  const { at, scope } = world;
  return property.neverStep({
    id: 'release-when-idle',
    name: 'no fragment goes while it is used',
    by: 'note: "Wait for running operations", "Wait for LCP"',
    holds: (before, after) =>
      every(scope.nodes, (n) => {
        if (before(at.frag(n)) === 0 || after(at.frag(n)) !== 0) return vacuous;
        if (!isUp(before, world, n) || !isUp(after, world, n)) return vacuous;
        const { running, lcp } = before(at.lqh(n));
        return (
          (running.isEmpty() && !lcp) ||
          because('a fragment goes that is in use', { node: n, running, checkpoint: lcp })
        );
      }),
  });
};
