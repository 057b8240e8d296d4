/**
 * The CPO: one process that owns all metadata, decides about drops and creates, and tells the nodes.
 */
import { Set as SetOf } from 'immutable';
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import { head, receive, send } from '../../../spec/kit/channel.ts';
import type { World } from './cells.ts';
import type { Incarnation, Report, Request } from './nouns.ts';
import { Catalog, Done, Order, Work } from './nouns.ts';
import type { AdminId, NameId, NodeId, PartitionId } from './scope.ts';
import { wipe } from './storage.ts';
import { live, same } from './views.ts';

/** What the CPO does with the requests of each admin. */
export const cpoForAdmins = (world: World) => ({
  handlesDrop: handlesDrop(world),
  handlesCreate: handlesCreate(world),
});

/** What it does about each name. */
export const cpoForNames = (world: World) => ({
  completesCreate: completesCreate(world),
  retriesAssign: retriesAssign(world),
  finishesDrop: finishesDrop(world),
  timesOut: timesOut(world),
  cleans: cleans(world),
});

/** What it does about each node. */
export const cpoForNodes = (world: World) => ({
  collects: collects(world),
  reloads: reloads(world),
});

/** A DROP of what is being deleted already starts all over. */
const handlesDrop = (world: World) =>
  action.system('handles the DROP of admin {admin} (2)(3)', (read, a: AdminId) => {
    const { at, variant, scope } = world;
    const asked = head(read, at.toCpo(a));
    if (asked?.verb !== 'drop') return disabled;
    const { name, meant, request } = asked;
    const { status, inc, assigned } = read(at.catalog(name));
    const work = read(at.work(name));
    const creating = status === 'live' && work.kind === 'create';
    if (variant.offloadMissing === 'afterAssign' && creating) return disabled;

    const taken = receive(read, at.toCpo(a));
    if (status === 'absent') return [taken, answer(read, world, a, asked, 'notFound')];
    if (status === 'half') return [taken, answer(read, world, a, asked, 'error')];
    if (variant.dropMsg === 'byId' && !same(read, world, meant, inc)) {
      return [taken, answer(read, world, a, asked, 'notFound')];
    }
    const mark = variant.intent === 'beforeSend' ? 'deleting' : status;
    const waiting = SetOf(scope.partitions);
    return [
      taken,
      at.catalog(name).becomes(Catalog({ status: mark, inc, assigned })),
      at.work(name).becomes(Work({ kind: 'drop', waiting, admin: a, request })),
      ...order(read, world, 'offload', name, inc, scope.partitions),
      ...(work.admin === a ? [] : answerWork(read, world, name, 'error')),
    ];
  });

/** (6) A name may be used again as soon as nothing is on file about it. */
const handlesCreate = (world: World) =>
  action.system('handles the CREATE of admin {admin} (6)', (read, a: AdminId) => {
    const { at, variant, scope } = world;
    const asked = head(read, at.toCpo(a));
    if (asked?.verb !== 'create') return disabled;
    const { name, request } = asked;
    const { status, inc } = read(at.catalog(name));
    const taken = receive(read, at.toCpo(a));
    if (status !== 'absent') return [taken, answer(read, world, a, asked, 'exists', inc)];

    const registry = read(at.registry);
    const next = registry.size + 1;
    const atomic = variant.catalogWrite === 'atomic';
    const waiting = SetOf(scope.partitions);
    return [
      taken,
      at.registry.becomes(registry.push(variant.idSource === 'perName' ? 1 : next)),
      at.catalog(name).becomes(Catalog({ status: atomic ? 'live' : 'half', inc: next })),
      at.work(name).becomes(Work({ kind: 'create', waiting, admin: a, request })),
      ...(atomic ? order(read, world, 'assign', name, next, scope.partitions) : []),
    ];
  });

