/**
 * A mismatch explained: where the log stands, in which states the system could be, who refuses what comes next, and
 * what would let it go on.
 */
import { UsageError } from '../../spec/errors.ts';
import type { Model } from '../../spec/system.ts';
import { stateJson } from '../../spec/transition.ts';
import type { Knowledge } from './knowledge.ts';
import type { EventJson, Mismatch, StatesJson } from './outcome.ts';
import { waysOf } from './refusals.ts';
import { repairsOf } from './repairs.ts';
import type { SetId } from './sets.ts';
import type { StateId } from './states.ts';
import type { EventAt, Front, Tracker } from './tracker.ts';
import type { Placed, Window } from './window.ts';

/** So many states are shown in full. */
const mostShown = 3;

/** Where a log stood when nothing accepted its next event. */
export interface Stuck {
  readonly model: Model;
  readonly knowledge: Knowledge;
  readonly window: Window;
  /** At the event that is not accepted. */
  readonly tracker: Tracker;
  /** Where it stood some events before. */
  readonly front: Front;
  readonly reorder: number;
  readonly hidden: ReadonlySet<number>;
}

export function mismatchOf(at: Stuck): Mismatch {
  const { model, knowledge, tracker, front, reorder, hidden } = at;
  const eventAt = forgiving((position) => at.window.at(position));
  const { mask, refused } = cutToTell(tracker, eventAt);
  const set = tracker.layer.get(mask)!;
  const states = ordered(at, knowledge.closure(set));
  const base = eventAt(tracker.base)!;
  const last = tracker.base === 0 ? undefined : eventAt(tracker.base - 1);
  return {
    event: eventJson(base),
    refused: refused.position === base.position ? null : eventJson(refused),
    names: refused.act.names,
    last: last === undefined ? null : eventJson(last),
    orders: tracker.layer.size,
    overtaken: positionsIn(mask, tracker.base).map((position) => eventAt(position)!.event.line),
    states: statesJson(at, set, states.length),
    ...waysOf(model, knowledge, states, refused.act),
    repairs: repairsOf({
      knowledge,
      front,
      eventAt,
      reorder,
      stuck: tracker.base,
      visible: [...model.actions.keys()].filter((instance) => !hidden.has(instance)),
      nameOf: (instance) => model.actions[instance]!.name,
    }),
  };
}

/** The cut that is told of several: where the first event may be next, and as little as possible has overtaken it. */
function cutToTell(tracker: Tracker, eventAt: EventAt): { mask: number; refused: Placed } {
  const cuts = [...tracker.layer.keys()].map((mask) => ({ mask, ready: tracker.ready(mask) }));
  const early = ({ mask }: { mask: number }) => positionsIn(mask, 0).length;
  cuts.sort((a, b) => a.ready[0]! - b.ready[0]! || early(a) - early(b));
  const { mask, ready } = cuts[0]!;
  return { mask, refused: eventAt(ready[0]!)! };
}

/** Which events a mask says to be taken. */
function positionsIn(mask: number, base: number): number[] {
  const found: number[] = [];
  for (let rest = mask, at = base + 1; rest !== 0; rest >>>= 1, at++) {
    if ((rest & 1) === 1) found.push(at);
  }
  return found;
}

/** The states of a set in an order that does not depend on which were met first: by their text. */
function ordered({ model, knowledge }: Stuck, set: SetId): StateId[] {
  const { sets, states } = knowledge;
  const texts = [...sets.members(set)].map((state) => ({
    state,
    text: JSON.stringify(stateJson(model, states.plain(state))),
  }));
  texts.sort((a, b) => (a.text < b.text ? -1 : 1));
  return texts.map(({ state }) => state);
}

function statesJson(at: Stuck, set: SetId, withHidden: number): StatesJson {
  const { model, knowledge } = at;
  const { sets, states, start } = knowledge;
  const members = ordered(at, set);
  const few = members.slice(0, mostShown);
  const initial = sets.members(start)[0]!;
  const { cells } = model.layout;
  const differs = (cell: number, one: number, other: number) =>
    states.valueId(one, cell) !== states.valueId(other, cell);
  const namesOf = (isTold: (cell: number) => boolean) =>
    cells.filter(({ index }) => isTold(index)).map(({ name }) => name);
  return {
    count: members.length,
    withHidden,
    shown: few.map((state) => stateJson(model, states.plain(state))),
    differing: namesOf((cell) => few.some((state) => differs(cell, state, few[0]!))),
    changed: namesOf((cell) => few.some((state) => differs(cell, state, initial))),
  };
}

function eventJson({ event }: Placed): EventJson {
  const { line, node, kind, fields } = event;
  return { line, node, kind, fields };
}

/** What stands far below a mismatch may be damaged: then the log ends there, as far as repairs go. */
function forgiving(eventAt: EventAt): EventAt {
  return (position) => {
    try {
      return eventAt(position);
    } catch (error) {
      if (error instanceof UsageError) return undefined;
      throw error;
    }
  };
}
