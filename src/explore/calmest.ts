/**
 * The calmest of the shortest traces to a sighting: fewest faults, then fewest switches between role instances,
 * then first in action order.
 *
 * The search keeps no parent links. When a trace is wanted, the levels are walked backwards: a state is *marked* if
 * one of its moves leads to a marked state of the next level, and every shortest trace runs through marked states
 * only. Each marked state remembers what the rest of a trace costs at best, for each lane of its next step; then one
 * walk forwards takes, at each state, the first instance that loses nothing.
 *
 * With symmetry, what is stored and marked is one state of each orbit, but the walk goes through real states. A
 * permutation that carries a real state into the marked one carries lanes and aims along, and permuting changes no
 * cost; so what is remembered of the marked state tells what the rest costs from the real one. The trace is therefore
 * the same as without symmetry.
 *
 * Time: at most that of the search up to that level. Memory: the marked states, usually few.
 */
import type { Instance } from '../spec/actions.ts';
import { Batch } from './batch.ts';
import type { Goal } from './goals.ts';
import { PairTable } from './pairs.ts';
import type { Search } from './search.ts';
import type { Sighting } from './sightings.ts';
import type { Exchange } from './symmetry/exchanges.ts';
import type { Orbits } from './symmetry/orbits.ts';
import type { Schedule } from './trace.ts';

/** A cost counts faults in units of this, and switches in units of one. */
const faultCost = 1 << 16;
const unreachable = 0x3fffffff;
/** The lane of a trace's end: nothing follows, so nothing switches. */
const endLane = 0;

/** The calmest of the shortest schedules that lead from a state in which it begins to a goal that was sighted. */
export function calmest(search: Search, sighting: Sighting, goal: Goal): Schedule {
  const way = new Way(search, goal);
  const levels = markBackwards(way, sighting);
  return walkForwards(way, levels);
}

/** What both directions need. */
class Way {
  readonly search: Search;
  readonly goal: Goal;
  readonly lanes: Lanes;
  readonly batch: Batch;
  readonly #orbits: Orbits;

  constructor(search: Search, goal: Goal) {
    this.search = search;
    this.goal = goal;
    this.lanes = new Lanes(search.model.actions, search.orbits.group.exchanges);
    this.batch = new Batch(search.model.actions.length);
    this.#orbits = search.orbits;
  }

  /** Puts the moves of a state into `batch`. */
  expand(left: number, right: number): void {
    this.batch.size = 0;
    this.search.moves.trim();
    this.search.moves.expand(left, right, this.batch);
  }

  /** Where the mark of a state is, and the way to read it; null if its orbit is not marked. */
  find(marks: Marks, left: number, right: number): Place | null {
    const orbits = this.#orbits;
    orbits.find(left, right);
    const at = marks.states.find(orbits.left, orbits.right);
    return at < 0 ? null : { at, permutation: orbits.permutation };
  }

  /** The least cost of the rest, towards an aim and after a step of the given lane (0: before the first step). */
  rest(marks: Marks, { at, permutation }: Place, aim: number, lane: number): number {
    const { permutations } = this.#orbits.group;
    const there = permutations.image(this.goal.images, permutation, aim);
    return marks.rest(at, there, permutations.image(this.lanes.images, permutation, lane));
  }
}

/** A marked state, and a permutation that carries the state that is meant into it. */
interface Place {
  readonly at: number;
  readonly permutation: number;
}

/** Role instances as small numbers from 1. */
class Lanes {
  readonly count: number;
  /** Instance → lane, and what taking it costs by itself. */
  readonly of: Int32Array;
  readonly cost: Int32Array;
  /** Per exchange of ids: lane → the lane in its place. */
  readonly images: readonly Int32Array[];

  constructor(instances: readonly Instance[], exchanges: readonly Exchange[]) {
    const ids = new Map<string, number>();
    this.of = Int32Array.from(instances, ({ lane }) => {
      const key = `${lane.role} ${lane.ids.map((id) => `${id.kind}:${id.ordinal}`).join(' ')}`;
      if (!ids.has(key)) ids.set(key, ids.size + 1);
      return ids.get(key)!;
    });
    this.cost = Int32Array.from(instances, ({ kind }) => (kind === 'fault' ? faultCost : 0));
    this.count = ids.size + 1;
    this.images = exchanges.map((exchange) => {
      const image = new Int32Array(this.count);
      for (const [at, lane] of this.of.entries()) image[lane] = this.of[exchange.instances[at]!]!;
      return image;
    });
  }
}

/** The marked states of one level. */
class Marks {
  readonly states = new PairTable();
  /** Marked state × aim × lane of its next step → least cost of the rest. */
  readonly #costs: number[] = [];
  readonly #lanes: number;
  readonly #aims: number;

  constructor({ lanes, goal }: Way) {
    this.#lanes = lanes.count;
    this.#aims = goal.aims;
  }

