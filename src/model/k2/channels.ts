/**
 * Who talks to whom in K2: admins and nodes with the CPO, each on channels of their own.
 */
import type { Layout } from '../../spec/cells.ts';
import type { Id } from '../../spec/ids.ts';
import type { AdminId } from './programs.ts';

export type NodeId = Id<'node'>;

/** The messages of a model, by channel. */
interface Messages {
  readonly toCpo: unknown;
  readonly toAdmin: unknown;
  readonly toNode: unknown;
  readonly fromNode: unknown;
}

/** One channel each way for every admin and every node. */
export function channels<M extends Messages>(
  layout: Layout,
  { admins, nodes }: { readonly admins: readonly AdminId[]; readonly nodes: readonly NodeId[] },
) {
  const cpo = { role: 'cpo', ids: [] };
  const admin = (a: AdminId) => ({ role: 'admin', ids: [a] });
  const node = (m: NodeId) => ({ role: 'node', ids: [m] });
  return {
    toCpo: layout.channels<[AdminId], M['toCpo']>('toCpo', [admins], (a) => ({
      from: admin(a),
      to: cpo,
    })),
    toAdmin: layout.channels<[AdminId], M['toAdmin']>('toAdmin', [admins], (a) => ({
      from: cpo,
      to: admin(a),
    })),
    toNode: layout.channels<[NodeId], M['toNode']>('toNode', [nodes], (m) => ({
      from: cpo,
      to: node(m),
    })),
    fromNode: layout.channels<[NodeId], M['fromNode']>('fromNode', [nodes], (m) => ({
      from: node(m),
      to: cpo,
    })),
  };
}
