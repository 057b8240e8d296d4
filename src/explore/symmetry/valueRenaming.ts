/**
 * Renaming of values, as integers: what a permutation of ids makes of the value of a cell.
 *
 *     per family and exchange:  [ value id → id of the renamed value, plus one; 0 is not known yet ]
 *
 * Only exchanges are remembered, each value once: a value under a permutation is found by walking through the
 * exchanges that it consists of. Most values hold no interchangeable id at all; that is remembered first, and then
 * nothing is walked. 5 bytes for each value and exchange that was met.
 */
import type { AnyCell } from '../../spec/cells.ts';
import type { AnyId } from '../../spec/ids.ts';
import type { Substitution } from '../../spec/renaming.ts';
import { renamed } from '../../spec/renaming.ts';
import type { Values } from '../values.ts';
import { grown } from '../words.ts';
import type { Exchange } from './exchanges.ts';
import type { Permutations } from './permutations.ts';

/** How the origin of a value says that it came from exchanging ids in another one. */
function originOf(exchange: number): number {
  return -1 - exchange;
}

/** Which exchange an origin speaks of; negative if none. */
export function exchangeOf(origin: number): number {
  return -1 - origin;
}

const mentions = { unknown: 0, none: 1, some: 2 } as const;

/** The values of one family of cells. */
class FamilyRenaming {
  /** Value → whether it holds an interchangeable id. */
  mentions = new Uint8Array(64);
  readonly byExchange: Int32Array[];
  /** A cell of the family, by which its values are known. */
  readonly cell: number;

  constructor(cell: number, exchanges: number) {
    this.cell = cell;
    this.byExchange = Array.from({ length: exchanges }, () => new Int32Array(0));
  }
}

export class ValueRenaming {
  readonly #values: Values;
  readonly #permutations: Permutations;
  readonly #exchanges: readonly Exchange[];
  /** Cell → its family. */
  readonly #families: readonly FamilyRenaming[];
  /** Replaces every interchangeable id by another one, to see whether there is any. */
  readonly #shift: Substitution;

  constructor(at: {
    readonly cells: readonly AnyCell[];
    readonly lists: readonly (readonly AnyId[])[];
    readonly exchanges: readonly Exchange[];
    readonly permutations: Permutations;
    readonly values: Values;
  }) {
    this.#values = at.values;
    this.#permutations = at.permutations;
    this.#exchanges = at.exchanges;
    const byName = new Map<string, FamilyRenaming>();
    this.#families = at.cells.map(({ family, index }) => {
      const known = byName.get(family) ?? new FamilyRenaming(index, at.exchanges.length);
      byName.set(family, known);
      return known;
    });
    this.#shift = new Map(
      at.lists.flatMap((list) => list.map((id, place) => [id, list.at(place - 1) as AnyId])),
    );
  }

  get bytes(): number {
    return [...new Set(this.#families)].reduce(
      (sum, { mentions: flags, byExchange }) =>
        byExchange.reduce((all, { byteLength }) => all + byteLength, sum + flags.byteLength),
      0,
    );
  }

  /** Does a value of a cell hold an interchangeable id? */
  hasIds(cell: number, value: number): boolean {
    const family = this.#families[cell]!;
    if (value >= family.mentions.length) {
      const larger = new Uint8Array(2 * value);
      larger.set(family.mentions);
      family.mentions = larger;
    }
    if (family.mentions[value] === mentions.unknown) {
      const plain = this.#values.valueOf(cell, value);
      const has = renamed(plain, this.#shift) !== plain;
      family.mentions[value] = has ? mentions.some : mentions.none;
    }
    return family.mentions[value] === mentions.some;
  }

  /** What a permutation makes of a value of a cell. */
  byPermutation(permutation: number, cell: number, value: number): number {
    if (permutation === 0 || !this.hasIds(cell, value)) return value;
    const permutations = this.#permutations;
    let at = value;
    for (let rest = permutation; rest !== 0; rest = permutations.after(rest)) {
      at = this.byExchange(permutations.exchangeOf(rest), cell, at);
    }
    return at;
  }

  /** What an exchange makes of a value of a cell. */
  byExchange(exchange: number, cell: number, value: number): number {
    if (!this.hasIds(cell, value)) return value;
    const family = this.#families[cell]!;
    let table = family.byExchange[exchange]!;
    if (value >= table.length) {
      table = family.byExchange[exchange] = grown(table, Math.max(64, 2 * value));
    }
    if (table[value] === 0) {
      const plain = this.#values.valueOf(family.cell, value);
      const { substitution } = this.#exchanges[exchange]!;
      const given = { cells: [family.cell], values: [renamed(plain, substitution)] };
      const reads = () => [family.cell, value];
      const [id = 0] = this.#values.idsOf(given, 'symmetric', originOf(exchange), reads);
      table[value] = id + 1;
    }
    return table[value]! - 1;
  }
}
