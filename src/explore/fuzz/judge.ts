/**
 * Asks promises along a walk, each one only where its answer could have changed.
 *
 * A promise about states is asked again once a cell that it read has changed. A promise about steps is asked about a
 * step that changes a cell which it reads on a stutter (the same state before and after); a step that changes nothing
 * that it reads never breaks it.
 */
import type { Read } from '../../spec/cells.ts';
import type { Claim, Property } from '../../spec/properties.ts';
import { vacuous } from '../../spec/properties.ts';
import type { Model } from '../../spec/system.ts';
import type { State } from '../../spec/transition.ts';
import { checkReason, guarded, readOf } from '../../spec/transition.ts';
import { encode } from '../../spec/value.ts';
import { Watches } from './watches.ts';

/** The properties that a single walk can break. */
export type Safety = Extract<Property, { kind: 'always' | 'neverStep' }>;

/** What a step changed: cell → its value before. */
export type Changes = ReadonlyMap<number, unknown>;

const noChanges: Changes = new Map();

export class Judge {
  readonly #asked: readonly Question[];
  readonly #watches: Watches;
  #awake: number[] = [];

  constructor(model: Model, properties: readonly Safety[]) {
    this.#asked = properties.map((at) => new Question(model, at));
    this.#watches = new Watches(model.layout.cells.length, properties.length);
  }

  /**
   * A walk begins: the promises that its first state breaks.
   *
   * @throws ModelError if a property breaks the contract
   */
  begin(state: State): string[] {
    this.#watches.clear();
    this.#awake = [...this.#asked.keys()];
    return this.#judge(state, noChanges);
  }

  /** A step was taken: the promises that it breaks, or that are broken in the state that it leads to. */
  after(state: State, changes: Changes): string[] {
    for (const cell of changes.keys()) this.#watches.wake(cell, this.#awake);
    return this.#awake.length === 0 ? [] : this.#judge(state, changes);
  }

  /** Asks a property no more. */
  retire(id: string): void {
    for (const question of this.#asked) if (question.id === id) question.isRetired = true;
  }

  /** The properties that were put to the test: they said more than that there is nothing to judge. */
  get judged(): ReadonlySet<string> {
    return new Set(this.#asked.filter(({ hasJudged }) => hasJudged).map(({ id }) => id));
  }

  #judge(state: State, changes: Changes): string[] {
    const violated: string[] = [];
    for (const member of this.#awake) {
      const question = this.#asked[member] as Question;
      if (question.isRetired) continue;
      if (question.isViolated(state, changes)) violated.push(question.id);
      this.#watches.sleep(member, question.reads);
    }
    this.#awake = [];
    return violated;
  }
}

/** One promise, and what it read when it was last asked. */
class Question {
  readonly id: string;
  reads: number[] = [];
  isRetired = false;
  hasJudged = false;
  readonly #property: Safety;
  readonly #before: Read;
  readonly #now: Read;
  #state: State = [];
  #changes: Changes = noChanges;

  constructor(model: Model, property: Safety) {
    this.id = property.id;
    this.#property = property;
    this.#now = readOf(model, property.id, (cell) => {
      this.reads.push(cell);
      return this.#state[cell];
    });
    this.#before = readOf(model, property.id, (cell) => {
      this.reads.push(cell);
      return this.#changes.has(cell) ? this.#changes.get(cell) : this.#state[cell];
    });
  }

  /** Asks; afterwards `reads` are the cells whose change makes it necessary to ask again. */
  isViolated(state: State, changes: Changes): boolean {
    this.#state = state;
    this.#changes = changes;
    this.reads = [];
    return guarded(this.id, () => {
      if (this.#property.kind === 'always') return this.#isReason(this.#property.holds(this.#now));
      const { holds } = this.#property;
      const claim = changes.size === 0 ? vacuous : holds(this.#before, this.#now);
      const isBroken = claim !== vacuous && this.#looksAtAChange() && this.#isReason(claim);
      this.reads = [];
      holds(this.#now, this.#now);
      return isBroken;
    });
  }

  #isReason(claim: Claim): boolean {
    if (claim === vacuous) return false;
    this.hasJudged = true;
    if (claim === true) return false;
    checkReason(this.id, claim);
    return true;
  }

  /** Equal values count as no change, however they were built: their encodings are compared. */
  #looksAtAChange(): boolean {
    return this.reads.some(
      (cell) =>
        this.#changes.has(cell) && encode(this.#changes.get(cell)) !== encode(this.#state[cell]),
    );
  }
}
