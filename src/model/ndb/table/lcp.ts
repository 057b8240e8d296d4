/**
 * The master's DIH, as the one who runs a round of checkpoints: an order for every node, a report from each.
 */
import { action, disabled } from '../../../spec/actions.ts';
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

/** DIH PREP 1: "mark": a table that is being dropped is in no round that begins, nor is one that is being created. */
const beginsLcp = (world: World) =>
  action.environment('begins a round of checkpoints', (read) => {
    const { at, variant } = world;
    const left = read(at.lcps);
    const master = read(at.master);
    if (left === 0 || !master || !read(at.lcp).pending.isEmpty()) return disabled;
    const { table } = read(at.dih(master));
    if (table !== 'active' && (variant.dihMark === 'on' || table !== 'dropping')) return disabled;
    const all = known(read, world, master);
    return [at.lcps.becomes(left - 1), at.lcp.becomes(Lcp({ queued: all, pending: all }))];
  });

const orders = ({ at, variant }: World) =>
  action.system('orders node {node} to checkpoint', (read, n: NodeId) => {
    const lcp = read(at.lcp);
    const master = read(at.master);
    if (!lcp.queued.has(n) || !master) return disabled;
    if (variant.dihMark === 'on' && read(at.dih(master)).table !== 'active') return disabled;
    return [
      at.lcp.becomes(lcp.set('queued', lcp.queued.remove(n))),
      ...wired(read, at, undefined, [{ on: 'data', from: master, to: n, message: LcpOrd() }]),
    ];
  });

const takesRep = ({ at }: World) =>
  action.system('hears that node {node} has done its checkpoint', (read, s: NodeId) => {
    const master = read(at.master);
    if (!master) return disabled;
    const link = at.link(s, master);
    if (head(read, link)?.verb !== 'lcpRep') return disabled;
    const lcp = read(at.lcp);
    return [
      ...wired(read, at, link, []),
      at.lcp.becomes(lcp.set('pending', lcp.pending.remove(s))),
    ];
  });
