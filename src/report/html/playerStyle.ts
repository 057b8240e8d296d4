/**
 * How a report and its player look, beyond what all pages look like. A row is as high as the script draws it.
 */
export const playerCss = `
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
button { padding: .2rem .7rem; border: 1px solid var(--line); border-radius: .35rem;
  background: var(--paper); }
button:hover:enabled { background: var(--head); }
button:disabled { opacity: .35; cursor: default; }
:focus-visible { outline-width: 2px; outline-offset: 1px; }
input, select, textarea { font: inherit; color: inherit; background: var(--paper);
  border: 1px solid var(--line); border-radius: .35rem; padding: .2rem .5rem;
  accent-color: var(--frame); }
.tabs { display: flex; flex-wrap: wrap; gap: .3rem; margin: 2rem 0 -1.2rem; }
.tabs a { padding: .2rem .8rem; border: 1px solid var(--line); border-radius: .35rem;
  color: var(--ink); text-decoration: none; }
.tabs a[aria-current] { background: var(--bad-paper); border-color: transparent; color: var(--bad);
  font-weight: 600; }
.player { margin: .8rem 0 2rem; border: 1px solid var(--line); border-radius: .5rem;
  overflow: hidden; }
.bar { display: flex; flex-wrap: wrap; gap: .5rem .9rem; align-items: center; padding: .5rem .8rem;
  background: var(--head); border-bottom: 1px solid var(--line); }
.moves, .copies { display: flex; gap: .3rem; flex-wrap: wrap; }
.copies { margin-left: auto; font-size: .9rem; }
.bar input[type=range] { flex: 1 1 8rem; min-width: 6rem; max-width: 22rem; padding: 0; border: 0; }
.position { min-width: 8.5rem; font-variant-numeric: tabular-nums; }
.stage { display: grid; grid-template-columns: minmax(0, 11fr) minmax(0, 9fr);
  height: min(46rem, 82vh); }
.score { position: relative; overflow: auto; border-right: 1px solid var(--line); }
.lanes { position: sticky; top: 0; z-index: 2; background: var(--paper); padding-left: .3rem;
  border-bottom: 1px solid var(--line); overflow: hidden; }
.lanes svg { display: block; }
.lanes text { fill: var(--faint); font-size: 12px; }
.body { position: relative; padding-left: .3rem; }
.drawing { position: relative; display: block; pointer-events: none; z-index: 1;
  overflow: visible; }
ol.rows { position: absolute; inset: 0; margin: 0; padding: 0; list-style: none; }
.row { position: absolute; left: 0; right: 0; height: 44px; }
.row a { display: flex; gap: .6rem; align-items: center; height: 100%; color: inherit;
  padding: 0 .8rem 0 calc(var(--lanes) + .6rem); text-decoration: none; font-size: .9rem;
  line-height: 1.25; }
.row a:hover { background: var(--head); }
.row a:focus-visible { outline-offset: -2px; }
.row .number { flex: none; min-width: 1.6rem; text-align: right; color: var(--faint);
  font-variant-numeric: tabular-nums; }
.row .sentence { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical;
  overflow: hidden; overflow-wrap: anywhere; }
.row.start { color: var(--faint); }
.row.fault .sentence { color: var(--bad); }
.row.broken .sentence { color: var(--bad); font-weight: 600; }
.row.loop { box-shadow: inset -3px 0 0 var(--doubt); }
.row.later { opacity: .55; }
.row.now a { background: var(--frame-paper); }
.lane { stroke: var(--line); }
.dot { fill: var(--ink); stroke: var(--paper); stroke-width: 2; }
.dot.environment { fill: var(--paper); stroke: var(--ink); }
.dot.fault { fill: var(--bad); }
.dot.now { fill: var(--frame); stroke: var(--frame); }
.dot.fault.now { fill: var(--bad); stroke: var(--bad); }
.dot.later, .message.later { opacity: .3; }
.way { fill: none; stroke: var(--faint); stroke-width: 1.4; }
.head { fill: var(--faint); }
.ring { fill: var(--paper); stroke: var(--faint); stroke-width: 1.4; }
.cross { stroke: var(--bad); stroke-width: 2.4; }
.message.lost .way { stroke: var(--bad); stroke-dasharray: 5 4; }
.message.underWay .way { stroke-dasharray: 2 4; }
.message.now .way, .message.now .ring { stroke: var(--frame); stroke-width: 2; }
.message.now .head { fill: var(--frame); }
.message.lost.now .way { stroke: var(--bad); }
.name { fill: var(--frame); font: 600 11px ui-monospace, monospace; text-anchor: middle;
  paint-order: stroke; stroke: var(--paper); stroke-width: 4px; }
.side { overflow: auto; padding: .9rem 1rem; }
.card { padding-bottom: .8rem; margin-bottom: .8rem; border-bottom: 1px solid var(--line); }
.said { font-size: 1.1rem; font-weight: 600; margin: 0; }
.card .instance { margin: 0 0 .5rem; overflow-wrap: anywhere; }
.kind { margin-left: .6rem; padding: 0 .5rem; border-radius: .8rem; font-size: .8rem;
  background: var(--head); color: var(--faint); }
.kind.fault { background: var(--bad-paper); color: var(--bad); }
.messages { margin: .4rem 0; padding-left: 1.1rem; font-size: .92rem; overflow-wrap: anywhere; }
.changes, .state { width: 100%; font-size: .88rem; }
.changes td, .changes th, .state td, .state th { padding: .15rem .6rem .15rem 0;
  font-family: ui-monospace, monospace; overflow-wrap: anywhere; white-space: normal; }
.changes th, .state th { font-weight: 400; width: 38%; }
.before { color: var(--faint); text-decoration: line-through; }
.after { color: var(--frame); font-weight: 600; }
.note { color: var(--doubt); font-weight: 600; }
.violation { margin-top: .6rem; padding: .5rem .8rem; border-radius: .4rem; color: var(--bad);
  background: var(--bad-paper); overflow-wrap: anywhere; }
.violation ul { margin: .2rem 0; padding-left: 1.1rem; }
.cells input { width: 100%; margin-bottom: .4rem; }
.state .group th { padding-top: .7rem; color: var(--faint); font: .8rem system-ui, sans-serif; }
.changed { background: var(--frame-paper); }
.changed th, .changed td { padding-left: .4rem; }
.changed td { font-weight: 600; }
.part { color: var(--faint); font-weight: 400; font-size: .92em; }
mark { background: var(--doubt-paper); color: inherit; outline: 1px solid var(--doubt); }
.offer { width: min(50rem, 92vw); border: 1px solid var(--line); border-radius: .5rem;
  background: var(--paper); color: var(--ink); }
.offer textarea { display: block; width: 100%; margin: .6rem 0; }
@media screen { .scripted .told, .scripted .aside { display: none; } }
@media (max-width: 52rem) {
  body { padding: .8rem; }
  .stage { grid-template-columns: minmax(0, 1fr); height: auto; }
  .score { border-right: 0; border-bottom: 1px solid var(--line); max-height: 60vh; }
  .copies { margin-left: 0; }
  dl.rows div { grid-template-columns: 6.5rem 1fr; }
  td, th { padding: .25rem .4rem; }
  .properties :is(td, th):nth-child(3) { display: none; }
}
@media print {
  details::details-content { content-visibility: visible; block-size: auto; }
  summary { list-style: none; }
  .player, .tabs, header > button { display: none; }
  .steps li { break-inside: avoid; }
  h2 { break-after: avoid; }
}
`;
