/**
 * A shortest way to every state, and where each pair of actions is first taken.
 *
 * The search keeps no parent links, as one counterexample needs none. A suite needs hundreds of traces, so here every state
 * gets one: of the moves that lead to it from the level before, the calmest (fewest faults, then fewest
 * switches between role instances, then first in action order). Ways share their beginnings, so this is a tree, and calm as
 * far as that goes; the traces of `calmest.ts` may be calmer.
 *
 * It takes two walks over all states that were expanded. The first one finds the tree, and which actions each state
 * goes on with; the second, which pairs follow each other: to an edge and what comes after it belong as many pairs as
 * are not known yet, and they are found by a few bit operations.
 *
 *     states:  pair → state       as in the search, whose set does not know ids
 *     from:    state → state before, or -1      by: → instance      cost: → of the whole way
 *     onward:  [ words | words | … ]            state → one bit for each action that leads on
 *
 * 12 bytes a state for the tree, 4 for each 32 actions, and about 20 for the table.
 */
import { Batch } from '../batch.ts';
import { Lanes, noLane } from '../lanes.ts';
import { Moves } from '../moves.ts';
import { PairTable } from '../pairs.ts';
import type { Search } from '../search.ts';
import type { Schedule } from '../trace.ts';

const chunkStates = 1 << 14;
/** Words of the records of moves; see `evaluator.ts`. The search's own ones count what is enabled: not to be touched. */
const arenaLimit = 1 << 22;
const notKnown = 0x7fffffff;

/** Where something is first taken: a way to a state, and the instances that follow. */
export interface Sight {
  readonly state: number;
  readonly instances: readonly number[];
}

/** Where something is taken: on which level, by which instance, and what the way up to there costs. */
interface Found {
  readonly level: number;
  readonly state: number;
  readonly instance: number;
  readonly cost: number;
}

export class Ways {
  /** `role.verb` of each action, and instance → action. */
  readonly actions: readonly string[];
  readonly actionOf: Int32Array;
  readonly batch: Batch;
  readonly #search: Search;
  readonly #moves: Moves;
  readonly #lanes: Lanes;
  readonly #states = new PairTable();
  readonly #from: Int32Array;
  readonly #by: Int32Array;
  readonly #cost: Int32Array;
  readonly #words: number;
  readonly #onward: Int32Array;
  /** Action, and position of a pair → where it is first taken. */
  readonly #taken = new Map<number, Found>();
  readonly #pairs = new Map<number, Found>();

  constructor(search: Search) {
    const { model, programs, halves, root } = search;
    this.#search = search;
    this.actions = [...new Set(model.actions.map(({ action }) => action))];
    const position = new Map(this.actions.map((action, at) => [action, at]));
    this.actionOf = Int32Array.from(model.actions, ({ action }) => position.get(action)!);
    this.#lanes = new Lanes(model.actions, []);
    this.batch = new Batch(model.actions.length);
    this.#moves = new Moves(model.actions, programs.actions, halves, arenaLimit);
    this.#from = new Int32Array(root.count).fill(-1);
    this.#by = new Int32Array(root.count).fill(-1);
    this.#cost = new Int32Array(root.count).fill(notKnown);
    this.#words = Math.ceil(this.actions.length / 32);
    this.#onward = new Int32Array(root.count * this.#words);
    for (const piece of root.pieces) this.#states.restore(piece);
    for (let state = 0; state < search.levelStarts[1]!; state++) this.#cost[state] = 0;
  }

