/**
 * Threads for helpers. Starting one takes longer than many a search, so they can be kept for the next.
 */
import { Worker } from 'node:worker_threads';

/** The file that helpers run: beside this one, in TypeScript or compiled. */
const file = new URL(
  import.meta.url.endsWith('.ts') ? './helper.ts' : './helper.js',
  import.meta.url,
);

/**
 * Threads that several explorations use one after the other.
 *
 * @example
 * const threads = new Threads();
 * for (const model of models) explore(model, { workers: { count: 4, source, threads } });
 * threads.end();
 */
export class Threads {
  readonly #idle: Worker[] = [];
  readonly #all: Worker[] = [];

  /** Takes an idle thread, or starts one. */
  take(): Worker {
    const idle = this.#idle.pop();
    if (idle) return idle;
    const worker = new Worker(file);
    // A search that nobody waits for any more must not keep the process alive.
    worker.unref();
    this.#all.push(worker);
    return worker;
  }

  /** Gives back a thread that has ended its search in good order. */
  giveBack(worker: Worker): void {
    this.#idle.push(worker);
  }

  /** Ends all threads. */
  end(): void {
    for (const worker of this.#all) void worker.terminate();
    this.#all.length = 0;
    this.#idle.length = 0;
  }
}
