/**
 * How the page of `explore` looks, beyond what the player looks like.
 */
export const exploreCss = `
.explore { display: grid; grid-template: 'choose play' auto 'more play' 1fr / 22rem minmax(0, 1fr);
  gap: 0 1rem; margin-top: 1rem; }
.choose { grid-area: choose; }
.play { grid-area: play; margin-bottom: 1rem; }
.more { grid-area: more; }
.explore .player { margin: 0; }
.explore .stage { height: min(46rem, 74vh); }
.panel { border: 1px solid var(--line); border-radius: .5rem; margin-bottom: .8rem;
  overflow: hidden; }
.panel h2 { margin: 0; padding: .45rem .8rem; font-size: .95rem; background: var(--head);
  border-bottom: 1px solid var(--line); }
.panel > div { padding: .5rem .8rem; }
.choices { max-height: 44vh; overflow: auto; }
.choices h3 { margin: .6rem 0 .2rem; font-size: .85rem; color: var(--faint); font-weight: 400; }
.choices h3:first-child { margin-top: 0; }
.choice { display: block; width: 100%; margin: .2rem 0; text-align: left; line-height: 1.3; }
.choice code { display: block; color: var(--faint); font-size: .8rem; }
.choice[aria-current] { background: var(--frame-paper); border-color: var(--frame); }
.choice.environment { border-style: dashed; }
.choice.fault { border-color: var(--bad); }
.complaint:empty { display: none; }
.closed { margin: 0; padding: .1rem 0; font-size: .9rem; color: var(--faint); }
.closed summary { padding: 0; }
.closed table { width: 100%; margin: .2rem 0 .4rem 1rem; font-size: .85rem; }
.closed td { font-family: ui-monospace, monospace; overflow-wrap: anywhere; padding: .1rem .4rem; }
.branches { margin: 0; padding: 0; list-style: none; max-height: 11rem; overflow: auto; }
.branches button { display: block; width: 100%; margin: .2rem 0; text-align: left;
  font-size: .9rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.branches button[aria-current] { background: var(--frame-paper); border-color: var(--frame); }
.panel textarea { display: block; width: 100%; margin-bottom: .4rem; font-size: .85rem;
  font-family: ui-monospace, monospace; }
.panel select, .panel input { max-width: 100%; margin-bottom: .4rem; }
.panel input { margin-top: .4rem; font-size: .85rem; }
.answer { min-height: 1.5em; overflow-wrap: anywhere; }
.complaint { color: var(--bad); font-weight: 600; }
@media (max-width: 72rem) {
  .explore { grid-template: 'choose' 'play' 'more' / minmax(0, 1fr); }
}
`;
