/**
 * The calmest of the shortest traces to a sighting: fewest faults, then fewest switches between role instances,
 * then first in action order.
 *
 * The search keeps no parent links. When traces are wanted, the levels are walked backwards: a state is *marked* if
 * one of its moves leads to a marked state of the next level, and every shortest trace runs through marked states
 * only. Each marked state remembers what the rest of a trace costs at best, for each lane of its next step; then one
 * walk forwards takes, at each state, the first instance that loses nothing.
 *
 * All traces are found in one walk backwards. Expanding the levels again is what it costs, and that is the same whatever
 * is looked for; so all threads together find the few states that lead to marked ones, from the deepest sighting up, and
 * those are marked for each goal that they lead to:
 *
 *     level:     0   1   2   3   4   5
 *     P1:        <───────────┘           sighted on level 3
 *     P2:        <───────────────────┘   sighted on level 5
 *
 * With symmetry, what is stored and marked is one state of each orbit, but the walk goes through real states. A
 * permutation that carries a real state into the marked one carries lanes and aims along, and permuting changes no
 * cost; so what is remembered of the marked state tells what the rest costs from the real one. The trace is therefore
 * the same as without symmetry.
 *
 * Time: about that of the search up to the deepest level, for all traces together; a few times as much where most states
 * are marked. Memory: the marked states of
 * all of them, usually few.
 */
import type { Instance } from '../spec/actions.ts';
import { Batch } from './batch.ts';
import { drained } from './drained.ts';
import type { Goal } from './goals.ts';
import { Lanes, noLane } from './lanes.ts';
import { Marks, unreachable } from './marks.ts';
import { PairTable } from './pairs.ts';
import type { Search } from './search.ts';
import type { Sighting } from './sightings.ts';
import type { Orbits } from './symmetry/orbits.ts';
import type { Schedule } from './trace.ts';

/** A trace that is wanted: what it leads to, and where that was sighted. */
export interface Target {
  readonly sighting: Sighting;
  readonly goal: Goal;
}

/** The calmest of the shortest schedules that lead from a state in which it begins to a goal that was sighted. */
export function calmest(search: Search, sighting: Sighting, goal: Goal): Schedule {
  return drained(calmestOfAll(search, [{ sighting, goal }]))[0]!;
}

/** The same for several, in one walk backwards; without any, there is none. Yields after each chunk of work. */
export function* calmestOfAll(
  search: Search,
  targets: readonly Target[],
): Generator<void, Schedule[], void> {
  const way = new Way(search);
  const levels = yield* markBackwards(way, targets);
  return targets.map(({ sighting, goal }, at) => {
    const marks = levels.slice(0, sighting.level + 1).map((level) => level.marks[at]!);
    return walkForwards(way, goal, marks);
  });
}

/** What both directions need. */
class Way {
  readonly search: Search;
  readonly lanes: Lanes;
  readonly batch: Batch;
  readonly #orbits: Orbits;

