/**
 * How the page looks: light and dark as the reader's system is, fonts that are there, room for wide tables.
 */
export const matrixCss = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1c2127; --faint: #5d6772; --line: #d5dae0;
  --head: #f3f5f7; --bad: #a4161a; --bad-paper: #fde8e8; --good: #1b6e3c; --doubt: #8a5a00;
  --doubt-paper: #fff4d9; --frame: #2f5fb3; }
@media (prefers-color-scheme: dark) { :root { --paper: #14181d; --ink: #e4e8ec; --faint: #9aa5b1;
  --line: #333b45; --head: #1d232a; --bad: #ff9a9a; --bad-paper: #451d20; --good: #7fd49b;
  --doubt: #f0c36a; --doubt-paper: #3c3114; --frame: #86aef5; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 110rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
p { margin: .4rem 0; max-width: 75ch; }
code, pre { font: .9em ui-monospace, monospace; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 1rem 0; color: var(--faint);
  font-size: .9rem; }
.legend div { display: flex; gap: .5rem; }
.legend dt { color: var(--ink); font-weight: 600; }
dd { margin: 0; }
.scroll { overflow: auto; max-height: 85vh; border: 1px solid var(--line); border-radius: .4rem;
  width: fit-content; max-width: 100%; }
table { border-collapse: separate; border-spacing: 0; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .45rem; border-bottom: 1px solid var(--line); text-align: center;
  white-space: nowrap; }
th { text-align: left; font-weight: 500; background: var(--head); }
thead th { position: sticky; top: 0; z-index: 2; text-align: center; font-weight: 600; }
th:first-child { position: sticky; left: 0; z-index: 1; border-right: 1px solid var(--line);
  text-align: left; }
thead th:first-child { z-index: 3; }
tr:hover td { background: var(--head); }
.group th { font-weight: 600; color: var(--faint); }
.group td { background: var(--head); }
.option { padding-left: 1.6rem; }
td.holds { color: var(--good); }
td.notAsked { color: var(--faint); }
td.vacuous, td.unreached, td.undecided { color: var(--doubt); }
td.unreached, td.undecided { background: var(--doubt-paper); }
td.violated { background: var(--bad-paper); padding: 0; }
td.differs { box-shadow: inset 0 0 0 2px var(--frame); }
button { font: inherit; color: inherit; background: none; border: 0; cursor: pointer; }
td button { width: 100%; padding: .2rem .45rem; color: var(--bad); font-weight: 600; }
td button:hover { text-decoration: underline; }
:focus-visible { outline: 3px solid var(--frame); outline-offset: -3px; }
.properties div, .kept div { margin: .4rem 0; }
.properties div { display: flex; gap: .8rem; }
.properties dt { min-width: 4.5rem; font-weight: 600; }
.by { display: block; color: var(--faint); font-size: .9rem; }
.printed { display: none; }
article { width: min(58rem, 94vw); max-height: 90vh; padding: 1.5rem; overflow: auto;
  color: var(--ink); background: var(--paper); border: 1px solid var(--line);
  border-radius: .5rem; }
article::backdrop { background: rgb(0 0 0 / 45%); }
article h3 { margin: 0 4.5rem .5rem 0; color: var(--bad); }
.steps { padding-left: 2.2rem; }
.steps li { margin: .35rem 0; }
.instance { margin-left: .6rem; color: var(--faint); }
.change { color: var(--faint); font: .85rem ui-monospace, monospace; overflow-wrap: anywhere; }
.end { font-weight: 600; color: var(--bad); }
.kept dt { font-weight: 600; color: var(--good); }
article pre { padding: .6rem; background: var(--head); border-radius: .3rem;
  white-space: pre-wrap; overflow-wrap: anywhere; }
.close { position: absolute; top: 1.2rem; right: 1.2rem; padding: .2rem .7rem;
  border: 1px solid var(--line); border-radius: .3rem; }
@media print {
  body { max-width: none; padding: 0; font-size: 9pt; }
  .scroll { overflow: visible; max-height: none; border: 0; }
  th, td { padding: .05rem .3rem; }
  .printed, article { display: block; }
  article { position: static; width: auto; max-height: none; border: 0; padding: 0;
    margin: 0 0 1.5rem; break-inside: avoid-page; }
  .close { display: none; }
}
`;
