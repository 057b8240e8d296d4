/**
 * A world for functions that ask for one, in which nothing is heard and nothing happens.
 */
import type { Io, Out } from '../src/cli/io.ts';

const nowhere: Out = { write: () => {}, isTTY: false, columns: undefined };

export const quietIo: Io = {
  stdout: nowhere,
  stderr: nowhere,
  cwd: '.',
  env: {},
  clock: () => 0,
  entropy: () => 1,
  cores: () => 1,
  memory: () => 0,
  onInterrupt: () => () => {},
  pause: () => Promise.resolve(),
};
