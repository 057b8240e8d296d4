/**
 * The tests of a suite as traces in Apalache's Informal Trace Format, which has room for one trace in a file.
 */
import type { SuiteTest, TestSuite } from '../../explore/suite/outcome.ts';
import { itfFormat, itfStates } from '../itf.ts';
import { storyOf } from '../story/tell.ts';
import { testName } from './text.ts';

/** File name → text, one for each test. */
export function suiteItf(suite: TestSuite): Readonly<Record<string, string>> {
  const digits = String(suite.tests.length).length;
  return Object.fromEntries(
    suite.tests.map((test) => {
      const number = String(test.number).padStart(digits, '0');
      return [`test-${number}.itf.json`, `${JSON.stringify(itfOf(suite, test), null, 2)}\n`];
    }),
  );
}

function itfOf(suite: TestSuite, { number, goal, trace }: SuiteTest) {
  const { system, title, preset, variant, boundsName, bounds } = suite;
  const stage = { system, counts: { initial: 1 }, coverage: { cells: [], actions: [] } };
  const about = { id: `test ${number}`, name: testName(goal), by: null };
  const story = storyOf(stage, { ...about, kind: 'reachable', reason: null, trace });
  return {
    '#meta': {
      ...itfFormat,
      source: system,
      description: `dropproof: ${title}`,
      preset,
      variant,
      'bounds-name': boundsName,
      bounds,
      test: number,
      goal,
    },
    ...itfStates(story),
  };
}
