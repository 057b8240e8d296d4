/**
 * The master's DICT: it has one phase after the other done by all nodes; after its death, another one takes over.
 */
import type { Set as SetOf } from 'immutable';
import { Set as Sets } from 'immutable';
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import { head } from '../../../spec/kit/channel.ts';
import type { NodeId } from '../nouns.ts';
import { create, noteDrop, phaseAfter } from '../phases.ts';
import { wired } from '../wires.ts';
import type { World } from './cells.ts';
import { post } from './node.ts';
import type { Phase, Trans } from './nouns.ts';
import { Ddl, Reply, Req, Told, Trans as Transaction } from './nouns.ts';
import { decision, hasDone, isRunning, known, upNodes } from './views.ts';

/** What the master's DICT does. */
export const dict = (world: World) => ({
  handlesDrop: handlesDrop(world),
  reports: reports(world),
  advances: advances(world),
  takesOver: takesOver(world),
});

/** What the master's DICT does with the confirmation of a node. */
export const dictForNodes = (world: World) => ({ counts: counts(world) });

/** What an admin asks the master's DICT for. */
export const admin = (world: World) => ({ creates: creates(world) });

/** May a schema change begin? (Errors 701, 711.) */
function isFree(read: Read, world: World): boolean {
  const { at } = world;
  return !isRunning(read, world) && read(at.lock) === 'free' && !read(at.reply);
}

/** The request meets the table that is there now. */
const handlesDrop = (world: World) =>
  action.system('takes up the drop', (read) => {
    const { at, variant } = world;
    const ddl = read(at.ddl);
    const master = read(at.master);
    if (ddl.state !== 'asking' || !master || !isFree(read, world)) return disabled;
    const { state, ver, inc } = read(at.entry(master));
    if (state !== 'inUse') return [at.ddl.becomes(Ddl())];
    if (variant.identity === 'idVersion' && ver !== ddl.handle.ver) {
      // "Invalid version": whether the name is looked up again is a switch. What the caller had seen stays in `inc`.
      const again = ddl.setIn(['handle', 'ver'], ver);
      return [at.ddl.becomes(variant.dropRetry === 'giveUp' ? Ddl() : again)];
    }
    return [
      at.ddl.becomes(ddl.set('state', 'waiting')),
      at.told().becomes(Told()),
      ...begins(read, world, Transaction({ kind: 'drop', phase: 'prepare', ver, inc })),
    ];
  });

/** The version is the next one that the entry of the id has not seen. */
const creates = (world: World) =>
  action.environment('creates the table', (read) => {
    const { at } = world;
    const left = read(at.creates);
    const master = read(at.master);
    if (left === 0 || !master || !isFree(read, world)) return disabled;
    const entry = read(at.entry(master));
    if (entry.state !== 'absent') return disabled;
    const inc = read(at.next());
    return [
      at.creates.becomes(left - 1),
      at.next().becomes(inc + 1),
      ...begins(
        read,
        world,
        Transaction({ kind: 'create', phase: 'add', ver: entry.ver + 1, inc }),
      ),
    ];
  });

function begins(read: Read, world: World, trans: Trans): Assignment[] {
  const { at, variant } = world;
  return [
    ...round(read, world, trans, everybody(read, world)),
    ...(variant.nodeLock === 'on' ? [at.lock.becomes('trans')] : []),
  ];
}

/** "All connected nodes" of the master. */
function everybody(read: Read, world: World): SetOf<NodeId> {
  const master = read(world.at.master);
  return master ? known(read, world, master) : Sets();
}

/** REQ to these nodes. */
function round(read: Read, world: World, trans: Trans, waiting: SetOf<NodeId>): Assignment[] {
  const { at, scope } = world;
  const { kind, phase, ver, inc } = trans;
  const master = read(at.master);
  if (!master || kind === 'none') return [];
  const message = Req({ kind, phase, ver, inc });
  const told = scope.nodes.filter((n) => waiting.has(n));
  return [
    at.trans.becomes(trans.set('waiting', waiting)),
    ...wired(
      read,
      at,
      undefined,
      told.map((n) => post(master, n, message)),
    ),
  ];
}