  /** Walks over all states twice. Yields after each chunk of work. */
  *find(): Generator<void, void, void> {
    yield* this.#walk((state, level, levelEnd) => this.#plant(state, level, levelEnd));
    const settled = new Int32Array(this.actions.length * this.#words);
    const seen = settled.slice();
    let present = 0;
    yield* this.#walk((state, level) => {
      if (level > present) settled.set(seen);
      present = level;
      this.#pair(state, level, settled, seen);
    });
  }

  /** Whether a state is quiescent; afterwards its moves are in {@link batch}. */
  expand(state: number): boolean {
    const { root } = this.#search;
    this.batch.size = 0;
    this.#moves.trim();
    this.#moves.expand(root.leftOf(state), root.rightOf(state), this.batch);
    return this.#moves.ofSystem === 0;
  }

  /** Where an action is first taken; null if it is nowhere. */
  taken(action: number): Sight | null {
    const found = this.#taken.get(action);
    return found ? { state: found.state, instances: [found.instance] } : null;
  }

  /** All pairs that follow each other somewhere, in the order of the actions. */
  pairs(): { readonly first: number; readonly second: number; readonly sight: Sight }[] {
    const count = this.actions.length;
    return [...this.#pairs]
      .sort(([a], [b]) => a - b)
      .map(([pair, { state, instance }]) => {
        const [first, second] = [Math.floor(pair / count), pair % count];
        return { first, second, sight: { state, instances: this.#goOn(state, instance, second) } };
      });
  }

  /** Of states and instances taken there, the sight that is reached in the calmest way. */
  calmest(sights: Iterable<{ readonly state: number; readonly instance: number | null }>): Sight {
    let best: Sight = { state: -1, instances: [] };
    let least = notKnown;
    for (const { state, instance } of sights) {
      const cost = instance === null ? this.#cost[state]! : this.#costWith(state, instance);
      if (cost >= least) continue;
      least = cost;
      best = { state, instances: instance === null ? [] : [instance] };
    }
    return best;
  }

  /** The states of a sight and the instances between them, from the start. */
  way({ state, instances }: Sight): { readonly states: number[]; readonly instances: number[] } {
    const states = [state];
    const taken = [...instances];
    for (let at = state; this.#from[at]! >= 0; at = this.#from[at]!) {
      states.unshift(this.#from[at]!);
      taken.unshift(this.#by[at]!);
    }
    let last = state;
    for (const instance of instances) {
      last = this.#successor(last, instance);
      states.push(last);
    }
    return { states, instances: taken };
  }

  schedule(sight: Sight): Schedule {
    const { model, programs, halves } = this.#search;
    const { states, instances } = this.way(sight);
    const { stores } = halves;
    const start = programs.starts.find(
      ({ row }) => this.#states.find(stores[0].intern(row), stores[1].intern(row)) === states[0],
    )!;
    return { start: start.index, instances: instances.map((at) => model.actions[at]!) };
  }

  /** Calls back for each state that the search has expanded, its moves in {@link batch}. */
  *#walk(
    onState: (state: number, level: number, levelEnd: number) => void,
  ): Generator<void, void, void> {
    const { levelStarts, level: levels, root } = this.#search;
    const end = levelStarts[levels] ?? root.count;
    let level = 0;
    for (let state = 0; state < end; state++) {
      if (state % chunkStates === chunkStates - 1) yield;
      while (state >= levelStarts[level + 1]!) level++;
      this.expand(state);
      onState(state, level, levelStarts[level + 1]!);
    }
  }

  #plant(state: number, level: number, levelEnd: number): void {
    const { batch } = this;
    for (let move = 0; move < batch.size; move++) {
      const instance = batch.instance[move]!;
      const action = this.actionOf[instance]!;
      this.#onward[state * this.#words + (action >>> 5)]! |= 1 << (action & 31);
      const cost = this.#costWith(state, instance);
      note(this.#taken, action, { level, state, instance, cost });
      const to = this.#states.find(batch.left[move]!, batch.right[move]!);
      if (to < levelEnd || cost > this.#cost[to]!) continue;
      if (cost === this.#cost[to]! && instance >= this.#by[to]!) continue;
      this.#cost[to] = cost;
      this.#from[to] = state;
      this.#by[to] = instance;
    }
  }

  #pair(state: number, level: number, settled: Int32Array, seen: Int32Array): void {
    const { batch, actionOf } = this;
    const words = this.#words;
    for (let move = 0; move < batch.size; move++) {
      const instance = batch.instance[move]!;
      const first = actionOf[instance]!;
      const to = this.#states.find(batch.left[move]!, batch.right[move]!);
      for (let word = 0; word < words; word++) {
        const known = settled[first * words + word]!;
        let fresh = this.#onward[to * words + word]! & ~known;
        seen[first * words + word]! |= fresh;
        for (; fresh !== 0; fresh &= fresh - 1) {
          const second = 32 * word + 31 - Math.clz32(fresh & -fresh);
          const cost = this.#costWith(state, instance);
          note(this.#pairs, first * this.actions.length + second, { level, state, instance, cost });
        }
      }
    }
  }

  /** The instance, and after it the calmest one of an action. */
  #goOn(state: number, instance: number, action: number): number[] {
    const lane = this.#lanes.of[instance]!;
    this.expand(this.#successor(state, instance));
    const following = [...this.batch.instance.subarray(0, this.batch.size)].filter(
      (at) => this.actionOf[at] === action,
    );
    const costs = following.map((at) => this.#lanes.stepCost(at, lane));
    return [instance, following[costs.indexOf(Math.min(...costs))]!];
  }

  #successor(state: number, instance: number): number {
    this.expand(state);
    const move = this.batch.instance.subarray(0, this.batch.size).indexOf(instance);
    return this.#states.find(this.batch.left[move]!, this.batch.right[move]!);
  }

  #costWith(state: number, instance: number): number {
    const by = this.#by[state]!;
    const lane = by < 0 ? noLane : this.#lanes.of[by]!;
    return this.#cost[state]! + this.#lanes.stepCost(instance, lane);
  }
}

/** Keeps what is found on the first level, and of that the calmest, and of that the first. */
function note(known: Map<number, Found>, key: number, found: Found): void {
  const old = known.get(key);
  if (old && (old.level < found.level || old.cost <= found.cost)) return;
  known.set(key, found);
}
