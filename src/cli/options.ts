/**
 * The options of the commands, each written once. yargs parses and explains them, the types follow from them.
 */
import type { Options } from 'yargs';
import { formatNames } from '../report/formats.ts';
import { UsageError } from '../spec/errors.ts';
import { progressModes } from './progress.ts';

type OptionTable = Readonly<Record<string, Options>>;

/** What may be chosen about a system. */
export const choiceOptions = {
  preset: {
    group: 'What to choose:',
    describe: 'named variant to start from (first one if absent)',
    coerce: once('--preset'),
    type: 'string',
    requiresArg: true,
  },
  set: {
    group: 'What to choose:',
    describe: 'switch=option, over the preset; may be repeated',
    coerce: listed,
    type: 'string',
    requiresArg: true,
  },
  bounds: {
    group: 'What to choose:',
    describe: 'named set of bounds to start from (first one if absent)',
    coerce: once('--bounds'),
    type: 'string',
    requiresArg: true,
  },
  bound: {
    group: 'What to choose:',
    describe: 'bound=JSON, over the set of bounds; may be repeated',
    coerce: listed,
    type: 'string',
    requiresArg: true,
  },
} as const satisfies OptionTable;

/** All options of `show`. */
export const showOptions = {
  ...choiceOptions,
  format: {
    group: 'Output:',
    describe: 'everything as text, or who sends what to whom as a Mermaid diagram',
    choices: ['text', 'mermaid'] as const,
    default: 'text' as const,
    requiresArg: true,
  },
} as const satisfies OptionTable;

/** How far a search may go. Reaching a limit gives the verdict undecided, exit code 20. */
export const limitOptions = {
  'max-states': {
    group: 'Limits:',
    describe: 'stop after so many states',
    coerce: amount('--max-states', 'count'),
    requiresArg: true,
  },
  'max-depth': {
    group: 'Limits:',
    describe: 'stop after so many levels; the initial states are level 1',
    coerce: amount('--max-depth', 'count'),
    requiresArg: true,
  },
  'max-seconds': {
    group: 'Limits:',
    describe: 'stop after so much time',
    coerce: amount('--max-seconds', 'real'),
    requiresArg: true,
  },
  'max-memory': {
    group: 'Limits:',
    describe: 'stop at so many bytes; 500M and 2G are understood',
    coerce: amount('--max-memory', 'bytes'),
    requiresArg: true,
  },
} as const satisfies OptionTable;

/** How a search is kept, so that it can be taken up again. */
export const checkpointOptions = {
  checkpoint: {
    group: 'Checkpoints:',
    describe: 'folder to keep the search in, so that it can be resumed',
    coerce: once('--checkpoint'),
    type: 'string',
    requiresArg: true,
  },
  'checkpoint-every': {
    group: 'Checkpoints:',
    describe: 'seconds between checkpoints (60 if absent); 0 writes as often as possible',
    coerce: amount('--checkpoint-every', 'pause'),
    requiresArg: true,
  },
  resume: {
    group: 'Checkpoints:',
    describe: 'folder with the checkpoint to go on from; kept there, unless --checkpoint is given',
    coerce: once('--resume'),
    type: 'string',
    requiresArg: true,
  },
} as const satisfies OptionTable;

/** How the answer is given. */
export const outputOptions = {
  format: {
    group: 'Output:',
    describe: 'form of the report',
    choices: formatNames,
    default: 'text' as const,
    requiresArg: true,
  },
  out: {
    group: 'Output:',
    describe: 'write the report to a file',
    coerce: once('--out'),
    type: 'string',
    requiresArg: true,
  },
  ghosts: {
    group: 'Output:',
    describe: 'show ghost cells too: history that only properties read',
    type: 'boolean',
    default: false,
  },
  progress: {
    group: 'Output:',
    describe: 'progress on stderr',
    choices: progressModes,
    default: 'auto' as const,
    requiresArg: true,
  },
} as const satisfies OptionTable;

