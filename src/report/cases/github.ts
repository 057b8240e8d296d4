/**
 * Annotations of GitHub's workflows: a command on a line of its own for each thing that is wrong.
 */
import type { ReportOptions } from '../options.ts';
import type { Case } from './case.ts';
import { storyText, whereText } from './case.ts';

/** Longer messages are cut by GitHub; the story is also in the summary. */
const mostLetters = 4000;

/** All annotations. GitHub shows the first ten of a step beside the source, and all of them in the log. */
export function githubOf(cases: readonly Case[], options: ReportOptions): string {
  const wrong = cases.filter(({ fate }) => fate !== 'passed' && fate !== 'skipped');
  return wrong.map((at) => `${annotation(at, options)}\n`).join('');
}

function annotation(at: Case, options: ReportOptions): string {
  const { fate, id, message, told, command, system } = at;
  const places = options.places?.(system);
  const place = places?.property(id) ?? places?.system ?? null;
  // An absolute URL is no file of the repository.
  const isInside = place !== null && !/^[a-z]+:/i.test(place.file);
  const where = isInside
    ? [
        ['file', place.file],
        ['line', place.line],
        ['col', place.column],
      ]
    : [];
  const title = [['title', `${id} in ${whereText(at)}`]];
  const words = [...where, ...title].map(([name, value]) => `${name}=${property(String(value))}`);
  const story = told ? ['', storyText(told, options)] : [];
  const again = command === '' ? [] : ['', `$ ${command}`];
  const text = shortened([message, ...story].join('\n'), mostLetters);
  const kind = fate === 'noted' || fate === 'open' ? 'notice' : 'error';
  return `::${kind} ${words.join(',')}::${data([text, ...again].join('\n'))}`;
}

function shortened(text: string, most: number): string {
  const letters = Array.from(text);
  return letters.length <= most ? text : `${letters.slice(0, most).join('')}\n…`;
}

/** The text after the second `::`, as the runner reads it back. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The value of a property, in which colons and commas would end it. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
