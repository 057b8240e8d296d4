/**
 * LQH: runs the operations and the checkpoints of a node, and says when it has none.
 */
import { action, disabled } from '../../../spec/actions.ts';
import { head } from '../../../spec/kit/channel.ts';
import type { NodeId } from '../nouns.ts';
import { wired } from '../wires.ts';
import type { World } from './cells.ts';
import type { BlockId } from './nouns.ts';
import { Asker, LcpRep, Op, WaitConf } from './nouns.ts';
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

/** (4) "Mark the table so that no new operations will start": 1226 while the table is marked, 1225 when it is gone. */
const takesKey = ({ at }: World) =>
  action.system(
    'is asked by the TC of node {node2} to run an operation',
    (read, d: NodeId, s: NodeId) => {
      const key = head(read, at.data(s, d));
      if (key?.verb !== 'key') return disabled;
      const taken = wired(read, at, at.data(s, d), []);
      const lqh = read(at.lqh(d));
      const op = at.op(key.op);
      if (lqh.table !== 'defined') return [...taken, op.becomes(Op({ state: 'refused' }))];
      return [
        ...taken,
        op.becomes(read(op).set('state', 'running')),
        at.lqh(d).becomes(lqh.set('running', lqh.running.add(key.op))),
      ];
    },
  );

/** "After this LQH accepts WAIT_DROP_TAB_REQ": it is remembered who waits; later messages are not held up. */
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

/** WAIT 1 and 2: "wait for running operations, wait for running LCP", then "reply". */
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
        at.vouched(n).becomes(true),
      ];
    },
  );

/** (7) The fragment goes with its files. The later code waits here, for the work of this node only. */
const releases = (world: World) =>
  action.system('releases the fragment (7)', (read, n: NodeId) => {
    const { at, variant } = world;
    if (read(at.entry(n)) !== 'releasing' || read(at.frag(n)) === 'absent') return disabled;
    if (variant.waits === 'local' && !idle(read, world, n)) return disabled;
    return [
      at.frag(n).becomes('absent'),
      at.lqh(n).becomes(read(at.lqh(n)).set('table', 'absent')),
      at.dih(n).becomes(read(at.dih(n)).set('table', 'absent')),
    ];
  });

/** (4) An order for a marked table "gets replied directly w.o actually checkpointing the fragment". */
const takesOrd = ({ at, scope, variant }: World) =>
  action.system('is ordered to checkpoint', (read, d: NodeId) => {
    const data = at.data(scope.master, d);
    if (head(read, data)?.verb !== 'lcpOrd') return disabled;
    const lqh = read(at.lqh(d));
    const message = LcpRep();
    const reply = { on: 'link', from: d, to: scope.master, message } as const;
    if (lqh.table !== 'defined' && variant.lcpAnswer !== 'checkpoint') {
      return wired(read, at, data, variant.lcpAnswer === 'direct' ? [reply] : []);
    }
    return [at.lqh(d).becomes(lqh.set('lcp', true)), ...wired(read, at, data, [])];
  });

const finishesLcp = ({ at, scope }: World) =>
  action.system('ends its checkpoint', (read, n: NodeId) => {
    const lqh = read(at.lqh(n));
    if (!lqh.lcp) return disabled;
    const message = LcpRep();
    return [
      at.lqh(n).becomes(lqh.set('lcp', false)),
      ...wired(read, at, undefined, [{ on: 'link', from: n, to: scope.master, message }]),
    ];
  });
