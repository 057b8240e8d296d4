/**
 * What the cells of the whole hold, and what the blocks say to each other.
 *
 * `ver` is the version that the kernel knows a table by. `inc` numbers creations; only properties look at it.
 */
import { Record, Set as SetOf } from 'immutable';
import type { Id } from '../../../spec/ids.ts';
import { ids } from '../../../spec/ids.ts';
import type { CreatePhase, DropPhase, FileState, NodeId } from '../nouns.ts';
import type { Bounds } from './bounds.ts';

export type ClientId = Id<'client'>;
export type BlockId = Id<'block'>;

/** The two blocks that ask every LQH whether it is idle. */
const [TC, DIH] = ids('block', ['TC', 'DIH']) as [BlockId, BlockId];
/** By the name of its cell. */
export const blockNamed = { tc: TC, dih: DIH } as const;
const [firstNode] = ids('node', 1) as [NodeId];
const [firstClient] = ids('client', 1) as [ClientId];

/** Who is there. */
export interface Scope {
  readonly nodes: readonly NodeId[];
  readonly blocks: readonly BlockId[];
  readonly clients: readonly ClientId[];
  readonly tcs: readonly NodeId[];
  readonly lqhs: readonly NodeId[];
}

/** Reads a set of bounds. */
export function scopeOf({ nodes: number, clients, tcs, lqhs }: Bounds): Scope {
  const nodes = ids('node', number);
  const among = (places: readonly number[]) =>
    places.length === 0 ? nodes : nodes.filter(({ ordinal }) => places.includes(ordinal));
  return {
    nodes,
    blocks: [TC, DIH],
    clients: ids('client', clients),
    tcs: among(tcs),
    lqhs: among(lqhs),
  };
}

/** One thing that all nodes do, or that the master does about a change whose first master is gone. */
export type Phase = 'none' | DropPhase | CreatePhase | 'undo' | 'takeover' | 'orphaned';

/** A schema change, as the master's DICT sees it. */
export const Trans = Record(
  {
    kind: 'none' as 'none' | 'drop' | 'create',
    phase: 'none' as Phase,
    waiting: SetOf<NodeId>(),
    ver: 0,
    inc: 0,
  },
  'Trans',
);
export type Trans = ReturnType<typeof Trans>;

/** The table in the DICT of a node; an absent one keeps the version of the last. */
export const Entry = Record(
  {
    state: 'absent' as 'absent' | 'adding' | 'inUse' | 'releasing' | 'released',
    ver: 0,
    inc: 0,
  },
  'Entry',
);
export type Entry = ReturnType<typeof Entry>;

/** The table in a schema file. */
export const File = Record({ state: 'unused' as FileState, ver: 0, inc: 0 }, 'File');
export type File = ReturnType<typeof File>;

/** The table at a TC (open at first) or a DIH (active at first), and the wait that a drop has it begin. */
export const Block = Record(
  {
    table: 'absent' as 'absent' | 'open' | 'creating' | 'active' | 'dropping',
    /** The LQHs that have not answered yet. */
    asked: SetOf<NodeId>(),
    /** Is a confirmation still to be given? */
    owes: false,
    /** At a TC. */
    ver: 0,
  },
  'Block',
);
export type Block = ReturnType<typeof Block>;

/** Who waits until an LQH is idle. */
export const Asker = Record({ block: TC, node: firstNode }, 'Asker');

/** The table at an LQH. */
export const Lqh = Record(
  {
    table: 'absent' as 'absent' | 'defined' | 'marked',
    running: SetOf<ClientId>(),
    lcp: false,
    askers: SetOf<ReturnType<typeof Asker>>(),
    ver: 0,
  },
  'Lqh',
);
export type Lqh = ReturnType<typeof Lqh>;

/** The round of checkpoints, as the master's DIH keeps it. */
export const Lcp = Record({ queued: SetOf<NodeId>(), pending: SetOf<NodeId>() }, 'Lcp');

/** What a starting node makes of the table, as the master has it. */
export const Plan = Record({ table: 'keep' as 'keep' | 'gone', ver: 0, inc: 0 }, 'Plan');
export type Plan = ReturnType<typeof Plan>;

/** What the dictionary says of a table. */
export const Handle = Record({ ver: 0, inc: 0 }, 'Handle');
export type Handle = ReturnType<typeof Handle>;

/**
 * Why a transaction was aborted: 241 invalid schema version, 283 table is being dropped, 284 table not defined, 1225
 * and 1226 the same at LQH, 1227 invalid version at LQH, 4010 node failure.
 */
export type Fault = 'none' | '241' | '283' | '284' | '1225' | '1226' | '1227' | '4010';

/** A transaction: its TC, the operation that is defined, the LQH that it was sent to, the nodes that it has been at. */
export const Txn = Record(
  {
    state: 'idle' as 'idle' | 'open' | 'committed' | 'aborted',
    tc: undefined as NodeId | undefined,
    op: undefined as Handle | undefined,
    sent: undefined as NodeId | undefined,
    n: 0,
    err: 'none' as Fault,
    at: SetOf<NodeId>(),
    /** The version of the table that it touched, 0 if none or not remembered. */
    pin: 0,
  },
  'Txn',
);
export type Txn = ReturnType<typeof Txn>;

/** The caller of a drop: *asking*: the request is on its way; *waiting*: the drop has begun. */
export const Ddl = Record(
  { state: 'idle' as 'idle' | 'asking' | 'waiting', handle: Handle() },
  'Ddl',
);

/** An answer to the caller of a drop, on its way. */
export const Reply = Record({ what: 'done' as 'done' | 'aborted', inc: 0 }, 'Reply');
export type Reply = ReturnType<typeof Reply>;

/** What the caller was told of the last drop. */
export const Told = Record(
  { what: 'nothing' as 'nothing' | 'secured' | 'done' | 'aborted', inc: 0 },
  'Told',
);

/** History: an operation ran on the fragment of an incarnation, 0 if there was none. */
export const Touch = Record({ bound: 0, target: 0 }, 'Touch');
export type Touch = ReturnType<typeof Touch>;

/** The master's DICT → a node: the next phase of a schema change. */
export const Req = Record(
  {
    verb: 'req' as const,
    kind: 'drop' as 'drop' | 'create',
    phase: 'none' as Phase,
    ver: 0,
    inc: 0,
  },
  'Req',
);
export type Req = ReturnType<typeof Req>;
/** And back: the matching CONF. */
export const Conf = Record({ verb: 'conf' as const, phase: 'none' as Phase, inc: 0 }, 'Conf');
/** TC or DIH → LQH: WAIT_DROP_TAB_REQ. */
export const Wait = Record({ verb: 'wait' as const, block: TC }, 'Wait');
/** And back: WAIT_DROP_TAB_CONF. */
export const WaitConf = Record({ verb: 'waitConf' as const, block: TC }, 'WaitConf');
/** TC → LQH: LQHKEYREQ. */
export const Key = Record(
  { verb: 'key' as const, client: firstClient, ver: 0, inc: 0, tcVer: 0 },
  'Key',
);
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
