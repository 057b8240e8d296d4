/**
 * All cells as they are after the present step; what that step changed is marked. A search keeps the rows that have it.
 */
import type { Course, StoryCell, StoryChange } from '../report/story/story.ts';
import { stateAt } from '../report/story/story.ts';
import { printValue } from '../report/values.ts';
import { counted } from '../report/words.ts';
import { element } from './dom.ts';

/** The sorts of cells, in the order in which they are shown. */
const groups: readonly (readonly [StoryCell['kind'], string])[] = [
  ['state', 'cells'],
  ['channel', 'messages under way'],
  ['budget', 'faults left'],
  ['ghost', 'ghosts: history that only promises read'],
];

/** The table with its search field. */
export class StateTable {
  readonly element: HTMLElement;
  readonly search = element('input', {
    type: 'search',
    placeholder: 'search in cells   /',
    'aria-label': 'search in cells',
    spellcheck: 'false',
  });
  readonly #table = element('table', { class: 'state' });
  readonly #count = element('p', { class: 'faint', role: 'status' });
  #draw = () => {};

  constructor() {
    this.search.addEventListener('input', () => this.#draw());
    this.element = element('div', { class: 'cells' }, [this.search, this.#table, this.#count]);
  }

  /** Shows the cells after so many steps. */
  show(course: Course, step: number, ghosts: boolean): void {
    const state = stateAt(course, step);
    const changes = new Map(course.steps[step - 1]?.changes.map((at) => [at.cell, at]));
    const cells = course.cells.map(({ name, kind }) => ({
      name,
      kind,
      value: printValue(state.get(name) ?? null),
      change: changes.get(name),
    }));
    const shown = cells.filter(({ kind }) => ghosts || kind !== 'ghost');
    this.#draw = () => {
      const wanted = this.search.value.trim();
      const found = shown.filter(({ name, value }) => has(name, wanted) || has(value, wanted));
      const bodies = groups.map(([sort, heading]) =>
        bodyOf(
          heading,
          found.filter(({ kind }) => kind === sort).map((at) => rowOf(at, wanted)),
        ),
      );
      this.#table.replaceChildren(...bodies.flat());
      this.#count.textContent =
        wanted === '' ? '' : `${counted(found.length, 'cell')} of ${shown.length}`;
    };
    this.#draw();
  }
}

interface Cell {
  readonly name: string;
  readonly value: string;
  readonly change: StoryChange | undefined;
}

function bodyOf(heading: string, rows: readonly HTMLElement[]): HTMLElement[] {
  if (rows.length === 0) return [];
  const head = element('tr', { class: 'group' }, [
    element('th', { colspan: 2, scope: 'rowgroup' }, [heading]),
  ]);
  return [element('tbody', {}, [head, ...rows])];
}

function rowOf({ name, value, change }: Cell, wanted: string): HTMLElement {
  const was = change?.parts.map(({ path, before, after }) =>
    element('div', { class: 'part' }, [`${path.slice(name.length)} ${before} → ${after}`.trim()]),
  );
  return element('tr', change ? { class: 'changed' } : {}, [
    element('th', { scope: 'row' }, marked(name, wanted)),
    element('td', {}, [...marked(value, wanted), ...(was ?? [])]),
  ]);
}

function has(text: string, wanted: string): boolean {
  return text.toLowerCase().includes(wanted.toLowerCase());
}

/** A text with what is searched for set off. */
function marked(text: string, wanted: string): (Node | string)[] {
  const at = wanted === '' ? -1 : text.toLowerCase().indexOf(wanted.toLowerCase());
  if (at < 0) return [text];
  const end = at + wanted.length;
  return [text.slice(0, at), element('mark', {}, [text.slice(at, end)]), text.slice(end)];
}
