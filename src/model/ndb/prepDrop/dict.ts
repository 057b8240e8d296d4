/**
 * DICT: the master's, which has one phase after the other done by all nodes, and that of each node, which obeys.
 */
import type { Set as SetOf } from 'immutable';
import { Set as Sets } from 'immutable';
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Channel, Read } from '../../../spec/cells.ts';
import { head } from '../../../spec/kit/channel.ts';
import { startsDropping, unlinks } from '../blocks.ts';
import type { DropPhase, NodeId } from '../nouns.ts';
import { noteDrop, phaseAfter } from '../phases.ts';
import type { Post } from '../wires.ts';
import { wired } from '../wires.ts';
import type { World } from './cells.ts';
import type { Message } from './nouns.ts';
import { blockNamed, Conf, Req, Trans, Wait } from './nouns.ts';
import { isRunning, known } from './views.ts';

/** What the master's DICT does. */
export const dict = (world: World) => ({ starts: starts(world), advances: advances(world) });

/** What the master's DICT does with the confirmation of a node. */
export const dictForNodes = (world: World) => ({ counts: counts(world) });

/** What the DICT of a node does. */
export const node = (world: World) => ({
  takesReq: takesReq(world),
  recordsDropped: recordsDropped(world),
});

/** A user drops the table; the first round is step 1. */
const starts = (world: World) =>
  action.environment('begins to drop the table', (read) =>
    read(world.at.trans).phase === 'none' ? round(read, world, 'prepare') : disabled,
  );

const advances = (world: World) =>
  action.system('goes on, as all nodes have confirmed', (read) => {
    const { at, variant } = world;
    const { phase, waiting } = read(at.trans);
    if (!isRunning(read, world) || !waiting.isEmpty()) return disabled;
    const next = phaseAfter<string>(noteDrop(variant.roundOrder), phase) as DropPhase | undefined;
    return next ? round(read, world, next) : [at.trans.becomes(Trans({ phase: 'ended' }))];
  });

/** REQ to all connected nodes. */
function round(read: Read, world: World, phase: DropPhase): Assignment[] {
  const { at, scope } = world;
  const waiting = known(read, world, scope.master);
  return [
    at.trans.becomes(Trans({ phase, waiting })),
    ...wired(
      read,
      at,
      undefined,
      scope.nodes.filter((n) => waiting.has(n)).map((n) => post(scope.master, n, Req({ phase }))),
    ),
  ];
}

/** A confirmation of another phase is stale. */
const counts = ({ at, scope }: World) =>
  action.system('counts the confirmation of node {node}', (read, s: NodeId) => {
    const link = at.link(s, scope.master);
    const conf = head(read, link);
    if (conf?.verb !== 'conf') return disabled;
    const trans = read(at.trans);
    const taken = wired(read, at, link, []);
    if (conf.phase !== trans.phase) return taken;
    return [...taken, at.trans.becomes(trans.set('waiting', trans.waiting.remove(s)))];
  });

const takesReq = (world: World) =>
  action.system('is told the next phase of the drop', (read, d: NodeId) => {
    const { at, scope } = world;
    const link = at.link(scope.master, d);
    const req = head(read, link);
    if (req?.verb !== 'req') return disabled;
    const told = { read, world, d, link };
    switch (req.phase) {
      case 'prepare':
        return [
          at.file(d).becomes('dropping'),
          at.entry(d).becomes('dropping'),
          ...confirms(told, 'prepare'),
        ];
      case 'lqh':
        return [...marksLqh(told), ...confirms(told, 'lqh')];
      case 'tc':
        return asksAll(told, 'tc');
      case 'dih':
        return [...asksAll(told, 'dih'), ...unlinksOrders(told)];
      case 'release':
        return [
          at.tc(d).becomes(read(at.tc(d)).set('table', 'absent')),
          at.entry(d).becomes('releasing'),
          ...wired(read, at, link, []),
        ];
      case 'end':
        return [at.entry(d).becomes('absent'), ...confirms(told, 'end')];
      case 'decide':
      case 'mark':
        throw new RangeError(`${req.phase} is no phase of this protocol`);
    }
  });

/** Node d has the master's request at the head of its link. */
interface Told {
  readonly read: Read;
  readonly world: World;
  readonly d: NodeId;
  readonly link: Channel<Message>;
}

/** (1)(4)(8) The reply waits for nothing. */
function confirms({ read, world, d, link }: Told, phase: DropPhase): Assignment[] {
  return wired(read, world.at, link, [post(d, world.scope.master, Conf({ phase }))]);
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
  const asked: SetOf<NodeId> = variant.waits === 'asked' ? known(read, world, d) : Sets();
  const told = scope.nodes.filter((n) => asked.has(n));
  return [
    at[block](d).becomes(startsDropping(read(at[block](d)), asked)),
    ...wired(
      read,
      at,
      link,
      told.map((n) => post(d, n, Wait({ block: blockNamed[block] }))),
    ),
  ];
}

/** (6) "If master (unlink any queued LCP_FRAG_ORD)". */
function unlinksOrders({ read, world: { at, scope, variant }, d }: Told): Assignment[] {
  if (d !== scope.master || variant.dihMark === 'off') return [];
  return [at.lcp.becomes(unlinks(read(at.lcp), variant.unlink))];
}

/** (7) "Update schema files on disk DROPPED", once the fragment is gone; only then is the release confirmed. */
const recordsDropped = ({ at, scope }: World) =>
  action.system('writes DROPPED into its schema file (7)', (read, n: NodeId) => {
    if (read(at.entry(n)) !== 'releasing' || read(at.frag(n)) === 'present') return disabled;
    return [
      at.file(n).becomes('unused'),
      at.entry(n).becomes('released'),
      ...wired(read, at, undefined, [post(n, scope.master, Conf({ phase: 'release' }))]),
    ];
  });

/** A control signal. */
function post(from: NodeId, to: NodeId, message: Message): Post<Message> {
  return { on: 'link', from, to, message };
}
