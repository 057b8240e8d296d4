/**
 * States as integers, one at a time: the engine's value tables, decision trees and interned rows, without its search.
 */
import type { Model } from '../../spec/system.ts';
import type { State } from '../../spec/transition.ts';
import { HalfStore } from '../half.ts';
import { disabledResult } from '../moves.ts';
import { PairTable } from '../pairs.ts';
import { Programs } from '../programs.ts';

/** A state, as the id of its row. */
export type StateId = number;

/** What a call that gave a new value leaves behind, about: the value, its text and where it came from. */
const valueBytes = 2000;

export class States {
  /** The initial states. */
  readonly starts: readonly StateId[];
  readonly #programs: Programs;
  /** One half that has all cells: a row costs about as much as one pair. */
  readonly #rows: HalfStore;
  readonly #cells: number;
  /** The row that was asked about last. */
  readonly #row: Int32Array;
  /** The cells that the last instance has read. */
  readonly #path: Int32Array;
  #asked = -1;

  constructor(model: Model) {
    this.#programs = new Programs(model, [], false, []);
    const { length } = model.layout.cells;
    this.#cells = length;
    this.#row = new Int32Array(length);
    this.#path = new Int32Array(length);
    const cells = Array.from({ length }, (_, cell) => cell);
    const { values } = this.#programs;
    this.#rows = new HalfStore(
      cells,
      () => new PairTable(),
      (cell) => values.countOf(cell),
    );
    this.starts = this.#programs.starts.map(({ row }) => this.#rows.intern(row));
  }

  get bytes(): number {
    const values = valueBytes * this.#programs.values.origins.length;
    return this.#rows.bytes + this.#programs.bytes + values;
  }

  /**
   * Where an instance leads from a state, or -1 if it is disabled. Calls the model only if it read nothing like it
   * before.
   */
  after(state: StateId, instance: number): StateId {
    this.#load(state);
    const result = this.#programs.actions.follow(instance, this.#row, this.#path);
    if (result === disabledResult) return -1;
    return this.#rows.patch(state, this.#programs.effects.patchOf(result - 1));
  }

  /** The id of a cell's value in a state: the same for equal values. */
  valueId(state: StateId, cell: number): number {
    this.#load(state);
    return this.#row[cell]!;
  }

  valueOf(state: StateId, cell: number): unknown {
    return this.#programs.values.valueOf(cell, this.valueId(state, cell));
  }

  /** The values of a state. */
  plain(state: StateId): State {
    return Array.from({ length: this.#cells }, (_, cell) => this.valueOf(state, cell));
  }

  /** The id of a state that is known by its values only. */
  adopt(state: State): StateId {
    const { values } = this.#programs;
    const ids = state.map((value, cell) => values.idAlone(cell, value, 'a state of another table'));
    return this.#rows.intern(Int32Array.from(ids));
  }

  #load(state: StateId): void {
    if (state === this.#asked) return;
    this.#asked = state;
    this.#rows.unpack(state, this.#row, 0);
  }
}
