/**
 * The DICT of a node: it does one phase of a schema change after the other, as the master's says, and confirms each.
 *
 * A phase that is already done is only confirmed, so that a new master may ask for what the old one has had done.
 */
import type { Set as SetOf } from 'immutable';
import { Set as Sets } from 'immutable';
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Channel, Read } from '../../../spec/cells.ts';
import { head } from '../../../spec/kit/channel.ts';
import { unlinks } from '../blocks.ts';
import type { NodeId } from '../nouns.ts';
import type { Post } from '../wires.ts';
import { wired } from '../wires.ts';
import type { World } from './cells.ts';
import type { Message, Phase, Req } from './nouns.ts';
import { Block, blockNamed, Conf, Entry, File, Wait } from './nouns.ts';
import { known } from './views.ts';

/** What the DICT of a node does. */
export const node = (world: World) => ({
  takesReq: takesReq(world),
  recordsDropped: recordsDropped(world),
});

const takesReq = (world: World) =>
  action.system('is told the next phase', (read, d: NodeId) => {
    const { at } = world;
    const master = read(at.master);
    if (!master) return disabled;
    const link = at.link(master, d);
    const req = head(read, link);
    if (req?.verb !== 'req') return disabled;
    const told = { read, world, d, inc: req.inc, link };
    if (read(at.done(d)).has(req.phase)) return confirms(told, req.phase);
    if (req.phase === 'undo') return req.kind === 'drop' ? bringsBack(told) : takesBack(told, req);
    return req.kind === 'drop' ? drops(told, req) : creates(told, req);
  });

/** Node d, which is about to confirm; it has the master's request at the head of `link` if there is one. */
interface Told {
  readonly read: Read;
  readonly world: World;
  readonly d: NodeId;
  readonly inc: number;
  readonly link?: Channel<Message>;
}

function drops(told: Told, { phase, ver, inc }: Req): Assignment[] {
  const { read, world, d, link } = told;
  const { at } = world;
  switch (phase) {
    case 'prepare':
      return [at.file(d).becomes(File({ state: 'dropping', ver, inc })), ...confirms(told, phase)];
    case 'decide':
      return [at.file(d).becomes(File({ state: 'decided', ver, inc })), ...confirms(told, phase)];
    case 'lqh':
      return [...marksLqh(told), ...confirms(told, phase)];
    case 'tc':
      return asksAll(told, 'tc');
    case 'dih':
      return [...asksAll(told, 'dih'), ...unlinksOrders(told)];
    case 'mark':
      return [...marksAll(told), ...confirms(told, phase)];
    case 'release':
      return [...beginsRelease(told), ...wired(read, at, link, [])];
    case 'end':
      return [at.entry(d).becomes(Entry({ ver: read(at.entry(d)).ver })), ...finishes(told, phase)];
    default:
      throw new RangeError(`${phase} is no phase of a drop`);
  }
}

function creates(told: Told, { phase, ver, inc }: Req): Assignment[] {
  const { read, world, d } = told;
  const { at, variant } = world;
  switch (phase) {
    case 'add':
      return [
        at.entry(d).becomes(Entry({ state: 'adding', ver, inc })),
        at.file(d).becomes(File({ state: 'creating', ver, inc })),
        at.frag(d).becomes(inc),
        at.lqh(d).becomes(read(at.lqh(d)).merge({ table: 'defined', ver })),
        at.dih(d).becomes(Block({ table: variant.enableAt === 'add' ? 'active' : 'creating' })),
        ...confirms(told, phase),
      ];
    case 'decide':
      return [at.file(d).becomes(File({ state: 'inUse', ver, inc })), ...confirms(told, phase)];
    case 'enable':
      return [
        at.tc(d).becomes(Block({ table: 'open', ver })),
        at.dih(d).becomes(Block({ table: 'active' })),
        at.entry(d).becomes(Entry({ state: 'inUse', ver, inc })),
        ...finishes(told, phase),
      ];
    default:
      throw new RangeError(`${phase} is no phase of a create`);
  }
}

/** The drop is undone: what is only marked takes work again, what is released is gone. */
function bringsBack(told: Told): Assignment[] {
  const { read, world, d } = told;
  const { at, variant } = world;
  const entry = read(at.entry(d));
  const { ver, inc } = entry;
  if (entry.state !== 'inUse') {
    return [at.entry(d).becomes(entry.set('state', 'inUse')), ...finishes(told, 'undo')];
  }
  return [
    at.tc(d).becomes(Block({ table: 'open', ver })),
    at.dih(d).becomes(Block({ table: 'active' })),
    at.lqh(d).becomes(read(at.lqh(d)).set('table', 'defined')),
    ...(variant.abortDurable === 'yes'
      ? [at.file(d).becomes(File({ state: 'inUse', ver, inc }))]
      : []),
    ...finishes(told, 'undo'),
  ];
}

