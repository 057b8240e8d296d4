/**
 * The script of a report: its counterexamples, one at a time.
 */
import type { ReportData } from '../report/html/data.ts';
import { hashOf, placeIn } from '../report/html/place.ts';
import { element } from './dom.ts';
import { tellingsOfPage } from './tellings.ts';
import { themeButton } from './theme.ts';

const sections = [...document.querySelectorAll<HTMLElement>('section.story')];
const { stories, show, player } = tellingsOfPage(nameOf);
const ids = idsOf(stories);
const tabs = ids.map((id) => element('a', { href: hashOf({ property: id, step: 0 }) }, [id]));

document.querySelector('header')?.append(themeButton());
if (tabs.length > 1) {
  const nav = element('nav', { class: 'tabs', 'aria-label': 'counterexamples' }, tabs);
  sections[0]?.before(nav);
}
window.addEventListener('hashchange', () => {
  open();
  player.element.scrollIntoView({ block: 'nearest' });
});
open();

/** Shows what the address says. */
function open(): void {
  const { property, step } = placeIn(location.hash);
  const shown = Math.max(0, ids.indexOf(property ?? ''));
  for (const [at, section] of sections.entries()) section.classList.toggle('aside', at !== shown);
  for (const [at, tab] of tabs.entries()) {
    if (at === shown) tab.setAttribute('aria-current', 'page');
    else tab.removeAttribute('aria-current');
  }
  const list = sections[shown]?.querySelector('.told');
  if (list) show(shown, list, step ?? 0);
}

function nameOf(story: number): string | null {
  return ids.length > 1 ? (ids[story] ?? null) : null;
}

function idsOf(list: ReportData['stories']): string[] {
  return list.map(({ story }) => story.promise.id);
}
