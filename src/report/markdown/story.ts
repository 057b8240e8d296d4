/**
 * A story in Markdown: why the promise is broken, the diagram, and each step in a list that opens.
 */
import { sequenceOf } from '../mermaid/sequence.ts';
import type { ReportOptions } from '../options.ts';
import type { Passage } from '../story/fold.ts';
import { folded, foldedLines } from '../story/fold.ts';
import { changeLines, messageLines, momentOf, sentenceOf } from '../story/lines.ts';
import type { Story, StoryStep } from '../story/story.ts';
import { printValue } from '../values.ts';
import { counted } from '../words.ts';
import { block, code, words } from './escape.ts';

/** Steps of the list; more than in a diagram, since it opens on demand, and not so many that a forge gives up. */
const mostSteps = 200;

/** The story, as paragraphs; a long one is folded. */
export function storyMarkdown(story: Story, options: ReportOptions): string[] {
  const { promise, violation, steps } = story;
  const facts = violation.facts.map(
    (fact) => `- ${words(fact.name)}: ${code(printValue(fact.value))}`,
  );
  return [
    `## ${words(`${promise.id} is violated ${momentOf(story)}: ${promise.name}`)}`,
    ...(promise.by ? [`It rests on: ${words(promise.by)}`] : []),
    ...(violation.sentence === null ? [] : [`**${words(violation.sentence)}**`]),
    ...(facts.length > 0 ? [facts.join('\n')] : []),
    ...startMarkdown(story, options),
    block('mermaid', sequenceOf(story, options)),
    ...(steps.length === 0
      ? []
      : [
          `<details><summary>${counted(steps.length, 'step')}, one by one</summary>`,
          listMarkdown(story, options),
          '</details>',
        ]),
  ];
}

/** Where there are several initial states, the reader must know which one it was. */
function startMarkdown({ startsDiffer, cells }: Story, { ghosts }: ReportOptions): string[] {
  if (!startsDiffer) return [];
  const shown = cells.filter(({ kind }) => ghosts || kind !== 'ghost');
  const lines = shown.map(({ name, initial }) => `- ${code(`${name} = ${printValue(initial)}`)}`);
  return [`At the start\n\n${lines.join('\n')}`];
}

function listMarkdown(story: Story, options: ReportOptions): string {
  const { before, loop } = folded(story, mostSteps);
  const passages = (list: readonly Passage[]) =>
    list.map((at) => passageMarkdown(story, at, options));
  return [
    ...passages(before),
    ...(loop.length > 0 ? ['From here on, again and again:', ...passages(loop)] : []),
    ...(story.ending.kind === 'rest' ? ['From here on nothing happens any more.'] : []),
  ].join('\n\n');
}

function passageMarkdown(story: Story, passage: Passage, options: ReportOptions): string {
  if (passage.kind === 'folded') return words(foldedLines(passage).join(' '));
  return passage.steps.map((step) => stepMarkdown(story, step, options)).join('\n');
}

function stepMarkdown(story: Story, step: StoryStep, { ghosts }: ReportOptions): string {
  const first = `${step.number}. `;
  const indent = ' '.repeat(first.length);
  const details = [...messageLines(story, step), ...changeLines(step, ghosts)];
  return [
    `${first}${words(sentenceOf(step))} ${code(step.instance)}`,
    ...details.map((line) => `${indent}- ${code(line)}`),
  ].join('\n');
}