/** All options of `check`. */
export const checkOptions = {
  ...choiceOptions,
  property: {
    group: 'Search:',
    describe: 'check only this property; may be repeated',
    coerce: listed,
    type: 'string',
    requiresArg: true,
  },
  'keep-going': {
    group: 'Search:',
    describe: 'explore on after a violation, until every property is decided',
    type: 'boolean',
    default: false,
  },
  symmetry: {
    group: 'Search:',
    describe: 'keep one state for each orbit of the ids that the system calls interchangeable',
    type: 'boolean',
    default: false,
  },
  workers: {
    group: 'Search:',
    describe: 'how many threads work, or auto for all cores; the outcome is the same (1 if absent)',
    coerce: workerCount,
    requiresArg: true,
  },
  ...limitOptions,
  ...checkpointOptions,
  ...outputOptions,
  graph: {
    group: 'Output:',
    describe:
      'tell how this cell, or a part of it, changes: cpo, catalog(A).status; explores everything',
    coerce: once('--graph'),
    type: 'string',
    requiresArg: true,
  },
  profile: {
    group: 'Output:',
    describe: 'tell where the effort went, and which cell to split',
    type: 'boolean',
    default: false,
  },
} as const satisfies OptionTable;

/** All options of `replay`. What is chosen must be what the trace was recorded with. */
export const replayOptions = {
  system: systemOption('What to replay:'),
  ...choiceOptions,
  property: {
    group: 'What to replay:',
    describe: 'replay the trace of this property (first violated one if absent)',
    coerce: once('--property'),
    type: 'string',
    requiresArg: true,
  },
  format: outputOptions.format,
  out: outputOptions.out,
  ghosts: outputOptions.ghosts,
} as const satisfies OptionTable;

/** Where the system of something saved is, since only its name is saved. */
export function systemOption<const G extends string>(group: G) {
  return {
    group,
    describe: 'path of the module, if the system is not in the catalogue',
    coerce: once('--system'),
    type: 'string',
    requiresArg: true,
  } as const satisfies Options;
}

/** A text that may be given once, or several times alike. */
export function once(option: string) {
  return (given: string | readonly string[] | undefined): string | undefined => {
    const different = [...new Set(listed(given) ?? [])];
    if (different.length > 1) {
      throw new UsageError(
        `contradictory options: ${different.map((text) => `${option} ${text}`).join(' and ')}`,
      );
    }
    return different[0];
  };
}

/** yargs gives a bare value for an option given once, and a list for one given more often. */
export function listed(
  given: string | readonly string[] | undefined,
): readonly string[] | undefined {
  if (given === undefined) return undefined;
  return (typeof given === 'object' ? given : [given]).map(String);
}

const mostWorkers = 64;

/** A number of threads. */
function workerCount(given: string | readonly string[] | undefined): number | 'auto' | undefined {
  const text = once('--workers')(given);
  if (text === undefined || text === 'auto') return text;
  if (/^[1-9]\d*$/.test(text) && Number(text) <= mostWorkers) return Number(text);
  throw new UsageError(
    `--workers ${text}: expected a whole number from 1 to ${mostWorkers}, or auto`,
  );
}

type Amount = 'count' | 'real' | 'bytes' | 'pause';

const expected: Readonly<Record<Amount, string>> = {
  count: 'a whole number above 0, such as 1000000 or 1e6',
  real: 'a number above 0, such as 60 or 0.5',
  bytes: 'an amount of memory above 0, such as 500M or 2G',
  pause: 'a number of seconds from 0 on, such as 300',
};

const multiples: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9 };

/** A number above 0; a pause may be 0 too. */
export function amount(option: string, sort: Amount) {
  const only = once(option);
  return (given: string | readonly string[] | undefined): number | undefined => {
    const text = only(given);
    if (text === undefined) return undefined;
    const [, digits = '', unit = ''] = /^([\d.]+(?:e\d+)?)(k|m|g)?b?$/i.exec(text) ?? [];
    const multiple = sort === 'bytes' ? multiples[unit.toLowerCase()] : unit === '' ? 1 : undefined;
    const number = Number(digits || Number.NaN) * (multiple ?? Number.NaN);
    const fits = (number > 0 || (number === 0 && sort === 'pause')) && Number.isFinite(number);
    if (fits && (sort !== 'count' || Number.isInteger(number))) return number;
    throw new UsageError(`${option} ${text}: expected ${expected[sort]}`);
  };
}
