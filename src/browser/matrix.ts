/**
 * The script of a matrix: a violated cell opens its counterexample in the player.
 */
import { placeIn } from '../report/html/place.ts';
import { tellingsOfPage } from './tellings.ts';
import { themeButton } from './theme.ts';

const articles = [...document.querySelectorAll<HTMLElement>('article[popover]')];
const { show } = tellingsOfPage((story) => articles[story]?.id ?? null);

document.querySelector('header')?.append(themeButton());
for (const [story, article] of articles.entries()) {
  article.addEventListener('toggle', ({ newState }) => {
    if (newState === 'open') open(story, article);
  });
}
window.addEventListener('hashchange', follow);
follow();

/** Opens the story that the address names. */
function follow(): void {
  const { property } = placeIn(location.hash);
  const story = articles.findIndex(({ id }) => id === property);
  const article = articles[story];
  if (!article) return;
  if (article.matches(':popover-open')) open(story, article);
  else article.showPopover();
}

/** At the step of the address, if it is about this story. */
function open(story: number, article: HTMLElement): void {
  const { property, step } = placeIn(location.hash);
  const list = article.querySelector('.told');
  if (list) show(story, list, property === article.id ? (step ?? 0) : 0);
}
