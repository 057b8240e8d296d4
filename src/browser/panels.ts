/**
 * The panels beside the player: branches, a trace to load, and what can still happen from here.
 */
import type { Way } from '../explore/stepping/view.ts';
import type { ExploreData } from '../report/html/data.ts';
import { counted } from '../report/words.ts';
import type { Walk } from './branches.ts';
import { button, element } from './dom.ts';

/** A panel with a heading. */
export function panel(heading: string, kind: string, content: readonly Node[]): HTMLElement {
  return element('section', { class: 'panel' }, [
    element('h2', {}, [heading]),
    element('div', { class: kind }, content),
  ]);
}

/** All branches; the one that is shown is marked. */
export function branchesOf({ branches, at }: Walk, go: (branch: number) => void): HTMLElement {
  const items = branches.map(({ start, instances }, branch) => {
    const last = instances.at(-1) ?? 'at the start';
    const from = start === 0 ? '' : ` from start ${start + 1}`;
    const label = `${branch + 1}. ${counted(instances.length, 'step')}${from}, ${last}`;
    const current = branch === at ? { 'aria-current': 'true' } : {};
    return element('li', {}, [button(label, instances.join(' → '), () => go(branch), current)]);
  });
  return element('ol', { class: 'branches' }, items);
}

/** Where a trace is pasted or a file is opened. */
export function loadForm(load: (text: string) => void): HTMLElement[] {
  const area = element('textarea', {
    rows: 4,
    'aria-label': 'trace to load',
    placeholder: 'an outcome or a trace as JSON, or instance names, one a line',
  });
  const file = element('input', { type: 'file', 'aria-label': 'file to load' });
  file.addEventListener('change', () => {
    void file.files?.[0]?.text().then((text) => {
      area.value = text;
      load(text);
    });
  });
  return [area, button('Load', 'Go the way that this tells', () => load(area.value)), file];
}

/** Which property a search from here is to look for. */
export function searchForm(
  properties: ExploreData['properties'],
  search: (property: string) => void,
): HTMLElement[] {
  const select = element(
    'select',
    { 'aria-label': 'property' },
    properties.map(({ id, name, kind }) =>
      element('option', { value: id }, [`${id} (${kind}): ${name}`]),
    ),
  );
  const go = button('Search', 'Explore all that can happen from this state', () =>
    search(select.value),
  );
  return [select, go];
}

/** An answer, and the way that it found, if it did. */
export function answerOf(sentence: string, way: Way | null, go: (way: Way) => void): Node[] {
  const told = element('p', {}, [sentence]);
  return way === null ? [told] : [told, button('Show it', 'As a branch of its own', () => go(way))];
}
