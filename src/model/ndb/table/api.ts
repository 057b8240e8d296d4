/**
 * The API: clients with a transaction and a cached handle, and the caller of a drop.
 */
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import type { NodeId } from '../nouns.ts';
import type { World } from './cells.ts';
import type { ClientId, Fault } from './nouns.ts';
import { Ddl, Told, Txn } from './nouns.ts';
import { isRunning, isUp, readable } from './views.ts';

/** What the library of a client does. */
export const api = (world: World) => ({ looksUp: looksUp(world), forgets: forgets(world) });

/** What a client does with its transaction. */
export const client = (world: World) => ({ defines: defines(world), commits: commits(world) });

/** What it does at each TC. */
export const clientForNodes = (world: World) => ({ starts: starts(world) });

/** What the caller of a drop does. */
export const ddl = (world: World) => ({
  opens: opens(world),
  isAnswered: isAnswered(world),
  retries: retries(world),
});

const looksUp = (world: World) =>
  action.environment('looks the table up', (read, c: ClientId) => {
    const { at, variant } = world;
    if (variant.bindAt === 'start' || read(at.txn(c)).state !== 'idle') return disabled;
    if (read(at.cache(c))) return disabled;
    const handle = readable(read, world);
    return handle ? [at.cache(c).becomes(handle)] : disabled;
  });

/** A schema event, or invalidate. */
const forgets = ({ at, variant }: World) =>
  action.environment('forgets the handle', (read, c: ClientId) => {
    if (variant.bindAt === 'start' || variant.cache === 'sticky') return disabled;
    if (!read(at.cache(c))) return disabled;
    const { state } = read(at.txn(c));
    if (state !== 'idle' && state !== 'open') return disabled;
    return [at.cache(c).becomes(undefined)];
  });

/** Requirement 2: the table that is in use now is that of the transaction. */
const starts = (world: World) =>
  action.environment('calls startTransaction at node {node}', (read, c: ClientId, t: NodeId) => {
    const { at, variant } = world;
    if (read(at.txn(c)).state !== 'idle' || !isUp(read, world, t)) return disabled;
    const handle = variant.bindAt === 'start' ? readable(read, world) : undefined;
    if (variant.bindAt === 'start' && !handle) return disabled;
    const master = read(at.master);
    const entry = master && read(at.entry(master));
    return [
      at.txn(c).becomes(Txn({ state: 'open', tc: t })),
      at.startInc(c).becomes(entry?.state === 'inUse' ? entry.inc : 0),
      ...(handle ? [at.cache(c).becomes(handle)] : []),
    ];
  });

/** getNdbOperation: the cached handle, or what the dictionary says now. */
const defines = (world: World) =>
  action.environment('calls getNdbOperation', (read, c: ClientId) => {
    const { at, bounds } = world;
    const txn = read(at.txn(c));
    if (txn.state !== 'open' || txn.op || txn.n >= bounds.operations) return disabled;
    const handle = read(at.cache(c)) ?? readable(read, world);
    if (!handle) return disabled;
    return [at.txn(c).becomes(txn.set('op', handle)), at.cache(c).becomes(handle)];
  });

const commits = (world: World) =>
  action.system('commits', (read, c: ClientId) => {
    const { at } = world;
    const { state, op, n, tc } = read(at.txn(c));
    if (state !== 'open' || op || n === 0 || !tc || !isUp(read, world, tc)) return disabled;
    return [
      at.txn(c).becomes(Txn({ state: 'committed' })),
      ...stop(read, world, [c], world.scope.nodes),
    ];
  });

/** The caller has its handle from the dictionary. */
const opens = (world: World) =>
  action.environment('calls dropTable', (read) => {
    const { at } = world;
    const left = read(at.drops);
    if (left === 0 || read(at.ddl).state !== 'idle') return disabled;
    const handle = readable(read, world);
    if (!handle) return disabled;
    return [at.drops.becomes(left - 1), at.ddl.becomes(Ddl({ state: 'asking', handle }))];
  });

/** What was reported as secured is not taken back. */
const isAnswered = ({ at }: World) =>
  action.system('is answered', (read) => {
    const reply = read(at.reply);
    if (!reply || read(at.ddl).state !== 'waiting') return disabled;
    const told = read(at.told());
    const keeps = reply.what === 'aborted' && told.what === 'secured';
    return [
      at.reply.becomes(undefined),
      at.ddl.becomes(Ddl()),
      ...(keeps ? [] : [at.told().becomes(Told({ what: reply.what, inc: reply.inc }))]),
    ];
  });

/** The master that would have answered is gone: the same is asked of the new one. */
const retries = (world: World) =>
  action.system('asks the new master', (read) => {
    const { at } = world;
    const ddl = read(at.ddl);
    if (ddl.state !== 'waiting' || read(at.reply)) return disabled;
    if (isRunning(read, world) || !read(at.master)) return disabled;
    return [at.ddl.becomes(ddl.set('state', 'asking'))];
  });

/** What these transactions have running stops at these LQHs. */
export function stop(
  read: Read,
  { at }: World,
  clients: readonly ClientId[],
  nodes: readonly NodeId[],
): Assignment[] {
  return nodes.flatMap((l) => {
    const lqh = read(at.lqh(l));
    const left = lqh.running.subtract(clients);
    return left === lqh.running ? [] : [at.lqh(l).becomes(lqh.set('running', left))];
  });
}

/** The transaction is over as an operation was refused; the library looks the table up again the next time. */
export function refuse(read: Read, world: World, c: ClientId, err: Fault): Assignment[] {
  return [
    world.at.txn(c).becomes(Txn({ state: 'aborted', err })),
    ...stop(read, world, [c], world.scope.nodes),
    world.at.cache(c).becomes(undefined),
  ];
}

/** All users lose the cluster; those who had a transaction in it are told so. */
export function usersLoseCluster(read: Read, { at, scope }: World): Assignment[] {
  return [
    at.ddl.becomes(Ddl()),
    ...scope.clients.flatMap((c) => [
      at.cache(c).becomes(undefined),
      ...(read(at.txn(c)).state === 'open'
        ? [at.txn(c).becomes(Txn({ state: 'aborted', err: '4010' }))]
        : []),
    ]),
  ];
}
