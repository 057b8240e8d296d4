/**
 * The matrix on a page of text: a table for each set of bounds, cut into several where the page is too narrow, and
 * why neighbours differ.
 */
import type { Matrix, MatrixCell, MatrixTable } from '../../explore/matrix/outcome.ts';
import { columns, pad, widthOf, wrap } from '../layout.ts';
import type { Paint, ReportOptions } from '../options.ts';
import { counted } from '../words.ts';
import type { Account } from './accounts.ts';
import { accountsOf } from './accounts.ts';
import type { Digest } from './digest.ts';
import { digestOf } from './digest.ts';
import { boundsText, checkCommand, comparedText, countsText } from './head.ts';
import { legendOf, markOf } from './marks.ts';
import { namesText } from './names.ts';
import { groupsOf } from './rows.ts';

/** The whole report. */
export function matrixText(matrix: Matrix, options: ReportOptions): string {
  const { style, width } = options;
  const told = accountsOf(matrix).filter(({ keptBy }) => keptBy.length > 0);
  const sections = [
    [
      style.strong(matrix.title),
      '',
      ...columns(
        [
          [style.faint('system'), matrix.system],
          [style.faint('compared'), comparedText(matrix)],
        ],
        width,
        '  ',
      ),
    ],
    ...matrix.tables.map((table) => tableLines(matrix, table, options)),
    propertyLines(matrix, options),
    ...(told.length > 0 ? [['Why neighbours differ']] : []),
    ...told.map((account) => accountLines(matrix, account, options)),
    undecidedLines(matrix, options),
    resultLines(matrix, options),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function tableLines(matrix: Matrix, table: MatrixTable, options: ReportOptions): string[] {
  const { style, width } = options;
  const digest = digestOf(matrix, table);
  const agreed = digest.agreed.map(([words, ids]) => [`${words}:`, ids.join(', ')]);
  return [
    style.strong(boundsText(table)[0]?.toUpperCase() + boundsText(table).slice(1)),
    ...gridLines(matrix, digest, options),
    ...(agreed.length > 0 ? ['', '  In every variant', ...columns(agreed, width, '    ')] : []),
    ...(digest.alike.length > 0
      ? ['', ...wrap(namesText(digest.alike), width, `  As ${matrix.variants[0]?.name}: `)]
      : []),
  ];
}

/** The columns that tell, in as many blocks as the page needs. */
function gridLines(matrix: Matrix, digest: Digest, { width, style }: ReportOptions): string[] {
  if (digest.columns.length === 0) return [];
  const groups = groupsOf(matrix, digest.rows);
  const labels = groups.flatMap(({ heading, rows }) => [
    heading,
    ...rows.map(({ label }) => label),
  ]);
  const labelWidth = 2 + Math.max(...labels.map(widthOf));
  const heads = digest.columns.map(({ id }) => id);
  const cellWidth =
    2 +
    Math.max(
      ...heads.map(widthOf),
      ...digest.rows.flatMap(({ cells }) => cells.map((cell) => widthOf(markOf(cell)))),
    );
  const perBlock = Math.max(1, Math.floor((width - 2 - labelWidth) / cellWidth));
  const lines: string[] = [];
  for (let from = 0; from < heads.length; from += perBlock) {
    const shown = <T>(list: readonly T[]) => list.slice(from, from + perBlock);
    const line = (label: string, texts: readonly string[]) =>
      `  ${pad(label, labelWidth)}${texts.map((text) => pad(text, cellWidth)).join('')}`.trimEnd();
    lines.push('', line('', shown(heads).map(style.faint)));
    for (const { heading, rows } of groups) {
      if (heading !== '') lines.push(`  ${heading}`);
      for (const { label, row } of rows) {
        lines.push(
          line(
            label,
            shown(row.cells).map((cell) => paintOf(cell, style)(markOf(cell))),
          ),
        );
      }
    }
  }
  return lines;
}

function paintOf({ verdict, vacuous }: MatrixCell, style: ReportOptions['style']): Paint {
  if (verdict === 'violated') return style.bad;
  if (verdict === 'holds') return vacuous ? style.doubtful : style.good;
  return verdict === 'notAsked' ? style.faint : style.doubtful;
}

/** What the marks mean, and what the properties are called. */
function propertyLines(matrix: Matrix, { width, style }: ReportOptions): string[] {
  const cells = matrix.tables.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
  const telling = new Set(
    matrix.tables.flatMap((table) => digestOf(matrix, table).columns.map(({ id }) => id)),
  );
  const shown = matrix.properties.filter(
    ({ id }, at) =>
      telling.has(id) ||
      matrix.tables.some(({ rows }) => rows.some((row) => row.cells[at]?.verdict === 'violated')),
  );
  return [
    ...columns(
      shown.map(({ id, name, reportOnly }) => [
        style.strong(id),
        reportOnly ? `${name}; report only` : name,
      ]),
      width,
      '  ',
    ),
    ...(shown.length > 0 ? [''] : []),
    ...columns(
      legendOf(cells).map(([mark, meaning]) => [mark, meaning]),
      width,
      '  ',
    ),
  ];
}

function accountLines(matrix: Matrix, account: Account, options: ReportOptions): string[] {
  const { style, width } = options;
  const { property, violation, keptBy } = account;
  const steps = violation.trace.steps.map(({ instance }) => instance).join(' → ');
  return [
    ...wrap(style.strong(`${property.id}, ${property.name}`), width, '  '),
    ...wrap(violatedText(matrix, account), width, `    ${style.bad('violated by')} `),
    ...wrap(steps || 'the initial state', width, '      '),
    ...keptBy.flatMap(({ names, sentences }) => [
      ...wrap(namesText(names), width, `    ${style.good('kept by')} `),
      ...wrap(sentences.join(' '), width, '      '),
    ]),
    `    ${style.faint('the story:')} ${checkCommand(matrix, account, options)}`,
  ];
}

/** Who has a violation; if the base has it, only how many of those that are in all as the base. */
function violatedText(matrix: Matrix, { violatedBy }: Account): string {
  const base = matrix.variants[0]?.name ?? '';
  return violatedBy
    .map(({ boundsName, names }) => {
      const table = matrix.tables.find((at) => at.boundsName === boundsName) as MatrixTable;
      const alike = names.includes(base) ? digestOf(matrix, table).alike : [];
      const told = names.filter((name) => !alike.includes(name));
      const more = names.length - told.length;
      const others = more > 0 ? [`${more} that ${more === 1 ? 'is' : 'are'} as ${base}`] : [];
      const list = [namesText(told), ...others].filter((part) => part !== '').join(', ');
      return matrix.tables.length > 1 ? `${list} (${boundsName})` : list;
    })
    .join('; ');
}

/** Which cells are undecided, and why. */
function undecidedLines(
  { tables, variants, properties }: Matrix,
  { width }: ReportOptions,
): string[] {
  const open = tables.flatMap(({ boundsName, rows }) =>
    rows.flatMap(({ cells, counts }, row) =>
      cells.flatMap(({ verdict, why }, at) =>
        verdict === 'undecided'
          ? [
              {
                name: `${variants[row]?.name} in ${boundsName}: ${why}`,
                id: properties[at]?.id,
                isBegun: counts !== null,
              },
            ]
          : [],
      ),
    ),
  );
  if (open.length === 0) return [];
  const groups = Map.groupBy(
    open.filter(({ isBegun }) => isBegun),
    ({ name }) => name,
  );
  const waiting = new Set(open.filter(({ isBegun }) => !isBegun).map(({ name }) => name)).size;
  const were = waiting === 1 ? 'was' : 'were';
  return [
    'Undecided',
    ...[...groups].flatMap(([name, list]) =>
      wrap(`${name} (${list.map(({ id }) => id).join(', ')})`, width, '  '),
    ),
    ...(waiting > 0 ? [`  ${counted(waiting, 'search', 'searches')} ${were} not begun`] : []),
  ];
}

function resultLines(matrix: Matrix, { style, width }: ReportOptions): string[] {
  const isDecided = matrix.exitCode === 0;
  const text = `${isDecided ? 'All decided. ' : ''}${countsText(matrix)}.`;
  return wrap(text, width).map(isDecided ? style.good : style.doubtful);
}
