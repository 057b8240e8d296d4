/**
 * The interchangeable ids of a model, as one search uses them: all their permutations, and what these carry into what.
 *
 * Without symmetry reduction the group has one member, which changes nothing; then every state is an orbit of its
 * own, and nothing in the engine needs to know the difference.
 */
import { UsageError } from '../../spec/errors.ts';
import type { AnyId } from '../../spec/ids.ts';
import type { Property } from '../../spec/properties.ts';
import type { Model } from '../../spec/system.ts';
import type { Exchange } from './exchanges.ts';
import { exchangesOf } from './exchanges.ts';
import { Permutations } from './permutations.ts';
import type { Sources } from './sources.ts';
import { sourcesOf } from './sources.ts';

export class Group {
  readonly lists: readonly (readonly AnyId[])[];
  readonly exchanges: readonly Exchange[];
  readonly permutations: Permutations;
  readonly sources: Sources;
  /** The cells, those together that some permutation carries into each other. */
  readonly cellOrbits: readonly (readonly number[])[];

  /** Property → it and those that say the same of other ids. Asked for every violation that is seen. */
  readonly #alike = new Map<string, readonly string[]>();

  /**
   * @throws UsageError if there are too many permutations
   * @throws ModelError if the model is not closed under them
   */
  constructor(model: Model, lists: readonly (readonly AnyId[])[]) {
    this.lists = lists;
    this.permutations = new Permutations(lists);
    this.exchanges = exchangesOf(model, lists);
    this.sources = sourcesOf(this.permutations, this.exchanges, model.layout.cells.length);
    const { layout, properties } = model;
    this.cellOrbits = this.#orbits(layout.cells.length, ({ cells }) => cells);
    for (const orbit of this.#orbits(properties.length, (at) => at.properties)) {
      const ids = orbit.map((position) => properties[position]!.id);
      for (const id of ids) this.#alike.set(id, ids);
    }
  }

  get bytes(): number {
    return this.permutations.bytes + this.sources.sources.byteLength;
  }

  /** Is there no permutation but the one that changes nothing? */
  get isTrivial(): boolean {
    return this.permutations.count === 1;
  }

  /** The ids of the properties that say the same as the given one of other ids, and its own. */
  alike(id: string): readonly string[] {
    return this.#alike.get(id) ?? [id];
  }

  /** Numbers below `count`, those together that exchanges carry into each other. */
  #orbits(count: number, mapOf: (exchange: Exchange) => Int32Array): number[][] {
    const orbits: number[][] = [];
    const seen = new Set<number>();
    for (let first = 0; first < count; first++) {
      if (seen.has(first)) continue;
      const orbit = new Set([first]);
      // A Set is iterated also over what is added meanwhile.
      for (const at of orbit) {
        for (const exchange of this.exchanges) orbit.add(mapOf(exchange)[at]!);
      }
      for (const at of orbit) seen.add(at);
      orbits.push([...orbit].sort((a, b) => a - b));
    }
    return orbits;
  }
}

/**
 * The group of a search: of the ids that the model calls interchangeable, or the trivial one.
 *
 * @throws UsageError if symmetry is wanted where it cannot be had
 * @throws ModelError if the declaration is wrong
 */
export function groupFor(model: Model, wanted: boolean, chosen: readonly Property[]): Group {
  if (!wanted) return new Group(model, []);
  const lists = (model.symmetric ?? []).filter(({ length }) => length > 1);
  if (lists.length === 0) {
    throw new UsageError(
      `symmetry: ${model.system.name} names no interchangeable ids in this variant and ` +
        'these bounds; explore it without symmetry',
    );
  }
  const lively = chosen.filter(({ kind }) => kind === 'eventually' || kind === 'leadsTo');
  if (lively.length > 0) {
    throw new UsageError(
      `symmetry does not go with liveness (${lively.map(({ id }) => id).join(', ')}): ` +
        'fairness is a matter of each instance, and orbits do not tell instances apart; ' +
        'choose other properties (--property), or explore without symmetry',
    );
  }
  return new Group(model, lists);
}
