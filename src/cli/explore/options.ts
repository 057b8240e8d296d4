/**
 * The options of `explore`.
 */
import type { Options } from 'yargs';
import { UsageError } from '../../spec/errors.ts';
import { choiceOptions, once, outputOptions } from '../options.ts';

/** All options of `explore`. */
export const exploreOptions = {
  ...choiceOptions,
  port: {
    group: 'Output:',
    describe: 'port on 127.0.0.1 (a free one if absent)',
    coerce: portNumber,
    requiresArg: true,
  },
  ghosts: outputOptions.ghosts,
} as const satisfies Readonly<Record<string, Options>>;

const mostPort = 65_535;

/** A port; 0 is any that is free. */
function portNumber(given: string | readonly string[] | undefined): number | undefined {
  const text = once('--port')(given);
  if (text === undefined) return undefined;
  if (/^\d{1,5}$/.test(text) && Number(text) <= mostPort) return Number(text);
  throw new UsageError(`--port ${text}: expected a whole number from 0 to ${mostPort}`);
}
