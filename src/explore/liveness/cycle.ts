/**
 * A short cycle through a state of a fair component that neglects nobody.
 *
 * Each group that fairness is asked of is a *demand*: a weak one is met by a state in which it is not enabled, or by a
 * step of it; a strong one by a step of it, once it is enabled in some state of the cycle. The shortest cycle is
 * found breadth-first over pairs of a state and the demands that are met. Where there are too many such pairs, one
 * demand after the other is met by the shortest way, whichever is nearest, and the last way leads back.
 *
 * Moves are tried in action order and the first way is taken, so the cycle depends on the graph alone.
 */
import { Bits, Words } from './bits.ts';
import { Components } from './components.ts';
import type { Graph } from './graph.ts';
import { unfair } from './graph.ts';

/** Pairs of a state and met demands that are looked at, before the way is put together piece by piece. */
const mostPairs = 1 << 17;
/** Demands are the bits of a small integer. */
const mostBits = 30;

/**
 * The instances of a fair cycle from a state back to it.
 *
 * @param entry a state of a fair component in which the behaviour may not stay
 * @param fair the states of all fair components
 */
export function cycleThrough(graph: Graph, entry: number, fair: Bits): readonly number[] {
  const within = componentOf(graph, entry, fair);
  const demands = demandsOf(graph, entry, within);
  return (
    shortestCycle(graph, entry, within, demands) ?? cycleByPieces(graph, entry, within, demands)
  );
}

/** The component that a state has within some states. */
function componentOf(graph: Graph, entry: number, fair: Bits): Bits {
  const members = new Bits(graph.count);
  const marks = new Int32Array(graph.count);
  const components = new Components(graph, fair, marks, ({ list, from, to, mark }) => {
    if (marks[entry] !== mark) return;
    for (let at = from; at < to; at++) members.add(list[at]!);
  });
  components.begin(entry);
  components.advance(Number.POSITIVE_INFINITY);
  return members;
}

/** Who must be served: weak groups that the entry does not excuse, and strong groups that are enabled somewhere. */
interface Demands {
  readonly weak: readonly number[];
  readonly strong: readonly number[];
}

function demandsOf(graph: Graph, entry: number, within: Bits): Demands {
  const enabled = new Set<number>();
  for (let state = within.next(0); state >= 0; state = within.next(state + 1)) {
    graph.expand(state);
    const { instance, size } = graph.moves;
    for (let move = 0; move < size; move++) enabled.add(graph.groupOf[instance[move]!]!);
  }
  const atEntry = groupsOf(graph, graph.orderedMoves(entry));
  return {
    weak: [...atEntry].filter((group) => group < graph.firstStrong).sort((a, b) => a - b),
    strong: [...enabled].filter((group) => group >= graph.firstStrong).sort((a, b) => a - b),
  };
}

type Moves = ReturnType<Graph['orderedMoves']>;

/** The groups that are enabled where there are these moves. */
function groupsOf(graph: Graph, moves: Moves): Set<number> {
  const groups = new Set(moves.map(({ instance }) => graph.groupOf[instance]!));
  groups.delete(unfair);
  return groups;
}

/**
 * Breadth-first over pairs; null if there are too many of them.
 *
 *     demands:  [ weak: met | strong: raised | strong: met ]     one bit each
 */
