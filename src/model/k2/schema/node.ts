/**
 * The node: it obeys the CPO, scans for what it was told to truncate, and settles the intents of ended transactions.
 */
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import { head, receive, send } from '../../../spec/kit/channel.ts';
import type { World } from './cells.ts';
import type { Incarnation, Order, Row } from './nouns.ts';
import { Mark, Notice, Report, Scan, Twim } from './nouns.ts';
import {
  forgets,
  hasIntentOn,
  isSealedOff,
  settleIntents,
  stripped,
  tellStandby,
  withRow,
} from './rows.ts';
import type { KeyId, NodeId, PartitionId, TxnId } from './scope.ts';
import { same, sameId } from './views.ts';

/** What a node does. */
export const node = (world: World) => ({
  handlesTruncate: handlesTruncate(world),
  handlesPush: handlesPush(world),
  scans: scans(world),
  leaseRunsOut: leaseRunsOut(world),
  crashes: crashes(world),
});

/** What happens to the link between the CPO and a node. */
export const network = (world: World) => ({ cuts: cuts(world) });

/** What a node does about each transaction that wrote there. */
export const nodeForTxns = (world: World) => ({ finalizes: finalizes(world) });

/** (6) The schema is removed in memory and requests are rejected from now on; (7) the node answers. */
const handlesTruncate = (world: World) =>
  action.system('is told to truncate, and answers (6)(7)', (read, m: NodeId) => {
    const { at, variant } = world;
    if (!read(at.reachable(m))) return disabled;
    const order = head(read, at.toNode(m));
    if (order?.verb !== 'trunc') return disabled;
    const { role } = read(at.node(m));
    if (role === 'down') return disabled;
    if (role === 'recovering' && variant.recovery === 'opsDeferred') return disabled;
    const { inc, keep, part, standby } = order;
    const answered = [
      receive(read, at.toNode(m)),
      send(read, at.fromNode(m), Report({ verb: 'truncated', inc, keep, part, standby })),
    ];
    if (role === 'none') return answered;
    if (role === 'recovering') return [...answered, ...correctsList(read, world, m, order)];
    const { epoch } = order;
    return [
      ...answered,
      ...(keep ? startsEpoch(read, world, m, order) : removesSchema(read, world, m, order)),
      ...(scanned(world, order)
        ? [at.scan(m).becomes(read(at.scan(m)).push(Scan({ inc, epoch, keep })))]
        : []),
      ...(variant.inflight === 'abortTxn' ? abortsWriters(read, world, m, inc) : []),
    ];
  });

/** Steps 9 and 10 are not part of the drop that the note refuses. */
function scanned({ variant }: World, { keep }: Order): boolean {
  return keep || variant.dropKind === 'truncateAndDrop';
}

/** A list of valid schemas that is corrected while the log is replayed. */
function correctsList(
  read: Read,
  world: World,
  m: NodeId,
  { inc, keep, epoch }: Order,
): Assignment[] {
  const { at, variant } = world;
  const list = read(at.list(m));
  if (variant.recovery !== 'versionedList' || !list) return [];
  const incs = list.incs.filterNot((listed) => same(read, world, listed, inc));
  return [at.list(m).becomes(keep ? list.set('epoch', epoch) : list.set('incs', incs))];
}

function removesSchema(read: Read, world: World, m: NodeId, { inc }: Order): Assignment[] {
  const { at, variant } = world;
  const valid = read(at.valid(m)).filterNot((known) => same(read, world, known, inc));
  const dropSet = read(at.dropSet(m));
  const remembers = variant.pushGuard !== 'none' || variant.standby === 'filtersDropped';
  const marks = variant.standby === 'markerInWal';
  return [
    at.valid(m).becomes(valid),
    ...(remembers ? [at.dropSet(m).becomes(dropSet.set('incs', dropSet.incs.add(inc)))] : []),
    ...(marks ? tellStandby(read, world, m, [Notice({ verb: 'marker', inc })]) : []),
  ];
}

