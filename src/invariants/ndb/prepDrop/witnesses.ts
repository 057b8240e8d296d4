/**
 * What must be possible, or the other properties prove less than they seem to.
 */
import type { World } from '../../../model/ndb/prepDrop/cells.ts';
import type { Message } from '../../../model/ndb/prepDrop/nouns.ts';
import { idle } from '../../../model/ndb/prepDrop/views.ts';
import type { Read } from '../../../spec/cells.ts';
import type { Property } from '../../../spec/properties.ts';
import { property } from '../../../spec/properties.ts';

export function witnesses(world: World): Property[] {
  const { at, scope, variant } = world;
  const operations = scope.ops.length > 0;
  const checkpoints = at.lcps.initial > 0;
  const isBusy = operations || (checkpoints && variant.lcpWait === 'on');
  return [
    property.reachable({
      id: 'dropped',
      name: 'a drop ends',
      reached: (read) => read(at.trans).phase === 'ended',
    }),
    ...ofOperations(world, operations),
    ...ofCheckpoints(world, checkpoints),
    property.reachable({
      id: 'busy-confirms',
      name: 'an LQH confirms its mark while it is not idle',
      appliesTo: isBusy && variant.lqhMark === 'on',
      reached: (read) =>
        scope.nodes.some(
          (n) =>
            !idle(read, world, n) &&
            read(at.link(n, scope.master)).some(
              (message) => message.verb === 'conf' && message.phase === 'lqh',
            ),
        ),
    }),
  ];
}

function ofOperations(world: World, appliesTo: boolean): Property[] {
  const { at, scope, variant } = world;
  return [
    property.reachable({
      id: 'refused-by-tc',
      name: 'a TC refuses an operation',
      appliesTo,
      reached: (read) =>
        scope.ops.some((o) => {
          const { state, tc } = read(at.op(o));
          return state === 'refused' && tc !== undefined;
        }),
    }),
    property.reachable({
      id: 'late-key',
      name: 'an operation is on its way to a marked LQH',
      appliesTo: appliesTo && variant.lqhMark === 'on' && canBeLate(world),
      reached: (read) => underWayToMarked(read, world, ({ verb }) => verb === 'key'),
    }),
    property.reachable({
      id: 'asker-waits',
      name: 'somebody waits for a running operation',
      appliesTo: appliesTo && variant.waits === 'asked',
      reached: (read) =>
        scope.nodes.some((n) => {
          const { askers, running } = read(at.lqh(n));
          return !askers.isEmpty() && !running.isEmpty();
        }),
    }),
  ];
}

function ofCheckpoints(world: World, appliesTo: boolean): Property[] {
  const { at, scope, variant } = world;
  return [
    property.reachable({
      id: 'late-order',
      name: 'an order to checkpoint is on its way to a marked LQH',
      appliesTo: appliesTo && variant.lqhMark === 'on',
      reached: (read) => underWayToMarked(read, world, ({ verb }) => verb === 'lcpOrd'),
    }),
    property.reachable({
      id: 'unlinked',
      name: 'orders are about to be unlinked',
      appliesTo: appliesTo && variant.dihMark === 'on',
      reached: (read) => {
        const next = read(at.link(scope.master, scope.master)).first();
        return next?.verb === 'req' && next.phase === 'dih' && !read(at.lcp).queued.isEmpty();
      },
    }),
  ];
}

/**
 * With step 5 before step 4, no operation is admitted any more when the first LQH is marked. Those that are under way are
 * there before the mark if their TC waits for them, or if they share a FIFO with the master's requests.
 */
function canBeLate({ scope, variant }: World): boolean {
  const { roundOrder, links, tcMark, waits } = variant;
  if (roundOrder === 'lqhFirst' || links === 'split' || tcMark === 'off') return true;
  return waits !== 'asked' && scope.tcs.some((n) => n !== scope.master);
}

function underWayToMarked(
  read: Read,
  { at, scope }: World,
  is: (message: Message) => boolean,
): boolean {
  return scope.nodes.some(
    (d) =>
      read(at.lqh(d)).table === 'marked' && scope.nodes.some((s) => read(at.data(s, d)).some(is)),
  );
}
