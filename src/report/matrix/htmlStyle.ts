/**
 * How the page of a matrix looks, beyond what all pages look like.
 */
export const matrixCss = `
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 1rem 0; color: var(--faint);
  font-size: .9rem; }
.legend div { display: flex; gap: .5rem; }
.legend dt { color: var(--ink); font-weight: 600; }
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
td button { width: 100%; padding: .2rem .45rem; color: var(--bad); font-weight: 600; }
td button:hover { text-decoration: underline; }
.properties div, .kept div { margin: .4rem 0; }
.properties div { display: flex; gap: .8rem; }
.properties dt { min-width: 4.5rem; font-weight: 600; }
.by { display: block; }
.printed { display: none; }
header { position: relative; }
header > button { position: absolute; top: 0; right: 0; }
article { width: min(58rem, 94vw); max-height: 90vh; padding: 1.5rem; overflow: auto;
  color: var(--ink); background: var(--paper); border: 1px solid var(--line);
  border-radius: .5rem; }
article::backdrop { background: rgb(0 0 0 / 45%); }
article h3 { margin: 0 4.5rem .5rem 0; color: var(--bad); }
.scripted article { width: min(86rem, 96vw); }
.kept dt { font-weight: 600; color: var(--good); }
article pre { padding: .6rem; background: var(--head); border-radius: .3rem;
  white-space: pre-wrap; overflow-wrap: anywhere; }
.close { position: absolute; top: 1.2rem; right: 1.2rem; padding: .2rem .7rem;
  border: 1px solid var(--line); border-radius: .3rem; }
@media print {
  th, td { padding: .05rem .3rem; }
  .printed, article { display: block; }
  article { position: static; width: auto; max-height: none; border: 0; padding: 0;
    margin: 0 0 1.5rem; break-inside: avoid-page; }
  .close { display: none; }
}
`;
