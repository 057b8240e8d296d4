/**
 * Gives an outcome to the user, in the form and at the place that the options say.
 */
import { appendFileSync } from 'node:fs';
import type { Outcome } from '../explore/outcome.ts';
import { casesOfOutcome } from '../report/cases/ofOutcome.ts';
import { summaryOf } from '../report/cases/summary.ts';
import { formats } from '../report/formats.ts';
import type { Commands, Places, ReportOptions } from '../report/options.ts';
import { plain, usualOptions } from '../report/options.ts';
import { UsageError } from '../spec/errors.ts';
import type { Context, Values } from './command.ts';
import { reasonOf, writeReport } from './files.ts';
import type { Io } from './io.ts';
import type { outputOptions } from './options.ts';

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

/** Prints the report, or writes it to the file that the user wants. @throws UsageError if that fails */
export function giveReport(
  outcome: Outcome,
  { format, out, ghosts }: OutputValues,
  { io, style, width }: Context,
  again: Commands,
  places?: Places,
): void {
  const onPaper: ReportOptions = {
    ...usualOptions,
    style: plain,
    ghosts,
    again,
    ...(places && { places: () => places }),
  };
  if (format === 'github') summarize(summaryOf(casesOfOutcome(outcome, onPaper), onPaper), io);
  if (out === undefined) {
    io.stdout.write(formats[format](outcome, { ...onPaper, style, width }));
    return;
  }
  writeReport(out, io.cwd, formats[format](outcome, onPaper));
  io.stderr.write(`${outcome.verdict}: wrote ${out}\n`);
}
