/**
 * All of it: a coordinator, partitions with their logs in a folder, clients and an admin.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bug } from './bugs.ts';
import { Admin, Client } from './client.ts';
import { Coordinator } from './coordinator.ts';
import { Partition } from './partition.ts';
import type { Log } from './wire.ts';

/** How large it is. */
export interface Size {
  readonly partitions: number;
  readonly clients: number;
}

export class Cluster {
  readonly coordinator: Coordinator;
  readonly partitions = new Map<string, Partition>();
  readonly clients = new Map<string, Client>();
  admin!: Admin;
  readonly #folder: string;

  private constructor(folder: string, coordinator: Coordinator) {
    this.#folder = folder;
    this.coordinator = coordinator;
  }

  /** Starts everything on the loopback; `log` is told what happens. */
  static async start(
    { partitions, clients }: Size,
    log: Log = () => {},
    bug?: Bug,
  ): Promise<Cluster> {
    const folder = await mkdtemp(join(tmpdir(), 'coordinator-'));
    const cluster = new Cluster(folder, new Coordinator(log, bug));
    await cluster.coordinator.start();
    const { url } = cluster.coordinator.service;
    for (let at = 1; at <= partitions; at++) {
      const name = String(at);
      const partition = new Partition(name, join(folder, `${name}.wal`), url, log, bug);
      cluster.partitions.set(name, partition);
      await partition.start();
    }
    for (let at = 1; at <= clients; at++) {
      cluster.clients.set(String(at), new Client(String(at), url, log, bug));
    }
    cluster.admin = new Admin(url);
    return cluster;
  }

  async stop(): Promise<void> {
    for (const partition of this.partitions.values()) if (partition.isUp) await partition.crash();
    await this.coordinator.service.close();
    await rm(this.#folder, { recursive: true });
  }
}
