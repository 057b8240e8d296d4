/**
 * How threads agree on values: one makes them at a time, and sends their origins to all others before it lets the
 * next one in.
 */
import type { MessagePort } from 'node:worker_threads';
import { receiveMessageOnPort } from 'node:worker_threads';
import { at } from './control.ts';
import type { Exchange, Origin } from './values.ts';

interface Told {
  readonly number: number;
  readonly origin: Origin;
}

const [free, taken] = [0, 1];
/** Making a value takes a call of the model, and those that others made meanwhile. */
const patienceMs = 60_000;

export class Origins implements Exchange {
  readonly #control: Int32Array;
  readonly #peers: readonly MessagePort[];
  /** The number of the next origin to learn of. */
  #next = 0;
  /** Told by one peer before another one told of those that come first. */
  readonly #early = new Map<number, Origin>();

  constructor(control: Int32Array, peers: readonly MessagePort[]) {
    this.#control = control;
    this.#peers = peers;
  }

  news(): Origin[] {
    for (const peer of this.#peers) {
      for (;;) {
        const told = receiveMessageOnPort(peer)?.message as Told | undefined;
        if (told === undefined) break;
        this.#early.set(told.number, told.origin);
      }
    }
    const news: Origin[] = [];
    for (;;) {
      const origin = this.#early.get(this.#next);
      if (origin === undefined) return news;
      this.#early.delete(this.#next++);
      news.push(origin);
    }
  }

  enter(): void {
    const control = this.#control;
    while (Atomics.compareExchange(control, at.making, free, taken) !== free) {
      if (Atomics.wait(control, at.making, taken, patienceMs) !== 'timed-out') continue;
      throw new Error('a worker has made a value for a minute: it must have died');
    }
  }

  leave(origin: Origin | null): void {
    const control = this.#control;
    if (origin !== null) {
      this.#next++;
      const told: Told = { number: Atomics.add(control, at.origins, 1), origin };
      for (const peer of this.#peers) peer.postMessage(told);
    }
    Atomics.store(control, at.making, free);
    Atomics.notify(control, at.making, 1);
  }
}
