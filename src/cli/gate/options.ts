/**
 * The options of `gate`.
 */
import type { Options } from 'yargs';
import { gateFormatNames } from '../../report/gate/formats.ts';
import { UsageError } from '../../spec/errors.ts';
import { matrixOptions } from '../matrix/options.ts';
import { limitOptions, once, outputOptions } from '../options.ts';

type OptionTable = Readonly<Record<string, Options>>;

const group = 'What to compare:';

export const gateOptions = {
  update: {
    group,
    describe: 'show what differs, then expect what was found',
    type: 'boolean',
    default: false,
  },
  shard: {
    group,
    describe: 'run only the i-th of n parts: 1/4',
    coerce: shardOf,
    type: 'string',
    requiresArg: true,
  },
  changed: {
    group,
    describe: 'run only systems whose files differ from this revision of git',
    coerce: once('--changed'),
    type: 'string',
    requiresArg: true,
  },
  workers: matrixOptions.workers,
  cache: matrixOptions.cache,
  ...limitOptions,
  format: { ...outputOptions.format, choices: gateFormatNames },
  out: outputOptions.out,
  ghosts: outputOptions.ghosts,
  progress: outputOptions.progress,
} as const satisfies OptionTable;

/** One of several parts, counted from 1. */
export interface Shard {
  readonly part: number;
  readonly of: number;
}

function shardOf(given: string | readonly string[] | undefined): Shard | undefined {
  const text = once('--shard')(given);
  if (text === undefined) return undefined;
  const [, part, of] = (/^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? []).map(Number);
  if (part !== undefined && of !== undefined && part <= of) return { part, of };
  throw new UsageError(`--shard ${text}: expected i/n, such as 1/4 for the first of four parts`);
}
