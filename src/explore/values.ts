/**
 * Value tables: the values of cells become small integers.
 *
 * A family shares one table, since its cells hold values of one kind. Two values are one id exactly if their
 * canonical encodings are the same text; nothing in the engine compares values in any other way.
 */
import type { AnyCell } from '../spec/cells.ts';
import { ModelError } from '../spec/errors.ts';
import { EncodingError, encode } from '../spec/value.ts';

/** The values of one family of cells, numbered from 0 in order of first appearance. */
class ValueTable {
  readonly #ids = new Map<string, number>();
  readonly #values: unknown[] = [];
  /** The value that was read last: an action that leaves it as it is gives the same object back. */
  #lastRead = -1;

  idOf(value: unknown): number {
    if (this.#lastRead >= 0 && value === this.#values[this.#lastRead]) return this.#lastRead;
    const text = encode(value);
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.#values.length;
    this.#ids.set(text, id);
    this.#values.push(value);
    return id;
  }

  valueOf(id: number): unknown {
    this.#lastRead = id;
    return this.#values[id];
  }
}

/** The value tables of all cells of a layout. */
export class Values {
  readonly #cells: readonly AnyCell[];
  readonly #tables: readonly ValueTable[];

  constructor(cells: readonly AnyCell[]) {
    const byFamily = new Map<string, ValueTable>();
    for (const { family } of cells) {
      if (!byFamily.has(family)) byFamily.set(family, new ValueTable());
    }
    this.#cells = cells;
    this.#tables = cells.map(({ family }) => byFamily.get(family) as ValueTable);
  }

  /**
   * The id of a value in a cell.
   *
   * @throws ModelError if the value has no canonical encoding; `where` names who produced it
   */
  idOf(cell: number, value: unknown, where: string): number {
    try {
      return this.#tables[cell]!.idOf(value);
    } catch (error) {
      if (!(error instanceof EncodingError)) throw error;
      const { name } = this.#cells[cell]!;
      throw new ModelError(where, `gives ${name} a value that cannot be stored: ${error.message}`);
    }
  }

  valueOf(cell: number, id: number): unknown {
    return this.#tables[cell]!.valueOf(id);
  }
}
