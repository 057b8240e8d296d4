/**
 * Strongly connected components of the part of the graph that lies in a set of states.
 *
 * Tarjan's algorithm in Pearce's form, with one number a state, and a path of its own instead of recursion:
 *
 *     mark:     0 not met · 1, 2, 3 … on the way: the lowest number reachable · … count, count + 1: the component, done
 *     path:     [ state, first edge, number | … ]     the states that are being explored
 *     edges:    [ targets left of the first | of the second | … ]     of the states on the path only
 *     waiting:  [ states whose component is not complete yet ]
 *
 * 4 bytes a state for the marks, and at most 4 for those that wait; path and edges are as long as the search is deep.
 */
import type { Bits } from './bits.ts';
import { Words } from './bits.ts';
import type { Graph } from './graph.ts';

/** What there is to know of a component when it is complete. */
export interface Component {
  /** Its states: `list[from]` to `list[to - 1]`. Valid during the call only. */
  readonly list: Int32Array;
  readonly from: number;
  readonly to: number;
  /** The mark of its states. */
  readonly mark: number;
  /** The first state that was met of it: nothing has to happen there. */
  readonly mayStay: boolean;
}

const [pathWords, stateWord, edgeWord, numberWord, stayWord] = [4, 0, 1, 2, 3];

export class Components {
  /** State → mark; see above. */
  readonly marks: Int32Array;

  readonly #graph: Graph;
  readonly #within: Bits;
  readonly #onComponent: (component: Component) => void;
  readonly #path = new Words();
  readonly #edges = new Words();
  readonly #waiting = new Words();
  /** Numbers given to states that are not done, and the mark of the next component. */
  #numbers = 0;
  #nextMark: number;

  /**
   * @param within the states to look at; all others are as if they were not there
   * @param marks one word a state, which is overwritten
   * @param onComponent called for each component once all that can be reached from it is done; it may expand states
   */
  constructor(
    graph: Graph,
    within: Bits,
    marks: Int32Array,
    onComponent: (component: Component) => void,
  ) {
    this.#graph = graph;
    this.#within = within;
    this.#onComponent = onComponent;
    this.marks = marks.fill(0);
    this.#nextMark = graph.count + 1;
  }

  get bytes(): number {
    return this.#path.bytes + this.#edges.bytes + this.#waiting.bytes;
  }

  /** Is a state of the set still to be explored? */
  isNew(state: number): boolean {
    return this.marks[state] === 0 && this.#within.has(state);
  }

  /** Begins to explore from a state that {@link isNew}. */
  begin(state: number): void {
    this.#enter(state);
  }

  /** Goes on for so many steps; false when all that can be reached from the last beginning is done. */
  advance(steps: number): boolean {
    const { marks } = this;
    const path = this.#path;
    const edges = this.#edges;
    for (let step = 0; step < steps; step++) {
      if (path.size === 0) return false;
      const frame = path.size - pathWords;
      const { words } = path;
      if (edges.size === words[frame + edgeWord]) {
        this.#leave(frame);
        continue;
      }
      const target = edges.words[--edges.size]!;
      const mark = marks[target]!;
      if (mark === 0) this.#enter(target);
      else {
        const state = words[frame + stateWord]!;
        if (mark < marks[state]!) marks[state] = mark;
      }
    }
    return path.size > 0;
  }

  /** Puts a state on the path, with the edges to states that were not met yet; the others count at once. */
  #enter(state: number): void {
    const graph = this.#graph;
    const within = this.#within;
    const { marks } = this;
    const edges = this.#edges;
    graph.expand(state);
    graph.resolve();
    const { targets } = graph;
    const { size } = graph.moves;
    const number = ++this.#numbers;
    const path = this.#path;
    path.push(state);
    path.push(edges.size);
    path.push(number);
    path.push(graph.mayStay() ? 1 : 0);
    edges.reserve(size);
    const { words } = edges;
    let lowest = number;
    let end = edges.size;
    for (let at = 0; at < size; at++) {
      const target = targets[at]!;
      if (!within.has(target)) continue;
      const mark = marks[target]!;
      if (mark === 0) words[end++] = target;
      else if (mark < lowest) lowest = mark;
    }
    edges.size = end;
    marks[state] = lowest;
  }

  /** Takes the last state off the path: it is the first of a complete component, or it waits for that one. */
  #leave(frame: number): void {
    const { marks } = this;
    const path = this.#path;
    const { words } = path;
    const state = words[frame + stateWord]!;
    const mark = marks[state]!;
    path.size = frame;
    this.#waiting.push(state);
    if (mark === words[frame + numberWord]) this.#complete(mark, words[frame + stayWord] === 1);
    else {
      const parent = words[frame - pathWords + stateWord]!;
      if (mark < marks[parent]!) marks[parent] = mark;
    }
  }

  /** All that waits with this number or a higher one is a component. */
  #complete(number: number, mayStay: boolean): void {
    const { marks } = this;
    const waiting = this.#waiting;
    const list = waiting.words;
    const to = waiting.size;
    const mark = this.#nextMark--;
    let from = to - 1;
    while (from > 0 && marks[list[from - 1]!]! >= number) from--;
    for (let at = from; at < to; at++) marks[list[at]!] = mark;
    this.#numbers -= to - from;
    waiting.size = from;
    this.#onComponent({ list, from, to, mark, mayStay });
  }
}
