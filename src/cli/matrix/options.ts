/**
 * The options of `matrix`: those of `check` where they mean the same, and what a comparison needs beside them.
 */
import type { Options } from 'yargs';
import type { MatrixLimits } from '../../explore/matrix/matrix.ts';
import { matrixFormatNames } from '../../report/matrix/formats.ts';
import { UsageError } from '../../spec/errors.ts';
import type { Values } from '../command.ts';
import {
  checkOptions,
  choiceOptions,
  limitOptions,
  listed,
  once,
  outputOptions,
} from '../options.ts';

type OptionTable = Readonly<Record<string, Options>>;

const group = 'What to compare:';

export const matrixOptions = {
  preset: {
    ...choiceOptions.preset,
    group,
    describe:
      'the base: a named variant, of which one switch at a time is varied (first one if absent)',
  },
  set: {
    ...choiceOptions.set,
    group,
    describe: 'switch=option, over the base or over every preset; may be repeated',
  },
  switch: {
    group,
    describe: 'vary only these switches: a,b (all if absent)',
    coerce: names('--switch'),
    type: 'string',
    requiresArg: true,
  },
  pairs: {
    group,
    describe: 'vary every two of these switches together: a,b,c',
    coerce: names('--pairs'),
    type: 'string',
    requiresArg: true,
  },
  presets: {
    group,
    describe: 'compare the presets',
    type: 'boolean',
    default: false,
  },
  property: {
    ...checkOptions.property,
    group,
    coerce: names('--property'),
    describe: 'ask only these: P1,P3',
  },
  bounds: {
    group,
    describe: 'sets of bounds, a table for each: a,b (first one if absent)',
    coerce: names('--bounds'),
    type: 'string',
    requiresArg: true,
  },
  bound: { ...choiceOptions.bound, group, describe: 'bound=JSON, over every set of bounds' },
  workers: {
    ...checkOptions.workers,
    describe: 'how many searches run at the same time, or auto for all cores (auto if absent)',
  },
  cache: {
    group: 'Search:',
    describe: 'folder of what earlier runs found; --no-cache for none (of this project if absent)',
    coerce: folderOrNone,
    type: 'string',
    requiresArg: true,
  },
  ...limitOptions,
  format: {
    ...outputOptions.format,
    choices: matrixFormatNames,
  },
  out: outputOptions.out,
  ghosts: outputOptions.ghosts,
  progress: outputOptions.progress,
} as const satisfies OptionTable;

/** The limits that the options set. */
export function limitsOf(
  args: Values<typeof limitOptions>,
): Omit<MatrixLimits, 'clock' | 'memory'> {
  const { maxStates, maxDepth, maxSeconds, maxMemory } = args;
  return {
    ...(maxStates ? { maxStates } : {}),
    ...(maxDepth ? { maxDepth } : {}),
    ...(maxSeconds ? { maxSeconds } : {}),
    ...(maxMemory ? { maxMemory } : {}),
  };
}

/** Names separated by commas, the option given once or several times. A property may have a comma: `P1(1, 2)`. */
function names(option: string) {
  return (given: string | readonly string[] | undefined): readonly string[] | undefined => {
    const list = listed(given)?.flatMap((text) => text.split(/,(?![^(]*\))/));
    if (!list) return undefined;
    const all = [...new Set(list.map((name) => name.trim()).filter((name) => name !== ''))];
    if (all.length === 0) throw new UsageError(`${option} names nothing`);
    return all;
  };
}

/** `--no-cache` gives false. */
function folderOrNone(
  given: string | readonly string[] | false | undefined,
): string | false | undefined {
  return given === false ? false : once('--cache')(given);
}
