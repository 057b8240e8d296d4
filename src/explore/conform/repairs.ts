/**
 * Repairs: what would have let a log go on. Each change near the mismatch is made and followed; those count that let the
 * log go on, and the best are those that let it go on furthest.
 *
 * A change keeps the places of all events, and so their order by node and message: events that are swapped exchange what
 * they mean. What is missing may stand anywhere between its neighbours.
 */

import { isFull } from '../words.ts';
import type { Knowledge } from './knowledge.ts';
import type { Act } from './meanings.ts';
import { nothing } from './meanings.ts';
import type { Repair } from './outcome.ts';
import type { EventAt, Front } from './tracker.ts';
import { Tracker } from './tracker.ts';
import type { Placed } from './window.ts';

/** Where repairs are looked for. */
export interface Scene {
  readonly knowledge: Knowledge;
  /** Where the log stood some events above the mismatch. */
  readonly front: Front;
  readonly eventAt: EventAt;
  readonly reorder: number;
  /** The position of the event that is not accepted. */
  readonly stuck: number;
  /** Indices of the instances that must be logged, and their names. */
  readonly visible: readonly number[];
  readonly nameOf: (instance: number) => string;
}

/** Changes are tried on so many events from the mismatch upwards, and downwards; so many are followed after it. */
const [mostAbove, mostBelow, mostAhead] = [16, 6, 24];
/** So many repairs are told, and so many steps of one. */
const [mostRepairs, mostSteps] = [3, 4];

/** In this order, if they are equally good. */
const kinds = ['swapped', 'altered', 'missing', 'extra'] as const;

type Change = Pick<Repair, 'kind' | 'lines'> & {
  /** The events that are not as they were. */
  readonly positions: readonly number[];
  readonly events: (act: Act) => EventAt;
  /** An event more than there was. */
  readonly more: number;
  /** What may stand there; each is tried. */
  readonly acts: readonly Act[];
};

/** The repairs that let the log go on furthest. */
export function repairsOf(scene: Scene): Repair[] {
  const { stuck, eventAt } = scene;
  const fronts = frontsOf(scene);
  const end = endOf(scene);
  const found: { readonly repair: Repair; readonly distance: number }[] = [];
  for (const change of changesOf(scene)) {
    const reachOf = (act: Act) => reach(scene, fronts, change, act) - change.more;
    const reached = reachOf(change.acts.length === 1 ? change.acts[0]! : anyOf(change.acts));
    if (reached <= stuck) continue;
    const reaching = change.acts
      .map((act) => ({ act, to: change.acts.length === 1 ? reached : reachOf(act) }))
      .filter(({ to }) => to > stuck);
    const best = Math.max(...reaching.map(({ to }) => to));
    const steps = reaching
      .filter(({ to }) => to === best)
      .flatMap(({ act }) => act.takes?.map(scene.nameOf) ?? []);
    const { kind, lines } = change;
    found.push({
      repair: {
        kind,
        lines,
        steps: kind === 'altered' || kind === 'missing' ? steps.slice(0, mostSteps) : [],
        gains: best - stuck,
        toTheEnd: best >= end || eventAt(best) === undefined,
      },
      distance: Math.max(...change.positions.map((at) => Math.abs(at - stuck))),
    });
  }
  return found
    .sort(
      (a, b) =>
        b.repair.gains - a.repair.gains ||
        a.distance - b.distance ||
        kinds.indexOf(a.repair.kind) - kinds.indexOf(b.repair.kind),
    )
    .slice(0, mostRepairs)
    .map(({ repair }) => repair);
}

/** Where nothing more is tried: some events below the mismatch, or the end of the log or of the run. */
function endOf({ stuck, eventAt }: Scene): number {
  let end = stuck + 1;
  while (end < stuck + mostAhead && eventAt(end) !== undefined && !eventAt(end)?.act.begins) end++;
  return end;
}