  constructor(search: Search) {
    this.search = search;
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

  /** Where the marks of a state are, and the way to read them; null if its orbit is not marked for any goal. */
  find(states: PairTable, left: number, right: number): Place | null {
    const orbits = this.#orbits;
    orbits.find(left, right);
    const at = states.find(orbits.left, orbits.right);
    return at < 0 ? null : { at, permutation: orbits.permutation };
  }

  /** The least cost of the rest, towards an aim and after a step of the given lane (0: before the first step). */
  rest(marks: Marks, { at, permutation }: Place, goal: Goal, aim: number, lane: number): number {
    if (!marks.has(at)) return unreachable;
    const { permutations } = this.#orbits.group;
    const there = permutations.image(goal.images, permutation, aim);
    return marks.rest(at, there, permutations.image(this.lanes.images, permutation, lane));
  }
}

/** A marked state, and a permutation that carries the state that is meant into it. */
interface Place {
  readonly at: number;
  readonly permutation: number;
}

/** The states of a level that are marked for any target, and the marks for each. */
interface MarkedLevel {
  readonly states: PairTable;
  readonly marks: readonly Marks[];
}

/** Marks all levels down to the deepest sighting. */
function* markBackwards(
  way: Way,
  targets: readonly Target[],
): Generator<void, MarkedLevel[], void> {
  const levels: MarkedLevel[] = [];
  const deepest = Math.max(-1, ...targets.map(({ sighting }) => sighting.level));
  for (let level = deepest; level >= 0; level--) {
    const states = new PairTable();
    const marks = targets.map(() => new Marks(states, way.lanes.count));
    const following = levels[level + 1];
    if (following) {
      const leading = yield* way.search.leadingTo(level, following.states);
      markLeading(way, targets, leading, following, { states, marks });
    }
    for (const [at, target] of targets.entries()) {
      if (target.sighting.level === level) markSighted(way, target, marks[at]!);
    }
    levels[level] = { states, marks };
  }
  return levels;
}

/** Marks the states in which a goal was sighted. */
function markSighted({ search, lanes }: Way, { sighting, goal }: Target, marks: Marks): void {
  const { root } = search;
  for (const state of sighting.states) {
    const left = root.leftOf(state);
    const right = root.rightOf(state);
    goal.judge(left, right, (aim, instance) => {
      const at = marks.states.intern(left, right);
      if (instance === null) marks.lower(at, aim, noLane, 0);
      else marks.lower(at, aim, lanes.of[instance]!, lanes.cost[instance]!);
    });
  }
}

/** Marks the states of a level that lead on to marked ones. */
function markLeading(
  way: Way,
  targets: readonly Target[],
  leading: readonly number[],
  following: MarkedLevel,
  { states, marks }: MarkedLevel,
): void {
  const { search, lanes, batch } = way;
  const { root } = search;
  for (const state of leading) {
    const left = root.leftOf(state);
    const right = root.rightOf(state);
    way.expand(left, right);
    for (let move = 0; move < batch.size; move++) {
      const place = way.find(following.states, batch.left[move]!, batch.right[move]!);
      if (place === null) continue;
      const instance = batch.instance[move]!;
      const lane = lanes.of[instance]!;
      const at = states.intern(left, right);
      for (let target = 0; target < targets.length; target++) {
        const { goal } = targets[target]!;
        const [there, here] = [following.marks[target]!, marks[target]!];
        for (let aim = 0; aim < goal.aims; aim++) {
          const rest = way.rest(there, place, goal, aim, lane);
          if (rest < unreachable) here.lower(at, aim, lane, lanes.cost[instance]! + rest);
        }
      }
    }
  }
}

function walkForwards(way: Way, goal: Goal, levels: readonly Marks[]): Schedule {
  const { search, lanes } = way;
  const { stores } = search.halves;
  const [first] = levels as [Marks];
  const starts = search.programs.starts.map(({ row, index }) => {
    const left = stores[0].intern(row);
    const right = stores[1].intern(row);
    const place = way.find(first.states, left, right);
    return {
      index,
      left,
      right,
      rest: place ? way.rest(first, place, goal, goal.wanted, noLane) : unreachable,
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
  let lane = noLane;
  for (const level of levels.keys()) {
    const following = levels[level + 1];
    state = following
      ? cheapestMove(way, goal, state, following, lane)
      : cheapestEnd(way, goal, state, lane);
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
  goal: Goal,
  { left, right, rest: remaining }: ChosenMove,
  following: Marks,
  lane: number,
): ChosenMove | null {
  const { lanes, batch } = way;
  way.expand(left, right);
  let chosen: ChosenMove | null = null;
  for (let move = 0; move < batch.size; move++) {
    const instance = batch.instance[move]!;
    if (chosen !== null && instance > chosen.instance) continue;
    const [thenLeft, thenRight] = [batch.left[move]!, batch.right[move]!];
    const place = way.find(following.states, thenLeft, thenRight);
    if (place === null) continue;
    const rest = way.rest(following, place, goal, goal.wanted, lanes.of[instance]!);
    if (lanes.stepCost(instance, lane) + rest !== remaining) continue;
    chosen = { instance, left: thenLeft, right: thenRight, rest };
  }
  return chosen;
}

/** The step that violates, if it is a step. */
function cheapestEnd(
  { lanes }: Way,
  goal: Goal,
  { left, right, rest: remaining }: ChosenMove,
  lane: number,
): ChosenMove | null {
  let chosen: ChosenMove | null = null;
  goal.judge(left, right, (aim, instance) => {
    if (aim !== goal.wanted || instance === null) return;
    if (chosen !== null && instance > chosen.instance) return;
    if (lanes.stepCost(instance, lane) !== remaining) return;
    chosen = { instance, left, right, rest: 0 };
  });
  return chosen;
}
