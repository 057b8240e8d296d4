/**
 * All promises that a single walk can break, asked as it goes on.
 */
import type { Model } from '../../spec/system.ts';
import type { Programs } from '../programs.ts';
import { StateAsking, StepAsking } from './asking.ts';

export class Promises {
  readonly #states: StateAsking;
  readonly #steps: StepAsking;
  readonly #quiescent: StateAsking;
  /** Whether a state in which nothing is enabled is a deadlock. */
  readonly #final: StateAsking;
  /** Walks must not depend on what is asked: it is the model that says whether quiescent states are looked for. */
  readonly #looksForQuiescence: boolean;
  readonly #isQuiescent: () => boolean;
  /** What the last step has broken. */
  readonly #violated: string[] = [];

  /**
   * @param rows the state before the last step, and behind it the present one
   * @param isQuiescent is the present one quiescent?
   */
  constructor(model: Model, programs: Programs, rows: Int32Array, isQuiescent: () => boolean) {
    const now = rows.subarray(rows.length / 2);
    this.#states = new StateAsking(programs.states, now);
    this.#steps = new StepAsking(programs, rows);
    this.#quiescent = new StateAsking(programs.quiescent, now);
    this.#final = new StateAsking(programs.final, now);
    this.#isQuiescent = isQuiescent;
    this.#looksForQuiescence = model.properties.some(
      ({ kind, appliesTo }) => kind === 'quiescent' && appliesTo !== false,
    );
  }

  /**
   * A walk begins: the promises that its first state breaks.
   *
   * @throws ModelError if a property breaks the contract
   */
  begin(): readonly string[] {
    for (const asking of this.#all()) asking.begin();
    return this.#ask();
  }

  /**
   * A step was taken: the promises that it breaks, or that are broken in the state that it leads to. They are known until
   * the next step: nothing is allocated for it.
   */
  after(changed: Int32Array, length: number): readonly string[] {
    this.#states.wake(changed, length);
    this.#steps.wake(changed, length);
    if (this.#looksForQuiescence) this.#quiescent.wake(changed, length);
    return this.#ask();
  }

  /** A walk has come to where nothing is enabled: is that a deadlock? */
  atTheEnd(): readonly string[] {
    const violated: string[] = [];
    this.#final.begin();
    this.#final.ask(violated);
    return violated;
  }

  /** Asks a property no more. */
  retire(id: string): void {
    for (const asking of this.#all()) asking.retire(id);
  }

  /** The properties that were put to the test: they said more than that there is nothing to judge. */
  get judged(): readonly string[] {
    return this.#all().flatMap(({ judged }) => judged);
  }

  #all() {
    return [this.#states, this.#steps, this.#quiescent, this.#final] as const;
  }

  #ask(): readonly string[] {
    const violated = this.#violated;
    if (violated.length > 0) violated.length = 0;
    this.#states.ask(violated);
    this.#steps.ask(violated);
    if (this.#looksForQuiescence && this.#isQuiescent()) this.#quiescent.ask(violated);
    return violated;
  }
}
