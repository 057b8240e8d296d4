/**
 * How the model in `protocol.ts` is told to the servers in `server/`, and what is seen of them.
 */
import { defineAdapter } from 'dropproof';
import { Map as ImmutableMap, Set as ImmutableSet } from 'immutable';
import type { ClientId, PartitionId, Rows } from './protocol.ts';
import system from './protocol.ts';
import type { Bug } from './server/bugs.ts';
import { Cluster } from './server/cluster.ts';
import type { Log } from './server/wire.ts';

export { system };

/** The servers as they should be. */
export const adapter = adapterFor({});

/** Servers with a mistake built in, or with a log. */
export function adapterFor({ bug, log }: { readonly bug?: Bug; readonly log?: Log }) {
  return defineAdapter(system, {
    start: ({ bounds }) => {
      const size = { partitions: Number(bounds.partitions), clients: Number(bounds.clients) };
      return Cluster.start(size, log, bug);
    },
    stop: (cluster) => cluster.stop(),
    perform: {
      'admin.creates': ({ admin }) => admin.create(),
      'admin.drops': ({ admin }) => admin.drop(),
      'admin.retries': ({ admin }) => admin.retryDrop(),
      'partition.crashes': (cluster, p: PartitionId) => partitionOf(cluster, p).crash(),
      'partition.restarts': (cluster, p: PartitionId) => partitionOf(cluster, p).start(),
      'client.opens': (cluster, c: ClientId) => clientOf(cluster, c).open(),
      'client.writes': (cluster, c: ClientId, p: PartitionId) =>
        clientOf(cluster, c).write(partitionOf(cluster, p).url),
      'client.reads': (cluster, c: ClientId, p: PartitionId) =>
        clientOf(cluster, c).read(partitionOf(cluster, p).url),
    },
    // What the coordinator has done when it answers.
    automatic: ['partition.loads', 'partition.unloads', 'coordinator.finishesDrop'],
    observe: {
      catalog: ({ coordinator: { status, id } }) => ({ status, id }),
      admin: ({ admin: { meant } }) => ({ meant }),
      partition: (cluster, p) => {
        const { isUp, rows } = partitionOf(cluster, p);
        return { up: isUp, rows: rowsOf([...rows].map(([id, row]) => [id, [...row]])) };
      },
      wal: (cluster, p) => {
        const entries = Map.groupBy(partitionOf(cluster, p).logged(), ({ id }) => id);
        return rowsOf([...entries].map(([id, all]) => [id, all.map(({ client }) => client)]));
      },
      client: (cluster, c) => {
        const { cached, last } = clientOf(cluster, c);
        return { cached, last };
      },
    },
  });
}

function partitionOf({ partitions }: Cluster, { label }: PartitionId) {
  const partition = partitions.get(label);
  if (partition) return partition;
  throw new RangeError(`there is no partition ${label}`);
}

function clientOf({ clients }: Cluster, { label }: ClientId) {
  const client = clients.get(label);
  if (client) return client;
  throw new RangeError(`there is no client ${label}`);
}

function rowsOf(rows: readonly (readonly [id: number, clients: readonly string[]])[]): Rows {
  return ImmutableMap(rows.map(([id, clients]) => [id, ImmutableSet(clients)]));
}
