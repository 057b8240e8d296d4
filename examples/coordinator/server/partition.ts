/**
 * A partition: the rows of collections in memory, and a log on disk from which it gets them back after a crash.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Bug } from './bugs.ts';
import type { Log, Service } from './wire.ts';
import { call, serve } from './wire.ts';

/** A line of the log on disk: a row of a client in a collection. */
interface Entry {
  readonly id: number;
  readonly client: string;
}

export class Partition {
  readonly name: string;
  isUp = false;
  #hasCrashed = false;
  /** Id of a collection → the clients whose rows it has. */
  rows = new Map<number, Set<string>>();
  readonly #wal: string;
  readonly #coordinator: string;
  readonly #log: Log;
  readonly #bug: Bug | undefined;
  #service: Service | undefined;
  /** What it has said that it did. */
  #later: () => void = () => {};

  constructor(name: string, wal: string, coordinator: string, log: Log, bug: Bug | undefined) {
    this.name = name;
    this.#wal = wal;
    this.#coordinator = coordinator;
    this.#log = log;
    this.#bug = bug;
  }

  get url(): string {
    return this.#service?.url ?? '';
  }

  /** Replays what the log has of live collections, and tells the coordinator where it listens. */
  async start(): Promise<void> {
    const { ids = [] } = (await call<{ ids: number[] }>(this.#coordinator, 'live', {})) ?? {};
    const live = new Set(this.#bug === 'replaysAll' ? this.logged().map(({ id }) => id) : ids);
    this.rows = new Map([...live, ...ids].map((id) => [id, new Set()]));
    for (const { id, client } of this.logged()) this.rows.get(id)?.add(client);
    this.isUp = true;
    this.#service = await serve({
      load: (entry: Entry) => this.#load(entry),
      unload: (entry: Entry) => this.#unload(entry),
      write: (entry: Entry) => this.#write(entry),
      read: (entry: Entry) => this.#read(entry),
    });
    this.#tell(this.#hasCrashed ? 'restarted' : 'started', { holds: this.rows.size });
    await call(this.#coordinator, 'hello', { name: this.name, url: this.url });
  }

  /** Loses what is in memory. */
  async crash(): Promise<void> {
    await this.#service?.close();
    this.isUp = false;
    this.#hasCrashed = true;
    this.rows = new Map();
    this.#later = () => {};
    this.#tell('crashed');
  }

  /** The log on disk. */
  logged(): Entry[] {
    const text = existsSync(this.#wal) ? readFileSync(this.#wal, 'utf8') : '';
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Entry);
  }

  #load({ id }: Entry): void {
    this.#later();
    this.rows.set(id, new Set());
    this.#tell('loaded', { id });
  }

  #unload({ id }: Entry): void {
    this.#later();
    this.#later = () => {
      this.rows.delete(id);
      this.#tell('unloaded', { id });
      this.#later = () => {};
    };
    if (this.#bug !== 'acknowledgesEarly') this.#later();
  }

  #write({ id, client }: Entry): { readonly stored: boolean } {
    const present = this.#bug === 'idNotChecked' ? ([...this.rows.keys()].at(-1) ?? id) : id;
    const rows = this.rows.get(present);
    this.#tell(rows ? 'stored' : 'refused', { id, client });
    if (!rows) return { stored: false };
    appendFileSync(this.#wal, `${JSON.stringify({ id: present, client })}\n`);
    rows.add(client);
    return { stored: true };
  }

  #read({ id, client }: Entry): { readonly found: boolean | null } {
    const found = this.rows.get(id)?.has(client) ?? null;
    this.#tell(found === null ? 'refused' : 'read', { id, client, found });
    return { found };
  }

  #tell(kind: string, values: object = {}): void {
    this.#log({ node: `partition ${this.name}`, kind, partition: this.name, ...values });
  }
}
