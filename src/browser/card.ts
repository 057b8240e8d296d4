/**
 * The present step in words: what happens, which messages move, what changes, and which promise that breaks.
 */
import { messageLines, sentenceOf } from '../report/story/lines.ts';
import type { Course, Story, StoryStep } from '../report/story/story.ts';
import { toldChanges } from '../report/story/story.ts';
import { printValue } from '../report/values.ts';
import { element } from './dom.ts';

/** A promise that is broken, and after which step. */
export interface Broken {
  readonly step: number;
  readonly promise: Pick<Story['promise'], 'id' | 'name'>;
  readonly violation: Story['violation'];
}

/** The card of a step; 0 is the start. */
export function cardOf(
  course: Course,
  number: number,
  broken: readonly Broken[],
  ghosts: boolean,
): HTMLElement[] {
  const step = course.steps[number - 1];
  return [
    ...(step
      ? stepCard(course, step, ghosts)
      : [element('p', { class: 'said' }, ['At the start'])]),
    ...endNotes(course, number),
    ...broken.filter((at) => at.step === number).map(brokenCard),
  ];
}

function stepCard(course: Course, step: StoryStep, ghosts: boolean): HTMLElement[] {
  const sentence = element('p', { class: 'said' }, [sentenceOf(step)]);
  const kind =
    step.kind === 'system' ? [] : [element('span', { class: `kind ${step.kind}` }, [step.kind])];
  const messages = messageLines(course, step).map((line) => element('li', {}, [line]));
  const changes = toldChanges(step, ghosts).flatMap(({ parts }) =>
    parts.map(({ path, before, after }) =>
      element('tr', {}, [
        element('th', { scope: 'row' }, [path]),
        element('td', { class: 'before' }, [before]),
        element('td', { class: 'after' }, [after]),
      ]),
    ),
  );
  return [
    sentence,
    element('p', { class: 'instance' }, [element('code', {}, [step.instance]), ...kind]),
    ...(messages.length > 0 ? [element('ul', { class: 'messages' }, messages)] : []),
    ...(changes.length > 0
      ? [element('table', { class: 'changes' }, [element('tbody', {}, changes)])]
      : [element('p', { class: 'faint' }, ['No cell changes that is shown.'])]),
  ];
}

function endNotes({ ending, steps }: Course, number: number): HTMLElement[] {
  const note = (text: string) => [element('p', { class: 'note' }, [text])];
  if (ending.kind === 'rest' && ending.step === number) {
    return note('From here on nothing happens any more.');
  }
  if (ending.kind !== 'loop') return [];
  if (number === ending.from) return note('From here on, again and again.');
  return number === steps.length ? note(`Then step ${ending.from} again, and so on for ever.`) : [];
}

function brokenCard({ promise, violation }: Broken): HTMLElement {
  const facts = violation.facts.map(({ name, value }) =>
    element('li', {}, [element('code', {}, [`${name} = ${printValue(value)}`])]),
  );
  return element('div', { class: 'violation', role: 'status' }, [
    element('p', {}, [element('strong', {}, [`✗ ${promise.id} is violated: ${promise.name}`])]),
    ...(violation.sentence === null ? [] : [element('p', {}, [violation.sentence])]),
    ...(facts.length > 0 ? [element('ul', {}, facts)] : []),
  ]);
}
