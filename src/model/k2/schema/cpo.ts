/**
 * The CPO: one process that owns all metadata, decides about drops, truncations and creates, and tells the nodes. It
 * sees through one drop or truncation at a time, and one create beside it.
 */
import { Set as SetOf } from 'immutable';
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import { head, receive, send } from '../../../spec/kit/channel.ts';
import type { World } from './cells.ts';
import type { Asked } from './nouns.ts';
import { Done, DropWork, Gc, PushWork } from './nouns.ts';
import { push } from './orders.ts';
import type { AdminId, NodeId } from './scope.ts';
import { same } from './views.ts';

/** What the CPO does with the requests of each admin. */
export const cpoForAdmins = (world: World) => ({
  handlesDrop: handlesDrop(world),
  handlesTruncate: handlesTruncate(world),
  handlesCreate: handlesCreate(world),
});

/** What it does about each node. */
export const cpoForNodes = (world: World) => ({ collects: collects(world) });

/** What it does on its own. */
export const cpo = (world: World) => ({
  finishesDrop: finishesDrop(world),
  finishesCreate: finishesCreate(world),
  resumes: resumes(world),
  crashes: crashes(world),
});

/** (4) The schema is dropped locally; a DROP of what is being dropped joins in. One work is seen through at a time. */
const handlesDrop = (world: World) =>
  action.system('handles the DROP of admin {admin} (4)', (read, a: AdminId) => {
    const { at, variant, scope } = world;
    const asked = head(read, at.toCpo(a));
    if (asked?.verb !== 'drop') return disabled;
    const { inc, request } = asked;
    const work = read(at.dropWork);
    const taken = receive(read, at.toCpo(a));
    if (work.kind === 'drop' && same(read, world, work.inc, inc)) {
      return [taken, at.dropWork.becomes(work.merge({ unsent: work.waiting, admin: a, request }))];
    }
    const catalog = read(at.catalog);
    const { live, dropping } = catalog;
    if (work.kind !== 'none' || dropping.has(inc)) return disabled;
    if (live === 0 || !same(read, world, live, inc)) {
      const result = variant.staleDrop === 'okAlready' ? 'ok' : 'notFound';
      return [taken, reply(read, world, a, asked, result)];
    }
    const marks = variant.step4 === 'droppingIntent';
    const dropped = catalog.merge({ live: 0, dropping: marks ? dropping.add(live) : dropping });
    const all = SetOf(scope.partitions);
    return [
      taken,
      at.catalog.becomes(dropped),
      ...(variant.step4 === 'notPersisted' ? [] : [at.disk.becomes(dropped)]),
      at.dropWork.becomes(
        DropWork({ kind: 'drop', inc: live, waiting: all, unsent: all, admin: a, request }),
      ),
    ];
  });

/** Truncation of the data only "skips step 4"; where truncations are counted, this is a new one. */
const handlesTruncate = (world: World) =>
  action.system('handles the TRUNCATE of admin {admin}', (read, a: AdminId) => {
    const { at, scope } = world;
    const asked = head(read, at.toCpo(a));
    if (asked?.verb !== 'truncate' || read(at.dropWork).kind !== 'none') return disabled;
    const { inc, request } = asked;
    const taken = receive(read, at.toCpo(a));
    const catalog = read(at.catalog);
    if (catalog.live === 0 || !same(read, world, catalog.live, inc)) {
      return [taken, reply(read, world, a, asked, 'notFound')];
    }
    const epoch = catalog.epoch + 1;
    const all = SetOf(scope.partitions);
    return [
      taken,
      at.catalog.becomes(catalog.set('epoch', epoch)),
      at.disk.becomes(read(at.disk).set('epoch', epoch)),
      at.dropWork.becomes(
        DropWork({
          kind: 'truncate',
          inc: catalog.live,
          epoch,
          waiting: all,
          unsent: all,
          admin: a,
          request,
        }),
      ),
    ];
  });

/** The new schema is known at once, and pushed to all partitions; the standby is told, and not waited for (F1). */
const handlesCreate = (world: World) =>
  action.system('handles the CREATE of admin {admin}', (read, a: AdminId) => {
    const { at, variant, scope } = world;
    const asked = head(read, at.toCpo(a));
    if (asked?.verb !== 'create') return disabled;
    const taken = receive(read, at.toCpo(a));
    const catalog = read(at.catalog);
    if (catalog.live !== 0) return [taken, reply(read, world, a, asked, 'exists')];
    if (read(at.pushWork).inc !== 0) return disabled;
    if (variant.createGate === 'cpoEnforces' && read(at.dropWork).kind === 'drop') return disabled;

    const registry = read(at.registry);
    const inc = registry.size + 1;
    const created = catalog.set('live', inc);
    const waiting = SetOf(scope.partitions);
    return [
      taken,
      at.registry.becomes(registry.push(variant.idSource === 'reused' ? 1 : inc)),
      at.catalog.becomes(created),
      at.disk.becomes(created),
      at.pushWork.becomes(PushWork({ inc, waiting, admin: a, request: asked.request })),
      ...scope.partitions.flatMap((p) => push(read, world, p, inc)),
    ];
  });

