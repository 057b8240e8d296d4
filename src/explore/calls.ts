/**
 * Calls of the model, and what they read: two calls on the same state must read and answer the same.
 */
import { ModelError } from '../spec/errors.ts';
import type { Effort } from './effort.ts';

/** Something that reads cells and comes to a result. */
export interface Program {
  readonly name: string;
  /**
   * Gets ready to call the model: `read` answers with the value id of a cell, of whichever state is asked about.
   *
   * @returns a function that calls the model and answers the result, an integer from 0
   */
  readonly prepare: (read: (cell: number) => number) => () => number;
  /** A result in words, for the error that names an impure program. */
  readonly describe: (result: number) => string;
  /** A result in numbers that mean the same to all threads, and back. */
  readonly tell: (result: number) => readonly number[];
  readonly hear: (told: readonly number[]) => number;
}

/** Results that mean the same to all threads as they are. */
export const plainResult: Pick<Program, 'tell' | 'hear'> = {
  tell: (result) => [result],
  hear: ([result]) => result!,
};

/** Every program's first calls are made twice, later ones now and then: an impure one shows itself. */
const alwaysTwiceCalls = 64;
const twiceEveryCalls = 128;

export class Calls {
  /** What the call that was made last has read: cells in order, and their values. */
  readonly cells: number[] = [];
  readonly values: number[] = [];
  readonly #programs: readonly Program[];
  readonly #nameOf: (cell: number) => string;
  readonly #effort: Effort;
  readonly #run: readonly (() => number)[];
  /** The row that is asked about. */
  #row: Int32Array = new Int32Array(0);

  constructor(programs: readonly Program[], nameOf: (cell: number) => string, effort: Effort) {
    this.#programs = programs;
    this.#nameOf = nameOf;
    this.#effort = effort;
    this.#run = programs.map(({ prepare }) => prepare((cell) => this.#read(cell)));
  }

  /**
   * Runs the program and leaves the cells that it read, in order, and their values in the scratch lists.
   *
   * @throws ModelError if it is seen to be impure
   */
  make(program: number, row: Int32Array): number {
    const { calls, millis, clock } = this.#effort;
    const startedMs = clock?.() ?? 0;
    const result = this.#make(program, row);
    const before = calls[program]!++;
    if (before < alwaysTwiceCalls || before % twiceEveryCalls === 0)
      this.#repeat(program, row, result);
    if (clock) millis[program]! += clock() - startedMs;
    return result;
  }

  #make(program: number, row: Int32Array): number {
    this.#row = row;
    this.cells.length = 0;
    this.values.length = 0;
    return this.#run[program]!();
  }

  #read(cell: number): number {
    const value = this.#row[cell]!;
    if (!this.cells.includes(cell)) {
      this.cells.push(cell);
      this.values.push(value);
    }
    return value;
  }

  /** The same call once more. @throws ModelError if it reads or answers anything else */
  #repeat(program: number, row: Int32Array, result: number): void {
    const first = [...this.cells];
    const again = this.#make(program, row);
    const second = this.cells;
    const at = first.findIndex((cell, position) => cell !== second[position]);
    if (at >= 0 || second.length > first.length) {
      const position = at >= 0 ? at : first.length;
      this.refuse(
        program,
        `called twice on the same state, it read ${this.called(first[position])} as cell number ` +
          `${position + 1} the first time and ${this.called(second[position])} the second time`,
      );
    }
    if (again !== result) {
      const { describe } = this.#programs[program]!;
      this.refuse(
        program,
        `called twice on the same state, it gave ${describe(result)} the first time ` +
          `and ${describe(again)} the second`,
      );
    }
  }

  /** A cell in words. */
  called(cell: number | undefined): string {
    return cell === undefined ? 'nothing' : this.#nameOf(cell);
  }

  /** @throws ModelError always: the program is impure */
  refuse(program: number, what: string): never {
    throw new ModelError(
      this.#programs[program]!.name,
      `is impure: ${what}. It must be a deterministic function of the cells it reads: ` +
        'no counters, no random numbers, no clock, no changes to what it was given',
    );
  }
}
