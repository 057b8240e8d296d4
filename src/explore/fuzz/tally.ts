/**
 * What walks have met: how often each action was taken, and which cells have changed.
 */
import type { Model } from '../../spec/system.ts';
import type { Met } from '../coverage.ts';
import { faultsOf } from '../coverage.ts';
import type { ActionOutcome, CellOutcome } from '../outcome.ts';

/**
 * What several walks have met together, also where the models differ. Values are not counted: 2 stands for several, and 1
 * for a cell that has changed in none of the models that have it.
 */
export class Sum {
  readonly #actions = new Map<string, ActionOutcome>();
  readonly #cells = new Map<string, CellOutcome>();
  readonly #faults = new Set<string>();

  get met(): Met {
    return {
      actions: [...this.#actions.values()],
      cells: [...this.#cells.values()],
      faults: [...this.#faults],
    };
  }

  add({ actions, cells, faults }: Met): void {
    for (const action of actions) {
      const { name, enabled, taken } = action;
      const known = this.#actions.get(name) ?? { enabled: 0, taken: 0 };
      const sum = { enabled: known.enabled + enabled, taken: known.taken + taken };
      this.#actions.set(name, { ...action, ...sum });
    }
    for (const cell of cells) {
      const values = Math.max(cell.values, this.#cells.get(cell.name)?.values ?? 1);
      this.#cells.set(cell.name, { ...cell, values });
    }
    for (const name of faults) this.#faults.add(name);
  }
}

export class Tally {
  steps = 0;
  readonly #model: Model;
  readonly #taken: Float64Array;
  readonly #moved: Float64Array;
  readonly #hasChanged: Uint8Array;

  constructor(model: Model) {
    this.#model = model;
    this.#taken = new Float64Array(model.actions.length);
    this.#moved = new Float64Array(model.actions.length);
    this.#hasChanged = new Uint8Array(model.layout.cells.length);
  }

  /** Counts a step that changed some cells: the first `length` of them. */
  step(instance: number, changed: Int32Array, length: number): void {
    this.steps++;
    this.#taken[instance]!++;
    if (length > 0) this.#moved[instance]!++;
    for (let at = 0; at < length; at++) this.#hasChanged[changed[at]!] = 1;
  }

  /** An instance that is chosen is enabled, so the two counts of an action differ by steps that change nothing. */
  get met(): Met {
    const { actions, layout } = this.#model;
    const sum = new Sum();
    sum.add({
      actions: actions.map(({ action: name, kind }, at) => ({
        name,
        kind,
        enabled: this.#taken[at]!,
        taken: this.#moved[at]!,
      })),
      cells: layout.cells.map(({ name, family, kind, index }) => ({
        name,
        family,
        kind,
        values: 1 + this.#hasChanged[index]!,
      })),
      faults: faultsOf(layout),
    });
    return sum.met;
  }
}
