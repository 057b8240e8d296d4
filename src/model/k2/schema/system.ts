/**
 * K2 / Chogori: truncate the data of a schema and drop it, and create it again, while transactions run.
 */
import { properties } from '../../../invariants/k2/schema/index.ts';
import { forEach } from '../../../spec/actions.ts';
import type { Read } from '../../../spec/cells.ts';
import { networkFaults } from '../../../spec/kit/channel.ts';
import { defineSystem } from '../../../spec/system.ts';
import { admin } from './admin.ts';
import type { Bounds } from './bounds.ts';
import { boundSets, bounds } from './bounds.ts';
import type { World } from './cells.ts';
import { cells } from './cells.ts';
import { txn, txnForKeys } from './client.ts';
import { cpo, cpoForAdmins, cpoForNodes } from './cpo.ts';
import { node, nodeForTxns } from './node.ts';
import { cpoForPartitions } from './orders.ts';
import { cpoForOwners, cpoForStandby } from './owners.ts';
import { recovery } from './recovery.ts';
import type { AdminId, Scope } from './scope.ts';
import { scopeOf } from './scope.ts';
import { standby } from './standby.ts';
import { gc, storage } from './storage.ts';
import type { Variant } from './switches.ts';
import { presets, switches } from './switches.ts';

/** What may happen next: the whole protocol on one page. */
function actions(world: World, { faultyChannels }: Bounds) {
  const { partitions, nodes, keys, txns, writers, admins, takesSnapshots } = world.scope;
  const { toCpo, toNode, fromNode } = world.at;
  const standbys = world.scope.standby ? [world.scope.standby] : [];
  const faulty = [...toCpo.all, ...toNode.all, ...fromNode.all].filter(({ family }) =>
    faultyChannels.includes(family),
  );
  return [
    ...forEach('txn', [txns], txn(world)),
    ...forEach('txn', [txns, keys], txnForKeys(world)),
    ...forEach('admin', [admins], admin(world)),
    ...forEach('cpo', [admins], cpoForAdmins(world), { own: 0 }),
    ...forEach('cpo', [partitions], cpoForPartitions(world), { own: 0 }),
    ...forEach('cpo', [nodes], cpoForNodes(world), { own: 0 }),
    ...forEach('cpo', [], cpo(world)),
    ...forEach('cpo', [partitions], cpoForOwners(world), { own: 0 }),
    ...forEach('cpo', [standbys], cpoForStandby(world), { own: 0 }),
    ...forEach('node', [nodes], node(world)),
    ...forEach('node', [nodes, writers], nodeForTxns(world)),
    ...forEach('node', [nodes], recovery(world)),
    ...forEach('node', [standbys], standby(world)),
    ...(takesSnapshots ? forEach('storage', [partitions], storage(world)) : []),
    ...forEach('gc', [], gc(world)),
    ...networkFaults(world.at, faulty),
  ];
}

/**
 * Nothing need be enabled once no admin waits for an answer that the CPO owes it. Nobody owes one to a request that
 * got lost, that was forgotten in a crash, or that another admin took over.
 */
const final =
  ({ at, scope }: World) =>
  (read: Read) =>
    scope.admins.every(
      (a) =>
        !read(at.admin(a)).waiting ||
        (read(at.toCpo(a)).isEmpty() &&
          read(at.dropWork).admin !== a &&
          read(at.pushWork).admin !== a),
    );

/**
 * Admins who ask for the same are interchangeable. Transactions are not, as they are ordered by their begin; nor are
 * partitions, as each has keys and a node of its own.
 */
function equalAdmins({ admins: scripts }: Bounds, { admins }: Scope): AdminId[][] {
  return [...Map.groupBy(admins, (_, at) => scripts[at]).values()];
}

function build(variant: Variant, chosen: Bounds) {
  const scope = scopeOf(chosen);
  const world = { variant, scope, at: cells(scope, chosen, variant) };
  return {
    layout: world.at.layout,
    actions: actions(world, chosen),
    properties: properties(world),
    final: final(world),
    symmetric: equalAdmins(chosen, scope),
  };
}

/** Truncate the data of a schema and drop it: what breaks, and what repairs it. */
export const k2Schema = defineSystem({
  name: 'k2/schema',
  title: 'K2: truncate the data of a schema, drop it and create it again while transactions run',
  switches,
  presets,
  bounds,
  boundSets,
  build,
});

export default k2Schema;
