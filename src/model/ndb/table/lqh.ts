/**
 * LQH: runs the operations and the checkpoints of a node, and says when it has none.
 */
import { action, disabled } from '../../../spec/actions.ts';
import type { Read } from '../../../spec/cells.ts';
import { head } from '../../../spec/kit/channel.ts';
import type { NodeId } from '../nouns.ts';
import { wired } from '../wires.ts';
import { refuse } from './api.ts';
import type { World } from './cells.ts';
import type { BlockId, Fault } from './nouns.ts';
import { Asker, LcpRep, Touch, WaitConf } from './nouns.ts';
import { idle } from './views.ts';

/** What an LQH does. */
export const lqh = (world: World) => ({
  takesOrd: takesOrd(world),
  finishesLcp: finishesLcp(world),
  releases: releases(world),
});

/** What an LQH does with the messages of a node. */
export const lqhForNodes = (world: World) => ({
  takesKey: takesKey(world),
  takesWait: takesWait(world),
});

/** What an LQH does for a block of a node that asked. */
export const lqhForAskers = (world: World) => ({ answers: answers(world) });

/** (4) "No new operations will start"; whoever got here with a version of its own is judged by it. */
const takesKey = (world: World) =>
  action.system(
    'is asked by the TC of node {node2} to run an operation',
    (read, d: NodeId, s: NodeId) => {
      const { at, variant } = world;
      const key = head(read, at.data(s, d));
      if (key?.verb !== 'key') return disabled;
      const { client: c, ver, inc, tcVer } = key;
      const taken = wired(read, at, at.data(s, d), []);
      const txn = read(at.txn(c));
      if (txn.state !== 'open' || txn.sent !== d) return taken;
      const err = refusal(read, world, d, ver);
      if (err) return [...taken, ...refuse(read, world, c, err)];
      const lqh = read(at.lqh(d));
      const touch = Touch({ bound: inc, target: read(at.frag(d)) });
      const after = txn.merge({ n: txn.n + 1, op: undefined, sent: undefined });
      const pin = variant.txnPin === 'on' ? tcVer : 0;
      return [
        ...taken,
        at.txn(c).becomes(after.set('at', txn.at.add(d)).set('pin', pin)),
        at.touched(c).becomes(read(at.touched(c)).add(touch)),
        ...(variant.read === 'lock'
          ? [at.lqh(d).becomes(lqh.set('running', lqh.running.add(c)))]
          : []),
      ];
    },
  );

function refusal(read: Read, { at, variant }: World, d: NodeId, asked: number): Fault | undefined {
  const { table, ver } = read(at.lqh(d));
  if (table === 'absent') return '1225';
  if (table === 'marked') return '1226';
  const compares = variant.identity === 'idVersion' && variant.lqhCheck === 'on';
  return compares && ver !== asked ? '1227' : undefined;
}

/** WAIT 1: it is remembered who waits; later messages are not held up. */
const takesWait = ({ at }: World) =>
  action.system('is asked by node {node2} whether it is idle', (read, d: NodeId, s: NodeId) => {
    const wait = head(read, at.link(s, d));
    if (wait?.verb !== 'wait') return disabled;
    const lqh = read(at.lqh(d));
    const asker = Asker({ block: wait.block, node: s });
    return [
      ...wired(read, at, at.link(s, d), []),
      at.lqh(d).becomes(lqh.set('askers', lqh.askers.add(asker))),
    ];
  });

/** WAIT 2: "when all operations and the LCP are done, reply". */
const answers = (world: World) =>
  action.system(
    'tells {block} of node {node2} that it is idle',
    (read, n: NodeId, block: BlockId, m: NodeId) => {
      const { at } = world;
      const lqh = read(at.lqh(n));
      const asker = Asker({ block, node: m });
      if (!lqh.askers.has(asker) || !idle(read, world, n)) return disabled;
      const message = WaitConf({ block });
      return [
        at.lqh(n).becomes(lqh.set('askers', lqh.askers.remove(asker))),
        ...wired(read, at, undefined, [{ on: 'link', from: n, to: m, message }]),
      ];
    },
  );

/** (7) The fragment goes with its files. The later code waits here, for the work of this node only. */
const releases = (world: World) =>
  action.system('releases the fragment (7)', (read, n: NodeId) => {
    const { at, variant } = world;
    if (read(at.entry(n)).state !== 'releasing' || read(at.frag(n)) === 0) return disabled;
    if (variant.waits === 'local' && !idle(read, world, n)) return disabled;
    return [
      at.frag(n).becomes(0),
      at.lqh(n).becomes(read(at.lqh(n)).set('table', 'absent')),
      at.dih(n).becomes(read(at.dih(n)).set('table', 'absent')),
    ];
  });

/** (4) An order for a marked table is "replied directly without actually checkpointing the fragment". */
const takesOrd = ({ at, variant }: World) =>
  action.system('is ordered to checkpoint', (read, d: NodeId) => {
    const master = read(at.master);
    if (!master) return disabled;
    const data = at.data(master, d);
    if (head(read, data)?.verb !== 'lcpOrd') return disabled;
    const lqh = read(at.lqh(d));
    const reply = { on: 'link', from: d, to: master, message: LcpRep() } as const;
    if (lqh.table !== 'defined' && variant.lcpAnswer !== 'checkpoint') {
      return wired(read, at, data, variant.lcpAnswer === 'direct' ? [reply] : []);
    }
    return [at.lqh(d).becomes(lqh.set('lcp', true)), ...wired(read, at, data, [])];
  });

/** It reports to whoever is the master now; one who has not ordered it waits for nobody. */
const finishesLcp = ({ at }: World) =>
  action.system('ends its checkpoint', (read, n: NodeId) => {
    const lqh = read(at.lqh(n));
    const master = read(at.master);
    if (!lqh.lcp || !master) return disabled;
    const report = { on: 'link', from: n, to: master, message: LcpRep() } as const;
    return [at.lqh(n).becomes(lqh.set('lcp', false)), ...wired(read, at, undefined, [report])];
  });