/** (7) Takes the answer of a node; one to another work is dropped. */
const collects = ({ at }: World) =>
  action.system('collects the answer of node {node} (7)', (read, m: NodeId) => {
    const report = head(read, at.fromNode(m));
    if (!report) return disabled;
    const taken = receive(read, at.fromNode(m));
    const { verb, inc, keep, part, standby } = report;
    if (verb === 'pushed') {
      const work = read(at.pushWork);
      if (work.inc !== inc || standby) return [taken];
      return [taken, at.pushWork.becomes(work.set('waiting', work.waiting.delete(part)))];
    }
    const work = read(at.dropWork);
    if (work.kind !== (keep ? 'truncate' : 'drop') || work.inc !== inc) return [taken];
    const answered = standby
      ? work.set('standby', false)
      : work.set('waiting', work.waiting.delete(part));
    return [taken, at.dropWork.becomes(answered)];
  });

/** (8) After all answers the user is told; or first, nobody may have the schema any more. */
const finishesDrop = (world: World) =>
  action.system('finishes the drop or truncation and tells the user (8)', (read) => {
    const { at, variant, scope } = world;
    const work = read(at.dropWork);
    const { kind, inc, waiting, unsent, standby } = work;
    if (kind === 'none' || !waiting.isEmpty() || !unsent.isEmpty() || standby) return disabled;
    if (variant.dropTargets === 'recheckAtEnd') {
      if (scope.nodes.some((m) => read(at.list(m))?.incs.has(inc))) return disabled;
      const left = SetOf(
        scope.partitions.filter((p) => read(at.valid(read(at.owner(p)))).has(inc)),
      );
      if (kind === 'drop' && !left.isEmpty()) {
        return [at.dropWork.becomes(work.merge({ waiting: left, unsent: left }))];
      }
    }
    const catalog = read(at.catalog);
    const done = catalog.set('dropping', catalog.dropping.delete(inc));
    return [
      at.dropWork.becomes(DropWork()),
      at.catalog.becomes(done),
      at.disk.becomes(done),
      ...answer(read, world, work, kind, work.epoch),
    ];
  });

const finishesCreate = (world: World) =>
  action.system('finishes the create and tells the user', (read) => {
    const { at } = world;
    const work = read(at.pushWork);
    if (work.inc === 0 || !work.waiting.isEmpty()) return disabled;
    return [at.pushWork.becomes(PushWork()), ...answer(read, world, work, 'create')];
  });

/** A drop that is on disk goes on after a crash; nobody waits for its answer any more. */
const resumes = ({ at, scope }: World) =>
  action.system('goes on with a drop that it finds on disk', (read) => {
    const inc = read(at.catalog).dropping.min();
    if (inc === undefined || read(at.dropWork).kind !== 'none') return disabled;
    const all = SetOf(scope.partitions);
    return [at.dropWork.becomes(DropWork({ kind: 'drop', inc, waiting: all, unsent: all }))];
  });

const crashes = ({ at }: World) =>
  action.fault('crashes and restarts with what is on its disk', (read) => {
    const left = read(at.cpoCrashes);
    if (left === 0) return disabled;
    return [
      at.cpoCrashes.becomes(left - 1),
      at.catalog.becomes(read(at.disk)),
      at.dropWork.becomes(DropWork()),
      at.pushWork.becomes(PushWork()),
      at.gc.becomes(Gc()),
    ];
  });

/** The answer to a request that is over at once. */
function reply(
  read: Read,
  { at }: World,
  a: AdminId,
  { verb, inc, request }: Asked,
  result: Done['result'],
): Assignment {
  return send(read, at.toAdmin(a), Done({ verb, inc, result, request }));
}

/** The answer of a work that has succeeded, if somebody waits for it. */
function answer(
  read: Read,
  { at }: World,
  { admin, request, inc }: DropWork | PushWork,
  verb: Done['verb'],
  epoch = 0,
): Assignment[] {
  return admin ? [send(read, at.toAdmin(admin), Done({ verb, inc, epoch, request }))] : [];
}
