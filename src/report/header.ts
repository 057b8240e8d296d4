/**
 * The head of the text report: what was explored, what was checked, and what was not.
 *
 * A verdict is worth no more than the reader's knowledge of what it covers, so this comes first, as in SPIN.
 */
import type { FuzzSummary, Limit, Outcome, PropertyOutcome } from '../explore/outcome.ts';
import { chosenWords, optionsText, sizesText } from './choice.ts';
import { columns } from './layout.ts';
import type { ReportOptions } from './options.ts';
import { counted } from './words.ts';

type Kind = PropertyOutcome['kind'];

/** What is looked at for each kind of property, in the order in which it is listed. */
const subjects: readonly (readonly [string, readonly Kind[]])[] = [
  ['every state', ['always']],
  ['every step', ['neverStep']],
  ['quiescent states', ['quiescent']],
  ['deadlocks', ['deadlock']],
  ['witnesses', ['reachable']],
  ['liveness', ['eventually', 'leadsTo']],
];

/** How far the search got, for each limit that may have cut it. */
export const extents: Readonly<Record<Limit, string>> = {
  violation: 'until the first violation (--keep-going explores the rest)',
  states: 'a part: --max-states cut the search',
  depth: 'a part: --max-depth cut the search',
  seconds: 'a part: --max-seconds cut the search',
  memory: 'a part: --max-memory cut the search',
  capacity: 'a part: the tables cannot hold more states',
  runs: 'a sample: the states that these runs came by',
  interrupted: 'a part: the search was interrupted',
};

/** The head of the report, as lines. */
export function headerLines(outcome: Outcome, options: ReportOptions): string[] {
  const { width, style } = options;
  return [
    style.strong(outcome.title),
    '',
    ...columns(
      headRows(outcome, options).map(([label = '', text = '']) => [style.faint(label), text]),
      width,
      '  ',
    ),
    '',
    'Checked (+) and not checked (-)',
    '',
    ...columns(checkedRows(outcome), width, '  '),
  ];
}

/** What was chosen, and how it was explored: rows of a label and a text. */
export function headRows(outcome: Outcome, options: ReportOptions): string[][] {
  const { preset, bounds } = chosenWords(outcome, options);
  const variant = optionsText(outcome.variant);
  const sizes = sizesText(outcome.bounds);
  return [
    ['system', outcome.system],
    ['preset', preset],
    ...(variant === '' ? [] : [['', variant]]),
    ['bounds', bounds],
    ...(sizes === '' ? [] : [['', sizes]]),
    ['search', searchText(outcome)],
    ['explored', extentText(outcome)],
  ];
}

/** How far the search got. */
export function extentText({ limit, complete, fuzz }: Outcome): string {
  if (fuzz !== null && limit === 'violation') return 'a sample, until the first violation';
  // A limit may have cut what comes after the search: liveness.
  return limit === null || complete ? 'every reachable state' : extents[limit];
}

/** How it was searched. */
export function searchText({ engine, complete, fuzz }: Outcome): string {
  if (fuzz !== null) {
    const { seed, maxRuns, maxSteps, strategy, random } = fuzz;
    const runs = maxRuns === null ? 'runs' : counted(maxRuns, 'run');
    return [
      `random schedules (${strategy})`,
      `seed ${seed}`,
      `${runs} of at most ${counted(maxSteps, 'step')}`,
      ...(random === null ? [] : [drawnText(random)]),
    ].join(', ');
  }
  const { search, exact, workers, symmetry, keepGoing } = engine;
  return [
    search,
    ...(exact ? ['exact (whole states are compared, no hashes)'] : []),
    `${workers} worker${workers === 1 ? '' : 's'}`,
    symmetry ? 'one state for each orbit of interchangeable ids' : 'no reduction',
    ...(complete || keepGoing ? [] : ['stops at the first violation']),
  ].join(', ');
}

/** What was drawn, and how often. */
function drawnText({ what, draws }: NonNullable<FuzzSummary['random']>): string {
  return `${what.join(' and ')} drawn ${counted(draws, 'time')}`;
}

/** What was asked (+) and what was not (-): rows of a subject and ids. */
export function checkedRows({ properties, notChecked }: Outcome): string[][] {
  const asked = subjects.map(([subject, kinds]) => {
    const names = properties.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);
    return names.length === 0
      ? [`- ${subject}`, 'nothing asked']
      : [`+ ${subject}`, names.join(', ')];
  });
  const reasons = Map.groupBy(notChecked, ({ why }) => why);
  const skipped = [...reasons].map(([why, list]) => [
    `- ${why}`,
    list.map(({ id }) => id).join(', '),
  ]);
  return [...asked, ...skipped];
}
