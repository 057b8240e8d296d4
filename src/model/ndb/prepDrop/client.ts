/**
 * The client: asks for operations at some TC, each in a transaction of its own, and ends them.
 */
import type { Step } from '../../../spec/actions.ts';
import { action, disabled } from '../../../spec/actions.ts';
import type { Read } from '../../../spec/cells.ts';
import type { NodeId } from '../nouns.ts';
import { wired } from '../wires.ts';
import type { World } from './cells.ts';
import type { OpId } from './nouns.ts';
import { Key, Op } from './nouns.ts';
import { isUp } from './views.ts';

/** What happens to an operation once it has been asked for. */
export const client = (world: World) => ({ ends: ends(world) });

/** What a client may ask of a TC and an LQH. */
export const clientForNodes = (world: World) => ({ asks: asks(world) });

/** (5) "No new transactions will start on the table": 283 while it is being dropped, 284 when it is gone. Any node may have a replica. */
const asks = (world: World) =>
  action.environment(
    'asks the TC of node {node} for an operation at node {node2}',
    (read, o: OpId, t: NodeId, l: NodeId) => {
      const { at, variant } = world;
      if (!isNext(read, world, o) || !isUp(read, world, t) || !isUp(read, world, l)) {
        return disabled;
      }
      const { table } = read(at.tc(t));
      if (table === 'absent' || (table === 'dropping' && variant.tcMark === 'on')) {
        return [at.op(o).becomes(Op({ state: 'refused', tc: t }))];
      }
      const message = Key({ op: o });
      return [
        at.op(o).becomes(Op({ state: 'sent', tc: t, lqh: l })),
        ...wired(read, at, undefined, [{ on: 'data', from: t, to: l, message }]),
      ];
    },
  );

/** Operations are asked for in their order: which of them is first tells nothing. */
function isNext(read: Read, { at, scope }: World, o: OpId): boolean {
  const isNew = (op: OpId) => read(at.op(op)).state === 'new';
  return isNew(o) && !scope.ops.some((op) => op.ordinal < o.ordinal && isNew(op));
}

/** Commit or abort: both free the operation, in one step. Whether every client gets there is a switch. */
const ends = (world: World) => {
  const label = 'commits or aborts';
  const run = (read: Read, o: OpId): Step => frees(read, world, o);
  return world.variant.opsEnd === 'always'
    ? action.system(label, run)
    : action.environment(label, run);
};

function frees(read: Read, world: World, o: OpId): Step {
  const { at } = world;
  const { state, tc, lqh } = read(at.op(o));
  if (state !== 'running' || !tc || !lqh) return disabled;
  if (!isUp(read, world, tc) || !isUp(read, world, lqh)) return disabled;
  const there = read(at.lqh(lqh));
  return [
    at.op(o).becomes(Op({ state: 'done' })),
    at.lqh(lqh).becomes(there.set('running', there.running.remove(o))),
  ];
}
