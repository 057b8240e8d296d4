/**
 * What the cells of a drop over the wires hold, and what the blocks say to each other.
 */
import { Record, Set as SetOf } from 'immutable';
import type { Id } from '../../../spec/ids.ts';
import { ids } from '../../../spec/ids.ts';
import type { DropPhase, NodeId } from '../nouns.ts';
import type { Bounds } from './bounds.ts';

export type OpId = Id<'operation'>;
export type BlockId = Id<'block'>;

/** The two blocks that ask every LQH whether it is idle. */
const [TC, DIH] = ids('block', ['TC', 'DIH']) as [BlockId, BlockId];
/** By the name of its cell. */
export const blockNamed = { tc: TC, dih: DIH } as const;
const [firstNode] = ids('node', 1) as [NodeId];
const [firstOp] = ids('operation', 1) as [OpId];

/** Who is there. */
export interface Scope {
  readonly nodes: readonly NodeId[];
  /** The node whose DICT controls the drop, and whose DIH orders checkpoints; it never dies. */
  readonly master: NodeId;
  readonly blocks: readonly BlockId[];
  readonly ops: readonly OpId[];
  readonly tcs: readonly NodeId[];
  readonly lqhs: readonly NodeId[];
}

/** Reads a set of bounds. */
export function scopeOf({ nodes: count, operations, tcs, lqhs }: Bounds): Scope {
  const nodes = ids('node', count);
  const among = (places: readonly number[]) =>
    places.length === 0 ? nodes : nodes.filter(({ ordinal }) => places.includes(ordinal));
  return {
    nodes,
    master: firstNode,
    blocks: [TC, DIH],
    ops: ids('operation', operations),
    tcs: among(tcs),
    lqhs: among(lqhs),
  };
}

/** The drop, as the master's DICT sees it. */
export const Trans = Record(
  { phase: 'none' as 'none' | DropPhase | 'ended', waiting: SetOf<NodeId>() },
  'Trans',
);

/** The table at a TC (open at first) or a DIH (active at first), and the wait that a drop has it begin. */
export const Block = Record(
  {
    table: 'absent' as 'absent' | 'open' | 'active' | 'dropping',
    /** The LQHs that have not answered yet. */
    asked: SetOf<NodeId>(),
    /** Is the master's DICT still waiting for a confirmation? */
    owes: false,
  },
  'Block',
);

/** Who waits until an LQH is idle. */
export const Asker = Record({ block: TC, node: firstNode }, 'Asker');

/** The table at an LQH. */
export const Lqh = Record(
  {
    table: 'defined' as 'absent' | 'defined' | 'marked',
    running: SetOf<OpId>(),
    lcp: false,
    askers: SetOf<ReturnType<typeof Asker>>(),
  },
  'Lqh',
);

/** The round of checkpoints, as the master's DIH keeps it. */
export const Lcp = Record({ queued: SetOf<NodeId>(), pending: SetOf<NodeId>() }, 'Lcp');

/** An operation of a client: the TC that coordinates it, the LQH that it goes to. */
export const Op = Record(
  {
    state: 'new' as 'new' | 'sent' | 'running' | 'done' | 'refused',
    tc: undefined as NodeId | undefined,
    lqh: undefined as NodeId | undefined,
  },
  'Op',
);

/** The master's DICT → a node: PREP_DROP_TAB_REQ, DROP_TAB_REQ, DICT_SCHEMAREQ. */
export const Req = Record({ verb: 'req' as const, phase: 'prepare' as DropPhase }, 'Req');
/** And back: the matching CONF. */
export const Conf = Record({ verb: 'conf' as const, phase: 'prepare' as DropPhase }, 'Conf');
/** TC or DIH → LQH: WAIT_DROP_TAB_REQ. */
export const Wait = Record({ verb: 'wait' as const, block: TC }, 'Wait');
/** And back: WAIT_DROP_TAB_CONF. */
export const WaitConf = Record({ verb: 'waitConf' as const, block: TC }, 'WaitConf');
/** TC → LQH: LQHKEYREQ. */
export const Key = Record({ verb: 'key' as const, op: firstOp }, 'Key');
/** The master's DIH → LQH: LCP_FRAG_ORD. */
export const LcpOrd = Record({ verb: 'lcpOrd' as const }, 'LcpOrd');
/** And back: LCP_FRAG_REP. */
export const LcpRep = Record({ verb: 'lcpRep' as const }, 'LcpRep');

export type Message = ReturnType<
  | typeof Req
  | typeof Conf
  | typeof Wait
  | typeof WaitConf
  | typeof Key
  | typeof LcpOrd
  | typeof LcpRep
>;
