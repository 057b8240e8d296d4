/**
 * Threads for helpers. Starting one takes longer than many a search, so they can be kept for the next.
 */
import { Worker } from 'node:worker_threads';

/** A file for threads that lies beside a module, in TypeScript or compiled like that. */
export function threadFile(module: string, name: string): URL {
  return new URL(`./${name}.${module.endsWith('.ts') ? 'ts' : 'js'}`, module);
}

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
  readonly #file: URL;

  /** @param file what they run: the helpers of a search, if it is not said */
  constructor(file: URL = threadFile(import.meta.url, 'helper')) {
    this.#file = file;
  }

  /** Takes an idle thread, or starts one. */
  take(): Worker {
    return this.#idle.pop() ?? this.#start();
  }

  #start(): Worker {
    const worker = new Worker(this.#file);
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