function* changesOf(scene: Scene): Generator<Change> {
  const { stuck, eventAt, visible, front } = scene;
  const first = Math.max(Math.min(...front.keys()), stuck - mostAbove);
  const acts = visible.map(taking);
  for (let at = stuck; at >= first; at--) {
    const placed = eventAt(at);
    if (placed === undefined || placed.act.begins) return;
    const { line } = placed.event;
    const one = { lines: [line], positions: [at], more: 0 } as const;
    const instead = (act: Act) => replaced(eventAt, new Map([[at, act]]));
    const { takes, before, after } = placed.act;
    for (const partner of partnersOf(scene, placed)) {
      const swap = new Map([
        [at, partner.act],
        [partner.position, placed.act],
      ]);
      yield {
        kind: 'swapped',
        lines: [line, partner.event.line],
        positions: [at, partner.position],
        events: () => replaced(eventAt, swap),
        more: 0,
        acts: [nothing],
      };
    }
    if (before.length + after.length > 0) {
      yield { kind: 'altered', ...one, events: instead, acts: [{ ...unseen, takes }] };
    }
    if (takes !== null) yield { kind: 'altered', ...one, events: instead, acts };
    yield { kind: 'missing', ...one, events: (act) => inserted(eventAt, at, act), more: 1, acts };
    yield { kind: 'extra', ...one, events: instead, acts: [nothing] };
  }
}

/** The events below one, of the same run, that are close enough to be exchanged with it. */
function partnersOf({ stuck, eventAt }: Scene, { position, event, act }: Placed): Placed[] {
  const found: Placed[] = [];
  for (let at = position + 1; at <= stuck + mostBelow; at++) {
    const other = eventAt(at);
    if (other === undefined || other.act.begins) break;
    const isSame = other.act.key !== null && other.act.key === act.key;
    // What came by messages from another node cannot have been before what it came from.
    const isCaused = other.event.node !== event.node && comesAfter(eventAt, other, position);
    if (!isSame && !isCaused) found.push(other);
  }
  return found;
}

/** Does an event come after the one at a position, by node and message? */
function comesAfter(eventAt: EventAt, { after }: Placed, position: number): boolean {
  return after.some((before) => {
    const placed = before > position ? eventAt(before) : undefined;
    return before === position || (placed !== undefined && comesAfter(eventAt, placed, position));
  });
}

const unseen: Act = { ...nothing, key: null };

function taking(instance: number): Act {
  return { ...unseen, takes: [instance], key: `takes ${instance}` };
}

/** Any of several acts that each take a step. */
function anyOf(acts: readonly Act[]): Act {
  return { ...unseen, takes: acts.flatMap(({ takes }) => takes ?? []) };
}

function replaced(eventAt: EventAt, acts: ReadonlyMap<number, Act>): EventAt {
  return (position) => {
    const placed = eventAt(position);
    const act = acts.get(position);
    return placed && act ? { ...placed, act } : placed;
  };
}

function inserted(eventAt: EventAt, at: number, act: Act): EventAt {
  const moved = (position: number) => (position >= at ? position + 1 : position);
  return (position) => {
    if (position < at) return eventAt(position);
    const placed = eventAt(position === at ? at : position - 1);
    if (placed === undefined) return undefined;
    if (position === at) return { ...placed, act, after: [] };
    return { ...placed, position, after: placed.after.map(moved) };
  };
}

/** Where the log stood at each base from the given front on. */
function frontsOf({ knowledge, front, eventAt, reorder, stuck }: Scene): Front[] {
  const tracker = new Tracker(front, eventAt, reorder);
  const fronts = [tracker.front];
  while (tracker.base < stuck && tracker.advance(knowledge)) fronts.push(tracker.front);
  return fronts;
}

/** The position of the last event that some cut of a front has taken. */
function lastTaken(front: Front): number {
  const positions = [...front].flatMap(([base, layer]) =>
    [...layer.keys()].map((mask) => (mask === 0 ? base - 1 : base + 32 - Math.clz32(mask))),
  );
  return Math.max(...positions);
}

/** How far the log goes with a change: the position of the first event that is not accepted. */
function reach(scene: Scene, fronts: readonly Front[], change: Change, act: Act): number {
  const { knowledge, reorder } = scene;
  const first = Math.min(...change.positions);
  const from = fronts.findLast((at) => lastTaken(at) < first);
  if (from === undefined) return -1;
  const eventAt = change.events(act);
  const tracker = new Tracker(from, eventAt, reorder);
  const end = endOf(scene) + change.more;
  try {
    while (tracker.base < end && eventAt(tracker.base) !== undefined) {
      if (!tracker.advance(knowledge)) break;
    }
  } catch (error) {
    if (!isFull(error)) throw error;
  }
  return tracker.base;
}
