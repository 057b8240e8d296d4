/**
 * What is known about sets of states: which states hidden steps lead to, and where an event leads. Everything is
 * found once and looked up from then on, so a log that comes back to where it was costs a look-up an event.
 *
 * What is known is bounded by being forgotten: {@link Knowledge.isFull} says when, and whoever goes on takes the few sets
 * that matter over to new tables.
 */
import type { Model } from '../../spec/system.ts';
import { PairMap } from '../pairMap.ts';
import { CapacityError } from '../words.ts';
import type { Act, Seen } from './meanings.ts';
import type { SetId } from './sets.ts';
import { emptySet, Sets } from './sets.ts';
import type { StateId } from './states.ts';
import { States } from './states.ts';

/** What may happen without an event, and how much may be known. */
export interface Rules {
  /** Indices of the instances that may be taken without an event. */
  readonly hidden: readonly number[];
  /** So many of them in a row. */
  readonly inARow: number;
  /** The system may be in at most so many states at once. */
  readonly maxStates: number;
  /** About so many bytes of tables. */
  readonly maxBytes: number;
}

const [isTrue, isFalse] = [1, 0];
/** What a list takes beside its members, or a key, in the maps that hold it: about. */
const entryBytes = 300;

export class Knowledge {
  readonly states: States;
  readonly sets = new Sets();
  /** Indices of the instances that some event can have been, in a state that the system may have been in. */
  readonly taken = new Set<number>();
  /** The initial states, as a set. */
  readonly start: SetId;
  readonly #model: Model;
  readonly #rules: Rules;
  readonly #closures = new Map<SetId, SetId>();
  readonly #hiddenAfter = new Map<StateId, Int32Array>();
  #hiddenWords = 0;
  /** (set, key of an act) → set. */
  readonly #after = new PairMap();
  readonly #unions = new PairMap();
  /** (expectation, value) → whether it is met. */
  readonly #met = new PairMap();
  readonly #keys = new Map<string, number>();
  #fullAt: number;

  constructor(model: Model, rules: Rules) {
    this.#model = model;
    this.#rules = rules;
    this.#fullAt = rules.maxBytes;
    this.states = new States(model);
    this.start = this.sets.intern(this.states.starts);
  }

  get isFull(): boolean {
    return this.bytes > this.#fullAt;
  }

  get bytes(): number {
    const maps = this.#after.bytes + this.#unions.bytes + this.#met.bytes;
    const words = this.sets.words + this.#hiddenWords;
    const entries = this.sets.count + this.#hiddenAfter.size + this.#keys.size;
    return this.states.bytes + 4 * words + entryBytes * entries + maps;
  }

  /** Empty tables, and the given sets in them. */
  renewed(sets: Iterable<SetId>): { readonly fresh: Knowledge; readonly moved: Map<SetId, SetId> } {
    const fresh = new Knowledge(this.#model, this.#rules);
    for (const instance of this.taken) fresh.taken.add(instance);
    const moved = new Map<SetId, SetId>();
    for (const set of sets) {
      const states = [...this.sets.members(set)].map((at) =>
        fresh.states.adopt(this.states.plain(at)),
      );
      moved.set(set, fresh.sets.intern(states));
    }
    // Where even the few sets that matter take as much as that, forgetting again and again would help nobody.
    fresh.#fullAt = Math.max(this.#rules.maxBytes, 2 * fresh.bytes);
    return { fresh, moved };
  }

  /**
   * The states that as many hidden steps as are allowed, or fewer, lead to.
   *
   * @throws CapacityError if there are too many
   */
  closure(set: SetId): SetId {
    const { inARow, hidden } = this.#rules;
    if (inARow === 0 || hidden.length === 0) return set;
    const known = this.#closures.get(set);
    if (known !== undefined) return known;
    const found = new Set<StateId>(this.sets.members(set));
    let border: StateId[] = [...found];
    for (let depth = 0; depth < inARow && border.length > 0; depth++) {
      const following: StateId[] = [];
      for (const state of border) {
        for (const next of this.#hiddenSteps(state)) {
          if (found.has(next)) continue;
          found.add(next);
          following.push(next);
        }
        this.#refuseTooMany(found.size);
      }
      border = following;
    }
    const closed = this.sets.intern(found);
    this.#closures.set(set, closed);
    return closed;
  }

  /** The states after an event, which hidden steps may come before. */
  after(set: SetId, act: Act): SetId {
    if (act.begins) return this.start;
    if (act.key === null) return this.#step(set, act);
    const key = this.#keyOf(act.key);
    const known = this.#after.at(set, key);
    if (known >= 0) return known;
    const after = this.#step(set, act);
    this.#after.add(set, key, after);
    return after;
  }

  union(one: SetId, other: SetId): SetId {
    if (one === other || other === emptySet) return one;
    if (one === emptySet) return other;
    const [left, right] = one < other ? [one, other] : [other, one];
    const known = this.#unions.at(left, right);
    if (known >= 0) return known;
    const union = new Set([...this.sets.members(left), ...this.sets.members(right)]);
    this.#refuseTooMany(union.size);
    const id = this.sets.intern(union);
    this.#unions.add(left, right, id);
    return id;
  }

  /** Is what was expected seen in a state? */
  isSeen(state: StateId, seen: Seen): boolean {
    if (seen.key === null) return seen.isTrue(this.states.valueOf(state, seen.cell));
    const expectation = this.#keyOf(seen.key);
    const value = this.states.valueId(state, seen.cell);
    const known = this.#met.at(expectation, value);
    if (known >= 0) return known === isTrue;
    const answer = seen.isTrue(this.states.valueOf(state, seen.cell));
    this.#met.add(expectation, value, answer ? isTrue : isFalse);
    return answer;
  }

  #step(set: SetId, { takes, before, after }: Act): SetId {
    const found = new Set<StateId>();
    for (const state of this.sets.members(this.closure(set))) {
      if (!before.every((seen) => this.isSeen(state, seen))) continue;
      if (takes === null) found.add(state);
      for (const instance of takes ?? []) {
        const next = this.states.after(state, instance);
        if (next < 0 || !after.every((seen) => this.isSeen(next, seen))) continue;
        found.add(next);
        this.taken.add(instance);
      }
    }
    this.#refuseTooMany(found.size);
    return this.sets.intern(found);
  }

  #hiddenSteps(state: StateId): Int32Array {
    const known = this.#hiddenAfter.get(state);
    if (known !== undefined) return known;
    const found = new Set<StateId>();
    for (const instance of this.#rules.hidden) {
      const next = this.states.after(state, instance);
      if (next >= 0 && next !== state) found.add(next);
    }
    const list = Int32Array.from(found);
    this.#hiddenAfter.set(state, list);
    this.#hiddenWords += list.length + 1;
    return list;
  }

  #keyOf(text: string): number {
    const known = this.#keys.get(text) ?? this.#keys.size;
    this.#keys.set(text, known);
    return known;
  }

  #refuseTooMany(states: number): void {
    const { maxStates } = this.#rules;
    if (states <= maxStates) return;
    throw new CapacityError(
      `the system could be in more states at a time than --max-states ${maxStates}`,
    );
  }
}
