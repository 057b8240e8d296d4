/**
 * What the walks have met: how often each action was taken, and which cells have ever changed.
 */
import { is } from 'immutable';
import type { Model } from '../../spec/system.ts';
import type { State } from '../../spec/transition.ts';
import type { ActionOutcome, CellOutcome } from '../outcome.ts';
import type { Changes } from './judge.ts';

export class Tally {
  runs = 0;
  steps = 0;
  modelCalls = 0;
  /** Steps of the longest walk. */
  longest = 0;
  /** Walks that ended because nothing was enabled. */
  stuck = 0;
  readonly #model: Model;
  readonly #taken: number[];
  readonly #moved: number[];
  readonly #hasChanged: boolean[];

  constructor(model: Model) {
    this.#model = model;
    this.#taken = model.actions.map(() => 0);
    this.#moved = model.actions.map(() => 0);
    this.#hasChanged = model.layout.cells.map(() => false);
  }

  /** Counts a step. Values are compared only until a cell is known to change. */
  step(instance: number, changes: Changes, state: State): void {
    this.steps++;
    this.#taken[instance] = (this.#taken[instance] ?? 0) + 1;
    if (changes.size > 0) this.#moved[instance] = (this.#moved[instance] ?? 0) + 1;
    for (const [cell, before] of changes) {
      this.#hasChanged[cell] ||= !is(before, state[cell]);
    }
  }

  /** Counts a walk that has ended. */
  run(steps: number, isStuck: boolean): void {
    this.runs++;
    this.longest = Math.max(this.longest, steps);
    if (isStuck) this.stuck++;
  }

  /** An instance that is found enabled is taken, so the two counts of an action differ by steps that change nothing. */
  get actions(): ActionOutcome[] {
    const byName = new Map<string, ActionOutcome>();
    for (const [at, { action: name, kind }] of this.#model.actions.entries()) {
      const known = byName.get(name) ?? { name, kind, enabled: 0, taken: 0 };
      byName.set(name, {
        ...known,
        enabled: known.enabled + (this.#taken[at] ?? 0),
        taken: known.taken + (this.#moved[at] ?? 0),
      });
    }
    return [...byName.values()];
  }

  /** Values are not counted: 2 stands for several. */
  get cells(): CellOutcome[] {
    return this.#model.layout.cells.map(({ name, family, kind, index }) => ({
      name,
      family,
      kind,
      values: this.#hasChanged[index] ? 2 : 1,
    }));
  }
}
