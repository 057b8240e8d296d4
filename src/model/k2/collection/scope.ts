/**
 * The bounds as ids: who is there, what belongs where, and who runs which program.
 */
import type { Id } from '../../../spec/ids.ts';
import { ids } from '../../../spec/ids.ts';
import { named, nth } from '../../../spec/kit/programs.ts';
import type { NodeId } from '../channels.ts';
import type { AdminId, KeyId, Transactions } from '../programs.ts';
import { transactionsOf } from '../programs.ts';
import type { Bounds } from './bounds.ts';

export type { NodeId } from '../channels.ts';
export type { AdminId, ClientId, KeyId, Operation, TxnId } from '../programs.ts';

export type NameId = Id<'name'>;
export type PartitionId = Id<'partition'>;

/** The first name is always there, the second where a program or the start speaks of it. */
const allNames = ids('name', ['A', 'B']);
export const [A, B] = allNames as [NameId, NameId];
export const [firstPartition] = ids('partition', 1) as [PartitionId];

/** `b` is in B, all others in A; `k2` in the second partition, if there is one, all others in the first. */
const allKeys = ids('key', ['k1', 'k2', 'k3', 'a', 'b', 'k4', 'k5', 'k6']);
const [k1, k2, , , b] = allKeys as [KeyId, KeyId, KeyId, KeyId, KeyId];
export const firstKey = k1;
export const seededKeys: readonly KeyId[] = [k1, b];

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

/** A collection that exists at the start, and its nodes: the lowest that are left, one for each partition. */
export interface Existing {
  readonly name: NameId;
  readonly nodes: readonly NodeId[];
}

/** The bounds as domains of ids, and the programs by id. */
export interface Scope extends Transactions {
  readonly names: readonly NameId[];
  readonly partitions: readonly PartitionId[];
  readonly nodes: readonly NodeId[];
  readonly keys: readonly KeyId[];
  readonly admins: readonly AdminId[];
  /** In the order of their incarnations 1, 2 … */
  readonly existing: readonly Existing[];
  readonly placeOf: (k: KeyId) => Place;
  readonly scriptOf: (a: AdminId) => readonly Line[];
}

/** Reads the programs of a set of bounds. */
export function scopeOf(at: Bounds): Scope {
  const transactions = transactionsOf(at.transactions, allKeys);
  const { used } = transactions;
  const scripts = at.admins.map(scriptOf);
  const partitions = ids('partition', at.partitions);
  const names = namesOf(at.existing, scripts, used);
  const nodes = ids('node', names.length * partitions.length + at.spares);
  const seeded = seededKeys.filter((k) => names.includes(nameOfKey(k)));
  return {
    ...transactions,
    names,
    partitions,
    nodes,
    keys: allKeys.filter((key) => seeded.includes(key) || used.includes(key)),
    admins: ids('admin', scripts.length),
    existing: existingOf(names, at.existing, partitions, nodes),
    placeOf: (k) => ({
      name: nameOfKey(k),
      part: (k === k2 && partitions[1]) || firstPartition,
    }),
    scriptOf: (a) => nth(scripts, a),
  };
}

const nameOfKey = (k: KeyId): NameId => (k === b ? B : A);

function namesOf(
  existing: readonly string[],
  scripts: readonly (readonly Line[])[],
  used: readonly KeyId[],
): NameId[] {
  const spokenOf = [...scripts.flat().map(({ name }) => name), ...used.map(nameOfKey)];
  return allNames.filter((n) => n === A || existing.includes(n.label) || spokenOf.includes(n));
}

function existingOf(
  names: readonly NameId[],
  labels: readonly string[],
  { length }: readonly PartitionId[],
  nodes: readonly NodeId[],
): Existing[] {
  return names
    .filter(({ label }) => labels.includes(label))
    .map((name, at) => ({ name, nodes: nodes.slice(at * length, (at + 1) * length) }));
}

/** `drop A, create A` */
function scriptOf(text: string): Line[] {
  return text.split(', ').map((line) => {
    const [verb, name = ''] = line.split(' ');
    return { verb: verb === 'drop' ? 'drop' : 'create', name: named(allNames, name) };
  });
}
