import { readFileSync } from 'node:fs';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { placesOf } from '../../../src/cli/places.ts';
import type { Outcome, Trace } from '../../../src/index.ts';
import { instantiate } from '../../../src/index.ts';
import type { Case } from '../../../src/report/cases/case.ts';
import { githubOf } from '../../../src/report/cases/github.ts';
import { junitOf } from '../../../src/report/cases/junit.ts';
import { casesOfOutcome } from '../../../src/report/cases/ofOutcome.ts';
import { sarifOf } from '../../../src/report/cases/sarif.ts';
import { summaryOf } from '../../../src/report/cases/summary.ts';
import type { ReportOptions } from '../../../src/report/options.ts';
import { usualOptions } from '../../../src/report/options.ts';
import { miniDrop } from '../../fixtures/miniDrop.ts';
import { outcomeOf } from '../outcomes.ts';
import { junitComplaints, sarifComplaints } from './readers.ts';

const root = new URL('../../..', import.meta.url).pathname;
const options: ReportOptions = {
  ...usualOptions,
  places: () => placesOf([instantiate(miniDrop)], root),
};
const violated = outcomeOf({}, { keepGoing: true });
const cases = casesOfOutcome(violated, options);
const told = cases.find((at) => at.told !== null)?.told ?? null;

describe('JUnit: a suite for each search, a test for each property', () => {
  it('as the schema has it', async () => {
    const text = junitOf(cases, options);
    expect(await junitComplaints([text])).toEqual([]);
    expect(text).toMatchSnapshot();
  });
});

describe('SARIF: a rule for each property, the trace as a code flow', () => {
  const log = () => JSON.parse(sarifOf(cases, options));

  it('as the official schema has it', () => {
    expect(sarifComplaints(sarifOf(cases, options))).toEqual([]);
    expect(sarifComplaints('{"version":"2.1.0"}')).not.toEqual([]);
    expect(sarifOf(cases, options)).toMatchSnapshot();
  });

  it('it says which dropproof has found it, where that is known', () => {
    const driverOf = (text: string) => JSON.parse(text).runs[0].tool.driver;
    expect(driverOf(sarifOf(cases, options))).not.toHaveProperty('version');
    const text = sarifOf(cases, { ...options, version: '1.2.3' });
    expect(driverOf(text)).toMatchObject({ version: '1.2.3', semanticVersion: '1.2.3' });
    expect(sarifComplaints(text)).toEqual([]);
  });

  it('the property and the violating action are where they are declared', () => {
    const [result] = log().runs[0].results;
    const at = (place: { physicalLocation: { region: { startLine: number } } }) =>
      lineOf(place.physicalLocation.region.startLine);
    expect(at(result.locations[0])).toBe('property.always({');
    expect(at(result.relatedLocations[0])).toBe('commits: action.environment(');
    const flow = result.codeFlows[0].threadFlows[0].locations;
    expect(
      flow.map(({ location }: { location: Parameters<typeof at>[0] }) => at(location)),
    ).toEqual([
      "drops: action.environment('starts to drop the collection', (read) => {",
      "reads: action.environment('reads a key', (read, c: ClientId) => {",
      "handles: action.system('does what it is told, at once', (read, n: NodeId) => {",
      "recreates: action.system('creates the collection anew', (read) => {",
      "handles: action.system('does what it is told, at once', (read, n: NodeId) => {",
      'commits: action.environment(',
    ]);
  });

  it('a fingerprint does not depend on lines', () => {
    const without = JSON.parse(sarifOf(cases, usualOptions));
    const prints = ({ runs: [run] }: { runs: { results: { partialFingerprints: object }[] }[] }) =>
      run?.results.map(({ partialFingerprints }) => partialFingerprints);
    expect(prints(without)).toEqual(prints(log()));
    expect(new Set(prints(without)?.map((at) => JSON.stringify(at))).size).toBe(
      without.runs[0].results.length,
    );
  });
});

describe('GitHub: annotations beside the source, and a summary of the job', () => {
  it('one line for each thing that is wrong', () => {
    expect(githubOf(cases, options)).toMatchSnapshot();
  });

  it('the summary has a table, diagrams and stories', () => {
    expect(summaryOf(cases, options)).toMatchSnapshot();
  });

  it('stays below 1 MiB, and says what it left out', () => {
    const many = Array.from({ length: 600 }, (_, at): Case => ({ ...failed, id: `P${at}` }));
    const text = summaryOf(many, options);
    expect(Buffer.byteLength(text)).toBeLessThan(2 ** 20);
    expect(text).toMatch(/\d+ counterexamples left out: a summary has at most 1 MiB\.\n$/);
  });
});

/** A case with a story. */
const failed: Case = {
  system: 'mini/drop',
  variant: 'today',
  bounds: 'note',
  id: 'P1',
  name: 'one incarnation',
  by: null,
  fate: 'failed',
  message: 'P1 is violated',
  told,
  command: 'npx dropproof check mini/drop',
};

