/**
 * The wires of NDB: one FIFO for each ordered pair of nodes, from a node to itself included, as the blocks of a node
 * talk through its job buffer. Where worker threads sit behind a proxy there is no order between data and control
 * signals, so that the data have a FIFO of their own.
 *
 * Nothing is sent to a node that is not up, and what is under way from or to a node that falls is lost.
 */
import { List } from 'immutable';
import type { Assignment, Channel, Family, Layout, Read } from '../../spec/cells.ts';
import type { NodeId, Up } from './nouns.ts';

/** The channels by sender and receiver; `data` is `link` itself where they are shared. */
export interface Wires<M> {
  readonly link: Family<[NodeId, NodeId], List<M>>;
  readonly data: Family<[NodeId, NodeId], List<M>>;
}

/** A message on its way out. */
export interface Post<M> {
  readonly on: 'link' | 'data';
  readonly from: NodeId;
  readonly to: NodeId;
  readonly message: M;
}

/** Lays the wires. */
export function wires<M>(
  layout: Layout,
  nodes: readonly NodeId[],
  links: 'shared' | 'split',
): Wires<M> {
  const fifos = (name: string) =>
    layout.channels<[NodeId, NodeId], M>(name, [nodes, nodes], (s, d) => ({
      from: { role: 'node', ids: [s] },
      to: { role: 'node', ids: [d] },
    }));
  const link = fifos('link');
  return { link, data: links === 'split' ? fifos('data') : link };
}

/** What a step does to the wires: the head of one of them is taken, if any, and messages are sent in their order. */
export function wired<M>(
  read: Read,
  at: Wires<M> & { readonly up: Family<[NodeId], Up> },
  taken: Channel<M> | undefined,
  posts: readonly Post<M>[],
): Assignment[] {
  const queues = new Map<Channel<M>, List<M>>();
  if (taken) queues.set(taken, read(taken).shift());
  for (const { on, from, to, message } of posts) {
    if (read(at.up(to)) !== 'up') continue;
    const channel = at[on](from, to);
    queues.set(channel, (queues.get(channel) ?? read(channel)).push(message));
  }
  return [...queues].map(([channel, queue]) => channel.becomes(queue));
}

/** What is left of the wires when a node falls. */
export function cutWires<M>({ link, data }: Wires<M>, nodes: readonly NodeId[], n: NodeId) {
  const families = link === data ? [link] : [link, data];
  const touched = families.flatMap((fifo) =>
    nodes.flatMap((m) => (m === n ? [fifo(n, n)] : [fifo(n, m), fifo(m, n)])),
  );
  return touched.map((channel): Assignment => channel.becomes(List()));
}
