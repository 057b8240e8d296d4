/**
 * The cells of the whole, by owner.
 *
 * What a node loses when it falls has a `lost` value; the schema file and the fragment are durable. Nobody asks what
 * is in the memory of a node that is down.
 */
import { Set as SetOf } from 'immutable';
import { Layout } from '../../../spec/cells.ts';
import type { NodeId, Up } from '../nouns.ts';
import { wires } from '../wires.ts';
import type { Bounds } from './bounds.ts';
import type { ClientId, Message, Phase, Plan, Reply, Scope, Touch } from './nouns.ts';
import { Block, Ddl, Entry, File, type Handle, Lcp, Lqh, Told, Trans, Txn } from './nouns.ts';
import type { Variant } from './switches.ts';

export function cells(scope: Scope, bounds: Bounds, { links }: Variant) {
  const layout = new Layout();
  return {
    layout,
    ...cellsOfNodes(layout, scope),
    ...cellsOfCluster(layout, scope),
    ...wires<Message>(layout, scope.nodes, links),
    ...cellsOfUsers(layout, scope),
    ...layout.budgets(bounds, 'drops', 'creates', 'crashes', 'powers', 'lcps'),
  };
}

/** The table that is there at first. */
const first = { ver: 1, inc: 1 };

function cellsOfNodes(layout: Layout, { nodes }: Scope) {
  const lost = { lost: undefined };
  return {
    up: layout.each<[NodeId], Up>('up', [nodes], () => 'up', { lost: 'down' }),
    /** Failed nodes of which n has not heard yet. */
    nf: layout.each('nf', [nodes], () => SetOf<NodeId>(), { lost: SetOf() }),
    /** What n has done of the present schema change. */
    done: layout.each('done', [nodes], () => SetOf<Phase>(), { lost: SetOf() }),
    entry: layout.each('entry', [nodes], () => Entry({ state: 'inUse', ...first }), {
      lost: Entry(),
    }),
    file: layout.each('file', [nodes], () => File({ state: 'inUse', ...first })),
    /** The incarnation whose fragment is in ACC and TUP, with its files; 0 if there is none. */
    frag: layout.each('frag', [nodes], () => 1),
    tc: layout.each('tc', [nodes], () => Block({ table: 'open', ver: 1 }), { lost: Block() }),
    dih: layout.each('dih', [nodes], () => Block({ table: 'active' }), { lost: Block() }),
    lqh: layout.each('lqh', [nodes], () => Lqh({ table: 'defined', ver: 1 }), { lost: Lqh() }),
    plan: layout.each<[NodeId], Plan | undefined>('plan', [nodes], () => undefined, lost),
    /** When n last fell. */
    died: layout.each('died', [nodes], () => 0),
  };
}

function cellsOfCluster(layout: Layout, { nodes }: Scope) {
  return {
    clock: layout.one('clock', 1),
    /** The node whose DICT controls schema changes, and whose DIH orders checkpoints; none while no node is up. */
    master: layout.one<NodeId | undefined>('master', nodes[0]),
    trans: layout.one('trans', Trans()),
    /** The DICT lock: schema changes and node starts exclude each other. */
    lock: layout.one<'free' | 'trans' | NodeId>('lock', 'free'),
    reply: layout.one<Reply | undefined>('reply', undefined),
    lcp: layout.one('lcp', Lcp()),
  };
}

function cellsOfUsers(layout: Layout, { clients }: Scope) {
  return {
    cache: layout.each('cache', [clients], () => undefined as Handle | undefined),
    txn: layout.each('txn', [clients], () => Txn()),
    ddl: layout.one('ddl', Ddl()),
    told: layout.ghosts('told', [], () => Told()),
    touched: layout.ghosts<[ClientId], SetOf<Touch>>('touched', [clients], () => SetOf()),
    /** The incarnation in use at startTransaction, 0 if there was none. */
    startInc: layout.ghosts('startInc', [clients], () => 0),
    next: layout.ghosts<[], number>('next', [], () => 2),
  };
}

/** The design, the bounds and the cells: all that a verb or a property needs. */
export interface World {
  readonly variant: Variant;
  readonly bounds: Bounds;
  readonly scope: Scope;
  readonly at: ReturnType<typeof cells>;
}
