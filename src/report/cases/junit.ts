/**
 * JUnit's XML, as Jenkins, GitLab and others read it: a suite for each variant and bounds, a test for each property.
 */
import type { ReportOptions } from '../options.ts';
import type { Case } from './case.ts';
import { failures, storyText, whereText } from './case.ts';

/** The whole report. It has no times: a suite is one search that decides all its tests together. */
export function junitOf(cases: readonly Case[], options: ReportOptions): string {
  const suites = [...Map.groupBy(cases, whereText)];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="dropproof" ${countsOf(cases)}>`,
    ...suites.flatMap(([where, list]) => [
      `  <testsuite name="${attribute(where)}" ${countsOf(list)} skipped="${skippedIn(list)}">`,
      ...list.flatMap((at) => testLines(at, where, options)),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function countsOf(cases: readonly Case[]): string {
  const bad = failures(cases);
  const errors = bad.filter(({ fate }) => fate === 'broken').length;
  return `tests="${cases.length}" failures="${bad.length - errors}" errors="${errors}"`;
}

function skippedIn(cases: readonly Case[]): number {
  return cases.filter(({ fate }) => fate === 'skipped' || fate === 'open').length;
}

function testLines(at: Case, where: string, options: ReportOptions): string[] {
  const name = at.name === '' ? at.id : `${at.id} ${at.name}`;
  const head = `    <testcase classname="${attribute(where)}" name="${attribute(name)}"`;
  const inner = innerLines(at, options);
  return inner.length === 0 ? [`${head}/>`] : [`${head}>`, ...inner, '    </testcase>'];
}

function innerLines(at: Case, options: ReportOptions): string[] {
  const { fate, message } = at;
  const body = () => content(bodyOf(at, options));
  switch (fate) {
    case 'passed':
      return [];
    case 'skipped':
    case 'open':
      return [`      <skipped message="${attribute(message)}"/>`];
    case 'noted':
      return [`      <system-out>${body()}</system-out>`];
    case 'failed':
      return [`      <failure type="failed" message="${attribute(message)}">${body()}</failure>`];
    case 'broken':
      return [`      <error type="broken" message="${attribute(message)}">${body()}</error>`];
  }
}

function bodyOf({ message, told, command }: Case, options: ReportOptions): string {
  const story = told ? ['', storyText(told, options)] : [];
  return [message, ...story, ...(command === '' ? [] : ['', `$ ${command}`])].join('\n');
}

/** What XML 1.0 cannot hold, not even as an entity: most control characters, lone surrogates, two that are none. */
const unfit = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text between tags. What cannot be there is shown as the character for what cannot be shown. */
function content(text: string): string {
  return text.replace(unfit, '\u{fffd}').replace(/[&<>\r]/g, (sign) => entities[sign] ?? sign);
}

/** Text in an attribute: there, bare line ends would become spaces. */
function attribute(text: string): string {
  return text.replace(unfit, '\u{fffd}').replace(/[&<>"\t\n\r]/g, (sign) => entities[sign] ?? sign);
}