/** Truncation of the data only "skips step 6": the schema stays valid, and what is written from now on is new. */
function startsEpoch(
  read: Read,
  { at, variant }: World,
  m: NodeId,
  { epoch }: Order,
): Assignment[] {
  const { part } = read(at.node(m));
  const marks = variant.truncateData === 'markerInWal';
  return [at.epoch(m).becomes(epoch), ...(marks ? [at.marker(part).becomes(epoch)] : [])];
}

/** Open transactions that wrote under the schema will not commit. */
function abortsWriters(read: Read, world: World, m: NodeId, inc: Incarnation): Assignment[] {
  const { at, scope } = world;
  return scope.writers.flatMap((t) => {
    const twim = read(at.twim(m, t));
    if (twim.status !== 'open' || !hasIntentOn(read, world, twim, inc)) return [];
    return [at.twim(m, t).becomes(twim.set('status', 'aborted'))];
  });
}

/** A partition takes any push for its collection, in whatever order (F2), unless it is told apart from a stale one. */
const handlesPush = (world: World) =>
  action.system('is told of the schema, and answers', (read, m: NodeId) => {
    const { at } = world;
    if (!read(at.reachable(m))) return disabled;
    const order = head(read, at.toNode(m));
    if (order?.verb !== 'push') return disabled;
    const { role } = read(at.node(m));
    if (role === 'down' || role === 'recovering') return disabled;
    const taken = receive(read, at.toNode(m));
    if (role === 'none') return [taken];
    const { inc, part, standby } = order;
    const valid = read(at.valid(m));
    const isNew = !valid.has(inc) && !isStale(read, world, m, inc);
    return [
      taken,
      send(read, at.fromNode(m), Report({ verb: 'pushed', inc, part, standby })),
      ...(isNew ? [at.valid(m).becomes(valid.add(inc)), ...newIndex(read, world, m)] : []),
    ];
  });

/** Does the node know that it is late? Only of schemas that it does not have. */
function isStale(read: Read, { at, variant }: World, m: NodeId, inc: Incarnation): boolean {
  if (variant.pushGuard === 'none') return false;
  const { incs, upTo } = read(at.dropSet(m));
  return incs.has(inc) || (variant.pushGuard === 'highWater' && inc <= upTo);
}

/** The index of a schema is made anew, by name over the old one (F5). */
function newIndex(read: Read, { at, scope, variant }: World, m: NodeId): Assignment[] {
  const mark = read(at.mark(m));
  const kept = variant.schemaId === 'name' ? Mark() : mark;
  const begun = scope.txns.filter((t) => read(at.txn(t)).phase !== 'idle').length;
  const floored = variant.readMark === 'fresh' ? kept.set('schema', begun) : kept;
  return floored.equals(mark) ? [] : [at.mark(m).becomes(floored)];
}

/** (9) Records and versions are truncated, "no persistence or tombstones": the log is not touched. */
const scans = (world: World) =>
  action.system('scans and truncates the records of the schema (9)', (read, m: NodeId) => {
    const { at, scope, variant } = world;
    const scan = read(at.scan(m));
    const entry = scan.first();
    if (!entry) return disabled;
    const { role, part } = read(at.node(m));
    if (role !== 'serving' && role !== 'standby') return disabled;
    if (variant.memFormat === 'plogFormat' && isLogged(read, world, part, entry)) return disabled;
    const gone: { readonly inc: Incarnation; readonly key: KeyId; readonly t: TxnId }[] = [];
    const rows = scope.keys.flatMap((key) => {
      const before = read(at.rows(m, key));
      const after = before.reduce((so, row, inc) => {
        const byName = variant.scanMatch === 'byName';
        if (!byName && !same(read, world, inc, entry.inc)) return so;
        const left = truncated(world, row, entry);
        if (row.intent && !left.intent) gone.push({ inc, key, t: row.intent });
        return withRow(so, inc, left);
      }, before);
      return after === before ? [] : [at.rows(m, key).becomes(after)];
    });
    return [
      at.scan(m).becomes(scan.shift()),
      ...rows,
      ...scope.writers.flatMap((t) => {
        const lost = gone.filter((slot) => slot.t === t);
        return lost.length === 0 ? [] : forgetsIntents(read, world, m, t, lost);
      }),
    ];
  });

