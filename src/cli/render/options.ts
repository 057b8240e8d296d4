/**
 * The options of `render`.
 */
import type { Options } from 'yargs';
import { formatNames } from '../../report/formats.ts';
import { once, outputOptions, systemOption } from '../options.ts';
import { pictureForms } from '../pictures/painter.ts';

type OptionTable = Readonly<Record<string, Options>>;

export const renderOptions = {
  system: systemOption('Input:'),
  format: {
    ...outputOptions.format,
    describe: 'form of the report; a matrix and a gate have fewer of them',
    choices: [...formatNames, ...pictureForms] as const,
  },
  out: {
    group: 'Output:',
    describe: 'file to write; of diagrams, also a folder/, with a file for each counterexample',
    coerce: once('--out'),
    type: 'string',
    requiresArg: true,
  },
  property: {
    group: 'Output:',
    describe: 'only the counterexample of this property',
    coerce: once('--property'),
    type: 'string',
    requiresArg: true,
  },
  ghosts: outputOptions.ghosts,
  browser: {
    group: 'Output:',
    describe: 'Chromium or Chrome that draws svg and png (looked for if absent)',
    coerce: once('--browser'),
    type: 'string',
    requiresArg: true,
  },
} as const satisfies OptionTable;
