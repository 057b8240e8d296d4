/**
 * The master's DIH, as the one who runs a round of checkpoints: an order for every node, a report from each.
 */
import { action, disabled } from '../../../spec/actions.ts';
import type { Read } from '../../../spec/cells.ts';
import { head } from '../../../spec/kit/channel.ts';
import type { NodeId } from '../nouns.ts';
import { wired } from '../wires.ts';
import type { World } from './cells.ts';
import { Lcp, LcpOrd } from './nouns.ts';
import { known } from './views.ts';

/** What it does of its own. */
export const dihMaster = (world: World) => ({ beginsLcp: beginsLcp(world) });

/** What it does about each node. */
export const dihMasterForNodes = (world: World) => ({
  orders: orders(world),
  takesRep: takesRep(world),
});

/** (6) "Mark the table so that no new LCP will start on the table". */
const beginsLcp = (world: World) =>
  action.environment('begins a round of checkpoints', (read) => {
    const { at, scope } = world;
    const left = read(at.lcps);
    if (left === 0 || !read(at.lcp).pending.isEmpty() || !takesOrders(read, world)) return disabled;
    const all = known(read, world, scope.master);
    return [at.lcps.becomes(left - 1), at.lcp.becomes(Lcp({ queued: all, pending: all }))];
  });

const orders = (world: World) =>
  action.system('orders node {node} to checkpoint', (read, n: NodeId) => {
    const { at, scope, variant } = world;
    const lcp = read(at.lcp);
    if (!lcp.queued.has(n)) return disabled;
    if (variant.dihMark === 'on' && read(at.dih(scope.master)).table !== 'active') return disabled;
    const message = LcpOrd();
    return [
      at.lcp.becomes(lcp.set('queued', lcp.queued.remove(n))),
      ...wired(read, at, undefined, [{ on: 'data', from: scope.master, to: n, message }]),
    ];
  });

/** Is the table there to be checkpointed, and its mark no hindrance? */
function takesOrders(read: Read, { at, scope, variant }: World): boolean {
  const { table } = read(at.dih(scope.master));
  return table === 'active' || (variant.dihMark === 'off' && table !== 'absent');
}

const takesRep = ({ at, scope }: World) =>
  action.system('hears that node {node} has done its checkpoint', (read, s: NodeId) => {
    const link = at.link(s, scope.master);
    if (head(read, link)?.verb !== 'lcpRep') return disabled;
    const lcp = read(at.lcp);
    return [
      ...wired(read, at, link, []),
      at.lcp.becomes(lcp.set('pending', lcp.pending.remove(s))),
    ];
  });