  mark(left: number, right: number): number {
    const before = this.states.count;
    const at = this.states.intern(left, right);
    if (this.states.count > before) {
      for (let slot = 0; slot < this.#aims * this.#lanes; slot++) this.#costs.push(unreachable);
    }
    return at;
  }

  lower(at: number, aim: number, lane: number, cost: number): void {
    const slot = (at * this.#aims + aim) * this.#lanes + lane;
    if (cost < this.#costs[slot]!) this.#costs[slot] = cost;
  }

  rest(at: number, aim: number, lane: number): number {
    const first = (at * this.#aims + aim) * this.#lanes;
    let least = unreachable;
    for (let following = 0; following < this.#lanes; following++) {
      const switches = following !== endLane && lane !== 0 && following !== lane ? 1 : 0;
      least = Math.min(least, this.#costs[first + following]! + switches);
    }
    return least;
  }
}

function markBackwards(way: Way, { level, states }: Sighting): Marks[] {
  const { search, goal, lanes } = way;
  const { root, levelStarts } = search;
  const levels: Marks[] = [];
  const last = new Marks(way);
  for (const state of states) {
    const left = root.leftOf(state);
    const right = root.rightOf(state);
    goal.judge(left, right, (aim, instance) => {
      const at = last.mark(left, right);
      if (instance === null) last.lower(at, aim, endLane, 0);
      else last.lower(at, aim, lanes.of[instance]!, lanes.cost[instance]!);
    });
  }
  levels[level] = last;
  for (let above = level - 1; above >= 0; above--) {
    const following = levels[above + 1]!;
    levels[above] = markLevel(way, levelStarts[above]!, levelStarts[above + 1]!, following);
  }
  return levels;
}

function markLevel(way: Way, start: number, end: number, following: Marks): Marks {
  const marks = new Marks(way);
  const { search, goal, lanes, batch } = way;
  const { root } = search;
  for (let state = start; state < end; state++) {
    const left = root.leftOf(state);
    const right = root.rightOf(state);
    way.expand(left, right);
    for (let move = 0; move < batch.size; move++) {
      const target = way.find(following, batch.left[move]!, batch.right[move]!);
      if (target === null) continue;
      const instance = batch.instance[move]!;
      const lane = lanes.of[instance]!;
      const at = marks.mark(left, right);
      for (let aim = 0; aim < goal.aims; aim++) {
        const rest = way.rest(following, target, aim, lane);
        if (rest < unreachable) marks.lower(at, aim, lane, lanes.cost[instance]! + rest);
      }
    }
  }
  return marks;
}

function walkForwards(way: Way, levels: readonly Marks[]): Schedule {
  const { search, goal, lanes } = way;
  const { stores } = search.halves;
  const [first] = levels as [Marks];
  const starts = search.programs.starts.map(({ row, index }) => {
    const left = stores[0].intern(row);
    const right = stores[1].intern(row);
    const place = way.find(first, left, right);
    return {
      index,
      left,
      right,
      rest: place ? way.rest(first, place, goal.wanted, 0) : unreachable,
    };
  });
  const least = Math.min(...starts.map(({ rest }) => rest));
  const start = starts.find(({ rest }) => rest === least)!;

  const taken: Instance[] = [];
  let state: ChosenMove | null = {
    instance: -1,
    left: start.left,
    right: start.right,
    rest: least,
  };
  let lane = 0;
  for (const level of levels.keys()) {
    const following = levels[level + 1];
    state = following ? cheapestMove(way, state, following, lane) : cheapestEnd(way, state, lane);
    if (state === null) break;
    taken.push(search.model.actions[state.instance]!);
    lane = lanes.of[state.instance]!;
  }
  return { start: start.index, instances: taken };
}

/** An instance that was taken, the real state it leads to, and what the rest costs from there. */
interface ChosenMove {
  readonly instance: number;
  readonly left: number;
  readonly right: number;
  readonly rest: number;
}

/** The first instance, in action order, after which the rest costs what remains. */
function cheapestMove(
  way: Way,
  { left, right, rest: remaining }: ChosenMove,
  following: Marks,
  lane: number,
): ChosenMove | null {
  const { goal, lanes, batch } = way;
  way.expand(left, right);
  let chosen: ChosenMove | null = null;
  for (let move = 0; move < batch.size; move++) {
    const instance = batch.instance[move]!;
    if (chosen !== null && instance > chosen.instance) continue;
    const [thenLeft, thenRight] = [batch.left[move]!, batch.right[move]!];
    const place = way.find(following, thenLeft, thenRight);
    if (place === null) continue;
    const rest = way.rest(following, place, goal.wanted, lanes.of[instance]!);
    if (stepCost(lanes, instance, lane) + rest !== remaining) continue;
    chosen = { instance, left: thenLeft, right: thenRight, rest };
  }
  return chosen;
}

/** The step that violates, if it is a step. */
function cheapestEnd(
  { goal, lanes }: Way,
  { left, right, rest: remaining }: ChosenMove,
  lane: number,
): ChosenMove | null {
  let chosen: ChosenMove | null = null;
  goal.judge(left, right, (aim, instance) => {
    if (aim !== goal.wanted || instance === null) return;
    if (chosen !== null && instance > chosen.instance) return;
    if (stepCost(lanes, instance, lane) !== remaining) return;
    chosen = { instance, left, right, rest: 0 };
  });
  return chosen;
}

function stepCost(lanes: Lanes, instance: number, lane: number): number {
  const switches = lane !== 0 && lanes.of[instance] !== lane ? 1 : 0;
  return lanes.cost[instance]! + switches;
}
