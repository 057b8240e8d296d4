/**
 * A story as plain HTML: what is printed, what a reader without scripts sees, and what a matrix opens.
 */
import type { ReportOptions } from '../options.ts';
import { changeLines, messageLines, sentenceOf } from '../story/lines.ts';
import type { Story } from '../story/story.ts';
import { printValue } from '../values.ts';
import { tag, text } from './tags.ts';

/** The steps as a list, and why they break the promise. */
export function stepsHtml(story: Story, options: ReportOptions): string[] {
  const { promise, ending, violation } = story;
  const why = violation.sentence === null ? '' : `: ${violation.sentence}`;
  const facts = violation.facts.map(({ name, value }) =>
    tag('li', {}, [tag('code', {}, [text(`${name} = ${printValue(value)}`)])]),
  );
  return [
    ...startHtml(story, options),
    tag('ol', { class: 'steps' }, listHtml(story, options)),
    ...(ending.kind === 'rest'
      ? [tag('p', {}, [text('From here on nothing happens any more.')])]
      : []),
    tag('p', { class: 'end' }, [text(`So ${promise.id} (${promise.name}) is violated${why}.`)]),
    ...(facts.length > 0 ? [tag('ul', { class: 'facts' }, facts)] : []),
  ];
}

/** Where there are several initial states, the reader must know which one it was. */
function startHtml({ startsDiffer, cells }: Story, { ghosts }: ReportOptions): string[] {
  if (!startsDiffer) return [];
  const shown = cells.filter(({ kind }) => ghosts || kind !== 'ghost');
  const lines = shown.map(({ name, initial }) =>
    tag('div', { class: 'change' }, [text(`${name} = ${printValue(initial)}`)]),
  );
  return [tag('p', {}, [text('At the start')]), ...lines];
}

function listHtml(story: Story, { ghosts }: ReportOptions): string[] {
  const { steps, ending } = story;
  return steps.map((step) => {
    const isLoop = ending.kind === 'loop' && ending.from === step.number;
    const details = [...messageLines(story, step), ...changeLines(step, ghosts)];
    return tag('li', isLoop ? { class: 'loop' } : {}, [
      ...(isLoop ? [tag('strong', {}, [text('From here on, again and again: ')])] : []),
      text(sentenceOf(step)),
      tag('code', { class: 'instance' }, [text(step.instance)]),
      ...details.map((line) => tag('div', { class: 'change' }, [text(line)])),
    ]);
  });
}
