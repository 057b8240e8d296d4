/**
 * What a thread of `matrix` runs: it builds the model of each search, explores it, and tells what it found.
 */
import { parentPort } from 'node:worker_threads';
import { exploring } from '../../explore/explore.ts';
import { buildNamed, clock } from '../workers.ts';
import type { Errand, News } from './searching.ts';
import { findingOf } from './searching.ts';

const everyMs = 200;

parentPort?.on('message', (errand: Errand) => void run(errand));

async function run({ named, properties, limits, stop }: Errand): Promise<void> {
  let lastMs = clock();
  const between = (states: number) => {
    if (clock() - lastMs > everyMs) {
      lastMs = clock();
      tell({ kind: 'states', states });
    }
    return Atomics.load(stop, 0) === 0 ? undefined : 'stop';
  };
  try {
    const model = await buildNamed(named);
    const measured = { ...limits, clock, memory: () => process.memoryUsage.rss() };
    const finding = await findingOf(exploring, model, properties, measured, between);
    tell({ kind: 'found', finding });
  } catch {
    // Errors lose their class on the way; the main thread makes the search again, and meets the error itself.
    tell({ kind: 'broken' });
  }
}

function tell(news: News): void {
  parentPort?.postMessage(news);
}
