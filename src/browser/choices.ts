/**
 * What may happen next, as buttons; and what may not, with what its guard looked at.
 */
import type { InstanceView, View } from '../explore/stepping/view.ts';
import { printValue } from '../report/values.ts';
import { counted, laneName } from '../report/words.ts';
import { button, element } from './dom.ts';

/** The choices of a state, by role instance. */
export function choicesOf(
  instances: readonly InstanceView[],
  choose: (instance: string) => void,
): HTMLElement[] {
  const open = instances.filter(({ closedBy }) => closedBy === null);
  const closed = instances.filter(({ closedBy }) => closedBy !== null);
  const byLane = Map.groupBy(open, ({ lane }) => laneName(lane));
  const groups = [...byLane].flatMap(([lane, list]) => [
    element('h3', {}, [lane]),
    ...list.map((at) => choiceOf(at, choose)),
  ]);
  return [
    ...groups,
    ...(open.length === 0
      ? [element('p', { class: 'note' }, ['Nothing can happen any more.'])]
      : []),
    element('details', { class: 'disabled' }, [
      element('summary', {}, [`${counted(closed.length, 'disabled instance')}: why?`]),
      ...closed.map(closedOf),
    ]),
  ];
}

/** The initial states, where there are several; the one that the reader is in is marked. */
export function startsOf(
  starts: View['starts'],
  current: number,
  choose: (start: number) => void,
): HTMLElement[] {
  if (starts.length === 0) return [];
  const choices = starts.map((cells, start) => {
    const values = cells.map(({ cell, value }) => `${cell} = ${printValue(value)}`).join(', ');
    const label = `Start ${start + 1} of ${starts.length}: ${values}`;
    const mark = start === current ? { 'aria-current': 'true' } : {};
    return button(label, 'Begin here', () => choose(start), { class: 'choice start', ...mark });
  });
  return [element('h3', {}, ['begin']), ...choices];
}

function choiceOf({ name, label, kind }: InstanceView, choose: (name: string) => void) {
  const made = element('button', { type: 'button', class: `choice ${kind}`, title: kind }, [
    label,
    element('code', {}, [name]),
  ]);
  made.addEventListener('click', () => choose(name));
  return made;
}

function closedOf({ name, label, lane, closedBy }: InstanceView): HTMLElement {
  const rows = (closedBy ?? []).map(({ cell, value }) =>
    element('tr', {}, [element('td', {}, [cell]), element('td', {}, [printValue(value)])]),
  );
  const why = rows.length > 0 ? 'Its guard read, and then gave up:' : 'Its guard read nothing.';
  return element('details', { class: 'closed' }, [
    element('summary', {}, [element('code', {}, [name])]),
    element('div', {}, [`${laneName(lane)} ${label}. ${why}`]),
    element('table', {}, [element('tbody', {}, rows)]),
  ]);
}
