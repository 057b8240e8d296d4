/**
 * TC and DIH of a node: TC admits operations; both wait, when a drop has them do so, until no LQH has work.
 */
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import { head } from '../../../spec/kit/channel.ts';
import type { NodeId } from '../nouns.ts';
import { wired } from '../wires.ts';
import { refuse } from './api.ts';
import type { World } from './cells.ts';
import { confirms } from './node.ts';
import type { ClientId, Fault, Handle } from './nouns.ts';
import { blockNamed, Key } from './nouns.ts';
import { isUp } from './views.ts';

/** TC steps 2 to 4, DIH steps 3 to 5: what each of the two does about its own wait. */
export const tc = (world: World) => ({ confirms: ends(world, 'tc') });
export const dih = (world: World) => ({ confirms: ends(world, 'dih') });

/** And with the answers of a node. */
export const tcForNodes = (world: World) => ({ takesConf: takesConf(world, 'tc') });
export const dihForNodes = (world: World) => ({ takesConf: takesConf(world, 'dih') });

/** What TCs do about the transaction of a client at an LQH; only a locking read leaves something behind there. */
export const tcForClients = (world: World) => ({
  admits: admits(world),
  ...(world.variant.read === 'lock' && { takesOver: takesOver(world) }),
});

/** (5) "Mark": what TC compares before it sends an operation on, to any node that has a replica. */
const admits = (world: World) =>
  action.system(
    'sends the operation of client {client} to node {node}',
    (read, c: ClientId, l: NodeId) => {
      const { at } = world;
      const txn = read(at.txn(c));
      const { op, sent, tc: t } = txn;
      if (!op || sent || !t || !isUp(read, world, t) || !isUp(read, world, l)) return disabled;
      const err = refusal(read, world, c, t, op);
      if (err) return refuse(read, world, c, err);
      const message = Key({ client: c, ...op.toObject(), tcVer: read(at.tc(t)).ver });
      return [
        at.txn(c).becomes(txn.set('sent', l)),
        ...wired(read, at, undefined, [{ on: 'data', from: t, to: l, message }]),
      ];
    },
  );

function refusal(
  read: Read,
  { at, variant }: World,
  c: ClientId,
  t: NodeId,
  op: Handle,
): Fault | undefined {
  const { table, ver } = read(at.tc(t));
  if (table === 'absent') return '284';
  if (table === 'dropping' && variant.tcMark === 'on') return '283';
  if (variant.identity === 'idVersion' && ver !== op.ver) return '241';
  const { pin } = read(at.txn(c));
  return variant.txnPin === 'on' && pin !== 0 && pin !== ver ? '241' : undefined;
}

/** What an aborted transaction of a dead TC left behind ends once the master has handled the failure. */
const takesOver = (world: World) =>
  action.system(
    'ends what client {client} left behind at node {node}',
    (read, c: ClientId, l: NodeId) => {
      const { at, variant } = world;
      if (variant.tcTakeover === 'off' || read(at.txn(c)).state !== 'aborted') return disabled;
      const lqh = read(at.lqh(l));
      const master = read(at.master);
      if (!lqh.running.has(c) || !isUp(read, world, l)) return disabled;
      if (!master || !read(at.nf(master)).isEmpty()) return disabled;
      return [at.lqh(l).becomes(lqh.set('running', lqh.running.remove(c)))];
    },
  );

const takesConf = ({ at }: World, block: 'tc' | 'dih') =>
  action.system('hears that the LQH of node {node2} is idle', (read, d: NodeId, s: NodeId) => {
    const answer = head(read, at.link(s, d));
    if (answer?.verb !== 'waitConf' || answer.block !== blockNamed[block]) return disabled;
    return [...wired(read, at, at.link(s, d), []), strikes(read, at, block, d, s)];
  });

const ends = (world: World, block: 'tc' | 'dih') =>
  action.system('confirms, as nobody is left to wait for', (read, n: NodeId) => {
    const { at } = world;
    const waiting = read(at[block](n));
    if (!waiting.owes || !waiting.asked.isEmpty()) return disabled;
    const { inc } = read(at.entry(n));
    return [
      at[block](n).becomes(waiting.set('owes', false)),
      ...confirms({ read, world, d: n, inc }, block),
    ];
  });

/** This block of node d no longer waits for s. */
export function strikes(
  read: Read,
  at: World['at'],
  block: 'tc' | 'dih',
  d: NodeId,
  s: NodeId,
): Assignment {
  const waiting = read(at[block](d));
  return at[block](d).becomes(waiting.set('asked', waiting.asked.remove(s)));
}
