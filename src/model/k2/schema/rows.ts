/**
 * Records: in the memory of a node, in the log beneath it, and in what the log tells the standby. A node changes all
 * of them in the step in which it answers; the standby takes what it is told later, in steps of its own.
 */
import type { AnyCell, Assignment, Cell, Read } from '../../../spec/cells.ts';
import { loseVolatile } from '../../../spec/kit/crash.ts';
import type { World } from './cells.ts';
import type { Incarnation, Rows, Slot, Twim } from './nouns.ts';
import { Notice, Row } from './nouns.ts';
import type { NodeId, TxnId } from './scope.ts';
import { firstPartition } from './scope.ts';
import { same } from './views.ts';

const noIntent = { intent: undefined, intentLayout: 0, intentEpoch: 0 };

/** An abort takes the intent away. */
export function stripped(row: Row): Row {
  return row.merge(noIntent);
}

/** A commit makes the intent the value, with the layout and the epoch that it was written with. */
export function settled({ intent, intentLayout, intentEpoch }: Row): Row {
  return Row({ by: intent ?? 'none', layout: intentLayout, epoch: intentEpoch });
}

/** Rows with one of them changed; a row without value and intent is none. */
export function withRow(rows: Rows, inc: Incarnation, row: Row): Rows {
  return row.by === 'none' && !row.intent ? rows.delete(inc) : rows.set(inc, row);
}

/** Puts an intent at a node, into its log, and into the feed. */
export function putIntent(
  read: Read,
  world: World,
  m: NodeId,
  { inc, key }: Slot,
  intent: Pick<Row, 'intent' | 'intentLayout' | 'intentEpoch'>,
): Assignment[] {
  const { at } = world;
  const inMemory = read(at.rows(m, key));
  const inLog = read(at.logged(key));
  const row = inMemory.get(inc, Row()).merge(intent);
  return [
    at.rows(m, key).becomes(inMemory.set(inc, row)),
    at.logged(key).becomes(inLog.set(inc, inLog.get(inc, Row()).merge(intent))),
    ...tellStandby(read, world, m, [Notice({ verb: 'put', inc, key, row })]),
  ];
}

/** Settles all intents of a transaction at a node, in its log, and in the feed. */
export function settleIntents(
  read: Read,
  world: World,
  m: NodeId,
  t: TxnId,
  { status, keys }: Twim,
): Assignment[] {
  const { at } = world;
  const commits = status === 'committed';
  const sorted = [...keys].sort((one, other) => one.key.ordinal - other.key.ordinal);
  const notices = sorted.map(({ inc, key }) => {
    const row = read(at.rows(m, key)).get(inc, Row());
    return Notice(commits ? { inc, key, row: settled(row) } : { verb: 'strip', inc, key });
  });
  const changes = sorted.flatMap(({ inc, key }) => {
    const inMemory = read(at.rows(m, key));
    const inLog = read(at.logged(key));
    const row = inMemory.get(inc, Row());
    const logged = inLog.get(inc, Row());
    const aborted = logged.intent === t ? stripped(logged) : logged;
    return [
      at.rows(m, key).becomes(withRow(inMemory, inc, commits ? settled(row) : stripped(row))),
      at.logged(key).becomes(withRow(inLog, inc, commits ? settled(row) : aborted)),
    ];
  });
  return [...changes, ...tellStandby(read, world, m, notices)];
}

/** Tells the standby, if there is one that stands by for this node. */
export function tellStandby(
  read: Read,
  { at, scope }: World,
  m: NodeId,
  notices: readonly Notice[],
): Assignment[] {
  const { standby } = scope;
  if (!standby || standby === m || read(at.node(m)).part !== firstPartition) return [];
  return [at.feed(standby).becomes(read(at.feed(standby)).push(...notices))];
}

/** Does a transaction have an intent on a record of the same schema at this node? */
export function hasIntentOn(read: Read, world: World, { keys }: Twim, inc: Incarnation): boolean {
  return keys.some((slot) => same(read, world, slot.inc, inc));
}

/** The log of a partition whose node was relieved takes nothing from the old node any more. */
export function isSealedOff(read: Read, { at, variant }: World, m: NodeId): boolean {
  return variant.fence === 'seal' && read(at.holder(read(at.node(m)).part)) !== m;
}

/** A node without its memory. */
export function forgets({ at, scope }: World, m: NodeId): Assignment[] {
  const cells: readonly AnyCell[] = [
    at.valid(m),
    ...scope.keys.map((k): Cell<Rows> => at.rows(m, k)),
    at.scan(m),
    at.list(m),
    at.dropSet(m),
    at.mark(m),
    ...scope.writers.map((t): Cell<Twim> => at.twim(m, t)),
    at.epoch(m),
  ];
  return loseVolatile(cells);
}
