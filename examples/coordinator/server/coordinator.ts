/**
 * The coordinator: gives out ids, and drops a collection once all partitions have let go of it.
 */
import type { Bug } from './bugs.ts';
import type { Log, Service } from './wire.ts';
import { call, serve } from './wire.ts';

export class Coordinator {
  status: 'absent' | 'live' | 'dropping' = 'absent';
  /** The last one that was given out. */
  id = 0;
  /** Partition → where it listens, if it is up. */
  readonly partitions = new Map<string, string>();
  service!: Service;
  readonly #log: Log;
  readonly #bug: Bug | undefined;
  #waiting = new Set<string>();

  constructor(log: Log, bug: Bug | undefined) {
    this.#log = log;
    this.#bug = bug;
  }

  async start(): Promise<void> {
    this.service = await serve({
      create: () => this.#create(),
      open: () => ({ id: this.status === 'live' ? this.id : 0 }),
      drop: (request: { id: number; again: boolean }) => this.#drop(request),
      live: () => ({ ids: this.status === 'live' ? [this.id] : [] }),
      hello: ({ name, url }: { name: string; url: string }) => this.#hello(name, url),
    });
  }

  async #create(): Promise<void> {
    this.status = 'live';
    this.id += 1;
    this.#log({ node: 'coordinator', kind: 'created', id: this.id });
    for (const url of this.partitions.values()) await call(url, 'load', { id: this.id });
  }

  async #drop({ id, again }: { id: number; again: boolean }): Promise<void> {
    const isMeant = id === this.id || (again && this.#bug === 'retriesByName');
    if (this.status !== 'live' || !isMeant) {
      this.#log({ node: 'coordinator', kind: 'drop ignored', id });
      return;
    }
    this.status = 'dropping';
    this.#waiting = new Set(this.partitions.keys());
    this.#log({ node: 'coordinator', kind: 'drop begins', id: this.id, again });
    for (const name of this.partitions.keys()) await this.#unload(name);
  }

  /** A partition that is down is asked when it is up again. */
  async #unload(name: string): Promise<void> {
    const url = this.partitions.get(name);
    if (!url || !this.#waiting.has(name) || !(await call(url, 'unload', { id: this.id }))) return;
    this.#waiting.delete(name);
    if (this.#waiting.size > 0) return;
    this.status = 'absent';
    this.#log({ node: 'coordinator', kind: 'dropped', id: this.id });
  }

  async #hello(name: string, url: string): Promise<void> {
    this.partitions.set(name, url);
    await this.#unload(name);
  }
}
