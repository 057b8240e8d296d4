/**
 * Value tables: the values of cells become small integers.
 *
 * A family shares one table, since its cells hold values of one kind. Two values are one id exactly if their
 * canonical encodings are the same text; nothing in the engine compares values in any other way.
 *
 * Every value but those of the initial states has an *origin*: the call of the model that gave it first, as integers.
 * So another thread, or another process that takes a search up again, comes to the same value by making the same
 * call, and no value ever needs to be taken apart and put together again. Origins are made one at a time and in the
 * same order everywhere, hence value ids are the same everywhere too.
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

  get count(): number {
    return this.#values.length;
  }

  /** The id of a value, or -1 and its text for {@link add}. */
  find(value: unknown): number {
    if (this.#lastRead >= 0 && value === this.#values[this.#lastRead]) return this.#lastRead;
    this.text = encode(value);
    return this.#ids.get(this.text) ?? -1;
  }
  text = '';

  add(text: string, value: unknown): number {
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

/** Where values came from, as integers. */
export interface Origin {
  /** What was called: the index of an action, or -1 - n for the renaming of ids number n. */
  readonly by: number;
  /** What it read: cell, value id, cell, value id … */
  readonly reads: readonly number[];
  /** What was new of what it gave: cell, value id … */
  readonly made: readonly number[];
}

/** How threads agree on values: one makes them at a time, and the others learn of it. */
export interface Exchange {
  /** Origins that other threads made, in order, as far as they are known here. */
  readonly news: () => readonly Origin[];
  /** Waits for its turn. Until {@link leave} nobody else makes values, and `news` is complete. */
  readonly enter: () => void;
  /** Tells the others what was made, if anything was. */
  readonly leave: (origin: Origin | null) => void;
}

/** The value tables of all cells of a layout. */
export class Values {
  /** All origins, in order: what it takes to come to the same tables again. */
  readonly origins: Origin[] = [];
  /** Tells tables with other values, or the same in another order, apart. */
  fingerprint = 0;
  exchange: Exchange | null = null;

  readonly #cells: readonly AnyCell[];
  readonly #tables: readonly ValueTable[];
  readonly #repeat: (origin: Origin) => readonly unknown[];

  /** @param repeat makes the call of an origin again, and answers with the values that it made */
  constructor(cells: readonly AnyCell[], repeat: (origin: Origin) => readonly unknown[]) {
    const byFamily = new Map<string, ValueTable>();
    for (const { family } of cells) {
      if (!byFamily.has(family)) byFamily.set(family, new ValueTable());
    }
    this.#cells = cells;
    this.#tables = cells.map(({ family }) => byFamily.get(family) as ValueTable);
    this.#repeat = repeat;
  }

  /** How many values the family of a cell has had. */
  countOf(cell: number): number {
    this.learn();
    return this.#tables[cell]!.count;
  }

  valueOf(cell: number, id: number): unknown {
    const table = this.#tables[cell]!;
    if (id >= table.count) this.learn();
    return table.valueOf(id);
  }

  /**
   * The id of a value without an origin: in an initial state, from where everyone starts, or when nobody else works
   * any more.
   *
   * @param where names who gave it, for the error
   * @throws ModelError if the value has no canonical encoding
   */
  idAlone(cell: number, value: unknown, where: string): number {
    const known = this.#find(cell, value, where);
    return known >= 0 ? known : this.#add(cell, value);
  }

  /**
   * The ids of what a call gave.
   *
   * @param where names who gave it, for the error
   * @throws ModelError if a value has no canonical encoding
   */
  idsOf(
    given: { readonly cells: readonly number[]; readonly values: readonly unknown[] },
    where: string,
    by: number,
    reads: () => readonly number[],
  ): number[] {
    const { cells, values } = given;
    const ids = cells.map((cell, at) => this.#find(cell, values[at], where));
    if (!ids.includes(-1)) return ids;
    const { exchange } = this;
    let origin: Origin | null = null;
    exchange?.enter();
    try {
      if (exchange) this.learn();
      const made: number[] = [];
      for (const [at, cell] of cells.entries()) {
        if (ids[at] !== -1) continue;
        const known = this.#find(cell, values[at], where);
        ids[at] = known >= 0 ? known : this.#add(cell, values[at]);
        if (known < 0) made.push(cell, ids[at]!);
      }
      if (made.length > 0) {
        origin = { by, reads: reads(), made };
        this.origins.push(origin);
      }
    } finally {
      exchange?.leave(origin);
    }
    return ids;
  }

  /**
   * Makes the calls that another thread or process has made.
   *
   * @throws ModelError if one does not give what it gave there
   */
  repeat(origins: readonly Origin[]): void {
    for (const origin of origins) {
      const { made } = origin;
      for (const [at, value] of this.#repeat(origin).entries()) {
        const cell = made[2 * at]!;
        const found = this.#find(cell, value, 'a repeated call');
        if (found >= 0 || this.#add(cell, value) !== made[2 * at + 1]) {
          const { name } = this.#cells[cell]!;
          throw new ModelError(
            name,
            'does not get the values again that it had: the model changed',
          );
        }
      }
      this.origins.push(origin);
    }
  }

  /** Takes in what other threads have made. */
  learn(): void {
    if (this.exchange) this.repeat(this.exchange.news());
  }

  #find(cell: number, value: unknown, where: string): number {
    try {
      return this.#tables[cell]!.find(value);
    } catch (error) {
      // Encoding goes into a value by calling itself.
      const isDeep = error instanceof RangeError;
      if (!isDeep && !(error instanceof EncodingError)) throw error;
      const { name } = this.#cells[cell]!;
      const why = isDeep ? 'it is nested too deeply' : error.message;
      throw new ModelError(where, `gives ${name} a value that cannot be stored: ${why}`);
    }
  }

  /** Adds the value that was looked for last in the table of its cell. */
  #add(cell: number, value: unknown): number {
    const table = this.#tables[cell]!;
    const { text } = table;
    this.fingerprint = mixed(this.fingerprint, cell, text);
    return table.add(text, value);
  }
}

/** A hash of a text, and of what came before it. */
export function mixed(print: number, cell: number, text: string): number {
  let hash = Math.imul(print ^ cell, 0x9e3779b1);
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x85ebca77);
    hash ^= hash >>> 13;
  }
  return hash >>> 0;
}
