/**
 * The outside world of a real process.
 */
import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import type { Io, Out } from './io.ts';

/** The world of the process that runs us. */
export function processIo(): Io {
  return {
    stdout: outOf(process.stdout),
    stderr: outOf(process.stderr),
    cwd: process.cwd(),
    env: process.env,
    clock: () => performance.now(),
    entropy: () => randomInt(2 ** 31),
    cores: () => availableParallelism(),
    memory: () => process.memoryUsage.rss(),
    onInterrupt: (act) => {
      // Once: a second Ctrl-C finds no listener, and so ends the process as usual.
      process.once('SIGINT', act);
      process.once('SIGTERM', act);
      return () => {
        process.off('SIGINT', act);
        process.off('SIGTERM', act);
      };
    },
    pause: () => setImmediate(),
  };
}

function outOf(stream: NodeJS.WriteStream): Out {
  // A reader that has seen enough (`| head`) is no error: the rest is not written, the exit code stays.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    write: (text) => {
      if (stream.writable) stream.write(text);
    },
    isTTY: stream.isTTY === true,
    columns: stream.columns,
  };
}
