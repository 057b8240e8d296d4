/**
 * How a report looks, beyond what all pages and the player look like.
 */
export const reportCss = `
body { max-width: 96rem; }
header { position: relative; }
header > button { position: absolute; top: 0; right: 0; }
header h1 { padding-right: 6rem; }
.verdict { width: fit-content; margin: .6rem 0; padding: .35rem .8rem; border-radius: .4rem;
  font-weight: 600; }
.verdict.holds { color: var(--good); background: var(--good-paper); }
.verdict.violated { color: var(--bad); background: var(--bad-paper); }
.verdict.unreached, .verdict.undecided { color: var(--doubt); background: var(--doubt-paper); }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr));
  gap: 0 3rem; }
.pair h2 { margin-top: 1rem; }
dl.rows { margin: 0; font-size: .92rem; }
dl.rows div { display: grid; grid-template-columns: 9.5rem 1fr; gap: .8rem; padding: .1rem 0; }
dl.rows dt { color: var(--faint); }
dl.rows dd { overflow-wrap: anywhere; }
dl.rows details { margin: 0; }
dl.rows summary { padding: 0; color: var(--faint); }
h3 { font-size: 1rem; margin: 1rem 0 .3rem; }
td, th { padding: .25rem .7rem; border-bottom: 1px solid var(--line); text-align: left;
  vertical-align: top; font-weight: 400; }
tbody tr:last-child > * { border-bottom: 0; }
thead th { position: sticky; top: 0; background: var(--head); color: var(--faint);
  font-size: .85rem; }
tbody th { font-weight: 600; white-space: nowrap; }
td.number { text-align: right; }
.scroll { max-height: none; }
.word { white-space: nowrap; font-weight: 600; }
tr.holds .word { color: var(--good); }
tr.violated .word { color: var(--bad); }
tr.violated { background: var(--bad-paper); }
tr.vacuous .word, tr.unreached .word, tr.undecided .word { color: var(--doubt); }
tr.notAsked { color: var(--faint); }
.counts { font-size: .9rem; }
.counts th { font-family: ui-monospace, monospace; font-weight: 400; }
.counts tr.undecided { background: var(--doubt-paper); }
.warnings { margin: .3rem 0 1rem; padding: .6rem .8rem .6rem 2rem; border-radius: .4rem;
  color: var(--doubt); background: var(--doubt-paper); max-width: 80ch; }
details { margin: .6rem 0; }
summary { cursor: pointer; padding: .2rem 0; }
.shape { margin: 1rem 0; max-width: 48rem; }
.shape svg { width: 100%; height: auto; display: block; }
.shape rect { fill: var(--frame); }
.shape line { stroke: var(--line); }
.shape text { fill: var(--faint); font-size: 12px; }
figcaption { color: var(--faint); font-size: .9rem; }
pre { padding: .6rem .8rem; background: var(--head); border-radius: .3rem; overflow: auto;
  white-space: pre-wrap; overflow-wrap: anywhere; }
.story h2 { color: var(--bad); }
.facts { margin: .2rem 0; }
.tabs { display: flex; flex-wrap: wrap; gap: .3rem; margin: 2rem 0 -1.2rem; }
.tabs a { padding: .2rem .8rem; border: 1px solid var(--line); border-radius: .35rem;
  color: var(--ink); text-decoration: none; }
.tabs a[aria-current] { background: var(--bad-paper); border-color: transparent; color: var(--bad);
  font-weight: 600; }
@media (max-width: 52rem) {
  body { padding: .8rem; }
  dl.rows div { grid-template-columns: 6.5rem 1fr; }
  td, th { padding: .25rem .4rem; }
  .properties :is(td, th):nth-child(3) { display: none; }
}
@media print {
  details::details-content { content-visibility: visible; block-size: auto; }
  summary { list-style: none; }
  .steps li { break-inside: avoid; }
  h2 { break-after: avoid; }
}
`;
