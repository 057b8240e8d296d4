/**
 * How the player looks, on whatever page it is: what is its own stands inside of `.player`, so that no table of the page
 * around it has a say. A row is as high as the script draws it.
 */
export const playerCss = `
:is(.player, .panel, .offer, header) button { padding: .2rem .7rem; border: 1px solid var(--line);
  border-radius: .35rem; background: var(--paper); }
:is(.player, .panel, .offer, header) button:hover:enabled { background: var(--head); }
:is(.player, .panel, .offer, header) button:disabled { opacity: .35; cursor: default; }
:is(.player, .panel, .tabs) :focus-visible { outline-width: 2px; outline-offset: 1px; }
input, select, textarea { font: inherit; color: inherit; background: var(--paper);
  border: 1px solid var(--line); border-radius: .35rem; padding: .2rem .5rem;
  accent-color: var(--frame); }
.player { margin: .8rem 0 2rem; border: 1px solid var(--line); border-radius: .5rem;
  overflow: hidden;
  :is(td, th) { position: static; padding: .25rem .7rem; border: 0; background: none;
    border-bottom: 1px solid var(--line); text-align: left; vertical-align: top;
    font-weight: 400; white-space: normal; }
  tbody tr:last-child > * { border-bottom: 0; }
  .bar { display: flex; flex-wrap: wrap; gap: .5rem .9rem; align-items: center;
    padding: .5rem .8rem;
    background: var(--head); border-bottom: 1px solid var(--line); }
  .moves, .copies { display: flex; gap: .3rem; flex-wrap: wrap; }
  .copies { margin-left: auto; font-size: .9rem; }
  .bar input[type=range] { flex: 1 1 8rem; min-width: 6rem; max-width: 22rem; padding: 0;
    border: 0; }
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
  .underWay .name { text-anchor: start; }
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
  .changes { table-layout: fixed; }
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
}
.offer { width: min(50rem, 92vw); border: 1px solid var(--line); border-radius: .5rem;
  background: var(--paper); color: var(--ink); }
.offer textarea { display: block; width: 100%; margin: .6rem 0; }
@media screen { .scripted .told, .scripted .aside { display: none; } }
@media (max-width: 52rem) {
  .player .stage { grid-template-columns: minmax(0, 1fr); height: auto; }
  .player .score { border-right: 0; border-bottom: 1px solid var(--line); max-height: 60vh; }
  .player .copies { margin-left: 0; }
}
@media print {
  .player, .tabs, header > button { display: none; }
}
`;
