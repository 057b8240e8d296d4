/**
 * What the reports of a matrix share: what was compared, and how to see a counterexample again.
 */
import type { Matrix, MatrixTable, MatrixVariant } from '../../explore/matrix/outcome.ts';
import { quoted, shellCommand } from '../command.ts';
import type { ReportOptions } from '../options.ts';
import { printValue } from '../values.ts';
import { counted, grouped } from '../words.ts';
import type { Account } from './accounts.ts';

/** How the variants were chosen, as a sentence without its end. */
export function comparedText({ variation, variants, switches }: Matrix): string {
  const base = variants[0]?.name ?? '';
  switch (variation) {
    case 'presets':
      return 'the presets';
    case 'oneByOne':
      return `${base}, with one switch varied at a time: ${switches.join(', ')}`;
    case 'pairs':
      return `${base}, with every two of these switches varied together: ${switches.join(', ')}`;
  }
}

/** Which bounds a table is about. */
export function boundsText({ boundsName, bound }: MatrixTable): string {
  const over = Object.entries(bound).map(([name, value]) => ` ${name}=${printValue(value)}`);
  return `bounds ${boundsName}${over.join('')}`;
}

/** How many cells there are of each sort. */
export function countsText({ counts }: Matrix): string {
  const { holds, violated, unreached, undecided, notAsked } = counts;
  const parts = [
    [violated, 'violated'],
    [holds, 'hold'],
    [unreached, 'unreached'],
    [undecided, 'undecided'],
    [notAsked, 'not asked'],
  ] as const;
  const all = holds + violated + unreached + undecided + notAsked;
  const told = parts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${grouped(count)} ${what}`);
  return `${counted(all, 'cell')}: ${told.join(', ')}`;
}

/** The command that finds a violation again, in the first variant and bounds that have it. */
export function checkCommand(
  matrix: Matrix,
  { number, property }: Account,
  { again }: ReportOptions,
): string {
  for (const table of matrix.tables) {
    const row = table.rows.findIndex(({ cells }) => cells.some((at) => at.violation === number));
    const variant = matrix.variants[row];
    if (!variant) continue;
    const start = again?.check ?? `npx dropproof check ${quoted(matrix.system)}`;
    return shellCommand([
      start,
      ...choiceWords(variant, table),
      `--property ${quoted(property.id)}`,
    ]);
  }
  return '';
}

function choiceWords({ preset, set }: MatrixVariant, { boundsName, bound }: MatrixTable): string[] {
  const word = (option: string, name: string, text: string) =>
    `--${option} ${quoted(`${name}=${text}`)}`;
  return [
    `--preset ${quoted(preset)}`,
    ...Object.entries(set).map(([name, text]) => word('set', name, text)),
    `--bounds ${quoted(boundsName)}`,
    ...Object.entries(bound).map(([name, value]) => word('bound', name, JSON.stringify(value))),
  ];
}
