/**
 * `dropproof explore` in this process, until it is ended.
 */
import { setImmediate } from 'node:timers/promises';
import type { Ran } from './harness.ts';
import { cli } from './harness.ts';

/** An `explore` that runs: its address, and how to end it as Ctrl-C does. */
export interface Serving {
  readonly url: URL;
  readonly end: () => Promise<Ran>;
}

/** Starts it, and waits until it says where it is. */
export async function served(line: string): Promise<Serving> {
  let interrupt = () => {};
  const said = Promise.withResolvers<string>();
  const ended = cli(line, {
    stdout: { write: said.resolve, isTTY: false, columns: undefined },
    onInterrupt: (act) => {
      interrupt = act;
      return () => {};
    },
    // Requests must come through while a search goes on.
    pause: () => setImmediate(),
  });
  const failed = ended.then(({ stderr }) => {
    throw new Error(stderr);
  });
  const url = new URL(await Promise.race([said.promise, failed]));
  return {
    url,
    end: () => {
      failed.catch(() => {});
      interrupt();
      return ended;
    },
  };
}