/** A confirmation of another phase is stale. */
const counts = ({ at }: World) =>
  action.system('counts the confirmation of node {node}', (read, s: NodeId) => {
    const master = read(at.master);
    if (!master) return disabled;
    const link = at.link(s, master);
    const conf = head(read, link);
    if (conf?.verb !== 'conf') return disabled;
    const trans = read(at.trans);
    const taken = wired(read, at, link, []);
    if (conf.phase !== trans.phase || conf.inc !== trans.inc) return taken;
    return [...taken, at.trans.becomes(trans.set('waiting', trans.waiting.remove(s)))];
  });

/** The phases of the change that is going on, in their order. */
function phases({ variant }: World, kind: Trans['kind']): readonly Phase[] {
  if (kind === 'create') return create;
  return variant.protocol === 'note' ? noteDrop('lqhFirst') : laterDrop;
}

const laterDrop: readonly Phase[] = ['prepare', 'decide', 'mark', 'release', 'end'];

const advances = (world: World) =>
  action.system('goes on, as all nodes have confirmed', (read) => {
    const { at } = world;
    const trans = read(at.trans);
    const { kind, phase, waiting } = trans;
    if (kind === 'none' || phase === 'takeover' || phase === 'orphaned') return disabled;
    if (!waiting.isEmpty()) return disabled;
    const next = phase === 'undo' ? undefined : phaseAfter(phases(world, kind), phase);
    if (next) return round(read, world, trans.set('phase', next), everybody(read, world));
    const what = phase === 'undo' ? 'aborted' : 'done';
    const isAwaited = kind === 'drop' && read(at.ddl).state === 'waiting';
    return [
      at.trans.becomes(Transaction()),
      ...(read(at.lock) === 'trans' ? [at.lock.becomes('free')] : []),
      ...(isAwaited ? [at.reply.becomes(Reply({ what, inc: trans.inc }))] : []),
    ];
  });

/** (2) "Report that the drop is secured but not yet completed." */
const reports = (world: World) =>
  action.system('reports the drop as secured (2)', (read) => {
    const { at } = world;
    if (read(at.ddl).state !== 'waiting' || read(at.told()).what !== 'nothing') return disabled;
    const { kind, inc } = read(at.trans);
    if (kind !== 'drop' || !maySecure(read, world)) return disabled;
    return [at.told().becomes(Told({ what: 'secured', inc }))];
  });

function maySecure(read: Read, world: World): boolean {
  const { at, variant } = world;
  const { phase, waiting } = read(at.trans);
  const order = phases(world, 'drop');
  if (!order.includes(phase)) return false;
  const isPast = (point: Phase) =>
    order.indexOf(phase) > order.indexOf(point) || (phase === point && waiting.isEmpty());
  switch (variant.reportPoint) {
    case 'atEnd':
      return false;
    case 'afterDecide':
      return isPast(decision(world));
    case 'afterPrepare':
      return isPast('prepare');
    case 'afterOwnFlush': {
      const master = read(at.master);
      return master !== undefined && read(at.done(master)).has('prepare');
    }
  }
}

/** The new master has handled all failures; it goes on where somebody is behind, or has everything undone. */
const takesOver = (world: World) =>
  action.system('takes over the schema change of a dead master', (read) => {
    const { at } = world;
    const trans = read(at.trans);
    const master = read(at.master);
    if (trans.phase !== 'takeover' || !master || !read(at.nf(master)).isEmpty()) return disabled;
    const nodes = upNodes(read, world);
    if (!goesForward(read, world, nodes)) {
      return round(read, world, trans.set('phase', 'undo'), Sets(nodes));
    }
    const order = phases(world, trans.kind);
    const behind = (phase: Phase) => nodes.filter((n) => !hasDone(read, world, n, phase));
    const phase = order.find((each) => behind(each).length > 0) ?? (order.at(-1) as Phase);
    return round(read, world, trans.set('phase', phase), Sets(behind(phase)));
  });

/** A create goes by its decision; for a drop it is a switch. */
function goesForward(read: Read, world: World, nodes: readonly NodeId[]): boolean {
  const { protocol, takeover } = world.variant;
  const someHas = (phase: Phase) => nodes.some((n) => hasDone(read, world, n, phase));
  if (read(world.at.trans).kind === 'create') return someHas('decide');
  switch (takeover) {
    case 'bySurvivor':
      return someHas(decision(world));
    case 'byEffect':
      return someHas(protocol === 'note' ? 'lqh' : 'mark');
    case 'forward':
      return true;
    case 'back':
    case 'none':
      return false;
  }
}
