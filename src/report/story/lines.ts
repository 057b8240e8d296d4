/**
 * A story as lines of text: one sentence for each step, what it changed and which messages moved, and at the end the
 * sentence that is no longer true.
 */
import { columns, wrap } from '../layout.ts';
import type { ReportOptions } from '../options.ts';
import { printValue } from '../values.ts';
import { counted, messageText } from '../words.ts';
import type { Course, Story, StoryStep } from './story.ts';
import { messageOf, toldChanges } from './story.ts';

/** The story, as lines. */
export function storyLines(story: Story, options: ReportOptions): string[] {
  const { style, width } = options;
  const { promise, steps, ending } = story;
  const { id, name, by } = promise;
  return [
    ...wrap(style.strong(`${id} is violated ${momentOf(story)}: ${name}`), width),
    ...(by ? wrap(style.faint(`It rests on: ${by}`), width, '  ') : []),
    ...(steps.length > 0 ? [''] : []),
    ...startLines(story, options),
    ...steps.flatMap((step) => [
      ...(ending.kind === 'loop' && ending.from === step.number
        ? [style.strong('  from here on, again and again:')]
        : []),
      ...stepLines(story, step, options),
    ]),
    ...(ending.kind === 'rest' ? [style.strong('  from here on nothing happens any more')] : []),
    ...endLines(story, options),
  ];
}

/** When a story violates its property; a loop does so by never coming to an end. */
export function momentOf({ ending, steps }: Story): string {
  if (ending.kind === 'loop') {
    const before = ending.from - 1;
    const way = before === 0 ? '' : ` after ${counted(before, 'step')}`;
    return `by a loop of ${counted(steps.length - before, 'step')}${way}`;
  }
  return steps.length === 0 ? 'from the start' : `after ${counted(steps.length, 'step')}`;
}

/** A step as a sentence: `node 1 drops its data at once`. */
export function sentenceOf({ subject, label }: StoryStep): string {
  return `${subject} ${label}`;
}

/** Where there are several initial states, the reader must know which one it was. */
function startLines({ startsDiffer, cells }: Story, { width, ghosts }: ReportOptions): string[] {
  if (!startsDiffer) return [];
  const shown = cells.filter(({ kind }) => ghosts || kind !== 'ghost');
  const rows = shown.map(({ name, initial }) => [name, printValue(initial)]);
  return ['  At the start', ...columns(rows, width, '       ')];
}

function stepLines(story: Story, step: StoryStep, options: ReportOptions): string[] {
  const { width, style, ghosts } = options;
  const first = `${String(step.number).padStart(4)}. `;
  const indent = ' '.repeat(first.length + 2);
  return [
    ...wrap(`${sentenceOf(step)} ${style.faint(`[${step.instance}]`)}`, width, first),
    ...messageLines(story, step).flatMap((line) => wrap(line, width, indent)),
    ...changeLines(step, ghosts).flatMap((line) => wrap(line, width, indent)),
  ];
}

/** What happened to messages in a step, one line for each. */
export function messageLines(story: Course, step: StoryStep): string[] {
  const { receives, sends, fault } = step;
  const message = (number: number) => messageOf(story, number);
  const lane = (at: number) => story.lanes[at]?.name ?? '?';
  const taken = receives.map(message).map((at) => `takes ${messageText(at)} from ${lane(at.from)}`);
  const sent = sends.map(message).map((at) => `sends ${messageText(at)} to ${lane(at.to)}`);
  if (!fault || fault.kind === 'fails') return [...taken, ...sent];
  const hit = message(fault.message);
  const text = `${messageText(hit)} from ${lane(hit.from)} to ${lane(hit.to)}`;
  switch (fault.kind) {
    case 'loses':
      return [`lost: ${text}`];
    case 'duplicates':
      return [`repeated: ${text}; the copy is #${fault.copy}`];
    case 'delays':
      return [`delayed: ${text}`];
  }
}

/** What a step changed, a line for each cell: `catalog(A).status: live → absent, .inc: 1 → 0`. */
export function changeLines(step: StoryStep, ghosts: boolean): string[] {
  return toldChanges(step, ghosts).map(({ cell, parts }) =>
    parts
      .map(({ path, before, after }, at) => {
        const own = at === 0 ? path : path.slice(cell.length);
        return `${own}: ${before} → ${after}`;
      })
      .join(', '),
  );
}

function endLines(
  { promise: { id, name }, violation: { sentence, facts } }: Story,
  { width, style }: ReportOptions,
): string[] {
  const why = sentence === null ? '' : `: ${sentence}`;
  return [
    '',
    ...wrap(`${style.bad(`So ${id} (${name}) is violated`)}${why}.`, width, '  '),
    ...columns(
      facts.map((fact) => [fact.name, printValue(fact.value)]),
      width,
      '    ',
    ),
  ];
}
