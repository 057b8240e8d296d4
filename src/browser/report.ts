/**
 * The script of a report: one player for all its counterexamples.
 */
import type { ReportData } from '../report/html/data.ts';
import { dataId } from '../report/html/data.ts';
import { hashOf, placeIn } from '../report/html/place.ts';
import type { Story } from '../report/story/story.ts';
import { copyButton } from './copy.ts';
import { element } from './dom.ts';
import type { Showing } from './player.ts';
import { Player } from './player.ts';
import { themeButton } from './theme.ts';

const { stories, ghosts } = JSON.parse(
  document.getElementById(dataId)?.textContent ?? '{"stories":[]}',
) as ReportData;
const sections = [...document.querySelectorAll<HTMLElement>('section.story')];
const ids = stories.map(({ story }) => story.promise.id);
const addressOf = (story: number, step: number) =>
  hashOf({ property: ids.length > 1 ? (ids[story] ?? null) : null, step });

let shown = 0;
const player = new Player({
  ghosts,
  linkTo: (step) => addressOf(shown, step),
  // Going through the steps is no journey: the way back leads to where the reader came from.
  moved: (step) => history.replaceState(null, '', addressOf(shown, step)),
  copies: [
    copyButton('Copy command', 'Copy the commands that replay it', () =>
      (stories[shown]?.commands ?? []).join('\n'),
    ),
    copyButton('Copy link', 'Copy the address of this step', () => {
      return new URL(addressOf(shown, player.step), location.href).href;
    }),
  ],
});
const tabs = ids.map((id, at) => element('a', { href: addressOf(at, 0) }, [id]));

document.documentElement.classList.add('scripted');
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
  shown = Math.max(0, ids.indexOf(property ?? ''));
  for (const [at, section] of sections.entries()) section.classList.toggle('aside', at !== shown);
  for (const [at, tab] of tabs.entries()) {
    if (at === shown) tab.setAttribute('aria-current', 'page');
    else tab.removeAttribute('aria-current');
  }
  sections[shown]?.querySelector('.told')?.before(player.element);
  const telling = stories[shown];
  if (telling) player.show(showingOf(telling.story), step ?? 0);
}

function showingOf(story: Story): Showing {
  const { promise, violation, ending, steps } = story;
  const step = ending.kind === 'start' ? 0 : steps.length;
  return { course: story, broken: [{ step, promise, violation }] };
}
