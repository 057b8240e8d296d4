/**
 * The options of `conform`.
 */
import type { Options } from 'yargs';
import { usualConform } from '../../explore/conform/conform.ts';
import { conformanceFormatNames } from '../../report/conform/formats.ts';
import { amount, choiceOptions, limitOptions, once, outputOptions } from '../options.ts';

/** All options of `conform`. */
export const conformOptions = {
  map: {
    group: 'What to follow:',
    describe: 'module that says what the events of the log mean (defineConformance)',
    coerce: once('--map'),
    type: 'string',
    requiresArg: true,
  },
  ...choiceOptions,
  'max-states': {
    group: 'Limits:',
    describe: `stop where the system could be in more states (${usualConform.maxStates} if absent)`,
    coerce: amount('--max-states', 'count'),
    requiresArg: true,
  },
  'max-seconds': limitOptions['max-seconds'],
  format: {
    group: 'Output:',
    describe: 'form of the report',
    choices: conformanceFormatNames,
    default: 'text' as const,
    requiresArg: true,
  },
  out: outputOptions.out,
  progress: outputOptions.progress,
} as const satisfies Readonly<Record<string, Options>>;
