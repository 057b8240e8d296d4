import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { PairTable } from '../../src/explore/pairs.ts';
import { RootSet } from '../../src/explore/root.ts';
import { words } from '../../src/explore/words.ts';
import type { Task } from '../fixtures/inserts.ts';

/** No more than most machines have cores: they wait for each other all the time. */
const threads = 2;
const file = new URL('../fixtures/inserts.ts', import.meta.url);

/** Runs a task in all threads at once, and answers what each of them says. */
async function together(
  task: Pick<Task, 'pairs' | 'table' | 'root' | 'sides'>,
): Promise<number[][]> {
  const gate = words(1);
  const workers = Array.from({ length: threads }, () => {
    const workerData: Task = { ...task, threads, gate };
    return new Worker(file, { workerData });
  });
  try {
    return await Promise.all(workers.map(async (worker) => (await once(worker, 'message'))[0]));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** All pairs below a bound: few lefts, so that neighbours in a table often share one. */
function grid(lefts: number, rights: number): [number, number][] {
  return Array.from({ length: lefts * rights }, (_, at) => [at % lefts, Math.floor(at / lefts)]);
}

describe('many threads add the same pairs to a table at the same time', () => {
  it('a pair table: each pair gets one id, and every thread is told the same', async () => {
    const pairs = grid(7, 1000);
    const table = new PairTable(() => {}, pairs.length);
    const told = await together({ pairs, table: table.handles });
    expect(told).toEqual(told.map(() => told[0]));
    expect([...(told[0] as number[])].sort((a, b) => a - b)).toEqual([...pairs.keys()]);
    expect(table.count).toBe(pairs.length);
    for (const [at, [left, right]] of pairs.entries()) {
      const id = told[0]?.[at] as number;
      expect([table.leftOf(id), table.rightOf(id)]).toEqual([left, right]);
    }
  });

  // Many in a small set, so that they meet.
  it.each([
    ['dense', 250, 200],
    ['hashed', 3, 13_000],
  ])('the set of states, %s: each state is in the queue once', async (form, lefts, rights) => {
    const pairs = grid(lefts, rights);
    const root = new RootSet(1, 24 * threads, 1e9);
    const sides = form === 'dense' ? ([lefts, rights] as const) : ([2 ** 20, 2 ** 20] as const);
    root.grow(...sides);
    expect(Object.keys(root.handles.form)).toContain(form === 'dense' ? 'bits' : 'slots');
    await together({ pairs, root: root.handles, sides });
    const queue = root.pieces.flatMap((piece) => [...piece]);
    const states = Array.from({ length: queue.length / 2 }, (_, at) =>
      [queue[2 * at], queue[2 * at + 1]].join(' '),
    );
    expect(states.length).toBe(pairs.length);
    expect(new Set(states)).toEqual(new Set(pairs.map((pair) => pair.join(' '))));
  });
});
