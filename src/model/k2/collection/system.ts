/**
 * K2 / Chogori: drop a collection and create it again, while transactions run.
 *
 * Source: the design note "Drop Collection" of the K2 platform (`docs/RFC/DROP_COLLECTION.md` in
 * `futurewei-cloud/chogori-platform`), and its code of April 2021 and January 2023 where a switch says so. "(n)" is
 * a step of the note's overview:
 *   (1) a user asks the CPO to drop, (2) the CPO moves the metadata to a deleted list and (3) tells every partition
 *   to unload, (4) a node unloads at once, "without waiting for ongoing operations and with no persistence needed",
 *   (5) after all answers the CPO tells the user, (6) the name may be created again, (7) the logs are cleaned later.
 * A transaction (K23SI) puts intents where it writes, in one collection or in two; the partition of its first write,
 * its coordinator (TRH), keeps its record (TR). Who meets a foreign intent pushes at the coordinator.
 *
 * Abstracted away, and why nothing unsafe is lost:
 * - real timestamps: transactions are numbered in the order of begin; the fence of a module by its start time is the
 *   set of the transactions that were open when it was loaded;
 * - the two halves of a data request: a lost or late reply is a transaction that never takes its next step, so an
 *   open transaction that nobody answers is no deadlock; an admin who waits for an answer that cannot come is one;
 * - more than one version of a key: no program writes a key twice in one incarnation;
 * - heartbeats: the record of an open transaction stays, that of an ended one is found (`node.expiresTr`);
 * - schemas and key ranges: a key has a fixed partition;
 * - a map that is refreshed while no node answers: the operation is disabled until somebody does;
 * - a link that is cut comes back: what is late then is a message that is delayed;
 * - time: a time-out fires only where the message is really gone or the node is cut off; the retention of intents
 *   outlasts a drop that can still progress.
 * Kept apart, because merging them hides behaviours: unloaded / collected, committed / finalized at each key, assign
 * handled / collected, coordinator gone / intent expired or pushed, decision of the CPO / delivery to each node, stop
 * begun / ended, append accepted / landed.
 *
 * Where the sources are silent, this model takes it that
 * - a node without a lease serves no client, but still settles intents for other nodes, and has its own settled;
 * - a node whose partition of that name is another one is a mismatch like a node of another name;
 * - a commit that is sent where nobody has the coordinator's partition any more aborts, if the name is not live;
 * - the nodes that a finished drop frees are those that the node map has under its name.
 *
 * Two options of `collectionId` change nothing against `none` as long as nodes do not change hands, and that is their
 * answer: a map is never refreshed, as the recreated collection has the same versions on the same nodes (`onRefresh`),
 * and a start time that lags behind fences nobody off (`startTsFenceSkewed`).
 *
 * Not claimed: anything about a real K2 cluster. "Holds" means no violation in this model within these bounds.
 */
import { properties } from '../../../invariants/k2/collection/index.ts';
import { forEach } from '../../../spec/actions.ts';
import type { Read } from '../../../spec/cells.ts';
import { networkFaults } from '../../../spec/kit/channel.ts';
import { defineSystem } from '../../../spec/system.ts';
import { equalAdmins } from '../programs.ts';
import { admin, adminForNames } from './admin.ts';
import type { Bounds } from './bounds.ts';
import { boundSets, bounds } from './bounds.ts';
import type { World } from './cells.ts';
import { cells } from './cells.ts';
import { cpoForAdmins, cpoForNames, cpoForNodes } from './cpo.ts';
import { network, node } from './node.ts';
import { cpo, cpoRecovers, cpoReloads } from './recovery.ts';
import type { AdminId } from './scope.ts';
import { scopeOf } from './scope.ts';
import { nodeForKeys, nodeForRecords, nodeForWrites } from './settling.ts';
import { storage } from './storage.ts';
import type { Variant } from './switches.ts';
import { presets, switches } from './switches.ts';
import { client, txn, txnForKeys } from './txn.ts';

/** What may happen next: the whole protocol on one page. */
function actions(world: World, { faultyChannels }: Bounds) {
  const { names, partitions, nodes, keys, txns, writers, clients, admins } = world.scope;
  const { toCpo, toNode, fromNode } = world.at;
  const faulty = [...toCpo.all, ...toNode.all, ...fromNode.all].filter(({ family }) =>
    faultyChannels.includes(family),
  );
  return [
    ...forEach('txn', [txns], txn(world)),
    ...forEach('txn', [txns, keys], txnForKeys(world)),
    ...(userRefreshes(world) ? forEach('client', [clients, names], client(world)) : []),
    ...forEach('admin', [admins, names], adminForNames(world)),
    ...forEach('admin', [admins], admin(world)),
    ...forEach('cpo', [admins], cpoForAdmins(world), { own: 0 }),
    ...forEach('cpo', [names], cpoForNames(world), { own: 0 }),
    ...forEach('cpo', [nodes], cpoForNodes(world), { own: 0 }),
    ...forEach('cpo', [names], cpoRecovers(world), { own: 0 }),
    ...forEach('cpo', [nodes], cpoReloads(world), { own: 0 }),
    ...forEach('cpo', [], cpo(world)),
    ...forEach('node', [nodes], node(world)),
    ...forEach('node', [nodes, writers], nodeForRecords(world)),
    ...forEach('node', [nodes, writers, keys], nodeForWrites(world)),
    ...forEach('node', [nodes, keys], nodeForKeys(world)),
    ...forEach('storage', [names, partitions], storage(world), { own: 2 }),
    ...forEach('network', [nodes], network(world), { own: 0 }),
    ...networkFaults(world.at, faulty),
  ];
}

/** Only where a stale id is the business of the user may the user do something about it. */
const userRefreshes = ({ variant }: World) =>
  variant.collectionId === 'perRequest' && variant.onMismatch === 'user';

/**
 * Nothing need be enabled once no admin waits for an answer. A CPO that crashed owes none to a request that it has
 * forgotten: then an admin may wait for ever, unless its request is still on its way, some work is still done for it,
 * or it cannot take its answer yet. A node that is cut off excuses nobody: a create that waits for it is a deadlock.
 */
const final =
  ({ at, scope }: World, { cpoCrashes }: Bounds) =>
  (read: Read) => {
    const hasCrashed = read(at.cpoCrashes) < cpoCrashes;
    const isForgotten = (a: AdminId) =>
      read(at.toCpo(a)).isEmpty() &&
      read(at.toAdmin(a)).isEmpty() &&
      scope.names.every((n) => read(at.work(n)).admin !== a);
    return scope.admins.every((a) => !read(at.admin(a)).waiting || (hasCrashed && isForgotten(a)));
  };

function build(variant: Variant, chosen: Bounds) {
  const scope = scopeOf(chosen);
  const world = { variant, scope, at: cells(scope, chosen, variant) };
  return {
    layout: world.at.layout,
    nouns: world.at,
    actions: actions(world, chosen),
    properties: properties(world),
    final: final(world, chosen),
    symmetric: equalAdmins(chosen.admins, scope.admins),
  };
}

/** Drop a collection and create it again: what breaks, and what repairs it. */
export const k2Collection = defineSystem({
  name: 'k2/collection',
  title: 'K2: drop a collection and create it again while transactions run',
  switches,
  presets,
  bounds,
  boundSets,
  build,
});

export default k2Collection;
