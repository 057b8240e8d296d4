/**
 * What came out, in one sentence.
 */
import type { Limit, Outcome, PropertyOutcome } from '../explore/outcome.ts';
import { counted, violatedFirst } from './words.ts';

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

/** The verdict in one line. */
export function resultOf(outcome: Outcome): string {
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
      return `Violated: ${named('violated').join(', ')}`;
    case 'unreached':
      return `Unreached: ${[...named('unreached'), ...vacuous].join(', ')}`;
    case 'undecided':
      if (fuzz !== null) {
        const extent = `${counted(fuzz.runs, 'run')} (${counted(fuzz.steps, 'step')})`;
        const end = limit === 'runs' ? '' : `, then cut${cut}`;
        return `No violation found in ${extent}${aside}${end}; nothing is proved.`;
      }
      return `Undecided${cut}: ${named('undecided').join(', ')}`;
    case 'holds':
      return 'Everything that was checked holds.';
  }
}
