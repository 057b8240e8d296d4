/**
 * The options of `tests`.
 */
import type { Options } from 'yargs';
import { suiteFormatNames } from '../../report/suite/formats.ts';
import { choiceOptions, limitOptions, once, outputOptions } from '../options.ts';

const { format, out, progress } = outputOptions;

/** All options of `tests`. */
export const testsOptions = {
  ...choiceOptions,
  adapter: {
    group: 'What to choose:',
    describe: 'module that exports adapter and system; what it cannot drive is in no test',
    coerce: once('--adapter'),
    type: 'string',
    requiresArg: true,
  },
  ...limitOptions,
  format: {
    ...format,
    describe: 'form of the tests; itf writes a folder, vitest a test file that imports the adapter',
    choices: suiteFormatNames,
  },
  out,
  progress,
} as const satisfies Readonly<Record<string, Options>>;
