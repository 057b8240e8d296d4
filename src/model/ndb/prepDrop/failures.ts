/**
 * Node failures: a node falls with all that it had in memory and on the wires; the others hear of it one by one, and
 * then handle it ("NF-handling").
 */
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import { loseVolatile } from '../../../spec/kit/crash.ts';
import type { NodeId } from '../nouns.ts';
import { cutWires } from '../wires.ts';
import type { World } from './cells.ts';
import type { OpId } from './nouns.ts';
import { Lcp, Op } from './nouns.ts';
import { isRunning, isUp } from './views.ts';
import { strikes } from './waits.ts';

export const fault = (world: World) => ({ crashes: crashes(world) });

/** What a node does about another one. */
export const nodeForNodes = (world: World) => ({ hears: hears(world) });

/** What a surviving TC does about an operation of another one. */
export const tcForOps = (world: World) => ({ takesOver: takesOver(world) });

const crashes = (world: World) =>
  action.fault('makes node {node} fall', (read, n: NodeId) => {
    const { at, scope } = world;
    const left = read(at.crashes);
    if (left === 0 || n === scope.master || !isUp(read, world, n)) return disabled;
    const live = scope.nodes.filter((m) => m !== n && isUp(read, world, m));
    return [
      at.crashes.becomes(left - 1),
      ...loseVolatile([at.up(n), at.nf(n), at.entry(n), at.tc(n), at.dih(n), at.lqh(n)]),
      ...cutWires(at, scope.nodes, n),
      ...live.map((m) => at.nf(m).becomes(read(at.nf(m)).add(n))),
      ...scope.ops
        .filter((o) => dies(read, world, o, n))
        .map((o) => at.op(o).becomes(Op({ state: 'refused' }))),
    ];
  });

/** What is under way to the node or runs there ends with it, and what its TC has sent; what its TC has running stays. */
function dies(read: Read, { at }: World, o: OpId, n: NodeId): boolean {
  const { state, tc, lqh } = read(at.op(o));
  if (state === 'sent') return tc === n || lqh === n;
  return state === 'running' && lqh === n;
}

const hears = (world: World) =>
  action.system('hears that node {node2} has failed', (read, m: NodeId, n: NodeId) => {
    const { at, scope, variant } = world;
    const nf = read(at.nf(m));
    if (!nf.has(n)) return disabled;
    const lqh = read(at.lqh(m));
    return [
      at.nf(m).becomes(nf.remove(n)),
      at.lqh(m).becomes(
        lqh.set(
          'askers',
          lqh.askers.filter(({ node }) => node !== n),
        ),
      ),
      ...(variant.nf === 'nowhere'
        ? []
        : [strikes(read, at, 'tc', m, n), strikes(read, at, 'dih', m, n)]),
      ...(m === scope.master ? masterHears(read, world, n) : []),
    ];
  });

/** The failed node owes no checkpoint; whether it still owes a confirmation is a switch. */
function masterHears(read: Read, world: World, n: NodeId): Assignment[] {
  const { at, variant } = world;
  const { queued, pending } = read(at.lcp);
  const books = at.lcp.becomes(Lcp({ queued: queued.remove(n), pending: pending.remove(n) }));
  if (variant.nf !== 'everywhere' || !isRunning(read, world)) return [books];
  const trans = read(at.trans);
  return [books, at.trans.becomes(trans.set('waiting', trans.waiting.remove(n)))];
}

/** An operation whose TC is dead is ended at its LQH once the failure has been heard of. */
const takesOver = (world: World) =>
  action.system(
    'ends operation {operation}, which the TC of node {node} left behind',
    (read, o: OpId, n: NodeId) => {
      const { at, scope, variant } = world;
      const { state, tc, lqh } = read(at.op(o));
      if (variant.tcTakeover === 'off' || state !== 'running' || tc !== n || !lqh) return disabled;
      if (isUp(read, world, n) || !isUp(read, world, lqh)) return disabled;
      if (read(at.nf(scope.master)).has(n)) return disabled;
      const there = read(at.lqh(lqh));
      return [
        at.op(o).becomes(Op({ state: 'refused' })),
        at.lqh(lqh).becomes(there.set('running', there.running.remove(o))),
      ];
    },
  );
