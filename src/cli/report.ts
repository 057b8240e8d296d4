/**
 * Gives an outcome to the user, in the form and at the place that the options say.
 */
import type { Outcome } from '../explore/outcome.ts';
import { formats } from '../report/formats.ts';
import type { Commands, ReportOptions } from '../report/options.ts';
import { plain, usualOptions } from '../report/options.ts';
import type { Context, Values } from './command.ts';
import { writeReport } from './files.ts';
import type { outputOptions } from './options.ts';

type OutputValues = Pick<Values<typeof outputOptions>, 'format' | 'out' | 'ghosts'>;

/** Prints the report, or writes it to the file that the user wants. @throws UsageError if that fails */
export function giveReport(
  outcome: Outcome,
  { format, out, ghosts }: OutputValues,
  { io, style, width }: Context,
  again: Commands,
): void {
  const onPaper: ReportOptions = { ...usualOptions, style: plain, ghosts, again };
  if (out === undefined) {
    io.stdout.write(formats[format](outcome, { ...onPaper, style, width }));
    return;
  }
  writeReport(out, io.cwd, formats[format](outcome, onPaper));
  io.stderr.write(`${outcome.verdict}: wrote ${out}\n`);
}
