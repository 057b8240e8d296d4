/**
 * The cells of a drop that survives failures, by owner.
 *
 * What a node loses when it falls has a `lost` value; the schema file, the fragment and the order of deaths (which
 * stands for the newest global checkpoint) are durable.
 */
import { Set as SetOf } from 'immutable';
import { Layout } from '../../../spec/cells.ts';
import type { FileState, NodeId, Up } from '../nouns.ts';
import type { Bounds } from './bounds.ts';
import type { Phase, Plan, Scope, Told } from './nouns.ts';
import { Trans } from './nouns.ts';
import type { Variant } from './switches.ts';

export function cells(scope: Scope, bounds: Bounds) {
  const layout = new Layout();
  return {
    layout,
    ...cellsOfNodes(layout, scope, bounds.tables > 0),
    /** The node whose DICT is the master; none while no node is up. */
    master: layout.one<NodeId | 'none'>('master', scope.nodes[0] ?? 'none'),
    trans: layout.one('trans', Trans()),
    /** The DICT lock. */
    lock: layout.one<'free' | 'trans' | NodeId>('lock', 'free'),
    clock: layout.one('clock', 1),
    told: layout.ghosts('told', [], (): Told => 'nothing')(),
    /** What the nodes did in this change: went on with it, or back. */
    outcomes: layout.ghosts('outcomes', [], () => SetOf<'forward' | 'back'>())(),
    ...layout.budgets(
      bounds,
      'drops',
      'creates',
      'crashes',
      'powers',
      'refusals',
      'restartCrashes',
    ),
  };
}

function cellsOfNodes(layout: Layout, { nodes, lagging }: Scope, isThere: boolean) {
  type Entry = 'absent' | 'adding' | 'inUse';
  const runs = (n: NodeId) => !lagging.includes(n);
  return {
    up: layout.each<[NodeId], Up>('up', [nodes], (n) => (runs(n) ? 'up' : 'down'), {
      lost: 'down',
    }),
    /** The phases that n has finished in the present change. */
    done: layout.each('done', [nodes], () => SetOf<Phase>(), { lost: SetOf() }),
    /** The table in the DICT of n; it is DROPPING while `prepare` is among the finished phases. */
    entry: layout.each<[NodeId], Entry>(
      'entry',
      [nodes],
      (n) => (isThere && runs(n) ? 'inUse' : 'absent'),
      { lost: 'absent' },
    ),
    file: layout.each<[NodeId], FileState>('file', [nodes], () => (isThere ? 'inUse' : 'unused')),
    frag: layout.each<[NodeId], 'present' | 'absent'>('frag', [nodes], () =>
      isThere ? 'present' : 'absent',
    ),
    /** TC, LQH and DIH in one: does the table accept work at n? */
    open: layout.each('open', [nodes], (n) => isThere && runs(n), { lost: false }),
    plan: layout.each<[NodeId], Plan>('plan', [nodes], () => 'none', { lost: 'none' }),
    died: layout.each('died', [nodes], () => 0),
  };
}

/** The design, the bounds and the cells: all that a verb or a property needs. */
export interface World {
  readonly variant: Variant;
  readonly bounds: Bounds;
  readonly scope: Scope;
  readonly at: ReturnType<typeof cells>;
}
