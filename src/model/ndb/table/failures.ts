/**
 * Node failures and power failures: whoever falls loses what is in memory and on the wires; the others hear of it one
 * by one, and then handle it ("NF-handling").
 */
import { List, Set as Sets } from 'immutable';
import { action, disabled } from '../../../spec/actions.ts';
import type { AnyCell, Assignment, Read } from '../../../spec/cells.ts';
import { loseVolatile } from '../../../spec/kit/crash.ts';
import type { NodeId } from '../nouns.ts';
import { cutWires } from '../wires.ts';
import { stop, usersLoseCluster } from './api.ts';
import { strikes } from './blocks.ts';
import type { World } from './cells.ts';
import { Lcp, Trans, Txn } from './nouns.ts';
import { isRunning, isUp, upNodes } from './views.ts';

/** What may happen to the cluster. */
export const fault = (world: World) => ({ powerFails: powerFails(world) });

/** What may happen to a node. */
export const faultForNodes = (world: World) => ({ crashes: crashes(world) });

/** What a node does about another one. */
export const nodeForNodes = (world: World) => ({ hears: hears(world) });

const crashes = (world: World) =>
  action.fault('makes node {node} fall', (read, n: NodeId) => {
    const { at } = world;
    const left = read(at.crashes);
    if (left === 0 || !isUp(read, world, n)) return disabled;
    const survivors = upNodes(read, world).filter((m) => m !== n);
    return [
      at.crashes.becomes(left - 1),
      ...(survivors.length === 0
        ? allFall(read, world)
        : [
            ...nodeFalls(read, world, n),
            ...survivors.map((m) => at.nf(m).becomes(read(at.nf(m)).add(n))),
            ...(read(at.master) === n ? masterFalls(read, world, survivors) : []),
            ...usersLose(read, world, n),
          ]),
    ];
  });

const powerFails = (world: World) =>
  action.fault('cuts the power', (read) => {
    const { at } = world;
    const left = read(at.powers);
    if (left === 0 || !read(at.master)) return disabled;
    return [at.powers.becomes(left - 1), ...allFall(read, world)];
  });

/** What a node has in memory. */
function memory({ at }: World, n: NodeId): AnyCell[] {
  const cells = [at.up, at.nf, at.done, at.entry, at.tc, at.dih, at.lqh, at.plan];
  return cells.map((family) => family(n) as AnyCell);
}

function nodeFalls(read: Read, world: World, n: NodeId): Assignment[] {
  const { at, scope } = world;
  const clock = read(at.clock);
  return [
    ...loseVolatile(memory(world, n)),
    ...cutWires(at, scope.nodes, n),
    at.died(n).becomes(clock),
    at.clock.becomes(clock + 1),
  ];
}

/** The lowest of the survivors is the new master; the answer to a caller and the round of checkpoints are lost. */
function masterFalls(read: Read, world: World, survivors: readonly NodeId[]): Assignment[] {
  const { at, variant } = world;
  const trans = read(at.trans);
  const isOrphaned = variant.takeover === 'none' || trans.phase === 'orphaned';
  const phase = isOrphaned ? 'orphaned' : 'takeover';
  return [
    at.master.becomes(survivors[0]),
    at.reply.becomes(undefined),
    at.lcp.becomes(Lcp()),
    ...(isRunning(read, world) ? [at.trans.becomes(trans.merge({ phase, waiting: Sets() }))] : []),
  ];
}

/** Starting nodes fall as well, but they had not been up since they died. */
function allFall(read: Read, world: World): Assignment[] {
  const { at, scope } = world;
  const clock = read(at.clock);
  return [
    ...scope.nodes.flatMap((n) => loseVolatile(memory(world, n))),
    ...[...new Set([...at.link.all, ...at.data.all])].map((fifo) => fifo.becomes(List())),
    ...upNodes(read, world).map((n) => at.died(n).becomes(clock)),
    at.clock.becomes(clock + 1),
    at.master.becomes(undefined),
    at.trans.becomes(Trans()),
    at.lock.becomes('free'),
    at.reply.becomes(undefined),
    at.lcp.becomes(Lcp()),
    ...usersLoseCluster(read, world),
  ];
}

/** A transaction ends that was, or sends, or was coordinated there; what it has running elsewhere stays if its TC died. */
function usersLose(read: Read, world: World, n: NodeId): Assignment[] {
  const { at, scope } = world;
  const lost = scope.clients.filter((c) => {
    const { state, tc, sent, at: been } = read(at.txn(c));
    return state === 'open' && (tc === n || sent === n || been.has(n));
  });
  const stopped = lost.filter((c) => read(at.txn(c)).tc !== n);
  const others = scope.nodes.filter((l) => l !== n);
  return [
    ...lost.map((c) => at.txn(c).becomes(Txn({ state: 'aborted', err: '4010' }))),
    ...stop(read, world, stopped, others),
  ];
}

const hears = (world: World) =>
  action.system('hears that node {node2} has failed', (read, m: NodeId, n: NodeId) => {
    const { at, variant } = world;
    const nf = read(at.nf(m));
    if (!nf.has(n)) return disabled;
    const lqh = read(at.lqh(m));
    const askers = lqh.askers.filter(({ node }) => node !== n);
    return [
      at.nf(m).becomes(nf.remove(n)),
      at.lqh(m).becomes(lqh.set('askers', askers)),
      ...(variant.nf === 'nowhere'
        ? []
        : [strikes(read, at, 'tc', m, n), strikes(read, at, 'dih', m, n)]),
      ...(m === read(at.master) ? masterHears(read, world, n) : []),
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
