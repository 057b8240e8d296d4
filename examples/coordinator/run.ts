/**
 * Runs the servers through a day's work and writes their log: `node run.ts > run.ndjson`, or `node run.ts replaysAll` with
 * one of the bugs.
 */
import type { Bug } from './server/bugs.ts';
import { bugs } from './server/bugs.ts';
import { Cluster } from './server/cluster.ts';
import type { Log } from './server/wire.ts';

/** A collection is dropped and created again under a client that has its id; then the partition crashes. */
export async function aDay(log: Log, bug?: Bug): Promise<void> {
  const cluster = await Cluster.start({ partitions: 1, clients: 1 }, log, bug);
  const [[partition], [client]] = [[...cluster.partitions.values()], [...cluster.clients.values()]];
  if (!partition || !client) throw new RangeError('a cluster has a partition and a client');
  const write = async () => {
    if (client.cached === 0) await client.open();
    await client.write(partition.url);
  };
  try {
    await cluster.admin.create();
    await write();
    await cluster.admin.drop();
    await cluster.admin.create();
    await write();
    await write();
    await client.read(partition.url);
    await partition.crash();
    await partition.start();
    await cluster.admin.retryDrop();
    await client.read(partition.url);
  } finally {
    await cluster.stop();
  }
}

if (import.meta.main) {
  const [bug] = process.argv.slice(2);
  if (bug !== undefined && !Object.hasOwn(bugs, bug)) {
    throw new RangeError(`there is no bug ${bug}; known: ${Object.keys(bugs).join(', ')}`);
  }
  await aDay((event) => process.stdout.write(`${JSON.stringify(event)}\n`), bug as Bug | undefined);
}
