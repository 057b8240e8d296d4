/**
 * The CPO: one process that owns all metadata, decides about drops and creates, and tells the nodes. What it does when
 * something has failed is in `recovery.ts`.
 */
import { List, Set as SetOf } from 'immutable';
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import { head, receive, send } from '../../../spec/kit/channel.ts';
import type { World } from './cells.ts';
import type { Report } from './nouns.ts';
import { Catalog, Created, Order, Work } from './nouns.ts';
import { answer, answerWork, order } from './orders.ts';
import type { AdminId, NameId, NodeId } from './scope.ts';
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
  finishesDrop: finishesDrop(world),
  cleans: cleans(world),
});

/** What it does about each node. */
export const cpoForNodes = (world: World) => ({ collects: collects(world) });

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

/**
 * (6) A name may be used again as soon as nothing is on file about it. Free nodes are taken in order, so it gets the
 * nodes and the partition versions that it had before (F2).
 */
const handlesCreate = (world: World) =>
  action.system('handles the CREATE of admin {admin} (6)', (read, a: AdminId) => {
    const { at, variant, scope } = world;
    const asked = head(read, at.toCpo(a));
    if (asked?.verb !== 'create') return disabled;
    const { name, request } = asked;
    const { status, inc } = read(at.catalog(name));
    const taken = receive(read, at.toCpo(a));
    if (status !== 'absent') return [taken, answer(read, world, a, asked, 'exists', inc)];
    const free = scope.nodes.filter((m) => read(at.nodeMap(m)) === 'free');
    const nodes = free.slice(0, scope.partitions.length);
    if (nodes.length < scope.partitions.length) {
      return [taken, answer(read, world, a, asked, 'error')];
    }
    const registry = read(at.registry);
    const next = registry.size + 1;
    const vended = read(at.vended) + 1;
    const id = variant.idSource === 'perName' ? 1 : vended;
    const atomic = variant.catalogWrite === 'atomic';
    const waiting = SetOf(scope.partitions);
    const assigns = scope.partitions.flatMap((part, index) => {
      const m = nodes[index];
      const assign = Order({ verb: 'assign', name, part, inc: next });
      return m ? [send(read, at.toNode(m), assign)] : [];
    });
    return [
      taken,
      at.vended.becomes(vended),
      at.registry.becomes(registry.push(Created({ name, id, nodes: List(nodes) }))),
      ...nodes.map((m) => at.nodeMap(m).becomes(name)),
      at.catalog(name).becomes(Catalog({ status: atomic ? 'live' : 'half', inc: next })),
      at.work(name).becomes(Work({ kind: 'create', waiting, admin: a, request })),
      ...(atomic ? assigns : []),
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

/**
 * That a node has nothing to unload counts as unloaded, unless it must load first to be sure. A node that refuses,
 * as it has another collection, ends the work with an error.
 */
function partitionUnloaded(read: Read, world: World, m: NodeId, report: Report): Assignment[] {
  const { at, variant } = world;
  const { name, part, inc, was } = report;
  const work = read(at.work(name));
  const awaited = work.kind === 'drop' && work.waiting.has(part);
  if (!awaited || read(at.catalog(name)).inc !== inc) return [];
  if (was === 'refused') {
    return [
      at.work(name).becomes(Work({ kind: 'gaveUp' })),
      ...answerWork(read, world, name, 'error'),
    ];
  }
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

/** (5) All nodes have answered: nothing is left on file, the nodes are free, and the user is told. */
const finishesDrop = (world: World) =>
  action.system('finishes the drop of {name} and tells the user (5)', (read, n: NameId) => {
    const { at, variant, scope } = world;
    const { kind, waiting } = read(at.work(n));
    if (kind !== 'drop' || !waiting.isEmpty()) return disabled;
    const { inc } = read(at.catalog(n));
    const seals = variant.lateAppend === 'sealed';
    const slow = scope.partitions.map((p) => at.slow(n, p));
    const { walClean } = variant;
    const lists = walClean === 'asyncDurableList' || walClean === 'asyncVolatileList';
    return [
      at.catalog(n).becomes(Catalog()),
      at.work(n).becomes(Work()),
      ...freeNodes(read, world, n),
      ...answerWork(read, world, n, 'ok'),
      ...(seals ? slow.map((cell) => cell.becomes(read(cell).clear())) : []),
      ...(lists ? [at.deleted(n).becomes(read(at.deleted(n)).add(inc))] : []),
      ...(walClean === 'beforeReply' ? wipe(read, world, n, inc) : []),
    ];
  });

/** The nodes that a name has in the node map may be taken again. */
export function freeNodes(read: Read, { at, scope }: World, n: NameId): Assignment[] {
  const its = scope.nodes.filter((m) => read(at.nodeMap(m)) === n);
  return its.map((m) => at.nodeMap(m).becomes('free'));
}

/** (7) Later, the logs of what is on the deleted list are cleaned, the oldest first. */
const cleans = (world: World) =>
  action.system('cleans the logs of a dropped {name} (7)', (read, n: NameId) => {
    const deleted = read(world.at.deleted(n));
    const oldest = deleted.min();
    if (oldest === undefined) return disabled;
    return [world.at.deleted(n).becomes(deleted.delete(oldest)), ...wipe(read, world, n, oldest)];
  });
