/**
 * What a gate found, for people: a line for each system, what differs, and the story of each new violation.
 */
import type { GateCell, GateOutcome } from '../../explore/gate/outcome.ts';
import type { Case } from '../cases/case.ts';
import { storyText } from '../cases/case.ts';
import { columns, wrap } from '../layout.ts';
import type { ReportOptions } from '../options.ts';
import { usualOptions } from '../options.ts';
import { counted } from '../words.ts';
import { casesOfGate } from './cases.ts';
import { cellCommand, differenceText, resultText } from './words.ts';

/** More stories are not read; the commands tell the others. */
const mostStories = 3;

/** The whole report. */
export function gateText(outcome: GateOutcome, options: ReportOptions = usualOptions): string {
  const { width, style } = options;
  const result = resultText(outcome);
  const different = outcome.cells.filter(({ differences }) => differences.length > 0);
  const [fresh, others] = [different.filter(isFresh), different.filter((cell) => !isFresh(cell))];
  return `${[
    ...columns(systemRows(outcome, options), width),
    '',
    ...others.flatMap((cell) => [...cellLines(cell, options), '']),
    ...freshLines(fresh, options),
    ...storyBlocks(outcome, options),
    ...wrap(outcome.exitCode === 0 ? style.good(result) : style.bad(result), width),
  ].join('\n')}\n`;
}

/** System, cells, how many of them differ. */
function systemRows({ cells }: GateOutcome, { style }: ReportOptions): string[][] {
  return [...Map.groupBy(cells, ({ system }) => system)].map(([system, list]) => {
    const different = list.filter(({ differences }) => differences.length > 0).length;
    const violated = list.flatMap(({ properties }) =>
      properties.filter(({ standing }) => standing === 'violated'),
    ).length;
    return [
      style.strong(system),
      counted(list.length, 'cell'),
      `${violated} violated`,
      different === 0 ? style.good('as expected') : style.bad(`${different} not as expected`),
    ];
  });
}

function cellLines(cell: GateCell, { width, style }: ReportOptions): string[] {
  const name = [cell.system, cell.variant, cell.bounds].filter((part) => part !== '').join(' · ');
  const rows = cell.differences.flatMap((difference) => {
    const [subject, text] = differenceText(difference);
    // A broken model says where on lines of its own.
    return text.split('\n').map((line, at) => [at === 0 ? subject : '', line]);
  });
  const command = cellCommand(cell);
  return [
    style.bad(name),
    ...columns(rows, width, '  '),
    ...(command === '' ? [] : wrap(style.faint(command), width, '  ')),
  ];
}

function isFresh({ differences }: GateCell): boolean {
  return differences.some(({ kind }) => kind === 'notExpected');
}

/** New cells, those of a variant on a line: there are often many. */
function freshLines(cells: readonly GateCell[], { width, style }: ReportOptions): string[] {
  if (cells.length === 0) return [];
  const groups = Map.groupBy(cells, ({ system, variant }) => `${system} · ${variant}`);
  const rows = [...groups].map(([name, list]) => [
    name,
    list.map(({ bounds }) => bounds).join(', '),
  ]);
  return [
    style.bad('Nothing is expected yet of these cells; --update expects what was found'),
    ...columns(rows, width, '  '),
    '',
  ];
}

/** Stories of what is violated and was not expected to be. */
function storyBlocks(outcome: GateOutcome, options: ReportOptions): string[] {
  const told = casesOfGate(outcome).filter((at) => at.fate === 'failed' && at.told !== null);
  const shown = told.slice(0, mostStories);
  const left = told.length - shown.length;
  return [
    ...shown.flatMap((at) => [...storyBlock(at, options), '']),
    ...(left > 0
      ? [`${counted(left, 'more story', 'more stories')}: ask the commands above.`, '']
      : []),
  ];
}

function storyBlock(at: Case, options: ReportOptions): string[] {
  if (!at.told) return [];
  return [`${at.system} · ${at.variant} · ${at.bounds}`, storyText(at.told, options)];
}
