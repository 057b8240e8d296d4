/**
 * The hot standby of the first partition: it takes what the log tells it, one notice after the other, later than the
 * primary. Drops and truncations are not in the log (F7), unless a switch says so.
 */
import { action, disabled } from '../../../spec/actions.ts';
import type { Assignment, Read } from '../../../spec/cells.ts';
import type { World } from './cells.ts';
import type { Notice } from './nouns.ts';
import { stripped, withRow } from './rows.ts';
import type { NodeId } from './scope.ts';
import { isListed, same } from './views.ts';

/** What a standby does. */
export const standby = (world: World) => ({ applies: applies(world) });

const applies = (world: World) =>
  action.system('takes the next notice of the log', (read, m: NodeId) => {
    const { at } = world;
    const feed = read(at.feed(m));
    const notice = feed.first();
    if (!notice || read(at.node(m)).role !== 'standby') return disabled;
    return [at.feed(m).becomes(feed.shift()), ...taken(read, world, m, notice)];
  });

function taken(read: Read, world: World, m: NodeId, notice: Notice): Assignment[] {
  const { at, scope } = world;
  const { verb, inc, key, row } = notice;
  if (verb === 'marker') {
    const valid = read(at.valid(m)).filterNot((known) => same(read, world, known, inc));
    const left = scope.keys.map((k) => {
      const kept = read(at.rows(m, k)).filterNot((_, of) => same(read, world, of, inc));
      return at.rows(m, k).becomes(kept);
    });
    return [at.valid(m).becomes(valid), ...left];
  }
  const rows = read(at.rows(m, key));
  const known = rows.get(inc);
  if (verb === 'strip') {
    return known ? [at.rows(m, key).becomes(withRow(rows, inc, stripped(known)))] : [];
  }
  return isSkipped(read, world, m, notice) ? [] : [at.rows(m, key).becomes(rows.set(inc, row))];
}

/** Does the standby ignore a record, for what it knows of schemas? */
function isSkipped(read: Read, world: World, m: NodeId, { inc }: Notice): boolean {
  const { at, variant } = world;
  if (variant.standby === 'filtersUnknown') return !isListed(read, world, read(at.valid(m)), inc);
  return variant.standby === 'filtersDropped' && read(at.dropSet(m)).incs.has(inc);
}
