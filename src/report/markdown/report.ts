/**
 * The report in Markdown, as forges draw it: the verdicts as a table, and for each violation a diagram and the story.
 */
import type { Outcome, PropertyOutcome } from '../../explore/outcome.ts';
import { chosenWords } from '../choice.ts';
import { againOf } from '../command.ts';
import { countRows } from '../coverage.ts';
import { extentText, searchText } from '../header.ts';
import { statesOf } from '../mermaid/states.ts';
import type { ReportOptions } from '../options.ts';
import { usualOptions } from '../options.ts';
import { resultOf } from '../result.ts';
import { storyOf } from '../story/tell.ts';
import { remarksOn } from '../verdicts.ts';
import { storiesOf, verdictWord } from '../words.ts';
import { block, code, words } from './escape.ts';
import { storyMarkdown } from './story.ts';

/** The whole report. */
export function markdownReport(outcome: Outcome, options: ReportOptions = usualOptions): string {
  const { system, title, notChecked } = outcome;
  const { preset, bounds } = chosenWords(outcome, options, code);
  const { told, untold } = storiesOf(outcome);
  const again = againOf(outcome, told[0], options);
  const skipped = notChecked.map(({ id, why }) => `${words(id)} (${words(why)})`);
  return `${[
    `# ${words(title)}`,
    `System ${code(system)}, preset ${preset}, bounds ${bounds}. **${words(resultOf(outcome))}**`,
    tableMarkdown(outcome),
    ...(skipped.length > 0 ? [`Not checked: ${skipped.join(', ')}.`] : []),
    ...graphMarkdown(outcome),
    ...told.flatMap((property) => storyMarkdown(storyOf(outcome, property), options)),
    ...untold.map(({ id }) => `${words(id)} is violated too, but only reported.`),
    ...coverageMarkdown(outcome),
    `${again.heading}:`,
    block('console', again.commands.map((line) => `$ ${line}`).join('\n')),
  ].join('\n\n')}\n`;
}

function graphMarkdown({ graph }: Outcome): string[] {
  if (!graph) return [];
  return [`## How ${code(graph.of)} changes`, block('mermaid', statesOf(graph))];
}

function tableMarkdown(outcome: Outcome): string {
  const row = (texts: readonly string[]) => `| ${texts.join(' | ')} |`;
  const rows = outcome.properties.map((at) =>
    row([
      words(at.id),
      `${markOf(at)} ${verdictWord(at)}`,
      at.kind,
      words([at.name, ...remarksOn(at, outcome)].join('; ')),
    ]),
  );
  return [row(['property', 'verdict', 'kind', 'promise']), row(Array(4).fill('---')), ...rows].join(
    '\n',
  );
}

function markOf({ verdict, vacuous }: PropertyOutcome): string {
  switch (verdict) {
    case 'holds':
      return vacuous ? '⚠' : '✓';
    case 'violated':
      return '✗';
    case 'unreached':
    case 'undecided':
      return '?';
  }
}

/** How much was explored, and what should make the reader suspicious of success. */
function coverageMarkdown(outcome: Outcome): string[] {
  const { coverage } = outcome;
  // What it cost is of no interest to a reader of pages, and differs each time.
  const [[, sizes = ''] = []] = countRows(outcome);
  const extent = `Explored: ${words(extentText(outcome))}; ${words(sizes)}.`;
  const warnings = coverage.warnings.map((warning) => `- ${words(warning)}`);
  return [
    `${extent} Search: ${words(searchText(outcome))}.`,
    ...(warnings.length > 0 ? [`Worth a second look:\n\n${warnings.join('\n')}`] : []),
  ];
}