const completesCreate = (world: World) =>
  action.system(
    'writes the second file of {name} and asks the nodes to load',
    (read, n: NameId) => {
      const { at, scope } = world;
      const catalog = read(at.catalog(n));
      if (catalog.status !== 'half' || read(at.work(n)).kind !== 'create') return disabled;
      return [
        at.catalog(n).becomes(catalog.set('status', 'live')),
        ...order(read, world, 'assign', n, catalog.inc, scope.partitions),
      ];
    },
  );

/** A time-out: it fires only where the request or its answer is really gone. */
const retriesAssign = (world: World) =>
  action.system('hears nothing and sends the ASSIGN of {name} again', (read, n: NameId) => {
    const { at, scope } = world;
    const { kind, waiting, refused } = read(at.work(n));
    if (kind !== 'create') return disabled;
    const { status, inc } = read(at.catalog(n));
    if (status !== 'live') return disabled;
    const silent = scope.partitions.filter(
      (p) => waiting.has(p) && !refused.has(p) && !underWay(read, world, p, inc),
    );
    return silent.length === 0 ? disabled : order(read, world, 'assign', n, inc, silent);
  });

/** Takes the answer of a node; one that no longer matters is dropped. */
const collects = (world: World) =>
  action.system('collects the answer of node {node}', (read, m: NodeId) => {
    const { at } = world;
    const report = head(read, at.fromNode(m));
    if (!report) return disabled;
    const effects =
      report.verb === 'offloaded'
        ? partitionUnloaded(read, world, m, report)
        : partitionAssigned(read, world, report);
    return [receive(read, at.fromNode(m)), ...effects];
  });

/** That a node has nothing to unload counts as unloaded, unless it must load first to be sure. */
function partitionUnloaded(read: Read, world: World, m: NodeId, report: Report): Assignment[] {
  const { at, variant } = world;
  const { name, part, inc, was } = report;
  const work = read(at.work(name));
  const awaited = work.kind === 'drop' && work.waiting.has(part);
  if (!awaited || read(at.catalog(name)).inc !== inc) return [];
  if (was === 'missing' && variant.offloadMissing === 'reloadThenDrain') {
    const orders = (['assign', 'offload'] as const).map((verb) => Order({ verb, name, part, inc }));
    return [send(read, at.toNode(m), ...orders)];
  }
  return [at.work(name).becomes(work.set('waiting', work.waiting.delete(part)))];
}

/** Once every partition is assigned, the user is told. */
function partitionAssigned(read: Read, world: World, report: Report): Assignment[] {
  const { at } = world;
  const { name, part, inc, was } = report;
  const catalog = read(at.catalog(name));
  if (live(read, world, name) !== inc) return [];
  const work = read(at.work(name));
  const creating = work.kind === 'create';
  if (was === 'refused') {
    return creating ? [at.work(name).becomes(work.set('refused', work.refused.add(part)))] : [];
  }
  if (catalog.assigned.has(part)) return [];
  const assigned = at.catalog(name).becomes(catalog.set('assigned', catalog.assigned.add(part)));
  if (!creating) return [assigned];
  const waiting = work.waiting.delete(part);
  return waiting.isEmpty()
    ? [assigned, at.work(name).becomes(Work()), ...answerWork(read, world, name, 'ok')]
    : [assigned, at.work(name).becomes(work.set('waiting', waiting))];
}

/** (5) All nodes have answered: nothing is left on file, and the user is told. */
const finishesDrop = (world: World) =>
  action.system('finishes the drop of {name} and tells the user (5)', (read, n: NameId) => {
    const { at, variant, scope } = world;
    const { kind, waiting } = read(at.work(n));
    if (kind !== 'drop' || !waiting.isEmpty()) return disabled;
    const { inc } = read(at.catalog(n));
    const seals = variant.lateAppend === 'sealed';
    const lists = variant.walClean === 'asyncDurableList';
    return [
      at.catalog(n).becomes(Catalog()),
      at.work(n).becomes(Work()),
      ...answerWork(read, world, n, 'ok'),
      ...(seals ? scope.partitions.map((p) => at.slow(p).becomes(read(at.slow(p)).clear())) : []),
      ...(lists ? [at.deleted(n).becomes(read(at.deleted(n)).add(inc))] : []),
      ...(variant.walClean === 'beforeReply' ? wipe(read, world, n, inc) : []),
    ];
  });