/** A trace of 10 000 steps. */
function longTold(): NonNullable<Case['told']> {
  const { stage, violated: at } = told as NonNullable<Case['told']>;
  const steps = Array.from(
    { length: 10_000 },
    (_, n) => at.trace.steps[n % 2] as Trace['steps'][0],
  );
  return { stage, violated: { ...at, trace: { ...at.trace, steps } } };
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        ']]>',
        '<script>alert(1)</script>',
        '"',
        "'",
        '\n',
        '\r',
        '::error::x',
        '```',
        '\u0000',
        '\u001b[31m',
        '\ud800',
        '\uffff',
        '🦕',
        '&amp;',
        '|',
        '%0A',
        '--> ',
        '-->',
        '</details>',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

const hostileCase = fc
  .record({
    system: hostile,
    variant: hostile,
    bounds: hostile,
    id: hostile,
    name: hostile,
    by: fc.option(hostile),
    message: hostile,
    command: hostile,
    fate: fc.constantFrom('passed', 'noted', 'failed', 'broken', 'skipped'),
    isTold: fc.boolean(),
    label: hostile,
    sentence: hostile,
  })
  .map(
    ({ isTold, label, sentence, ...at }): Case => ({
      ...at,
      told: isTold ? withWords(label, sentence) : null,
    }),
  );

/** The story with other words in it. */
function withWords(label: string, sentence: string): Case['told'] {
  if (!told) return null;
  const { stage, violated: at } = told;
  const [first, ...others] = at.trace.steps as [Trace['steps'][0], ...Trace['steps']];
  const steps = [{ ...first, label, instance: label }, ...others];
  const reason = { sentence, facts: { [sentence]: label } };
  return { stage, violated: { ...at, name: sentence, reason, trace: { ...at.trace, steps } } };
}

describe('hostile values break no report', () => {
  it('JUnit stays XML as the schema has it', async () => {
    const samples = fc.sample(fc.array(hostileCase, { maxLength: 8 }), { numRuns: 150, seed: 1 });
    expect(await junitComplaints(samples.map((list) => junitOf(list, options)))).toEqual([]);
  });

  test.prop([fc.array(hostileCase, { maxLength: 8 })])('SARIF stays SARIF', (list) => {
    expect(sarifComplaints(sarifOf(list, options))).toEqual([]);
  });

  test.prop([fc.array(hostileCase, { maxLength: 8 })])(
    'an annotation is one line, and reads back as what was meant',
    (list) => {
      const wrong = list.filter(({ fate }) => ['failed', 'broken', 'noted'].includes(fate));
      const lines = githubOf(list, options)
        .split(/\r\n|\r|\n/)
        .slice(0, -1);
      expect(lines).toHaveLength(wrong.length);
      for (const [at, line] of lines.entries()) {
        const [, kind, words = '', text = ''] = /^::(error|notice) (.*?)::(.*)$/s.exec(line) ?? [];
        expect(kind).toBe(wrong[at]?.fate === 'noted' ? 'notice' : 'error');
        expect(words.split(',').at(-1)).toMatch(/^title=/);
        expect(unescaped(text).startsWith(wrong[at]?.message ?? '')).toBe(true);
      }
    },
  );

  test.prop([fc.array(hostileCase, { minLength: 1, maxLength: 4 })])(
    'the summary has no tag but its own, and its blocks end where they should',
    (list) => {
      const text = summaryOf(list, options);
      // A block ends with the fence that it began with.
      let fence: string | null = null;
      const outside = text.split('\n').filter((line) => {
        if (fence === null) {
          fence = /^`{3,}/.exec(line)?.[0] ?? null;
          return fence === null;
        }
        if (line === fence) fence = null;
        return false;
      });
      expect(fence).toBe(null);
      const words = outside.join('\n').replace(/(`+)[^`][\s\S]*?\1/g, '');
      const tags = words.match(/<\/?[a-z]+/g) ?? [];
      expect(tags.filter((tag) => !/^<\/?(?:details|summary)$/.test(tag))).toEqual([]);
    },
  );

  it('nor does a trace of 10 000 steps', async () => {
    const long: Case = { ...failed, told: longTold() };
    const reports = [
      junitOf([long], options),
      sarifOf([long], options),
      summaryOf([long], options),
    ];
    expect(await junitComplaints([reports[0] as string])).toEqual([]);
    expect(sarifComplaints(reports[1] as string)).toEqual([]);
    for (const text of [...reports, githubOf([long], options)]) {
      expect(text.length).toBeLessThan(400_000);
    }
  });
});

function unescaped(text: string): string {
  return text.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%');
}

/** A line of the fixture, as it stands there. */
function lineOf(line: number): string {
  const text = readFileSync(new URL('../../fixtures/miniDrop.ts', import.meta.url), 'utf8');
  return (text.split('\n')[line - 1] ?? '').trim();
}

describe('what is report only fails nothing', () => {
  it('it is noted', () => {
    const fates = (outcome: Outcome) =>
      casesOfOutcome(outcome, options).map(({ id, fate }) => `${id} ${fate}`);
    expect(fates(violated)).toEqual([
      'P1 failed',
      'P2 passed',
      'W1 passed',
      'W2 noted',
      'deadlock passed',
      'P3 skipped',
    ]);
  });

  it('nor does what a violation kept from being decided', () => {
    const first = casesOfOutcome(outcomeOf(), options);
    expect(first.map(({ id, fate }) => `${id} ${fate}`)).toEqual([
      'P1 failed',
      'P2 skipped',
      'W1 passed',
      'W2 skipped',
      'deadlock skipped',
      'P3 skipped',
    ]);
  });
});
