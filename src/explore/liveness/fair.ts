/**
 * The states from which a behaviour may go on for ever inside a set, fairly.
 *
 * A behaviour that never leaves a finite set ends in one of its components, and visits the states of some part of it
 * again and again. All of a component is the best choice, unless that is unfair:
 *
 * - some weakly fair group is enabled in all of its states and moves within none of them: no part of it is any better;
 * - some strongly fair group is enabled in one of its states and never moves within it: a part without such states
 *   may still do, so these states are taken away, and the rest falls into components again.
 *
 * A state in which nothing has to happen is fair by itself: the behaviour may stay there. What comes out is a set of states that
 * depends on the graph alone, not on how it was walked.
 */
import { Bits } from './bits.ts';
import type { Component } from './components.ts';
import { Components } from './components.ts';
import type { Graph } from './graph.ts';

const chunkSteps = 1 << 16;

export class FairStates {
  /** The states that are part of a fair component; complete when {@link find} is over. */
  readonly states: Bits;

  readonly #graph: Graph;
  readonly #marks: Int32Array;
  /** What is left of components that some strongly fair group must not visit. */
  #rest: Bits;
  #components: Components | null = null;
  /** Group → the last state in which it was seen enabled, plus one, in how many states, and whether it moves within. */
  readonly #lastIn: Int32Array;
  readonly #enabled: Int32Array;
  readonly #moves: Uint8Array;

  /** @param marks a word for each state, for use during {@link find} */
  constructor(graph: Graph, marks: Int32Array) {
    this.#graph = graph;
    this.#marks = marks;
    this.states = new Bits(graph.count);
    this.#rest = new Bits(graph.count);
    this.#lastIn = new Int32Array(graph.groupCount);
    this.#enabled = new Int32Array(graph.groupCount);
    this.#moves = new Uint8Array(graph.groupCount);
  }

  get bytes(): number {
    return this.states.bytes + this.#rest.bytes + (this.#components?.bytes ?? 0);
  }

  /** Looks at all that can be reached from some states without leaving a set. Yields after each chunk of work. */
  *find(within: Bits, roots: Bits): Generator<void, void, void> {
    let [inside, from] = [within, roots];
    for (;;) {
      const components = new Components(this.#graph, inside, this.#marks, (at) => this.#judge(at));
      this.#components = components;
      for (let state = from.next(0); state >= 0; state = from.next(state + 1)) {
        if (!components.isNew(state)) continue;
        components.begin(state);
        while (components.advance(chunkSteps)) yield;
      }
      if (this.#rest.isEmpty) return;
      [inside, from] = [this.#rest, this.#rest];
      this.#rest = new Bits(this.#graph.count);
    }
  }

  #judge(component: Component): void {
    const { list, from, to } = component;
    // One state alone is no cycle, as moves change something: it is fair if the behaviour may stay.
    if (to - from === 1) {
      if (component.mayStay) this.states.add(list[from]!);
      return;
    }
    const neglects = this.#neglected(component);
    if (neglects === 'nobody') for (let at = from; at < to; at++) this.states.add(list[at]!);
    if (neglects === 'strong') this.#takeAway(component);
  }

  /** Whom does a behaviour neglect that visits all of a component for ever? */
  #neglected(component: Component): 'nobody' | 'weak' | 'strong' {
    const { groupCount, firstStrong } = this.#graph;
    const size = component.to - component.from;
    this.#count(component);
    let strong = false;
    for (let group = 0; group < groupCount; group++) {
      if (this.#moves[group] === 1) continue;
      if (group < firstStrong && this.#enabled[group] === size) return 'weak';
      if (group >= firstStrong && this.#enabled[group]! > 0) strong = true;
    }
    return strong ? 'strong' : 'nobody';
  }

  /** For each group: in how many states it is enabled, and whether it moves from one of them to another. */
  #count({ list, from, to, mark }: Component): void {
    const graph = this.#graph;
    const { groupOf, moves, targets, groupCount } = graph;
    const marks = this.#marks;
    const lastIn = this.#lastIn.fill(0);
    const enabled = this.#enabled.fill(0);
    const moved = this.#moves.fill(0);
    let still = groupCount;
    for (let at = from; at < to && still > 0; at++) {
      const state = list[at]!;
      graph.expand(state);
      let isResolved = false;
      for (let move = 0; move < moves.size; move++) {
        const group = groupOf[moves.instance[move]!]!;
        if (group < 0 || moved[group] === 1) continue;
        if (lastIn[group] !== state + 1) {
          lastIn[group] = state + 1;
          enabled[group]!++;
        }
        if (!isResolved) graph.resolve();
        isResolved = true;
        if (marks[targets[move]!] !== mark) continue;
        moved[group] = 1;
        still--;
      }
    }
  }

  /** Leaves the states in which no strongly fair group is enabled that never moves within the component. */
  #takeAway({ list, from, to }: Component): void {
    const graph = this.#graph;
    const { groupOf, moves, firstStrong } = graph;
    for (let at = from; at < to; at++) {
      graph.expand(list[at]!);
      let isNeglected = false;
      for (let move = 0; move < moves.size; move++) {
        const group = groupOf[moves.instance[move]!]!;
        if (group >= firstStrong && this.#moves[group] === 0) isNeglected = true;
      }
      if (!isNeglected) this.#rest.add(list[at]!);
    }
  }
}
