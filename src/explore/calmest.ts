/**
 * The calmest of the shortest traces to a sighting: fewest faults, then fewest switches between role instances,
 * then first in action order.
 *
 * The search keeps no parent links. When a trace is wanted, the levels are walked backwards: a state is *marked* if
 * one of its moves leads to a marked state of the next level, and every shortest trace runs through marked states
 * only. Each marked state remembers what the rest of a trace costs at best, for each lane of its next step; then one
 * walk forwards takes, at each state, the first instance that loses nothing.
 *
 * Time: at most that of the search up to that level. Memory: the marked states, usually few.
 */
import type { Instance } from '../spec/actions.ts';
import { Batch } from './batch.ts';
import { PairTable } from './pairs.ts';
import type { Search, Sighting } from './search.ts';
import type { Schedule } from './trace.ts';

/** A cost counts faults in units of this, and switches in units of one. */
const faultCost = 1 << 16;
const unreachable = 0x3fffffff;
/** The lane of a trace's end: nothing follows, so nothing switches. */
const endLane = 0;

/** The calmest of the shortest schedules that lead to a sighting. */
export function calmest(search: Search, sighting: Sighting): Schedule {
  const lanes = new Lanes(search.model.actions);
  const levels = markBackwards(search, sighting, lanes);
  return walkForwards(search, levels, lanes);
}

/** Role instances as small numbers from 1. */
class Lanes {
  readonly count: number;
  /** Instance → lane, and what taking it costs by itself. */
  readonly of: Int32Array;
  readonly cost: Int32Array;

  constructor(instances: readonly Instance[]) {
    const ids = new Map<string, number>();
    this.of = Int32Array.from(instances, ({ lane }) => {
      const key = `${lane.role} ${lane.ids.map((id) => `${id.kind}:${id.ordinal}`).join(' ')}`;
      if (!ids.has(key)) ids.set(key, ids.size + 1);
      return ids.get(key)!;
    });
    this.cost = Int32Array.from(instances, ({ kind }) => (kind === 'fault' ? faultCost : 0));
    this.count = ids.size + 1;
  }
}

/** The marked states of one level. */
class Marks {
  readonly states = new PairTable();
  /** Marked state × lane of its next step → least cost of the rest. */
  readonly #costs: number[] = [];
  readonly #lanes: number;
  /** For the last level of a violated step: the instances that violate, by marked state. */
  readonly last = new Map<number, number[]>();

  constructor(lanes: Lanes) {
    this.#lanes = lanes.count;
  }

