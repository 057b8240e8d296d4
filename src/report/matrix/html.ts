/**
 * The matrix as one HTML file, nothing from elsewhere. A violated cell is a button that opens its story: as a list, which
 * needs no script, or with it in the player. On paper the stories stand at the end.
 */
import type {
  Matrix,
  MatrixCell,
  MatrixProperty,
  MatrixTable,
} from '../../explore/matrix/outcome.ts';
import type { ReportData } from '../html/data.ts';
import { dataId } from '../html/data.ts';
import { dataBlock, pageHtml } from '../html/page.ts';
import { playerCss } from '../html/playerStyle.ts';
import { baseCss } from '../html/style.ts';
import { tag, text } from '../html/tags.ts';
import type { ReportOptions } from '../options.ts';
import { storyOfAccount } from './accountStory.ts';
import { accountsOf } from './accounts.ts';
import type { DigestRow } from './digest.ts';
import { boundsText, checkCommand, comparedText, countsText } from './head.ts';
import { storyHtml } from './htmlStory.ts';
import { matrixCss } from './htmlStyle.ts';
import { cellWords, legendOf, markOf } from './marks.ts';
import { groupsOf } from './rows.ts';
import script from './script.json' with { type: 'json' };

/** The whole page. */
export function matrixHtml(matrix: Matrix, options: ReportOptions): string {
  const accounts = accountsOf(matrix);
  const data: ReportData = {
    stories: accounts.map((account) => ({
      story: storyOfAccount(matrix, account),
      commands: [checkCommand(matrix, account, options)],
    })),
    ghosts: options.ghosts,
  };
  const body = [
    tag('header', {}, [
      tag('h1', {}, [text(matrix.title)]),
      tag('p', {}, [
        tag('code', {}, [text(matrix.system)]),
        text(`, compared: ${comparedText(matrix)}. ${countsText(matrix)}.`),
      ]),
      legendHtml(matrix),
    ]),
    tag('main', {}, [
      ...matrix.tables.map((table, at) => tableHtml(matrix, table, at)),
      propertiesHtml(matrix),
      tag('section', { class: 'stories' }, [
        tag('h2', { class: 'printed' }, [text('Counterexamples')]),
        ...accounts.map((account) => storyHtml(matrix, account, options)),
      ]),
    ]),
  ];
  return pageHtml({
    title: `${matrix.system}: variants × properties`,
    style: `${baseCss}${matrixCss}${playerCss}`,
    ...(accounts.length > 0 ? { script: script.lines.join('\n') } : {}),
    body: [...body, ...(accounts.length > 0 ? [dataBlock(dataId, data)] : [])],
  });
}

function tableHtml(matrix: Matrix, table: MatrixTable, at: number): string {
  const { properties, variants } = matrix;
  const rows = table.rows.map(
    ({ cells }, row): DigestRow => ({ variant: variants[row] as DigestRow['variant'], cells }),
  );
  const isBased = matrix.variation !== 'presets';
  const heads = properties.map(({ id, name }) =>
    tag('th', { scope: 'col', title: name }, [text(id)]),
  );
  const groups = groupsOf(matrix, rows).map(({ heading, rows: list }) =>
    tag('tbody', {}, [
      ...(heading === ''
        ? []
        : [
            tag('tr', { class: 'group' }, [
              tag('th', { scope: 'rowgroup' }, [text(heading)]),
              tag('td', { colspan: `${properties.length}` }, []),
            ]),
          ]),
      ...list.map(({ label, row }) => rowHtml(matrix, label, row, isBased ? rows[0] : undefined)),
    ]),
  );
  const title = `bounds-${at + 1}`;
  return tag('section', { 'aria-labelledby': title }, [
    tag('h2', { id: title }, [text(boundsText(table))]),
    tag('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-labelledby': title }, [
      tag('table', {}, [
        tag('thead', {}, [
          tag('tr', {}, [tag('th', { scope: 'col' }, [text('variant')]), ...heads]),
        ]),
        ...groups,
      ]),
    ]),
  ]);
}

function rowHtml(
  { properties }: Matrix,
  label: string,
  row: DigestRow,
  base: DigestRow | undefined,
): string {
  const cells = row.cells.map((cell, at) => {
    const usual = base?.cells[at];
    const differs = usual !== undefined && markOf(usual) !== markOf(cell);
    return cellHtml(properties[at] as MatrixProperty, row.variant.name, cell, differs);
  });
  const indent = label.startsWith(' ') ? { class: 'option' } : {};
  return tag('tr', {}, [tag('th', { scope: 'row', ...indent }, [text(label.trim())]), ...cells]);
}

function cellHtml(
  property: MatrixProperty,
  variant: string,
  cell: MatrixCell,
  differs: boolean,
): string {
  const told = `${property.id} ${cellWords(property, cell)}`;
  const mark = text(markOf(cell));
  const kind = cell.vacuous ? 'vacuous' : cell.verdict;
  const content =
    cell.violation === null
      ? tag('span', { title: `${told} (${variant})`, 'aria-label': told }, [mark])
      : tag(
          'button',
          {
            type: 'button',
            popovertarget: `story-${cell.violation}`,
            title: `${told} (${variant}): tell the story`,
            'aria-label': `${told}: tell the story`,
          },
          [mark],
        );
  return tag('td', { class: differs ? `${kind} differs` : kind }, [content]);
}

function legendHtml({ tables, variation }: Matrix): string {
  const cells = tables.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
  const framed = ['▢', 'framed: not as in the base'] as const;
  return tag(
    'dl',
    { class: 'legend' },
    [...legendOf(cells), ...(variation === 'presets' ? [] : [framed])].map(([mark, meaning]) =>
      tag('div', {}, [tag('dt', {}, [text(mark)]), tag('dd', {}, [text(meaning)])]),
    ),
  );
}

function propertiesHtml({ properties }: Matrix): string {
  return tag('section', {}, [
    tag('h2', {}, [text('Properties')]),
    tag(
      'dl',
      { class: 'properties' },
      properties.map(({ id, name, by, reportOnly }) =>
        tag('div', {}, [
          tag('dt', {}, [text(id)]),
          tag('dd', {}, [
            text(reportOnly ? `${name} (report only)` : name),
            ...(by ? [tag('span', { class: 'by' }, [text(by)])] : []),
          ]),
        ]),
      ),
    ),
  ]);
}
