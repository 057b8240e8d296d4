/**
 * The formats of a gate, by the name that the command line gives them.
 */
import type { GateOutcome } from '../../explore/gate/outcome.ts';
import { githubOf } from '../cases/github.ts';
import { junitOf } from '../cases/junit.ts';
import { sarifOf } from '../cases/sarif.ts';
import { summaryOf } from '../cases/summary.ts';
import type { ReportOptions } from '../options.ts';
import { casesOfGate } from './cases.ts';
import { gateText } from './text.ts';
import { resultText } from './words.ts';

/** What a gate found as text of some format. */
export type GateReport = (outcome: GateOutcome, options: ReportOptions) => string;

/** Format → report. */
export const gateFormats = {
  text: gateText,
  markdown: (outcome, options) =>
    summaryOf(casesOfGate(outcome), options, `The gate: ${resultText(outcome)}`),
  json: (outcome) => `${JSON.stringify(outcome, null, 1)}\n`,
  junit: (outcome, options) => junitOf(casesOfGate(outcome), options),
  sarif: (outcome, options) => sarifOf(casesOfGate(outcome), options),
  github: (outcome, options) => githubOf(casesOfGate(outcome), options),
} as const satisfies Readonly<Record<string, GateReport>>;

/** All names, the usual one first. */
export const gateFormatNames = Object.keys(gateFormats) as readonly (keyof typeof gateFormats)[];
