/**
 * A model to walk in, what is asked of it, and what is remembered of its calls.
 */
import type { Property } from '../../spec/properties.ts';
import type { Model } from '../../spec/system.ts';
import { Programs } from '../programs.ts';
import type { StrategyName } from './strategies.ts';
import { strategiesFor } from './strategies.ts';
import type { Strategy } from './strategy.ts';
import { Walks } from './walks.ts';

export class World {
  readonly model: Model;
  readonly programs: Programs;
  /** The properties that are only reported. */
  readonly #asides: ReadonlySet<string>;
  readonly #turns: readonly (readonly Strategy[])[];

  /** @param ids the properties to ask, `deadlock` among them; all that a walk can break if absent */
  constructor(model: Model, ids: readonly string[] | undefined, strategy: StrategyName) {
    this.model = model;
    const asked = askedOf(model, ids);
    this.#asides = new Set(asked.filter(({ reportOnly }) => reportOnly).map(({ id }) => id));
    this.programs = new Programs(model, asked, ids?.includes('deadlock') ?? true, []);
    this.#turns = strategiesFor(strategy, model, this.programs);
  }

  /** The walks of a chunk: they end where a promise is broken, unless that is only reported. */
  walks(chunk: number, maxSteps: number): Walks {
    const strategies = this.#turns[chunk % this.#turns.length]!;
    for (const strategy of strategies) strategy.restart();
    return new Walks(this.model, this.programs, { maxSteps, strategies, asides: this.#asides });
  }

  /** Walks that end where any promise is broken: to make one walk again, or a part of it. */
  walksAgain(): Walks {
    const walking = {
      maxSteps: Number.MAX_SAFE_INTEGER,
      strategies: [],
      asides: new Set<string>(),
    };
    return new Walks(this.model, this.programs, walking);
  }
}

/** The properties that are asked, a deadlock apart: those with these ids, or all, as far as there is anything to judge. */
export function askedOf({ properties }: Model, ids: readonly string[] | undefined): Property[] {
  return properties.filter(
    (at) => isBreakable(at) && at.appliesTo !== false && (ids?.includes(at.id) ?? true),
  );
}

/** Can a single walk break it? */
export function isBreakable({ kind }: Pick<Property, 'kind'>): boolean {
  return kind === 'always' || kind === 'neverStep' || kind === 'quiescent';
}
