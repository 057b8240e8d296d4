/**
 * The states of a level from which a trace goes on, and what the rest of it costs from them.
 *
 *     states:  pair → id             a state that is marked for any goal; all goals share this table
 *     begins:  id → begin            where its costs are; 0: it is not marked for this goal
 *     costs:   [ · | n, step, cost, step, cost … | n, step, cost … ]       a step is an aim and the lane that acts next
 *
 * One look-up tells of all goals together that a state is not marked, as most are not. Only steps that occur take room: there
 * may be many lanes, but a marked state goes on by few. A state is marked for a goal in one go, so that its costs lie
 * together. 4 bytes for each id and goal; 4 and 8 for each step where it is marked.
 */
import { switches } from './lanes.ts';
import type { PairTable } from './pairs.ts';
import { grown } from './words.ts';

/** The cost of what cannot be. */
export const unreachable = 0x3fffffff;

/** The marks of one goal in one level. */
export class Marks {
  /** The states that are marked for this goal or for another. */
  readonly states: PairTable;
  readonly #lanes: number;
  #begins = new Int32Array(0);
  #costs = new Int32Array(1);
  #end = 1;
  /** The state that is being marked. */
  #present = -1;

  /** @param lanes how many there are */
  constructor(states: PairTable, lanes: number) {
    this.states = states;
    this.#lanes = lanes;
  }

  has(state: number): boolean {
    return state < this.#begins.length && this.#begins[state] !== 0;
  }

  /** Marks a state: towards an aim, the rest costs no more than this if the given lane acts next. */
  lower(state: number, aim: number, lane: number, cost: number): void {
    if (state !== this.#present) this.#begin(state);
    const costs = this.#costs;
    const step = aim * this.#lanes + lane;
    const begin = this.#begins[state]!;
    for (let at = begin + 1; at < this.#end; at += 2) {
      if (costs[at] !== step) continue;
      if (cost < costs[at + 1]!) costs[at + 1] = cost;
      return;
    }
    if (this.#end + 2 > costs.length) this.#costs = grown(costs, this.#end + 2);
    this.#costs[begin]!++;
    this.#costs[this.#end++] = step;
    this.#costs[this.#end++] = cost;
  }

  /** The least cost of the rest from a marked state, towards an aim and after a step of the given lane. */
  rest(state: number, aim: number, lane: number): number {
    const costs = this.#costs;
    const begin = this.#begins[state]!;
    const end = begin + 1 + 2 * costs[begin]!;
    let least = unreachable;
    for (let at = begin + 1; at < end; at += 2) {
      const following = costs[at]! - aim * this.#lanes;
      if (following < 0 || following >= this.#lanes) continue;
      least = Math.min(least, costs[at + 1]! + switches(lane, following));
    }
    return least;
  }

  #begin(state: number): void {
    if (state >= this.#begins.length) this.#begins = grown(this.#begins, state + 1);
    if (this.#end === this.#costs.length) this.#costs = grown(this.#costs, this.#end + 1);
    this.#present = state;
    this.#begins[state] = this.#end;
    this.#costs[this.#end++] = 0;
  }
}
