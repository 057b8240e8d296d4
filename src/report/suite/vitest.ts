/**
 * A suite of tests as a file for vitest that drives the user's implementation through an adapter.
 *
 * It names instances only: what is expected after each of them the model says when the test runs.
 */
import type { SuiteTest, TestSuite } from '../../explore/suite/outcome.ts';
import type { Json } from '../values.ts';
import type { SuiteReportOptions } from './formats.ts';
import { conclusionOf, testName } from './text.ts';

/** The text of the file; the same for the same suite and options. */
export function suiteVitest(
  suite: TestSuite,
  { command, adapter, choice }: SuiteReportOptions,
): string {
  return `/**
 * ${suite.title}; preset ${suite.preset}, bounds ${suite.boundsName}.
 *
 * ${conclusionOf(suite)} Written by
 *
 *   ${command}
 *
 * Write it anew when the model changes.
 */
import { drive } from 'dropproof';
import { describe, it } from 'vitest';
import { adapter, system } from ${literal(adapter)};

const choice = ${written(choice)};

describe(${literal(suite.system)}, () => {
${suite.tests.map(testText).join('\n')}});
`;
}

function testText({ number, goal, trace }: SuiteTest): string {
  const steps = trace.steps.map(({ instance }) => `      ${literal(instance)},\n`).join('');
  return `  it(${literal(`${number}. ${testName(goal)}`)}, ({ skip }) => {
    const steps = [
${steps}    ];
    return drive(system, adapter, choice, steps, skip);
  });
`;
}

/** A JSON value as one would write it. */
function written(value: Json): string {
  if (typeof value === 'string') return literal(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  const fields = Object.entries(value as Readonly<Record<string, Json>>).map(
    ([name, at]) => `${/^[a-z_$][\w$]*$/i.test(name) ? name : literal(name)}: ${written(at)}`,
  );
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** A text in single quotes. */
function literal(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&').replaceAll('\n', '\\n')}'`;
}
