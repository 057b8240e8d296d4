/**
 * A suite of tests as text: which goals there are and what became of them, then the tests.
 */
import type { GoalKind, GoalVerdict, SuiteTest, TestSuite } from '../../explore/suite/outcome.ts';
import { extents } from '../header.ts';
import { columns, wrap } from '../layout.ts';
import { counted, grouped } from '../words.ts';
import type { SuiteReportOptions } from './formats.ts';

const kinds: readonly (readonly [GoalKind, string])[] = [
  ['action', 'actions'],
  ['pair', 'pairs in sequence'],
  ['witness', 'witnesses'],
  ['antecedent', 'antecedents'],
];

const verdicts = ['covered', 'impossible', 'excluded', 'undecided'] as const;

/** The suite, as a page. */
export function suiteText(suite: TestSuite, options: SuiteReportOptions): string {
  const { style, width, command } = options;
  const { tests, states, limit, title, system, preset, boundsName } = suite;
  const explored = limit === null ? 'every reachable state' : extents[limit];
  const head = [
    ['system', system],
    ['preset', preset],
    ['bounds', boundsName],
    ['explored', `${explored}; ${counted(states, 'state')}`],
    ...drivenRow(suite),
  ];
  const left = verdicts
    .filter((verdict) => verdict !== 'covered')
    .flatMap((verdict) => leftOf(suite, verdict));
  const lines = [
    style.strong(title),
    '',
    ...columns(head, width, '  '),
    '',
    'Goals',
    '',
    ...columns(goalRows(suite), width, '  '),
    ...(left.length > 0 ? ['', ...columns(left, width, '  ')] : []),
    '',
    'Tests',
    ...tests.flatMap((test) => ['', ...testLines(test, width)]),
    '',
    'Run it again',
    '',
    `  ${command}`,
    '',
    style.strong(conclusionOf(suite)),
  ];
  return `${lines.join('\n')}\n`;
}

/** What the suite is worth, in a sentence. */
export function conclusionOf({ goals, tests, complete }: TestSuite): string {
  const covered = goals.filter(({ verdict }) => verdict === 'covered').length;
  const steps = tests.reduce((sum, { trace }) => sum + trace.steps.length, 0);
  const made = `${counted(tests.length, 'test')} (${counted(steps, 'step')})`;
  return complete
    ? `${made} come by all ${counted(covered, 'goal')} that are possible.`
    : `${made} come by ${counted(covered, 'goal')}; the rest is undecided.`;
}

/** What is possible is so as the adapter drives it, where it leaves anything to the implementation. */
function drivenRow({ automatic, never }: TestSuite): string[][] {
  const parts = [
    ...(automatic.length > 0 ? [`automatic ${automatic.join(', ')}`] : []),
    ...(never.length > 0 ? [`never ${never.join(', ')}`] : []),
  ];
  return parts.length === 0 ? [] : [['driven', `as the adapter drives it: ${parts.join('; ')}`]];
}

function goalRows({ goals, otherPairs, complete }: TestSuite): string[][] {
  return kinds.map(([kind, name]) => {
    const others = { covered: 0, impossible: 0, excluded: 0, undecided: 0 };
    if (kind === 'pair') others[complete ? 'impossible' : 'undecided'] = otherPairs;
    const parts = verdicts.flatMap((verdict) => {
      const listed = goals.filter((goal) => goal.kind === kind && goal.verdict === verdict);
      const count = listed.length + others[verdict];
      return count > 0 || verdict === 'covered' ? [`${grouped(count)} ${verdict}`] : [];
    });
    return [name, parts.join(', ')];
  });
}

function leftOf({ goals }: TestSuite, verdict: GoalVerdict): string[][] {
  return kinds.flatMap(([kind, name]) => {
    const left = goals.filter((goal) => goal.kind === kind && goal.verdict === verdict);
    if (left.length === 0) return [];
    return [[`${verdict} ${name}`, left.map((goal) => goal.name).join(', ')]];
  });
}

function testLines({ number, goal, covers, trace }: SuiteTest, width: number): string[] {
  const steps = trace.steps.map(({ instance }) => instance).join(' → ');
  const length = counted(trace.steps.length, 'step');
  return [
    ...wrap(`${testName(goal)}: ${length}, ${counted(covers, 'goal')}`, width, `  ${number}. `),
    ...wrap(steps || 'the initial state', width, '     '),
  ];
}

/** What a test is named after, as a phrase. */
export function testName({ kind, name }: SuiteTest['goal']): string {
  switch (kind) {
    case 'action':
    case 'pair':
      return `takes ${name}`;
    case 'witness':
      return `reaches ${name}`;
    case 'antecedent':
      return `puts ${name} to the test`;
  }
}
