/**
 * The matrix in Markdown, as forges draw it: tables, and each counterexample folded, as a story and as a diagram.
 */
import type { Matrix, MatrixTable } from '../../explore/matrix/outcome.ts';
import { sequenceOf } from '../mermaid/sequence.ts';
import type { ReportOptions } from '../options.ts';
import { plain, usualOptions } from '../options.ts';
import { storyLines } from '../story/lines.ts';
import { counted } from '../words.ts';
import { storyOfAccount } from './accountStory.ts';
import type { Account } from './accounts.ts';
import { accountsOf } from './accounts.ts';
import { digestOf } from './digest.ts';
import { boundsText, checkCommand, comparedText, countsText } from './head.ts';
import { legendOf, markOf } from './marks.ts';
import { namesText } from './names.ts';

/** The whole report. */
export function matrixMarkdown(matrix: Matrix, options: ReportOptions = usualOptions): string {
  const accounts = accountsOf(matrix);
  return `${[
    `# ${escaped(matrix.title)}`,
    `\`${matrix.system}\`, compared: ${escaped(comparedText(matrix))}. ${countsText(matrix)}.`,
    ...matrix.tables.map(
      (table) => `## Bounds \`${table.boundsName}\`\n\n${tableMarkdown(matrix, table)}`,
    ),
    legendMarkdown(matrix),
    ...(accounts.length > 0 ? ['## Counterexamples'] : []),
    ...accounts.map((account) => accountMarkdown(matrix, account, options)),
  ].join('\n\n')}\n`;
}

/** One table: the properties and variants that differ, and sentences about the rest. Its bounds are always named. */
export function tableMarkdown(matrix: Matrix, table: MatrixTable): string {
  const { columns, rows, alike, agreed } = digestOf(matrix, table);
  const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`;
  const grid = [
    line([boundsText(table), ...columns.map(({ id }) => id)]),
    line(['---', ...columns.map(() => ':-:')]),
    ...rows.map(({ variant, cells }) => line([`\`${variant.name}\``, ...cells.map(markOf)])),
  ];
  const same =
    alike.length > 0 ? [`As ${matrix.variants[0]?.name}: ${code(namesText(alike))}.`] : [];
  const everywhere = agreed.map(([words, ids]) => `${ids.join(', ')} (${words})`);
  const where = columns.length > 0 ? '' : ` in ${boundsText(table)}`;
  const all =
    everywhere.length > 0 ? [`The same in every variant${where}: ${everywhere.join('; ')}.`] : [];
  return [...(columns.length > 0 ? [grid.join('\n')] : []), ...all.map(escaped), ...same].join(
    '\n\n',
  );
}

/** What the marks of all tables mean. */
export function legendMarkdown({ tables }: Matrix): string {
  const cells = tables.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
  return legendOf(cells)
    .map(([mark, meaning]) => `${mark} ${meaning}`)
    .join('; ')
    .concat('.');
}

/** How a counterexample is told: in which forms, and whether they are to be seen at once. */
interface Telling {
  readonly forms?: readonly ('text' | 'mermaid')[];
  readonly isOpen?: boolean;
}

/** A counterexample: who has it, why neighbours do not, and folded its story. */
export function accountMarkdown(
  matrix: Matrix,
  account: Account,
  options: ReportOptions = usualOptions,
  { forms = ['text', 'mermaid'], isOpen = false }: Telling = {},
): string {
  const { property, violation, violatedBy, keptBy } = account;
  const length = counted(violation.trace.steps.length, 'step');
  const where = violatedBy.map(
    ({ boundsName, names }) => `${code(namesText(names))} in \`${boundsName}\``,
  );
  const story = storyOfAccount(matrix, account);
  const lines = storyLines(story, { ...options, style: plain, width: usualOptions.width });
  const drawn = {
    text: () => lines.join('\n'),
    mermaid: () => sequenceOf(story, options).trimEnd(),
  };
  return [
    `**${property.id}, ${escaped(property.name)}**: violated after ${length} by ` +
      `${where.join(', ')}.`,
    ...keptBy.map(
      ({ names, sentences }) =>
        `- Kept by ${code(namesText(names))}: ${escaped(sentences.join(' '))}`,
    ),
    [
      `<details${isOpen ? ' open' : ''}><summary>The counterexample, ${length}</summary>`,
      ...forms.map((form) => fenced(form, drawn[form]())),
      fenced('console', `$ ${checkCommand(matrix, account, options)}`),
      '</details>',
    ].join('\n\n'),
  ].join('\n\n');
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

function code(text: string): string {
  return `\`${text}\``;
}

/** What Markdown and HTML would take for their own. */
function escaped(text: string): string {
  return text.replace(/[<>*_|[\]]/g, (sign) => `\\${sign}`);
}