/** A node has answered nothing to an OFFLOAD, and never will. */
const timesOut = (world: World) =>
  action.system('hears nothing about the drop of {name}', (read, n: NameId) => {
    const { at, variant, scope } = world;
    const { kind, waiting } = read(at.work(n));
    if (kind !== 'drop') return disabled;
    const { inc } = read(at.catalog(n));
    const stalled = scope.partitions.filter(
      (p) =>
        waiting.has(p) &&
        !underWay(read, world, p, inc, 'offload') &&
        !read(at.stops(scope.nodeOf(p))).some((stop) => stop.inc === inc),
    );
    if (stalled.length === 0) return disabled;
    return variant.dropFailure === 'userRetries'
      ? [at.work(n).becomes(Work({ kind: 'gaveUp' })), ...answerWork(read, world, n, 'error')]
      : order(read, world, 'offload', n, inc, stalled);
  });

/** (7) Later, the logs of what is on the deleted list are cleaned, the oldest first. */
const cleans = (world: World) =>
  action.system('cleans the logs of a dropped {name} (7)', (read, n: NameId) => {
    const deleted = read(world.at.deleted(n));
    const oldest = deleted.min();
    if (oldest === undefined) return disabled;
    return [world.at.deleted(n).becomes(deleted.delete(oldest)), ...wipe(read, world, n, oldest)];
  });

/** A partition whose node came back without it is assigned again. */
const reloads = (world: World) =>
  action.system('sees that node {node} restarted and assigns again', (read, m: NodeId) => {
    const { at, variant, scope } = world;
    if (variant.reload === 'none' || !read(at.restarted(m))) return disabled;
    if (read(at.module(m)).phase !== 'none' || !read(at.toNode(m)).isEmpty()) return disabled;
    const { name, part } = scope.placeOfNode(m);
    const { status, inc, assigned } = read(at.catalog(name));
    if (status !== 'live' || read(at.work(name)).kind !== 'none') return disabled;
    return assigned.has(part) ? order(read, world, 'assign', name, inc, [part]) : disabled;
  });

/** Is there a message about this partition of this incarnation, in either direction? `verb` narrows the question. */
function underWay(
  read: Read,
  { at, scope }: World,
  p: PartitionId,
  inc: Incarnation,
  verb?: Order['verb'],
): boolean {
  const m = scope.nodeOf(p);
  const asks = (message: Order) => message.inc === inc && (!verb || message.verb === verb);
  const answers = (message: Report) =>
    message.inc === inc && (!verb || message.verb === answerTo[verb]);
  return read(at.toNode(m)).some(asks) || read(at.fromNode(m)).some(answers);
}

const answerTo = { offload: 'offloaded', assign: 'assigned' } as const;

/** The same order to the nodes of some partitions. */
function order(
  read: Read,
  { at, scope }: World,
  verb: 'offload' | 'assign',
  name: NameId,
  inc: Incarnation,
  partitions: readonly PartitionId[],
): Assignment[] {
  return partitions.map((part) =>
    send(read, at.toNode(scope.nodeOf(part)), Order({ verb, name, part, inc })),
  );
}

type Result = Done['result'];

/** The answer to a request of an admin. */
function answer(
  read: Read,
  { at }: World,
  a: AdminId,
  { verb, name, request }: Pick<Request, 'verb' | 'name' | 'request'>,
  result: Result,
  inc: Incarnation = 0,
): Assignment {
  return send(read, at.toAdmin(a), Done({ verb, name, inc, result, request }));
}

/** The answer to the admin that waits for the work on a name. */
function answerWork(read: Read, world: World, name: NameId, result: Result): Assignment[] {
  const { kind, admin, request } = read(world.at.work(name));
  if (!admin || kind === 'none' || kind === 'gaveUp') return [];
  const { inc } = read(world.at.catalog(name));
  return [answer(read, world, admin, { verb: kind, name, request }, result, inc)];
}
