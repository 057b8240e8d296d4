/**
 * The state graph, as liveness sees it: the moves of a state with the ids of the states they lead to, who must be
 * treated fairly, and in which states the predicates are true.
 *
 * Edges are not stored: the moves of a state are computed again whenever they are wanted. A step that changes nothing
 * is no move: as in TLA+, an action that cannot change anything does not count as enabled.
 */
import { ModelError } from '../../spec/errors.ts';
import { Batch } from '../batch.ts';
import { StateChecks } from '../checks.ts';
import { Moves } from '../moves.ts';
import { ErrorInState } from '../reports.ts';
import type { Search } from '../search.ts';
import { Bits } from './bits.ts';
import { StateIndex } from './stateIndex.ts';

const chunkStates = 1 << 16;
/** Words of the records of moves; see `evaluator.ts`. The search's own ones count what is enabled: not to be touched. */
const arenaLimit = 1 << 22;

/** Instances that need not be taken, ever. */
export const unfair = -1;

export class Graph {
  readonly search: Search;
  readonly count: number;
  /** Instance → the group that fairness is asked of, or {@link unfair}. Weak groups come before strong ones. */
  readonly groupOf: Int32Array;
  readonly groupCount: number;
  readonly firstStrong: number;
  /** The moves of the state that was expanded last, in no particular order. */
  readonly moves: Batch;
  /** Where they lead, once {@link resolve} was called. */
  readonly targets: Int32Array;
  /** Predicate → the states in which it is true, in the order of the programs. */
  readonly truths: readonly Bits[];

  readonly #expander: Moves;
  readonly #index: StateIndex;

  constructor(search: Search) {
    const { model, programs, halves, root } = search;
    this.search = search;
    this.count = root.count;
    const fair = model.actions.filter(({ fairness }) => fairness !== 'unfair');
    const namesOf = (wanted: string) => [
      ...new Set(fair.filter((at) => at.fairness === wanted).map((at) => at.fairGroup)),
    ];
    const [weak, strong] = [namesOf('weak'), namesOf('strong')];
    const groups = new Map([...weak, ...strong].map((name, at) => [name, at]));
    this.groupOf = Int32Array.from(model.actions, ({ fairness, fairGroup }) =>
      fairness === 'unfair' ? unfair : (groups.get(fairGroup) ?? unfair),
    );
    this.groupCount = groups.size;
    this.firstStrong = weak.length;
    this.moves = new Batch(model.actions.length);
    this.targets = new Int32Array(model.actions.length);
    this.truths = programs.liveness.properties.map(() => new Bits(this.count));
    this.#expander = new Moves(model.actions, programs.actions, halves, arenaLimit);
    const [left, right] = halves.stores;
    this.#index = new StateIndex(root, left.count, right.count);
  }

  get bytes(): number {
    const truths = this.truths.reduce((sum, at) => sum + at.bytes, 0);
    return this.#index.bytes + this.#expander.bytes + truths;
  }

  /**
   * Builds the index and asks the predicates in every state. Yields after each chunk of work.
   *
   * @throws ErrorInState if a predicate throws
   */
  *prepare(): Generator<void, void, void> {
    yield* this.#index.fill();
    const { programs, halves } = this.search;
    const { properties } = programs.liveness;
    const checks = new StateChecks(
      programs.liveness,
      halves,
      [...properties.keys()],
      new Uint8Array(properties.length),
    );
    for (let from = 0; from < this.count; from += chunkStates) {
      this.#ask(checks, from, Math.min(this.count, from + chunkStates));
      yield;
    }
  }

  /** Finds the moves of a state; their targets only after {@link resolve}. */
  expand(state: number): void {
    const { root } = this.search;
    this.moves.size = 0;
    this.#expander.trim();
    this.#expander.expand(root.leftOf(state), root.rightOf(state), this.moves);
  }

  resolve(): void {
    this.#index.find(this.moves, this.targets);
  }

  /** The id of a state by its halves. */
  stateOf(left: number, right: number): number {
    const { moves } = this;
    moves.left[0] = left;
    moves.right[0] = right;
    moves.size = 1;
    this.resolve();
    return this.targets[0]!;
  }

  /** May the state that was expanded last be the end, because no move there is asked to be made? */
  mayStay(): boolean {
    const { groupOf, moves } = this;
    const { instance, size } = moves;
    for (let at = 0; at < size; at++) if (groupOf[instance[at]!] !== unfair) return false;
    return true;
  }

  /** Is an instance of a group among the moves of the state that was expanded last? */
  canMove(group: number): boolean {
    const { groupOf, moves } = this;
    for (let at = 0; at < moves.size; at++) if (groupOf[moves.instance[at]!] === group) return true;
    return false;
  }

  /**
   * Finds the moves of a state in action order, with their targets: for whatever must not depend on how states and halves
   * are numbered.
   */
  expandInOrder(state: number): void {
    this.expand(state);
    this.resolve();
    const { targets } = this;
    const { instance, size } = this.moves;
    for (let end = 1; end < size; end++) {
      const [moving, target] = [instance[end]!, targets[end]!];
      let at = end;
      for (; at > 0 && instance[at - 1]! > moving; at--) {
        instance[at] = instance[at - 1]!;
        targets[at] = targets[at - 1]!;
      }
      instance[at] = moving;
      targets[at] = target;
    }
  }

  #ask(checks: StateChecks, from: number, to: number): void {
    const { root, levelStarts } = this.search;
    let state = from;
    try {
      for (; state < to; state++) {
        if (!checks.judge(root.leftOf(state), root.rightOf(state))) continue;
        for (const at of checks.violated) this.truths[at]!.add(state);
      }
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      const level = levelStarts.findIndex((start) => start > state) - 1;
      throw new ErrorInState(error, level, state);
    }
  }
}