/** The create is undone, "abort add table": the local part of step 7 without marks and waits. */
function takesBack(told: Told, { ver }: Req): Assignment[] {
  const { read, world, d } = told;
  const { at, variant } = world;
  return [
    at.entry(d).becomes(Entry({ ver })),
    at.tc(d).becomes(Block()),
    at.dih(d).becomes(Block()),
    at.lqh(d).becomes(read(at.lqh(d)).set('table', 'absent')),
    at.frag(d).becomes(0),
    ...(variant.abortDurable === 'yes' ? [at.file(d).becomes(File({ ver }))] : []),
    ...finishes(told, 'undo'),
  ];
}

/** The phase is done; the master that there is now hears of it. */
export function confirms(told: Told, phase: Phase): Assignment[] {
  const { read, world, d } = told;
  const { done } = world.at;
  return [done(d).becomes(read(done(d)).add(phase)), ...answers(told, phase)];
}

/** With its last phase, a node forgets the schema change. */
function finishes(told: Told, phase: Phase): Assignment[] {
  return [told.world.at.done(told.d).becomes(Sets()), ...answers(told, phase)];
}

function answers({ read, world: { at }, d, inc, link }: Told, phase: Phase): Assignment[] {
  const master = read(at.master);
  return wired(read, at, link, master ? [post(d, master, Conf({ phase, inc }))] : []);
}

/** (4) From now on no operation is accepted, no checkpoint begun. */
function marksLqh({ read, world: { at, variant }, d }: Told): Assignment[] {
  const lqh = read(at.lqh(d));
  if (variant.lqhMark === 'off' || lqh.table !== 'defined') return [];
  return [at.lqh(d).becomes(lqh.set('table', 'marked'))];
}

/** (5)(6) The block is marked, and asks the LQHs of all connected nodes; it will confirm when they have answered. */
function asksAll({ read, world, d, link }: Told, block: 'tc' | 'dih'): Assignment[] {
  const { at, scope, variant } = world;
  const waiting = read(at[block](d));
  if (waiting.owes) return wired(read, at, link, []);
  const asked: SetOf<NodeId> = variant.waits === 'asked' ? known(read, world, d) : Sets();
  const told = scope.nodes.filter((n) => asked.has(n));
  return [
    at[block](d).becomes(waiting.merge({ table: 'dropping', asked, owes: true })),
    ...wired(
      read,
      at,
      link,
      told.map((n) => post(d, n, Wait({ block: blockNamed[block] }))),
    ),
  ];
}

/** (6) "The master: unlink queued orders". */
function unlinksOrders({ read, world: { at, variant }, d }: Told): Assignment[] {
  if (d !== read(at.master) || variant.dihMark === 'off') return [];
  return [at.lcp.becomes(unlinks(read(at.lcp), variant.unlink))];
}

/** (4)(5)(6) in one round, and nobody waits. */
function marksAll(told: Told): Assignment[] {
  const { read, world, d } = told;
  const { at } = world;
  return [
    ...marksLqh(told),
    at.tc(d).becomes(read(at.tc(d)).set('table', 'dropping')),
    at.dih(d).becomes(read(at.dih(d)).set('table', 'dropping')),
    ...unlinksOrders(told),
  ];
}

/** (7) TC knows the table no more; LQH goes on, and the confirmation comes when it has done. */
function beginsRelease({ read, world: { at }, d }: Told): Assignment[] {
  const entry = read(at.entry(d));
  if (entry.state !== 'inUse') return [];
  return [at.entry(d).becomes(entry.set('state', 'releasing')), at.tc(d).becomes(Block())];
}

/** (7) "Update schema file: DROPPED", once the fragment is gone; the later code leaves the decision in the file. */
const recordsDropped = (world: World) =>
  action.system('writes DROPPED into its schema file (7)', (read, n: NodeId) => {
    const { at, variant } = world;
    const entry = read(at.entry(n));
    if (entry.state !== 'releasing' || read(at.frag(n)) !== 0) return disabled;
    const { ver, inc } = entry;
    return [
      ...(variant.protocol === 'note' ? [at.file(n).becomes(File({ ver }))] : []),
      at.entry(n).becomes(entry.set('state', 'released')),
      ...confirms({ read, world, d: n, inc }, 'release'),
    ];
  });

/** A control signal. */
export function post(from: NodeId, to: NodeId, message: Message): Post<Message> {
  return { on: 'link', from, to, message };
}
