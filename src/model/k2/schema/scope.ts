/**
 * The bounds as ids: who is there, what belongs where, and who runs which program.
 */
import { UsageError } from '../../../spec/errors.ts';
import type { Id } from '../../../spec/ids.ts';
import { ids } from '../../../spec/ids.ts';
import { nth } from '../../../spec/kit/programs.ts';
import type { NodeId } from '../channels.ts';
import type { AdminId, KeyId, Transactions } from '../programs.ts';
import { transactionsOf } from '../programs.ts';
import type { Bounds } from './bounds.ts';
import type { Request } from './nouns.ts';

export type { NodeId } from '../channels.ts';
export type { AdminId, ClientId, KeyId, Operation, TxnId } from '../programs.ts';

export type PartitionId = Id<'partition'>;

/** The partition that every collection has; a standby stands by for it. */
export const [firstPartition] = ids('partition', 1) as [PartitionId];

/** `k` may have a value at the start; `k2` is in the second partition, if there is one. */
const allKeys = ids('key', ['k', 'k2']);
export const [seededKey, secondKey] = allKeys as [KeyId, KeyId];

/** The bounds as domains of ids, and the programs by id. */
export interface Scope extends Transactions {
  readonly partitions: readonly PartitionId[];
  /** Node p owns partition p at first; what is more is the spare or the standby. */
  readonly nodes: readonly NodeId[];
  readonly standby: NodeId | undefined;
  /** The log still has to tell the standby of the first record. */
  readonly lags: boolean;
  readonly keys: readonly KeyId[];
  readonly admins: readonly AdminId[];
  readonly exists: boolean;
  readonly seeded: boolean;
  readonly takesSnapshots: boolean;
  readonly firstOwner: (p: PartitionId) => NodeId;
  readonly partOf: (k: KeyId) => PartitionId;
  readonly scriptOf: (a: AdminId) => readonly Request[];
}

/**
 * Reads the programs of a set of bounds.
 *
 * @throws UsageError where a transaction writes in two partitions: the model commits in one only
 */
export function scopeOf(at: Bounds): Scope {
  const partitions = ids('partition', at.partitions);
  const nodes = ids('node', at.partitions + (at.extraNode === 'none' ? 0 : 1));
  const extra = nodes[at.partitions];
  const transactions = transactionsOf(at.transactions, allKeys);
  const partOf = (k: KeyId) => (k === secondKey && partitions[1]) || firstPartition;
  const across = transactions.writers.find((t) => {
    const written = transactions.operationsOf(t).filter(({ verb }) => verb === 'write');
    return new Set(written.map(({ key }) => partOf(key))).size > 1;
  });
  if (across) {
    const text = nth(at.transactions, across);
    throw new UsageError(`'${text}' writes in two partitions; k2/schema has no such transactions`);
  }
  return {
    ...transactions,
    partitions,
    nodes,
    standby: at.extraNode === 'spare' ? undefined : extra,
    lags: at.extraNode === 'laggingStandby',
    keys: allKeys.filter((key) => key === seededKey || transactions.used.includes(key)),
    admins: ids('admin', at.admins.length),
    exists: at.exists !== 'no',
    seeded: at.exists === 'seeded',
    takesSnapshots: at.snapshots > 0,
    firstOwner: (p) => nth(nodes, p),
    partOf,
    scriptOf: (a) => (at.admins[a.ordinal - 1] ?? '').split(', ') as Request[],
  };
}
