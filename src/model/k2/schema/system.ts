/**
 * K2 / Chogori: truncate the data of a schema and drop it, and create it again, while transactions run.
 *
 * Source: the design note "Drop Schema" of the K2 platform (`docs/RFC/DROP_SCHEMA.md` in
 * `futurewei-cloud/chogori-platform`). It was never built: its code of January 2023 only supplies the surroundings,
 * "(Fn)" is a fact of it. "(n)" is a step of the note's truncateDataAndDropSchema:
 *   (1)–(3) a user names the schema, the library translates the name to an id and asks the CPO, (4) the CPO drops the
 *   schema locally and (5) tells all partitions, (6) a partition removes the schema in memory and rejects further
 *   requests, (7) it answers, (8) after all answers the CPO tells the user; a partition that fails to answer "must be
 *   considered dead and re-assigned which will remove the schema"; "at this point the user may recreate a schema with
 *   the same name", (9) partitions scan and truncate all records, "no persistence or tombstones", (10) the log is
 *   cleaned. truncateData is "the same except that it skips steps 4 and 6".
 * Recovery: "Partitions get the list of valid schemas when recovery starts. WAL records that do not match a valid
 * schema are ignored."
 *
 * Abstracted away, and why nothing unsafe is lost:
 * - other schemas and collections: ids of different names never compare equal; one name with several incarnations is
 *   the whole danger;
 * - versions of a schema: all of a name are dropped together;
 * - transactions over several partitions: what one writes stays in one partition; their outcome is the subject of
 *   k2/collection;
 * - real timestamps: transactions are numbered in the order of begin;
 * - a scan in many steps: one step for each node and dropped schema; what matters is whether it comes before or after
 *   an acceptance, an answer, a recreate;
 * - log segments: a log is a map of rows, and a segment the rows of one incarnation in it;
 * - the two halves of a data request: a lost or late reply is a transaction that never takes its next step;
 * - time: a time-out fires only where the message is really gone.
 * Kept apart, because merging them hides behaviours: (a) name translated / request handled / each partition told, (b)
 * schema removed / answer collected / user told, (c) removed / scanned, (d) list fetched / log replayed and opened, (e)
 * commit acknowledged / settled, (f) list of the garbage collection taken / logs cleaned, (g) log appended / taken by
 * the standby.
 *
 * Reads that cross roles, and why: a partition that recovers asks the CPO for its list, a library asks it for the
 * owner of a partition and the id of a name, and the CPO asks nodes whether they still have a schema
 * (`recheckAtEnd`), each within one step. A node knows how many transactions have begun, as it knows the time.
 *
 * Added to what the note discusses: `dropKind=schemaOnly`, the drop that the note refuses, in which steps 9 and 10 are
 * left out; and the bounds `hasty`, in which an admin stops waiting. A transaction that has written does not write on
 * where the node has forgotten it, and a sealed log takes no settled intents either: the note's words stop short of
 * these two cases, and no other reading keeps a log or a transaction whole.
 *
 * Not claimed: anything about a real K2 cluster. "Holds" means no violation in this model within these bounds.
 */
import { properties } from '../../../invariants/k2/schema/index.ts';
import { forEach } from '../../../spec/actions.ts';
import type { Read } from '../../../spec/cells.ts';
import { networkFaults } from '../../../spec/kit/channel.ts';
import { defineSystem } from '../../../spec/system.ts';
import { equalAdmins } from '../programs.ts';
import { admin } from './admin.ts';
import type { Bounds } from './bounds.ts';
import { boundSets, bounds } from './bounds.ts';
import type { World } from './cells.ts';
import { cells } from './cells.ts';
import { cpo, cpoForAdmins, cpoForNodes } from './cpo.ts';
import { network, node, nodeForTxns } from './node.ts';
import { cpoForPartitions } from './orders.ts';
import { cpoForOwners, cpoForStandby } from './owners.ts';
import { recovery } from './recovery.ts';
import { scopeOf } from './scope.ts';
import { standby } from './standby.ts';
import { gc, storage } from './storage.ts';
import type { Variant } from './switches.ts';
import { presets, switches } from './switches.ts';
import { txn, txnForKeys } from './txn.ts';

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
    ...forEach('network', [nodes], network(world), { own: 0 }),
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

function build(variant: Variant, chosen: Bounds) {
  const scope = scopeOf(chosen);
  const world = { variant, scope, at: cells(scope, chosen, variant) };
  return {
    layout: world.at.layout,
    nouns: world.at,
    actions: actions(world, chosen),
    properties: properties(world),
    final: final(world),
    symmetric: equalAdmins(chosen.admins, scope.admins),
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
