/**
 * Light, dark, or as the reader's system is: a button that goes round.
 */
import { button } from './dom.ts';

const themes = ['auto', 'light', 'dark'] as const;

/** The button; the page's style knows the themes. */
export function themeButton(): HTMLButtonElement {
  let at = 0;
  const made = button('', '', () => {
    at = (at + 1) % themes.length;
    show();
  });
  const show = () => {
    const theme = themes[at] as (typeof themes)[number];
    made.textContent = `◐ ${theme}`;
    made.title = 'Light, dark, or as the system is';
    document.documentElement.dataset.theme = theme;
  };
  show();
  return made;
}
