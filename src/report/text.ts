/**
 * The text report: what was checked, the verdicts, a story for each violation, the counts, and how to see it again.
 */
import type { Outcome } from '../explore/outcome.ts';
import { againOf } from './command.ts';
import { coverageLines } from './coverage.ts';
import { graphLines } from './graph.ts';
import { headerLines } from './header.ts';
import type { ReportOptions } from './options.ts';
import { usualOptions } from './options.ts';
import { profileLines } from './profile.ts';
import { resultOf } from './result.ts';
import { storyLines } from './story/lines.ts';
import { storyOf } from './story/tell.ts';
import { verdictLines } from './verdicts.ts';
import { storiesOf } from './words.ts';

/** The whole report. Commands are never wrapped: they are there to be copied. */
export function textReport(outcome: Outcome, options: ReportOptions = usualOptions): string {
  const { told, untold } = storiesOf(outcome);
  const again = againOf(outcome, told[0], options);
  const sections = [
    headerLines(outcome, options),
    verdictLines(outcome, options),
    ...told.map((property) => storyLines(storyOf(outcome, property), options)),
    ...untold.map(({ id }) => [
      `${id} is violated too, but only reported: --property ${id} tells its story.`,
    ]),
    ...(outcome.graph ? [graphLines(outcome.graph, options)] : []),
    [outcome.fuzz ? 'Runs' : 'Search', '', ...coverageLines(outcome, options)],
    ...(outcome.profile ? [['Profile', '', ...profileLines(outcome.profile, options)]] : []),
    [again.heading, '', ...again.commands.map((line) => `  ${line}`)],
    [resultLine(outcome, options)],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** The verdict in one line, last, where the eye is when a command has ended. */
function resultLine(outcome: Outcome, { style }: ReportOptions): string {
  const text = resultOf(outcome);
  switch (outcome.verdict) {
    case 'violated':
      return style.bad(text);
    case 'unreached':
    case 'undecided':
      return style.doubtful(text);
    case 'holds':
      return style.good(text);
  }
}
