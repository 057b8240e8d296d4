/**
 * Pushes: what somebody who meets an intent learns about its transaction from the coordinator (TRH).
 */
import type { Read } from '../../../spec/cells.ts';
import type { World } from './cells.ts';
import type { Trh } from './nouns.ts';
import type { TxnId } from './scope.ts';
import { holds, home, live, same } from './views.ts';

/**
 * The fate of a transaction as its coordinator tells it. `gone`: the collection of the coordinator is gone or
 * going; `wait`: nobody can answer now; `noTr`: whoever holds that partition now does not know the transaction.
 */
export type Fate = 'commit' | 'abort' | 'running' | 'gone' | 'wait' | 'noTr';

/** What is learnt about transaction `u`, whose coordinator is `trh`. */
export function resolve(read: Read, world: World, u: TxnId, trh: Trh): Fate {
  const { at, variant } = world;
  if (live(read, world, trh.name) === 0) return vanished(read, world, u, trh);
  const m = home(read, world, trh);
  if (!m || !holds(read, world, m, trh)) return 'wait';
  const { inc } = read(at.module(m));
  const byId = variant.pushIdentity === 'byId';
  if (byId && !same(read, world, inc, trh.inc)) return vanished(read, world, u, trh);
  switch (read(at.tr(m, u)).status) {
    case 'committed':
    case 'left':
      return 'commit';
    case 'aborted':
      return 'abort';
    case 'inProgress':
      return 'running';
    case 'none':
      // The same incarnation does not know it, so it never committed; by name, it may be another one.
      return byId ? 'abort' : 'noTr';
  }
}

/** The coordinator went with its collection: with a tombstone, the outcomes handed over to the CPO decide. */
function vanished(read: Read, { at, variant }: World, u: TxnId, { name, inc }: Trh): Fate {
  if (variant.trhGone !== 'tombstone') return 'gone';
  if (read(at.catalog(name)).inc === inc) return 'wait';
  return read(at.verdicts).has(u) ? 'commit' : 'abort';
}
