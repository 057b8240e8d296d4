/**
 * The bounds as ids: who is there, what belongs where, and who runs which program.
 */
import type { Id } from '../../../spec/ids.ts';
import { ids } from '../../../spec/ids.ts';
import type { Bounds } from './bounds.ts';
import { transaction } from './bounds.ts';
import type { Request } from './nouns.ts';

export type PartitionId = Id<'partition'>;
export type NodeId = Id<'node'>;
export type KeyId = Id<'key'>;
export type TxnId = Id<'txn'>;
export type ClientId = Id<'client'>;
export type AdminId = Id<'admin'>;

/** The partition that every collection has; a standby stands by for it. */
export const [firstPartition] = ids('partition', 1) as [PartitionId];

/** `k` may have a value at the start; `k2` is in the second partition, if there is one. */
const allKeys = ids('key', ['k', 'k2']);
export const [seededKey, secondKey] = allKeys as [KeyId, KeyId];
const allClients = ids('client', 9);

/** One step of a transaction. */
export interface Operation {
  readonly verb: 'read' | 'write';
  readonly key: KeyId;
}

/** The bounds as domains of ids, and the programs by id. */
export interface Scope {
  readonly partitions: readonly PartitionId[];
  /** Node p owns partition p at first; what is more is the spare or the standby. */
  readonly nodes: readonly NodeId[];
  readonly standby: NodeId | undefined;
  /** The log still has to tell the standby of the first record. */
  readonly lags: boolean;
  readonly keys: readonly KeyId[];
  readonly txns: readonly TxnId[];
  /** The transactions that write, and so have a record. */
  readonly writers: readonly TxnId[];
  readonly clients: readonly ClientId[];
  readonly admins: readonly AdminId[];
  readonly exists: boolean;
  readonly seeded: boolean;
  readonly takesSnapshots: boolean;
  readonly firstOwner: (p: PartitionId) => NodeId;
  readonly partOf: (k: KeyId) => PartitionId;
  readonly operationsOf: (t: TxnId) => readonly Operation[];
  readonly clientOf: (t: TxnId) => ClientId;
  readonly isCold: (c: ClientId) => boolean;
  readonly scriptOf: (a: AdminId) => readonly Request[];
}

/** Reads the programs of a set of bounds. */
export function scopeOf(at: Bounds): Scope {
  const partitions = ids('partition', at.partitions);
  const nodes = ids('node', at.partitions + (at.extraNode === 'none' ? 0 : 1));
  const extra = nodes[at.partitions];
  const programs = at.transactions.map(programOf);
  const used = programs.flatMap(({ operations }) => operations.map(({ key }) => key));
  const txns = ids('txn', programs.length);
  const writes = (t: TxnId) => nth(programs, t).operations.some(({ verb }) => verb === 'write');
  return {
    partitions,
    nodes,
    standby: at.extraNode === 'spare' ? undefined : extra,
    lags: at.extraNode === 'laggingStandby',
    keys: allKeys.filter((key) => key === seededKey || used.includes(key)),
    txns,
    writers: txns.filter(writes),
    clients: allClients.filter((c) => programs.some(({ client }) => client === c)),
    admins: ids('admin', at.admins.length),
    exists: at.exists !== 'no',
    seeded: at.exists === 'seeded',
    takesSnapshots: at.snapshots > 0,
    firstOwner: (p) => nth(nodes, p),
    partOf: (k) => (k === secondKey && partitions[1]) || firstPartition,
    operationsOf: (t) => nth(programs, t).operations,
    clientOf: (t) => nth(programs, t).client,
    isCold: (c) => programs.some(({ client, isCold }) => isCold && client === c),
    scriptOf: (a) => (at.admins[a.ordinal - 1] ?? '').split(', ') as Request[],
  };
}

/** `[cold ]client 1: read k, write k2` */
function programOf(text: string) {
  const [, cold, client = '', operations = ''] = transaction.exec(text) ?? [];
  return {
    isCold: cold !== undefined,
    client: named(allClients, client),
    operations: operations.split(', ').map((operation): Operation => {
      const [verb, key = ''] = operation.split(' ');
      return { verb: verb === 'read' ? 'read' : 'write', key: named(allKeys, key) };
    }),
  };
}

function named<I extends { readonly label: string }>(domain: readonly I[], label: string): I {
  const id = domain.find((known) => known.label === label);
  if (!id)
    throw new RangeError(`${label} is none of ${domain.map((known) => known.label).join(', ')}`);
  return id;
}

function nth<T>(list: readonly T[], { ordinal }: { readonly ordinal: number }): T {
  const item = list[ordinal - 1];
  if (item === undefined) throw new RangeError(`there is no number ${ordinal}`);
  return item;
}
