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
const mostPairs = 1 << 15;
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
  const { groupCount, firstStrong, groupOf, moves } = graph;
  const isEnabled = new Uint8Array(groupCount);
  for (let state = within.next(0); state >= 0; state = within.next(state + 1)) {
    graph.expand(state);
    for (let move = 0; move < moves.size; move++) {
      const group = groupOf[moves.instance[move]!]!;
      if (group !== unfair) isEnabled[group] = 1;
    }
  }
  graph.expand(entry);
  const groups = [...isEnabled.keys()];
  return {
    weak: groups.filter((group) => group < firstStrong && graph.canMove(group)),
    strong: groups.filter((group) => group >= firstStrong && isEnabled[group] === 1),
  };
}

/** What a state means for a cycle through it: the bits that being there sets, and its moves, with those that they set. */
interface Stop {
  readonly bits: number;
  readonly instances: readonly number[];
  readonly targets: readonly number[];
  readonly stepBits: readonly number[];
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
  demands: Demands,
): readonly number[] | null {
  const { weak, strong } = demands;
  const bits = weak.length + 2 * strong.length;
  if (bits > mostBits || graph.count * 2 ** bits > Number.MAX_SAFE_INTEGER) return null;
  const allWeak = 2 ** weak.length - 1;
  const allStrong = 2 ** strong.length - 1;
  const isMet = (mask: number) => {
    const raised = (mask >> weak.length) & allStrong;
    return (mask & allWeak) === allWeak && (raised & ~(mask >> (bits - strong.length))) === 0;
  };
  const stops = new Map<number, Stop>();
  const stopAt = (state: number) => {
    const stop = stops.get(state) ?? stopOf(graph, state, within, demands);
    stops.set(state, stop);
    return stop;
  };
  const [states, masks, parents, instances] = [[entry], [0], [-1], [-1]];
  const known = new Set([entry]);
  for (let at = 0; at < states.length && states.length < mostPairs; at++) {
    const stop = stopAt(states[at]!);
    const here = masks[at]! | stop.bits;
    for (const [move, target] of stop.targets.entries()) {
      const after = here | stop.stepBits[move]!;
      const instance = stop.instances[move]!;
      if (target === entry && isMet(after)) return [...wayTo(parents, instances, at), instance];
      const key = after * graph.count + target;
      if (known.has(key)) continue;
      known.add(key);
      states.push(target);
      masks.push(after);
      parents.push(at);
      instances.push(instance);
    }
  }
  return null;
}

function stopOf(graph: Graph, state: number, within: Bits, { weak, strong }: Demands): Stop {
  graph.expandInOrder(state);
  const { groupOf, moves, targets } = graph;
  const metFrom = weak.length + strong.length;
  let bits = 0;
  for (const [at, group] of weak.entries()) if (!graph.canMove(group)) bits |= 1 << at;
  for (const [at, group] of strong.entries()) {
    if (graph.canMove(group)) bits |= 1 << (weak.length + at);
  }
  const inside = Array.from({ length: moves.size }, (_, at) => at).filter((at) =>
    within.has(targets[at]!),
  );
  const instances = inside.map((at) => moves.instance[at]!);
  const bitOf = (group: number) => {
    if (weak.includes(group)) return 1 << weak.indexOf(group);
    return strong.includes(group) ? 1 << (metFrom + strong.indexOf(group)) : 0;
  };
  return {
    bits,
    instances,
    targets: inside.map((at) => targets[at]!),
    stepBits: instances.map((instance) => bitOf(groupOf[instance]!)),
  };
}

function wayTo(parents: readonly number[], instances: readonly number[], end: number): number[] {
  const way: number[] = [];
  for (let at = end; parents[at]! >= 0; at = parents[at]!) way.push(instances[at]!);
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
  /** Weak groups that cannot move in the state that was expanded last. */
  const excused = () =>
    weak.filter((group) => open.has(group)).filter((group) => !graph.canMove(group));
  const cycle: number[] = [];
  let state = entry;
  while (open.size > 0) {
    const way = nearest(graph, within, state, {
      state: () => excused().length > 0,
      step: (instance) => open.has(graph.groupOf[instance]!),
    });
    for (const { instance, target } of way) {
      cycle.push(instance);
      open.delete(graph.groupOf[instance]!);
      graph.expand(target);
      for (const group of excused()) open.delete(group);
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
    /** Asked of the state that was expanded last. */
    readonly state: (state: number) => boolean;
    readonly step: (instance: number) => boolean;
  },
): readonly { readonly instance: number; readonly target: number }[] {
  const met = new Bits(graph.count);
  const [states, parents, instances] = [new Words(), new Words(), new Words()];
  const meet = (state: number, parent: number, instance: number) => {
    met.add(state);
    states.push(state);
    parents.push(parent);
    instances.push(instance);
  };
  const wayTo = (end: number) => {
    const back: { readonly instance: number; readonly target: number }[] = [];
    for (let at = end; at > 0; at = parents.words[at]!) {
      back.push({ instance: instances.words[at]!, target: states.words[at]! });
    }
    return back.reverse();
  };
  meet(from, 0, 0);
  const { moves, targets } = graph;
  for (let at = 0; at < states.size; at++) {
    const state = states.words[at]!;
    graph.expandInOrder(state);
    if (wanted.state(state)) return wayTo(at);
    for (let move = 0; move < moves.size; move++) {
      const [instance, target] = [moves.instance[move]!, targets[move]!];
      if (!within.has(target)) continue;
      if (wanted.step(instance)) return [...wayTo(at), { instance, target }];
      if (!met.has(target)) meet(target, at, instance);
    }
  }
  throw new Error('a fair component neglects somebody: the components are wrong');
}