/** With memory in PLOG format "the truncation must wait until WAL cleanup". */
function isLogged(read: Read, world: World, p: PartitionId, { inc, epoch, keep }: Scan): boolean {
  const { at, scope } = world;
  const isHit = (row: Row, of: Incarnation) =>
    sameId(read, world, of, inc) && (!keep || row.epoch < epoch);
  return scope.keys.some((k) => scope.partOf(k) === p && read(at.logged(k)).some(isHit));
}

/** A row without its value, and perhaps its intent; of a truncation that is counted, only what is older. */
function truncated({ variant }: World, row: Row, { keep, epoch }: Scan): Row {
  const goes = (written: number) =>
    !keep || variant.truncateData === 'skip4and6' || written < epoch;
  const without = goes(row.epoch) ? row.merge({ by: 'none', layout: 0, epoch: 0 }) : row;
  return variant.inflight !== 'leave' && goes(row.intentEpoch) ? stripped(without) : without;
}

/** Whose intents were truncated: whether the node still knows of them is an open question. */
function forgetsIntents(
  read: Read,
  { at, variant }: World,
  m: NodeId,
  t: TxnId,
  lost: readonly { readonly inc: Incarnation; readonly key: KeyId }[],
): Assignment[] {
  const twim = read(at.twim(m, t));
  if (variant.inflight === 'removeIntentOnly' || twim.status === 'none') return [];
  const keys = twim.keys.filterNot((slot) =>
    lost.some(({ inc, key }) => slot.inc === inc && slot.key === key),
  );
  const aborts = variant.inflight === 'abortTxn' && twim.status === 'open';
  return [at.twim(m, t).becomes(twim.merge({ keys, status: aborts ? 'aborted' : twim.status }))];
}

/** A transaction that ended is settled everywhere at this node; the code asserts that its intents are there (F4). */
const finalizes = (world: World) =>
  action.system('settles the intents of transaction {txn}', (read, m: NodeId, t: TxnId) => {
    const { at } = world;
    const twim = read(at.twim(m, t));
    if (twim.status === 'none' || read(at.node(m)).role !== 'serving') return disabled;
    if (twim.status === 'open' && read(at.txn(t)).phase !== 'aborted') return disabled;
    if (isSealedOff(read, world, m)) return disabled;
    const isThere = twim.keys.every(({ inc, key }) => read(at.rows(m, key)).get(inc)?.intent === t);
    return [
      at.twim(m, t).becomes(Twim()),
      ...(isThere ? settleIntents(read, world, m, t, twim) : [at.broken().becomes(true)]),
    ];
  });

const leaseRunsOut = ({ at, variant }: World) =>
  action.system('has not heard of the CPO, and its lease runs out', (read, m: NodeId) => {
    if (variant.fence !== 'lease' || read(at.reachable(m)) || !read(at.lease(m))) return disabled;
    return [at.lease(m).becomes(false)];
  });

const crashes = (world: World) =>
  action.fault('crashes and loses what it held in memory', (read, m: NodeId) => {
    const { at } = world;
    const left = read(at.nodeCrashes);
    if (left === 0) return disabled;
    const now = read(at.node(m));
    if (now.role !== 'serving' && now.role !== 'recovering') return disabled;
    return [
      at.nodeCrashes.becomes(left - 1),
      at.node(m).becomes(now.set('role', 'down')),
      ...forgets(world, m),
    ];
  });

/** Only from the CPO: clients reach it still. */
const cuts = ({ at }: World) =>
  action.fault('cuts node {node} off from the CPO', (read, m: NodeId) => {
    const left = read(at.cuts);
    if (left === 0) return disabled;
    if (read(at.node(m)).role !== 'serving' || !read(at.reachable(m))) return disabled;
    return [at.cuts.becomes(left - 1), at.reachable(m).becomes(false)];
  });
