/**
 * Runs command lines in this process, on a world that stands still: no terminal, no clock, no real memory.
 */
import type { Io, Out } from '../../src/cli/io.ts';
import type { Parts } from '../../src/cli/run.ts';
import { run } from '../../src/cli/run.ts';
import { exploring } from '../../src/explore/explore.ts';
import { miniDrop } from '../fixtures/miniDrop.ts';

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export const fixtures = new URL('../fixtures/', import.meta.url).pathname;

/** The fixture instead of the catalogue, so that outputs change only with the code that is tested. */
const ownParts: Parts = { catalogue: { 'mini/drop': miniDrop }, exploring };

/** Runs a command line, given as its words (or as a text without quotes). */
export async function cli(
  line: string | readonly string[],
  world: Partial<Io> & { readonly columns?: number } = {},
  parts: Parts = ownParts,
): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const out = (name: keyof typeof written): Out => ({
    write: (text) => {
      written[name] += text;
    },
    isTTY: world.columns !== undefined,
    columns: world.columns,
  });
  const io: Io = {
    stdout: out('stdout'),
    stderr: out('stderr'),
    cwd: fixtures,
    env: {},
    clock: () => 0,
    entropy: () => 42,
    cores: () => 2,
    memory: () => 64e6,
    onInterrupt: () => () => {},
    pause: () => Promise.resolve(),
    ...world,
  };
  const exitCode = await run(typeof line === 'string' ? line.split(' ') : line, io, parts);
  return { exitCode, ...written };
}
