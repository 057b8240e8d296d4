/**
 * What must be possible, or the promises prove less than they seem to.
 */
import type { World } from '../../../model/ndb/table/cells.ts';
import type { Txn } from '../../../model/ndb/table/nouns.ts';
import type { Property } from '../../../spec/properties.ts';
import { property } from '../../../spec/properties.ts';
import { mayUndo } from './changes.ts';

export function witnesses(world: World): Property[] {
  const { at, scope, bounds, variant } = world;
  const works = scope.clients.length > 0 && bounds.operations > 0;
  const recreates = bounds.creates > 0;
  const told = (id: string, name: string, what: string, appliesTo: boolean): Property =>
    property.reachable({
      id,
      name,
      appliesTo,
      reached: (read) => read(at.told()).what === what,
    });
  const txn = (id: string, name: string, appliesTo: boolean, is: (txn: Txn) => boolean) =>
    property.reachable({
      id,
      name,
      appliesTo: works && appliesTo,
      reached: (read) => scope.clients.some((c) => is(read(at.txn(c)))),
    });
  return [
    told('told-done', 'a caller is told that the drop is done', 'done', true),
    told('told-aborted', 'a caller is told that the drop was undone', 'aborted', mayUndo(world)),
    txn('committed', 'a transaction commits', true, ({ state }) => state === 'committed'),
    property.reachable({
      id: 'second-table',
      name: 'an operation runs on the table that was created anew',
      appliesTo: works && recreates,
      reached: (read) =>
        scope.clients.some((c) => read(at.touched(c)).some(({ target }) => target === 2)),
    }),
    txn(
      'refused-241',
      'a TC refuses a stale handle',
      recreates && variant.identity === 'idVersion',
      ({ err }) => err === '241',
    ),
    txn(
      'refused-283',
      'a TC refuses an operation on a table that is being dropped',
      variant.tcMark === 'on',
      ({ err }) => err === '283',
    ),
    txn(
      'refused-1226',
      'an LQH refuses an operation on a table that is being dropped',
      variant.lqhMark === 'on',
      ({ err }) => err === '1226',
    ),
  ];
}
