/**
 * The formats of a report, by the name that the command line gives them. A new format is one entry here.
 */
import type { Outcome } from '../explore/outcome.ts';
import { githubOf } from './cases/github.ts';
import { junitOf } from './cases/junit.ts';
import { casesOfOutcome } from './cases/ofOutcome.ts';
import { sarifOf } from './cases/sarif.ts';
import { htmlReport } from './html/report.ts';
import { itfReport } from './itf.ts';
import { jsonReport } from './json.ts';
import { markdownReport } from './markdown/report.ts';
import { mermaidReport } from './mermaid/diagram.ts';
import type { ReportOptions } from './options.ts';
import { textReport } from './text.ts';

/** An outcome as text of some format. */
export type Report = (outcome: Outcome, options: ReportOptions) => string;

/** Format → report. */
export const formats = {
  text: textReport,
  json: jsonReport,
  markdown: markdownReport,
  mermaid: mermaidReport,
  itf: itfReport,
  html: htmlReport,
  junit: (outcome, options) => junitOf(casesOfOutcome(outcome, options), options),
  sarif: (outcome, options) => sarifOf(casesOfOutcome(outcome, options), options),
  github: (outcome, options) => githubOf(casesOfOutcome(outcome, options), options),
} as const satisfies Readonly<Record<string, Report>>;

/** The name of a format. */
export type Format = keyof typeof formats;

/** All names, the usual one first. */
export const formatNames = Object.keys(formats) as readonly Format[];
