/**
 * The formats of a suite of tests, by the name that the command line gives them.
 */
import type { TestSuite } from '../../explore/suite/outcome.ts';
import type { ReportOptions } from '../options.ts';
import type { Json } from '../values.ts';
import { suiteItf } from './itf.ts';
import { suiteText } from './text.ts';
import { suiteVitest } from './vitest.ts';

/** What the formats of a suite are told. */
export interface SuiteReportOptions extends ReportOptions {
  /** The command that generates the same tests. */
  readonly command: string;
  /** What a test file imports the adapter and the system from. */
  readonly adapter: string;
  /** What was chosen about the system. */
  readonly choice: Json;
}

/** A suite as one text, or as several files with their names. */
type SuiteReport = (
  suite: TestSuite,
  options: SuiteReportOptions,
) => string | Readonly<Record<string, string>>;

/** Format → report. */
export const suiteFormats = {
  text: suiteText,
  json: (suite) => `${JSON.stringify(suite, null, 1)}\n`,
  itf: suiteItf,
  vitest: suiteVitest,
} as const satisfies Readonly<Record<string, SuiteReport>>;

/** All names, the usual one first. */
export const suiteFormatNames = Object.keys(suiteFormats) as readonly (keyof typeof suiteFormats)[];
