/**
 * Storage: the memory of a node and the write-ahead log beneath it. Every change of a row or of a decided
 * transaction record is in the log when the request is answered, except an append that is under way.
 *
 * A log that was sealed, because its node was declared dead, takes nothing any more: the memory of that node then
 * goes ahead of it, and an append that was under way is refused when it lands.
 */
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import type { World } from './cells.ts';
import type { Incarnation } from './nouns.ts';
import { Module, Row, Tr } from './nouns.ts';
import type { KeyId, NameId, NodeId, PartitionId, Place, TxnId } from './scope.ts';
import { isSealed, logOf } from './views.ts';

/** Puts a row at its node and into the log of the module there. */
export function putRow(read: Read, world: World, m: NodeId, k: KeyId, row: Row): Assignment[] {
  const { at } = world;
  const module = read(at.module(m));
  const inMemory = at.row(m, k).becomes(row);
  if (isSealed(read, world, module, module.inc)) return [inMemory];
  const log = logOf(read, world, module.inc);
  const logged = read(at.loggedRow(k));
  const empty = row.equals(Row());
  return [inMemory, at.loggedRow(k).becomes(empty ? logged.delete(log) : logged.set(log, row))];
}

/** Ends an intent: a commit makes it the value, an abort takes it away. */
export function settle(
  read: Read,
  world: World,
  m: NodeId,
  k: KeyId,
  commits: boolean,
): Assignment[] {
  const { value, from, intent, intentFrom } = read(world.at.row(m, k));
  const settled = commits && intent ? { value: intent, from: intentFrom } : { value, from };
  return putRow(read, world, m, k, Row(settled));
}

/**
 * Puts a transaction record at its node. It is in memory only until it is decided; then it is logged too, committed
 * or aborted. (The reference says so of commits only; logging aborts as well changes counts, and no verdict.) That
 * its finalization was given up is in memory only.
 */
export function putTr(read: Read, world: World, m: NodeId, t: TxnId, tr: Tr): Assignment[] {
  const { at } = world;
  const inMemory = at.tr(m, t).becomes(tr);
  const module = read(at.module(m));
  const stays = tr.status === 'inProgress' || tr.status === 'left';
  if (stays || isSealed(read, world, module, module.inc)) return [inMemory];
  const log = logOf(read, world, module.inc);
  const cell = at.loggedTr(module.name, module.part, t);
  const logged = read(cell);
  const over = tr.status === 'none';
  return [inMemory, cell.becomes(over ? logged.delete(log) : logged.set(log, tr))];
}

/** What a node finds in the log of an incarnation when it loads its partition. */
export function load(
  read: Read,
  world: World,
  m: NodeId,
  place: Place,
  inc: Incarnation,
): Assignment[] {
  const { at, scope } = world;
  const { name, part } = place;
  const log = logOf(read, world, inc);
  return [
    ...keysOf(world, place).map((k) => at.row(m, k).becomes(read(at.loggedRow(k)).get(log, Row()))),
    ...scope.writers.map((t) =>
      at.tr(m, t).becomes(read(at.loggedTr(name, part, t)).get(log, Tr())),
    ),
  ];
}

/** (4) The module goes at once with all that it has in memory; handing over its outcomes is a remedy. */
export function unload(read: Read, world: World, m: NodeId): Assignment[] {
  const { at, scope, variant } = world;
  const module = read(at.module(m));
  if (module.phase === 'none') return [];
  const gone = variant.offloadMissing === 'reloadThenDrain';
  const isCommitted = (t: TxnId) => ['committed', 'left'].includes(read(at.tr(m, t)).status);
  return [
    at.module(m).becomes(Module()),
    ...keysOf(world, module).map((k) => at.row(m, k).becomes(Row())),
    ...scope.writers.map((t) => at.tr(m, t).becomes(Tr())),
    ...(gone ? [at.gone(m).becomes(read(at.gone(m)).add(module.inc))] : []),
    ...(variant.unload === 'handOver'
      ? [at.verdicts.becomes(read(at.verdicts).union(scope.writers.filter(isCommitted)))]
      : []),
  ];
}

/** (7) The logs of an incarnation are cleaned. A sealed one stays sealed. */
export function wipe(read: Read, world: World, n: NameId, inc: Incarnation): Assignment[] {
  const { at, scope } = world;
  const log = logOf(read, world, inc);
  const ofName = scope.keys.filter((k) => scope.placeOf(k).name === n);
  const records = scope.partitions.flatMap((p) => scope.writers.map((t) => at.loggedTr(n, p, t)));
  return [
    ...ofName.map((k) => at.loggedRow(k).becomes(read(at.loggedRow(k)).delete(log))),
    ...records.map((cell) => cell.becomes(read(cell).delete(log))),
  ];
}

/** The keys of a partition. */
function keysOf({ scope }: World, { name, part }: Place): readonly KeyId[] {
  return scope.keys.filter((k) => {
    const place = scope.placeOf(k);
    return place.name === name && place.part === part;
  });
}

/** What the log does by itself. */
export const storage = (world: World) => ({ lands: lands(world) });

/** The append goes into the log of its incarnation, whatever that log is by now. */
const lands = (world: World) =>
  action.system('gets an append that was under way', (read, n: NameId, p: PartitionId) => {
    const { at } = world;
    const appends = read(at.slow(n, p));
    const first = appends.first();
    if (!first) return disabled;
    const { inc, key, row } = first;
    const taken = at.slow(n, p).becomes(appends.shift());
    if (isSealed(read, world, { name: n, part: p }, inc)) return [taken];
    const log = logOf(read, world, inc);
    return [taken, at.loggedRow(key).becomes(read(at.loggedRow(key)).set(log, row))];
  });