function shortestCycle(
  graph: Graph,
  entry: number,
  within: Bits,
  { weak, strong }: Demands,
): readonly number[] | null {
  const bits = weak.length + 2 * strong.length;
  if (bits > mostBits || graph.count * 2 ** bits > Number.MAX_SAFE_INTEGER) return null;
  const raisedFrom = weak.length;
  const metFrom = raisedFrom + strong.length;
  const absorb = (moves: Moves, before: number) => {
    const enabled = groupsOf(graph, moves);
    let mask = before;
    for (const [at, group] of weak.entries()) if (!enabled.has(group)) mask |= 1 << at;
    for (const [at, group] of strong.entries())
      if (enabled.has(group)) mask |= 1 << (raisedFrom + at);
    return mask;
  };
  const bitOfStep = (group: number) => {
    if (weak.includes(group)) return 1 << weak.indexOf(group);
    return strong.includes(group) ? 1 << (metFrom + strong.indexOf(group)) : 0;
  };
  const isMet = (mask: number) =>
    weak.every((_, at) => ((mask >> at) & 1) === 1) &&
    strong.every((_, at) => ((mask >> (raisedFrom + at)) & 1) <= ((mask >> (metFrom + at)) & 1));

  const pairs = [{ state: entry, mask: 0, parent: -1, instance: -1 }];
  const known = new Set([entry]);
  for (let at = 0; at < pairs.length && pairs.length < mostPairs; at++) {
    const { state, mask } = pairs[at]!;
    const moves = graph.orderedMoves(state);
    const here = absorb(moves, mask);
    for (const { instance, target } of moves) {
      if (!within.has(target)) continue;
      const after = here | bitOfStep(graph.groupOf[instance]!);
      if (target === entry && isMet(after)) return [...wayTo(pairs, at), instance];
      const key = after * graph.count + target;
      if (known.has(key)) continue;
      known.add(key);
      pairs.push({ state: target, mask: after, parent: at, instance });
    }
  }
  return null;
}

function wayTo(
  pairs: readonly { readonly parent: number; readonly instance: number }[],
  end: number,
): number[] {
  const way: number[] = [];
  for (let at = end; pairs[at]!.parent >= 0; at = pairs[at]!.parent) way.push(pairs[at]!.instance);
  return way.reverse();
}

/** Meets one open demand after the other, the nearest first, and goes back. */
function cycleByPieces(
  graph: Graph,
  entry: number,
  within: Bits,
  { weak, strong }: Demands,
): readonly number[] {
  const open = new Set([...weak, ...strong]);
  const excuses = (moves: Moves) => {
    const enabled = groupsOf(graph, moves);
    return weak.filter((group) => open.has(group) && !enabled.has(group));
  };
  const cycle: number[] = [];
  let state = entry;
  while (open.size > 0) {
    const way = nearest(graph, within, state, {
      state: (_, moves) => excuses(moves).length > 0,
      step: (instance) => open.has(graph.groupOf[instance]!),
    });
    for (const { instance, target } of way) {
      cycle.push(instance);
      open.delete(graph.groupOf[instance]!);
      for (const group of excuses(graph.orderedMoves(target))) open.delete(group);
      state = target;
    }
  }
  const back = nearest(graph, within, state, { state: (at) => at === entry, step: () => false });
  return [...cycle, ...back.map(({ instance }) => instance)];
}

/** The first shortest way, in action order, to a state or over a step that is wanted. */
function nearest(
  graph: Graph,
  within: Bits,
  from: number,
  wanted: {
    readonly state: (state: number, moves: Moves) => boolean;
    readonly step: (instance: number) => boolean;
  },
): Moves {
  const met = new Bits(graph.count);
  const [states, parents, instances] = [new Words(), new Words(), new Words()];
  const meet = (state: number, parent: number, instance: number) => {
    met.add(state);
    states.push(state);
    parents.push(parent);
    instances.push(instance);
  };
  const way = (end: number): Moves => {
    const back: { instance: number; target: number }[] = [];
    for (let at = end; at > 0; at = parents.words[at]!) {
      back.push({ instance: instances.words[at]!, target: states.words[at]! });
    }
    return back.reverse();
  };
  meet(from, 0, 0);
  for (let at = 0; at < states.size; at++) {
    const state = states.words[at]!;
    const moves = graph.orderedMoves(state);
    if (wanted.state(state, moves)) return way(at);
    for (const { instance, target } of moves) {
      if (!within.has(target)) continue;
      if (wanted.step(instance)) return [...way(at), { instance, target }];
      if (!met.has(target)) meet(target, at, instance);
    }
  }
  throw new Error('a fair component neglects somebody: the components are wrong');
}
