/**
 * NDB: which table does an operation hit, once its name was dropped and created again?
 *
 * Source: the drop-table description of MySQL NDB Cluster, its last part: when two incarnations of a name are "the same
 * table" (object id and version), two requirements on what a transaction may see, and two examples. A client gets a
 * handle from its library's cache, or from the dictionary; the kernel compares what the handle says with what it has.
 *   Requirement 1: all operations of a transaction under one name hit the same table.
 *   Requirement 2: that is the table that was in use at startTransaction.
 *
 * Abstracted away, and why nothing unsafe is lost:
 * - nodes, messages and disk: every step is one look at the whole kernel, and no answer here depends on who holds it
 *   (`ndb/table` has them);
 * - what an operation reads or writes: only which incarnation it hits;
 * - a client has one transaction: what it leaves in the cache for a second one, `starts` after a drop has as well;
 * - restarts: that an unused id may lose its version is a fault (`renumbers`).
 * In a scenario the first client does what its script says and no more; calls of its own are served in between.
 *
 * Where the source is silent, this model takes it that
 * - a drop is compared as an operation is, by `identity`;
 * - with handles of the start, a name without one gives 723 at getNdbOperation and ends the transaction.
 *
 * Not claimed: anything about a real cluster. "Holds" means no violation in this model within these bounds.
 */
import { properties } from '../../../invariants/ndb/identity/index.ts';
import { forEach } from '../../../spec/actions.ts';
import type { Read } from '../../../spec/cells.ts';
import { defineSystem } from '../../../spec/system.ts';
import type { Bounds } from './bounds.ts';
import { boundSets, bounds } from './bounds.ts';
import type { World } from './cells.ts';
import { cells, scopeOf } from './cells.ts';
import { api, client, clientForNames } from './client.ts';
import { dictForDrops, dictForNames, fault, tc, user } from './kernel.ts';
import type { Variant } from './switches.ts';
import { presets, switches } from './switches.ts';
import { isScripted } from './views.ts';

/** What may happen next: the whole protocol on one page. */
function actions(world: World) {
  const { names, objects, clients, users } = world.scope;
  return [
    ...forEach('client', [clients], client(world)),
    ...forEach('client', [clients, names], clientForNames(world)),
    ...forEach('tc', [clients], tc(world), { own: 0 }),
    ...forEach('api', [clients, names], api(world)),
    ...forEach('user', [users, names], user(world)),
    ...forEach('dict', [users, names], dictForDrops(world), { own: 0 }),
    ...forEach('dict', [names], dictForNames(world), { own: 0 }),
    ...forEach('fault', [objects], fault(world), { own: 0 }),
  ];
}

/** It is in order that nothing is enabled once no drop is asked for any more and the scenario is over. */
const final =
  ({ at, scope }: World) =>
  (read: Read) => {
    const isOver = ({ state }: { readonly state: string }) =>
      state === 'committed' || state === 'aborted';
    return (
      scope.users.every((u) => !read(at.drop(u))) &&
      (read(at.script).isEmpty() || scope.clients.every((c) => isOver(read(at.txn(c)))))
    );
  };

function build(variant: Variant, chosen: Bounds) {
  const scope = scopeOf(chosen);
  const world = { variant, bounds: chosen, scope, at: cells(scope, chosen) };
  // A script is the first one's. Names are not interchangeable, as the lowest free id is taken.
  const equals = isScripted(world) ? [] : [scope.clients, scope.users];
  return {
    layout: world.at.layout,
    nouns: world.at,
    actions: actions(world),
    properties: properties(world),
    final: final(world),
    symmetric: equals,
  };
}

/** Which table does an operation hit after drop and create? */
export const ndbIdentity = defineSystem({
  name: 'ndb/identity',
  title: 'NDB: which table an operation hits after its name was dropped and created again',
  switches,
  presets,
  bounds,
  boundSets,
  build,
});

export default ndbIdentity;
