/**
 * What a helper's thread runs: it builds the model, makes chunks of walks as long as there are any, and tells of them.
 */
import { parentPort } from 'node:worker_threads';
import { drained } from '../drained.ts';
import { buildFrom } from '../source.ts';
import { Chunks } from './chunks.ts';
import type { HelperData, News } from './helpers.ts';
import { at } from './helpers.ts';

parentPort?.on('message', (data: HelperData) => void helpOrSayWhy(data));

async function helpOrSayWhy(data: HelperData): Promise<void> {
  try {
    const { model } = await buildFrom(data.source);
    const chunks = new Chunks(model, data.plan);
    for (;;) {
      const number = Atomics.add(data.control, at.next, 1);
      if (number >= data.chunks) return;
      tell(data, { kind: 'made', chunk: drained(chunks.make(number)) });
    }
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    tell(data, { kind: 'broken', stack });
  }
}

function tell({ control, port }: HelperData, news: News): void {
  port.postMessage(news);
  Atomics.add(control, at.told, 1);
  Atomics.notify(control, at.told);
}
