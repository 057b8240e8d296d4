/**
 * The programs that K2's models have in common: what transactions do, and which admins do the same.
 *
 *     [cold ]client 1: read k1, write k2
 */
import type { Bound } from '../../spec/choices.ts';
import { UsageError } from '../../spec/errors.ts';
import type { Id } from '../../spec/ids.ts';
import { ids } from '../../spec/ids.ts';
import { named, nth, texts } from '../../spec/kit/programs.ts';

export type KeyId = Id<'key'>;
export type TxnId = Id<'txn'>;
export type ClientId = Id<'client'>;
export type AdminId = Id<'admin'>;

const allClients = ids('client', 9);

/** One step of a transaction. */
export interface Operation {
  readonly verb: 'read' | 'write';
  readonly key: KeyId;
}

/** The transactions of some bounds, by id. */
export interface Transactions {
  readonly txns: readonly TxnId[];
  /** The transactions that write, and so have a record. */
  readonly writers: readonly TxnId[];
  readonly clients: readonly ClientId[];
  /** The keys that any of them reads or writes. */
  readonly used: readonly KeyId[];
  readonly operationsOf: (t: TxnId) => readonly Operation[];
  readonly clientOf: (t: TxnId) => ClientId;
  readonly isCold: (c: ClientId) => boolean;
}

/** A transaction as text: cold or not, its client, its operations. */
const form = (key: string) =>
  new RegExp(`^(cold )?client ([1-9]): ((?:read|write) ${key}(?:, (?:read|write) ${key})*)$`);

/**
 * The bound of that name. Each key has one writer: the models keep one version of a row, and P4 speaks of that one.
 *
 * @param key the keys, as a regular expression
 * @param cold what a cold client lacks
 */
export function transactionsBound(
  key: string,
  cold: string,
  example: string,
): Bound<readonly string[]> {
  const programs = texts(
    `what each transaction does, in the order of their timestamps; a cold client ${cold}`,
    [],
    form(key),
    example,
  );
  const parse = (json: unknown) => {
    const list = programs.parse(json);
    const written = list.flatMap((line) => line.match(/write \w+/g) ?? []);
    const twice = written.find((write, at) => written.indexOf(write) !== at);
    if (twice === undefined) return list;
    throw new UsageError(`'${twice}' stands twice; every key may be written once, by one program`);
  };
  return { ...programs, parse };
}

/** Reads the programs of transactions; `keys` are all keys that they may name. */
export function transactionsOf(programs: readonly string[], keys: readonly KeyId[]): Transactions {
  const read = programs.map((text) => programOf(text, keys));
  const txns = ids('txn', programs.length);
  const writes = (t: TxnId) => nth(read, t).operations.some(({ verb }) => verb === 'write');
  const isUsed = (key: KeyId) =>
    read.some(({ operations }) => operations.some((at) => at.key === key));
  return {
    txns,
    writers: txns.filter(writes),
    clients: allClients.filter((c) => read.some(({ client }) => client === c)),
    used: keys.filter(isUsed),
    operationsOf: (t) => nth(read, t).operations,
    clientOf: (t) => nth(read, t).client,
    isCold: (c) => read.some(({ client, isCold }) => isCold && client === c),
  };
}

function programOf(text: string, keys: readonly KeyId[]) {
  const [, cold, client = '', operations = ''] = form('\\w+').exec(text) ?? [];
  return {
    isCold: cold !== undefined,
    client: named(allClients, client),
    operations: operations.split(', ').map((operation): Operation => {
      const [verb, key = ''] = operation.split(' ');
      return { verb: verb === 'read' ? 'read' : 'write', key: named(keys, key) };
    }),
  };
}

/**
 * Admins who ask for the same are interchangeable. Transactions are not, as they are ordered by their begin; nor are
 * partitions, as each comes with its node.
 */
export function equalAdmins(scripts: readonly string[], admins: readonly AdminId[]): AdminId[][] {
  return [...Map.groupBy(admins, (_, at) => scripts[at]).values()];
}
