/**
 * What all pages look like: light and dark as the reader's system is or as the page is told, fonts that are there,
 * room for wide tables, and ink on paper where it is printed.
 */
export const baseCss = `
:root { color-scheme: light dark;
  --paper: light-dark(#fff, #14181d); --ink: light-dark(#1c2127, #e4e8ec);
  --faint: light-dark(#5d6772, #9aa5b1); --line: light-dark(#d5dae0, #333b45);
  --head: light-dark(#f3f5f7, #1d232a); --bad: light-dark(#a4161a, #ff9a9a);
  --bad-paper: light-dark(#fde8e8, #451d20); --good: light-dark(#1b6e3c, #7fd49b);
  --good-paper: light-dark(#e5f4ea, #163323); --doubt: light-dark(#8a5a00, #f0c36a);
  --doubt-paper: light-dark(#fff4d9, #3c3114); --frame: light-dark(#2f5fb3, #86aef5);
  --frame-paper: light-dark(#e9f0fc, #1f2c44); }
:root[data-theme=light] { color-scheme: light; }
:root[data-theme=dark] { color-scheme: dark; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 110rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
p { margin: .4rem 0; max-width: 75ch; }
code, pre { font: .9em ui-monospace, monospace; }
dd { margin: 0; }
.by, .faint { color: var(--faint); font-size: .9rem; }
.scroll { overflow: auto; max-height: 85vh; border: 1px solid var(--line); border-radius: .4rem;
  width: fit-content; max-width: 100%; }
table { border-collapse: separate; border-spacing: 0; font-variant-numeric: tabular-nums; }
button { font: inherit; color: inherit; background: none; border: 0; cursor: pointer; }
:focus-visible { outline: 3px solid var(--frame); outline-offset: -3px; }
.steps { padding-left: 2.2rem; }
.steps li { margin: .35rem 0; }
.instance { margin-left: .6rem; color: var(--faint); }
.change { color: var(--faint); font: .85rem ui-monospace, monospace; overflow-wrap: anywhere; }
.end { font-weight: 600; color: var(--bad); }
@media print {
  :root, :root[data-theme] { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 9pt; }
  .scroll { overflow: visible; max-height: none; border: 0; }
}
`;
