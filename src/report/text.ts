/**
 * The text report: what was checked, the verdicts, a story for each violation, the counts, and how to see it again.
 */
import type { Limit, Outcome, PropertyOutcome } from '../explore/outcome.ts';
import { commandsFor, quoted } from './command.ts';
import { coverageLines } from './coverage.ts';
import { headerLines } from './header.ts';
import type { ReportOptions } from './options.ts';
import { usualOptions } from './options.ts';
import { profileLines } from './profile.ts';
import { storyLines } from './story.ts';
import { verdictLines } from './verdicts.ts';
import { counted, violatedFirst } from './words.ts';

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
    [outcome.fuzz ? 'Runs' : 'Search', '', ...coverageLines(outcome, options)],
    ...(outcome.profile ? [['Profile', '', ...profileLines(outcome.profile, options)]] : []),
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
  if (!told) return ['Run it again', '', `  ${[check, ...selection(outcome)].join(' ')}`];
  const file = quoted(`${told.id}.json`);
  return [
    'Keep the trace, and replay it later',
    '',
    `  ${check} --property ${quoted(told.id)} --format json --out ${file}`,
    `  ${replay} ${file}`,
  ];
}

/** The options that select the same properties; none if all were asked. */
function selection({ properties, notChecked }: Outcome): string[] {
  const isPart = notChecked.some(({ why }) => why === 'not selected');
  return isPart ? properties.map(({ id }) => `--property ${quoted(id)}`) : [];
}

/** What cut a search, in a word. */
const cuts: Readonly<Record<Limit, string>> = {
  violation: 'stopped at a violation',
  states: '--max-states',
  depth: '--max-depth',
  seconds: '--max-seconds',
  memory: '--max-memory',
  capacity: 'the tables are full',
  runs: 'all runs made',
  interrupted: 'interrupted',
};

/** The verdict in one line, last, where the eye is when a command has ended. */
function resultLine(outcome: Outcome, { style }: ReportOptions): string {
  const { verdict, properties, limit, fuzz } = outcome;
  const counting = properties.filter(({ reportOnly }) => !reportOnly);
  const named = (wanted: PropertyOutcome['verdict']) =>
    counting.filter((at) => at.verdict === wanted).map(({ id }) => id);
  const vacuous = counting.filter((at) => at.vacuous).map(({ id }) => `${id} (vacuous)`);
  const cut = limit === null ? '' : ` (${cuts[limit]})`;
  const told = violatedFirst(outcome).map(({ id }) => id);
  const aside = told.length > 0 ? `, but of ${told.join(', ')}, only reported` : '';
  switch (verdict) {
    case 'violated':
      return style.bad(`Violated: ${named('violated').join(', ')}`);
    case 'unreached':
      return style.doubtful(`Unreached: ${[...named('unreached'), ...vacuous].join(', ')}`);
    case 'undecided':
      if (fuzz !== null && limit === 'runs') {
        const extent = `${counted(fuzz.runs, 'run')} (${counted(fuzz.steps, 'step')})`;
        return style.doubtful(`No violation found in ${extent}${aside}; nothing is proved.`);
      }
      return style.doubtful(`Undecided${cut}: ${named('undecided').join(', ')}`);
    case 'holds':
      return style.good('Everything that was checked holds.');
  }
}
