/**
 * Those who ask: a client that caches the id of the name, and an admin that remembers which drop it asked for.
 */
import type { Bug } from './bugs.ts';
import type { Log } from './wire.ts';
import { call } from './wire.ts';

export class Client {
  readonly name: string;
  /** The id that it knows for the name; 0 if it has to ask. */
  cached = 0;
  last: 'none' | 'stored' | 'found' | 'empty' | 'refused' = 'none';
  readonly #coordinator: string;
  readonly #log: Log;
  readonly #bug: Bug | undefined;

  constructor(name: string, coordinator: string, log: Log, bug: Bug | undefined) {
    this.name = name;
    this.#coordinator = coordinator;
    this.#log = log;
    this.#bug = bug;
  }

  async open(): Promise<void> {
    const answer = await call<{ id: number }>(this.#coordinator, 'open', {});
    this.cached = answer?.id ?? 0;
    this.last = 'none';
    this.#log({ node: `client ${this.name}`, kind: 'opened', client: this.name, id: this.cached });
  }

  async write(partition: string): Promise<void> {
    const body = { id: this.cached, client: this.name };
    const answer = await call<{ stored: boolean }>(partition, 'write', body);
    if (answer?.stored) this.last = 'stored';
    else this.#refused();
  }

  async read(partition: string): Promise<void> {
    const body = { id: this.cached, client: this.name };
    const answer = await call<{ found: boolean | null }>(partition, 'read', body);
    if (typeof answer?.found === 'boolean') this.last = answer.found ? 'found' : 'empty';
    else this.#refused();
  }

  #refused(): void {
    this.last = 'refused';
    if (this.#bug !== 'keepsStaleId') this.cached = 0;
  }
}

export class Admin {
  /** The id of the collection that it asked to drop last. */
  meant = 0;
  readonly #coordinator: string;

  constructor(coordinator: string) {
    this.#coordinator = coordinator;
  }

  async create(): Promise<void> {
    await call(this.#coordinator, 'create', {});
  }

  async drop(): Promise<void> {
    const answer = await call<{ id: number }>(this.#coordinator, 'open', {});
    this.meant = answer?.id ?? 0;
    await call(this.#coordinator, 'drop', { id: this.meant, again: false });
  }

  async retryDrop(): Promise<void> {
    await call(this.#coordinator, 'drop', { id: this.meant, again: true });
  }
}
