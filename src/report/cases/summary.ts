/**
 * The summary of a job in Markdown, as GitHub shows it: what is wrong in a table, each counterexample folded, as a
 * diagram and as a story. GitHub refuses summaries over 1 MiB as a whole, so what does not fit is left out, and said.
 */
import { block, code, words } from '../markdown/escape.ts';
import type { ReportOptions } from '../options.ts';
import { counted } from '../words.ts';
import type { Case } from './case.ts';
import { diagramText, failures, storyText, whereText } from './case.ts';

/** Below 1 MiB, so that other steps of the job have some room. */
const mostBytes = 1_000_000;

/** GitHub draws no diagram with more text. */
const mostOfDiagram = 50_000;

/** A table with more rows is not read. */
const mostRows = 200;

/** The summary; `heading` is its first line. */
export function summaryOf(
  cases: readonly Case[],
  options: ReportOptions,
  heading = headingOf(cases),
): string {
  const wrong = failures(cases);
  const noted = cases.filter(({ fate }) => fate === 'noted' || fate === 'open');
  const passed = cases.filter(({ fate }) => fate === 'passed').length;
  const counts = [
    `${passed} as they should be`,
    `${wrong.length} not`,
    ...(noted.length > 0 ? [`${noted.length} noted`] : []),
  ];
  const head = [
    `## ${heading}`,
    `${counted(cases.length, 'check')}: ${counts.join(', ')}.`,
    ...tableOf([...wrong, ...noted]),
  ].join('\n\n');
  const told = [...wrong, ...noted].filter(({ told: story }) => story !== null);
  return `${withSections(head, told, options)}\n`;
}

function headingOf(cases: readonly Case[]): string {
  const [first] = cases;
  const verdict = failures(cases).length === 0 ? 'all is well' : 'something is wrong';
  return `${first ? words(whereText(first)) : 'dropproof'}: ${verdict}`;
}

function tableOf(cases: readonly Case[]): string[] {
  if (cases.length === 0) return [];
  const rows = cases
    .slice(0, mostRows)
    .map((at) => `| ${words(whereText(at))} | ${words(at.id)} | ${words(at.message)} |`);
  const left = cases.length - rows.length;
  return [
    ['| where | what | |', '| --- | --- | --- |', ...rows].join('\n'),
    ...(left > 0 ? [`… and ${left} more.`] : []),
  ];
}

/** Adds sections as long as there is room; without its diagram one may fit that does not with it. */
function withSections(head: string, told: readonly Case[], options: ReportOptions): string {
  const parts = [head];
  let room = mostBytes - bytesOf(head);
  for (const [at, one] of told.entries()) {
    const forms = [sectionOf(one, options, true), sectionOf(one, options, false)];
    const form = forms.find((text) => bytesOf(text) <= room);
    if (form === undefined) {
      const left = counted(told.length - at, 'counterexample');
      parts.push(`${left} left out: a summary has at most 1 MiB.`);
      break;
    }
    parts.push(form);
    room -= bytesOf(form) + 2;
  }
  return parts.join('\n\n');
}

function sectionOf(at: Case, options: ReportOptions, isDrawn: boolean): string {
  const { told, command } = at;
  if (!told) return '';
  const diagram = isDrawn ? diagramText(told, options) : '';
  const isShown = diagram !== '' && diagram.length <= mostOfDiagram;
  const steps = counted(told.violated.trace.steps.length, 'step');
  return [
    `<details><summary>${words(`${at.id} in ${whereText(at)}`)}, ${steps}</summary>`,
    ...(isShown ? [block('mermaid', diagram)] : []),
    block('text', storyText(told, options)),
    // Not at the start of a line, where backticks may begin a block.
    ...(command === '' ? [] : [`Again: ${code(command)}`]),
    '</details>',
  ].join('\n\n');
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
