/**
 * The cells of a drop over the wires, by owner.
 *
 * What a node loses when it falls has a `lost` value; the schema file and the fragment are durable. Nobody asks what
 * is in the memory of a node that is down.
 */
import { Set as SetOf } from 'immutable';
import { Layout } from '../../../spec/cells.ts';
import type { FileState, NodeId, Up } from '../nouns.ts';
import { wires } from '../wires.ts';
import type { Bounds } from './bounds.ts';
import type { Message, Scope } from './nouns.ts';
import { Block, Lcp, Lqh, Op, Trans } from './nouns.ts';
import type { Variant } from './switches.ts';

export function cells(scope: Scope, bounds: Bounds, { links }: Variant) {
  const layout = new Layout();
  return {
    layout,
    ...cellsOfNodes(layout, scope),
    trans: layout.one('trans', Trans()),
    lcp: layout.one('lcp', Lcp()),
    op: layout.each('op', [scope.ops], () => Op()),
    ...wires<Message>(layout, scope.nodes, links),
    /** LQH n has told somebody that it is idle. */
    vouched: layout.ghosts('vouched', [scope.nodes], () => false),
    ...layout.budgets(bounds, 'crashes', 'lcps'),
  };
}

function cellsOfNodes(layout: Layout, { nodes }: Scope) {
  type Entry = 'inUse' | 'dropping' | 'releasing' | 'released' | 'absent';
  return {
    up: layout.each<[NodeId], Up>('up', [nodes], () => 'up', { lost: 'down' }),
    /** Failed nodes of which n has not heard yet. */
    nf: layout.each('nf', [nodes], () => SetOf<NodeId>(), { lost: SetOf() }),
    /** The table in the DICT of n. */
    entry: layout.each<[NodeId], Entry>('entry', [nodes], () => 'inUse', { lost: 'absent' }),
    file: layout.each<[NodeId], FileState>('file', [nodes], () => 'inUse'),
    /** The fragment in ACC and TUP, with its files. */
    frag: layout.each<[NodeId], 'present' | 'absent'>('frag', [nodes], () => 'present'),
    tc: layout.each('tc', [nodes], () => Block({ table: 'open' }), { lost: Block() }),
    dih: layout.each('dih', [nodes], () => Block({ table: 'active' }), { lost: Block() }),
    lqh: layout.each('lqh', [nodes], () => Lqh(), { lost: Lqh({ table: 'absent' }) }),
  };
}

/** The design, the bounds and the cells: all that a verb or a property needs. */
export interface World {
  readonly variant: Variant;
  readonly scope: Scope;
  readonly at: ReturnType<typeof cells>;
}
