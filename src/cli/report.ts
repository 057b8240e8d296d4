/**
 * Gives an outcome to the user, in the form and at the place that the options say.
 */
import { appendFileSync } from 'node:fs';
import type { GateOutcome } from '../explore/gate/outcome.ts';
import type { Matrix } from '../explore/matrix/outcome.ts';
import type { Outcome } from '../explore/outcome.ts';
import { casesOfOutcome } from '../report/cases/ofOutcome.ts';
import { summaryOf } from '../report/cases/summary.ts';
import { formats } from '../report/formats.ts';
import type { ReportOptions } from '../report/options.ts';
import { plain, usualOptions } from '../report/options.ts';
import { counted } from '../report/words.ts';
import { UsageError } from '../spec/errors.ts';
import type { Context, Values } from './command.ts';
import { reasonOf, writeReport } from './files.ts';
import type { Io } from './io.ts';
import type { outputOptions } from './options.ts';
import { version } from './version.ts';

/** Adds to the summary of the job, where there is one: GitHub says in which file. @throws UsageError if that fails */
export function summarize(markdown: string, { env }: Pick<Io, 'env'>): void {
  const file = env.GITHUB_STEP_SUMMARY;
  if (!file) return;
  try {
    appendFileSync(file, markdown);
  } catch (error) {
    throw new UsageError(`cannot write the summary, ${file}: ${reasonOf(error)}`, { cause: error });
  }
}

type OutputValues = Pick<Values<typeof outputOptions>, 'format' | 'out' | 'ghosts'>;

/** What every report is told that goes to a file. */
export function paperFor({ ghosts }: Pick<OutputValues, 'ghosts'>): ReportOptions {
  return { ...usualOptions, style: plain, ghosts, version };
}

/** Prints a text, or writes it to the file that the user wants and says so. @throws UsageError if that fails */
export function giveText(
  textFor: (options: ReportOptions) => string,
  paper: ReportOptions,
  { out, verdict }: { readonly out: string | undefined; readonly verdict: string },
  { io, style, width }: Context,
): void {
  if (out === undefined) {
    io.stdout.write(textFor({ ...paper, style, width }));
    return;
  }
  writeReport(out, io.cwd, textFor(paper));
  io.stderr.write(`${verdict}: wrote ${out}\n`);
}

/** Gives the report of an outcome. @throws UsageError if that fails */
export function giveReport(
  outcome: Outcome,
  { format, out, ghosts }: OutputValues,
  context: Context,
  known: Pick<ReportOptions, 'again' | 'unlike' | 'places'>,
): void {
  const paper = { ...paperFor({ ghosts }), ...known };
  const { verdict } = outcome;
  if (format === 'github') summarize(summaryOf(casesOfOutcome(outcome, paper), paper), context.io);
  giveText((options) => formats[format](outcome, options), paper, { out, verdict }, context);
}

/** What a matrix comes to, in a word. */
export function matrixVerdict({ counts }: Matrix): string {
  return counts.undecided > 0 ? 'undecided' : 'decided';
}

/** What a gate comes to, in a few words. */
export function gateVerdict({ counts: { different } }: GateOutcome): string {
  return different === 0 ? 'as expected' : `${counted(different, 'cell')} not as expected`;
}
