/**
 * The text report: what was checked, the verdicts, a story for each violation, the counts, and how to see it again.
 */
import type { Limit, Outcome, PropertyOutcome } from '../explore/outcome.ts';
import { commandsFor } from './command.ts';
import { coverageLines } from './coverage.ts';
import { headerLines } from './header.ts';
import type { ReportOptions } from './options.ts';
import { usualOptions } from './options.ts';
import { storyLines } from './story.ts';
import { verdictLines } from './verdicts.ts';
import { violatedFirst } from './words.ts';

/** The whole report. Commands are never wrapped: they are there to be copied. */
export function textReport(outcome: Outcome, options: ReportOptions = usualOptions): string {
  const violated = violatedFirst(outcome);
  // What is only reported would bury the verdict; its story is told where there is no other, or on demand.
  const told = violated.filter((at) => !at.reportOnly || violated[0]?.reportOnly);
  const untold = violated.filter((at) => !told.includes(at));
  const sections = [
    headerLines(outcome, options),
    verdictLines(outcome, options),
    ...told.map((property) => storyLines(outcome, property, options)),
    ...untold.map(({ id }) => [
      `${id} is violated too, but only reported: --property ${id} tells its story.`,
    ]),
    ['Search', '', ...coverageLines(outcome, options)],
    againLines(outcome, told[0], options),
    [resultLine(outcome, options)],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function againLines(
  outcome: Outcome,
  told: PropertyOutcome | undefined,
  options: ReportOptions,
): string[] {
  const { check, replay } = options.again ?? commandsFor(outcome);
  if (!told) return ['Run it again', '', `  ${check}`];
  const file = `${told.id}.json`;
  return [
    'Keep the trace, and replay it later',
    '',
    `  ${check} --property ${told.id} --format json --out ${file}`,
    `  ${replay} ${file}`,
  ];
}

/** What cut a search, in a word. */
const cuts: Readonly<Record<Limit, string>> = {
  violation: 'stopped at a violation',
  states: '--max-states',
  depth: '--max-depth',
  seconds: '--max-seconds',
  memory: '--max-memory',
  capacity: 'the tables are full',
  interrupted: 'interrupted',
};

/** The verdict in one line, last, where the eye is when a command has ended. */
function resultLine({ verdict, properties, limit }: Outcome, { style }: ReportOptions): string {
  const counting = properties.filter(({ reportOnly }) => !reportOnly);
  const named = (wanted: PropertyOutcome['verdict']) =>
    counting.filter((at) => at.verdict === wanted).map(({ id }) => id);
  const vacuous = counting.filter((at) => at.vacuous).map(({ id }) => `${id} (vacuous)`);
  const cut = limit === null ? '' : ` (${cuts[limit]})`;
  switch (verdict) {
    case 'violated':
      return style.bad(`Violated: ${named('violated').join(', ')}`);
    case 'unreached':
      return style.doubtful(`Unreached: ${[...named('unreached'), ...vacuous].join(', ')}`);
    case 'undecided':
      return style.doubtful(`Undecided${cut}: ${named('undecided').join(', ')}`);
    case 'holds':
      return style.good('Everything that was checked holds.');
  }
}
