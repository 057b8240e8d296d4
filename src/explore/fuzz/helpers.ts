/**
 * Threads that make chunks of walks beside the main thread.
 *
 * Everybody claims the next number that nobody has; what came of a chunk is a message to the main thread.
 *
 *     control:  [ next number | chunks that helpers have told ]
 */
import type { MessagePort } from 'node:worker_threads';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import type { ModelSource } from '../source.ts';
import { Threads, threadFile } from '../threads.ts';
import { words } from '../words.ts';
import type { Chunk, Plan } from './chunks.ts';

/** Words of the control. */
export const at = { next: 0, told: 1 } as const;

/** What a helper is started with. */
export interface HelperData {
  readonly source: ModelSource;
  readonly plan: Plan;
  /** How many chunks there are to make. */
  readonly chunks: number;
  readonly control: Int32Array;
  readonly port: MessagePort;
}

/** What a helper tells. */
export type News =
  | { readonly kind: 'made'; readonly chunk: Chunk }
  | { readonly kind: 'broken'; readonly stack: string };

/** Who works, and where the model comes from: each thread builds it anew. */
export interface Workers {
  readonly count: number;
  readonly source: ModelSource;
}

/** How long the main thread waits for news before a caller is heard. */
const waitMs = 50;

export class Helpers {
  readonly #control = words(2);
  readonly #ports: MessagePort[] = [];
  readonly #threads = new Threads(threadFile(import.meta.url, 'helper'));
  #heard = 0;

  constructor(workers: Workers | undefined, plan: Plan, chunks: number) {
    if (workers === undefined) return;
    const { count, source } = workers;
    for (let helper = 1; helper < count; helper++) {
      const { port1, port2: port } = new MessageChannel();
      this.#ports.push(port1);
      const data: HelperData = { source, plan, chunks, control: this.#control, port };
      this.#threads.take().postMessage(data, [port]);
    }
  }

  /** The next chunk that nobody makes yet. */
  claim(): number {
    return Atomics.add(this.#control, at.next, 1);
  }

  /** What helpers have made since they were last heard. @throws Error if one has failed */
  news(): Chunk[] {
    const made: Chunk[] = [];
    for (const port of this.#ports) {
      for (let got = receiveMessageOnPort(port); got; got = receiveMessageOnPort(port)) {
        const news = got.message as News;
        if (news.kind === 'broken') throw new Error(`a helper failed: ${news.stack}`);
        made.push(news.chunk);
        this.#heard++;
      }
    }
    return made;
  }

  /** Waits for a while until a helper tells something. */
  wait(): void {
    Atomics.wait(this.#control, at.told, this.#heard, waitMs);
  }

  end(): void {
    for (const port of this.#ports) port.close();
    this.#threads.end();
  }
}