  mark(left: number, right: number): number {
    const before = this.states.count;
    const at = this.states.intern(left, right);
    if (this.states.count > before) {
      for (let lane = 0; lane < this.#lanes; lane++) this.#costs.push(unreachable);
    }
    return at;
  }

  lower(at: number, lane: number, cost: number): void {
    const slot = at * this.#lanes + lane;
    if (cost < this.#costs[slot]!) this.#costs[slot] = cost;
  }

  /** The least cost of the rest after a step of the given lane (0: before the first step). */
  rest(at: number, lane: number): number {
    let least = unreachable;
    for (let following = 0; following < this.#lanes; following++) {
      const switches = following !== endLane && lane !== 0 && following !== lane ? 1 : 0;
      least = Math.min(least, this.#costs[at * this.#lanes + following]! + switches);
    }
    return least;
  }
}

function markBackwards(
  search: Search,
  { level, states, instances }: Sighting,
  lanes: Lanes,
): Marks[] {
  const { root, levelStarts } = search;
  const levels: Marks[] = [];
  const last = new Marks(lanes);
  for (const [position, state] of states.entries()) {
    const at = last.mark(root.leftOf(state), root.rightOf(state));
    const instance = instances?.[position];
    if (instance === undefined) last.lower(at, endLane, 0);
    else {
      last.lower(at, lanes.of[instance]!, lanes.cost[instance]!);
      last.last.set(at, [...(last.last.get(at) ?? []), instance]);
    }
  }
  levels[level] = last;
  for (let above = level - 1; above >= 0; above--) {
    const following = levels[above + 1]!;
    levels[above] = markLevel(
      search,
      levelStarts[above]!,
      levelStarts[above + 1]!,
      following,
      lanes,
    );
  }
  return levels;
}

function markLevel(
  search: Search,
  start: number,
  end: number,
  following: Marks,
  lanes: Lanes,
): Marks {
  const marks = new Marks(lanes);
  const { root, moves } = search;
  const batch = new Batch(search.model.actions.length);
  for (let state = start; state < end; state++) {
    const left = root.leftOf(state);
    const right = root.rightOf(state);
    batch.size = 0;
    moves.trim();
    moves.expand(left, right, batch);
    for (let at = 0; at < batch.size; at++) {
      const target = following.states.find(batch.left[at]!, batch.right[at]!);
      if (target < 0) continue;
      const instance = batch.instance[at]!;
      const lane = lanes.of[instance]!;
      marks.lower(
        marks.mark(left, right),
        lane,
        lanes.cost[instance]! + following.rest(target, lane),
      );
    }
  }
  return marks;
}

function walkForwards(search: Search, levels: readonly Marks[], lanes: Lanes): Schedule {
  const { stores } = search.halves;
  const [first] = levels as [Marks];
  const starts = search.programs.starts.map(({ row, index }) => {
    const left = stores[0].intern(row);
    const right = stores[1].intern(row);
    return { index, left, right, at: first.states.find(left, right) };
  });
  const marked = starts.filter(({ at }) => at >= 0);
  const least = Math.min(...marked.map(({ at }) => first.rest(at, 0)));
  const start = marked.find(({ at }) => first.rest(at, 0) === least)!;

  const taken: Instance[] = [];
  let { left, right, at } = start;
  let lane = 0;
  for (const [level, marks] of levels.entries()) {
    const remaining = marks.rest(at, lane);
    const following = levels[level + 1];
    const instance = following
      ? cheapestMove(search, left, right, following, lanes, lane, remaining)
      : cheapestEnd(marks.last.get(at) ?? [], lanes, lane, remaining);
    if (instance === null) break;
    taken.push(search.model.actions[instance.instance]!);
    lane = lanes.of[instance.instance]!;
    left = instance.left;
    right = instance.right;
    at = instance.at;
  }
  return { start: start.index, instances: taken };
}

interface ChosenMove {
  readonly instance: number;
  readonly left: number;
  readonly right: number;
  readonly at: number;
}

/** The first instance, in action order, after which the rest costs what remains. */
function cheapestMove(
  search: Search,
  left: number,
  right: number,
  following: Marks,
  lanes: Lanes,
  lane: number,
  remaining: number,
): ChosenMove | null {
  const batch = new Batch(search.model.actions.length);
  search.moves.expand(left, right, batch);
  let chosen: ChosenMove | null = null;
  for (let move = 0; move < batch.size; move++) {
    const instance = batch.instance[move]!;
    const at = following.states.find(batch.left[move]!, batch.right[move]!);
    if (at < 0 || (chosen !== null && instance > chosen.instance)) continue;
    const rest = following.rest(at, lanes.of[instance]!);
    if (stepCost(lanes, instance, lane) + rest !== remaining) continue;
    chosen = { instance, left: batch.left[move]!, right: batch.right[move]!, at };
  }
  return chosen;
}

function cheapestEnd(
  violating: readonly number[],
  lanes: Lanes,
  lane: number,
  remaining: number,
): ChosenMove | null {
  const fit = violating.filter((instance) => stepCost(lanes, instance, lane) === remaining);
  return fit.length === 0 ? null : { instance: Math.min(...fit), left: 0, right: 0, at: 0 };
}

function stepCost(lanes: Lanes, instance: number, lane: number): number {
  const switches = lane !== 0 && lanes.of[instance] !== lane ? 1 : 0;
  return lanes.cost[instance]! + switches;
}
