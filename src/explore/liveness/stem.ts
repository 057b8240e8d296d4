/**
 * The shortest way from an initial state, over one in which the promise is due, to a state of a fair component, without
 * ever keeping the promise on the way's last part.
 *
 * Any way to a state in which the promise is due will do, so its level is the length of the first part. From there on
 * states are reached by *distance*, which counts both parts:
 *
 *     distance k:  the states that are due on level k  +  those that a move leads to from distance k - 1
 *
 * The first distance with a fair state ends the way. Then it is walked backwards, as in `calmest.ts`: of all shortest
 * ways those are kept that are due last, as the calmest way to there is known, and from there on the first
 * instances in action order are taken. Only sets of states and the order of actions matter, so it is always the same way.
 */
import type { Instance } from '../../spec/actions.ts';
import { calmest } from '../calmest.ts';
import { stateGoal } from '../goals.ts';
import type { Schedule } from '../trace.ts';
import { Bits, Words } from './bits.ts';
import type { Graph } from './graph.ts';

/** What a stem leads from and to. */
export interface Ends {
  /** The states of the way's last part: the promise is not kept there. */
  readonly within: Bits;
  /** Those of them in which the promise is due. */
  readonly due: Bits;
  /** Those of them in which it may end; one must be reachable. */
  readonly goals: Bits;
}

/** A way to a fair state, and that state. */
export interface Stem {
  readonly schedule: Schedule;
  readonly entry: number;
}

/** The shortest stem; see above. Time: that of the search. Memory: 4 bytes for each state at a smaller distance. */
export function stemTo(graph: Graph, ends: Ends): Stem {
  const { order, starts } = distancesTo(graph, ends);
  const { level, due, layers } = lastDue(graph, ends, order, starts);
  const { search } = graph;
  const first = calmest(search, { level, states: due }, stateGoal(search));
  const rest = firstInOrder(graph, stateAfter(graph, first), layers);
  return {
    schedule: { start: first.start, instances: [...first.instances, ...rest.instances] },
    entry: rest.entry,
  };
}

/** All states up to the first distance with a goal: distance k is `order[starts[k]]` to `order[starts[k + 1] - 1]`. */
function distancesTo(graph: Graph, { within, due, goals }: Ends) {
  const { levelStarts } = graph.search;
  const met = new Bits(graph.count);
  const order = new Words();
  const starts: number[] = [];
  const meet = (state: number) => {
    met.add(state);
    order.push(state);
  };
  for (let distance = 0; ; distance++) {
    const begin = starts.at(-1) ?? 0;
    const end = order.size;
    starts.push(end);
    for (let at = begin; at < end; at++) {
      graph.expand(order.words[at]!);
      graph.resolve();
      for (let move = 0; move < graph.moves.size; move++) {
        const target = graph.targets[move]!;
        if (within.has(target) && !met.has(target)) meet(target);
      }
    }
    const levelEnd = levelStarts[distance + 1] ?? 0;
    for (
      let state = due.next(levelStarts[distance] ?? 0);
      state >= 0 && state < levelEnd;
      state = due.next(state + 1)
    ) {
      if (!met.has(state)) meet(state);
    }
    if (order.words.subarray(end, order.size).some((state) => goals.has(state))) {
      return { order, starts };
    }
  }
}

/** Walks back from the goals of the last distance to the last states that are due on their own level. */
function lastDue(graph: Graph, { due, goals }: Ends, order: Words, starts: readonly number[]) {
  const { levelStarts } = graph.search;
  const last = starts.length - 1;
  let layer = preferred(graph, [...order.words.subarray(starts[last], order.size)], goals);
  const layers = [layer];
  const marked = new Bits(graph.count);
  for (let level = last; ; level--) {
    const [from, to] = [levelStarts[level] ?? 0, levelStarts[level + 1] ?? 0];
    const found = layer.filter((state) => state >= from && state < to && due.has(state));
    if (found.length > 0) return { level, due: found, layers: layers.slice(1) };
    marked.clear();
    for (const state of layer) marked.add(state);
    layer = [];
    for (let at = starts[level - 1]!; at < starts[level]!; at++) {
      const state = order.words[at]!;
      if (leadsInto(graph, state, marked)) layer.push(state);
    }
    layers.unshift(layer);
  }
}

/** The goals in which a behaviour may stay, if there are any: nothing is shorter than that. */
function preferred(graph: Graph, states: readonly number[], goals: Bits): number[] {
  const all = states.filter((state) => goals.has(state));
  const resting = all.filter((state) => {
    graph.expand(state);
    return graph.mayStay();
  });
  return resting.length > 0 ? resting : all;
}

function leadsInto(graph: Graph, state: number, marked: Bits): boolean {
  graph.expand(state);
  graph.resolve();
  for (let move = 0; move < graph.moves.size; move++) {
    if (marked.has(graph.targets[move]!)) return true;
  }
  return false;
}

/** From a state through one layer after the other, by the first instance that leads into the next. */
function firstInOrder(graph: Graph, from: number, layers: readonly (readonly number[])[]) {
  const instances: Instance[] = [];
  let entry = from;
  const marked = new Bits(graph.count);
  for (const layer of layers) {
    marked.clear();
    for (const state of layer) marked.add(state);
    graph.expandInOrder(entry);
    let first = 0;
    while (!marked.has(graph.targets[first]!)) first++;
    instances.push(graph.search.model.actions[graph.moves.instance[first]!]!);
    entry = graph.targets[first]!;
  }
  return { instances, entry };
}

/** The state that a schedule leads to. */
function stateAfter(graph: Graph, { start, instances }: Schedule): number {
  const { programs, halves, model } = graph.search;
  const { row } = programs.starts.find(({ index }) => index === start)!;
  let state = graph.stateOf(halves.stores[0].intern(row), halves.stores[1].intern(row));
  for (const instance of instances) {
    const taken = model.actions.indexOf(instance);
    graph.expandInOrder(state);
    state = graph.targets[graph.moves.instance.indexOf(taken)]!;
  }
  return state;
}
