/**
 * The bounds as ids: who is there, what belongs where, and who runs which program.
 */
import type { Id } from '../../../spec/ids.ts';
import { ids } from '../../../spec/ids.ts';
import type { Bounds } from './bounds.ts';
import { transaction } from './bounds.ts';

export type NameId = Id<'name'>;
export type PartitionId = Id<'partition'>;
export type NodeId = Id<'node'>;
export type KeyId = Id<'key'>;
export type TxnId = Id<'txn'>;
export type ClientId = Id<'client'>;
export type AdminId = Id<'admin'>;

/** The one collection name of this core, and the partition that every collection has. */
export const [A] = ids('name', ['A']) as [NameId];
export const [firstPartition] = ids('partition', 1) as [PartitionId];

/** `k1` has a value at the start; `k2` is in the second partition, if there is one, the others are in the first. */
const allKeys = ids('key', ['k1', 'k2', 'k3']);
export const [seededKey, secondKey] = allKeys as [KeyId, KeyId];
const allClients = ids('client', 9);

/** One step of a transaction. */
export interface Operation {
  readonly verb: 'read' | 'write';
  readonly key: KeyId;
}

/** One line of the script of an admin. */
export interface Line {
  readonly verb: 'drop' | 'create';
  readonly name: NameId;
}

/** A partition of a collection. */
export interface Place {
  readonly name: NameId;
  readonly part: PartitionId;
}

/** The bounds as domains of ids, and the programs by id. */
export interface Scope {
  readonly names: readonly NameId[];
  readonly partitions: readonly PartitionId[];
  readonly nodes: readonly NodeId[];
  readonly keys: readonly KeyId[];
  readonly txns: readonly TxnId[];
  /** The transactions that write, and so have a record. */
  readonly writers: readonly TxnId[];
  readonly clients: readonly ClientId[];
  readonly admins: readonly AdminId[];
  readonly exists: (n: NameId) => boolean;
  /** A collection created while the same nodes are free gets the same nodes (F2). */
  readonly nodeOf: (p: PartitionId) => NodeId;
  readonly placeOfNode: (m: NodeId) => Place;
  readonly placeOf: (k: KeyId) => Place;
  readonly operationsOf: (t: TxnId) => readonly Operation[];
  readonly clientOf: (t: TxnId) => ClientId;
  readonly isCold: (c: ClientId) => boolean;
  readonly scriptOf: (a: AdminId) => readonly Line[];
}

/** Reads the programs of a set of bounds. */
export function scopeOf(at: Bounds): Scope {
  const partitions = ids('partition', at.partitions);
  const nodes = ids('node', at.partitions);
  const programs = at.transactions.map(programOf);
  const used = programs.flatMap(({ operations }) => operations.map(({ key }) => key));
  const txns = ids('txn', programs.length);
  const writes = (t: TxnId) => nth(programs, t).operations.some(({ verb }) => verb === 'write');
  return {
    names: [A],
    partitions,
    nodes,
    keys: allKeys.filter((key) => key === seededKey || used.includes(key)),
    txns,
    writers: txns.filter(writes),
    clients: allClients.filter((c) => programs.some(({ client }) => client === c)),
    admins: ids('admin', at.admins.length),
    exists: (n) => at.existing.includes(n.label),
    nodeOf: (p) => nth(nodes, p),
    placeOfNode: (m) => ({ name: A, part: nth(partitions, m) }),
    placeOf: (k) => ({ name: A, part: (k === secondKey && partitions[1]) || firstPartition }),
    operationsOf: (t) => nth(programs, t).operations,
    clientOf: (t) => nth(programs, t).client,
    isCold: (c) => programs.some(({ client, cold }) => cold && client === c),
    scriptOf: (a) => scriptOf(at.admins[a.ordinal - 1] ?? ''),
  };
}

/** `[cold ]client 1: read k1, write k2` */
function programOf(text: string) {
  const [, cold, client = '', operations = ''] = transaction.exec(text) ?? [];
  return {
    cold: cold !== undefined,
    client: named(allClients, client),
    operations: operations.split(', ').map((operation): Operation => {
      const [verb, key = ''] = operation.split(' ');
      return { verb: verb === 'read' ? 'read' : 'write', key: named(allKeys, key) };
    }),
  };
}

/** `drop A, create A` */
function scriptOf(text: string): Line[] {
  return text.split(', ').map((line) => {
    const [verb, name = ''] = line.split(' ');
    return { verb: verb === 'drop' ? 'drop' : 'create', name: named([A], name) };
  });
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
