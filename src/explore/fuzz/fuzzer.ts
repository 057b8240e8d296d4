/**
 * Draws walks until one breaks a promise, and then makes it shorter.
 *
 * The walks come in chunks, each of them a check by fast-check with a seed of its own, so that a caller is heard in
 * between. What is found is shrunk here, not by that check: a caller is heard there too, a promise that is only
 * reported need not end the walking, and a walk stays a violation of the promise that it was found to break.
 */
import fc from 'fast-check';
import type { ModelError } from '../../spec/errors.ts';
import type { Model } from '../../spec/system.ts';
import { stateJson } from '../../spec/transition.ts';
import { statesOf } from '../trace.ts';
import type { Safety } from './judge.ts';
import type { Flaw, Walk } from './walks.ts';
import { Walks } from './walks.ts';

/** Steps between two moments at which a caller is heard. */
const stepsPerChunk = 4096;

/** Seeds of users are small and close to each other; their chunks must not be. */
const goldenRatio = 0x9e3779b1;

export class Fuzzer {
  readonly model: Model;
  readonly chosen: readonly Safety[];
  /** Property → the walk that is known to violate it. */
  readonly sightings = new Map<string, Walk>();
  readonly walks: Walks;
  /** The error of the model that ended the walking. */
  broken: ModelError | null = null;
  readonly #maxSteps: number;

  constructor(model: Model, chosen: readonly Safety[], maxSteps: number) {
    this.model = model;
    this.chosen = chosen;
    this.#maxSteps = maxSteps;
    const aside = chosen.filter(({ reportOnly }) => reportOnly).map(({ id }) => id);
    this.walks = new Walks(model, chosen, maxSteps, aside);
  }

  /** Walks, then shrinks; yields the number of steps that a violation is shrunk to, or null while it walks. */
  *run(seed: number, runs: number, isStopped: () => boolean): Generator<number | null> {
    const { tally } = this.walks;
    const chunkRuns = Math.max(1, Math.floor(stepsPerChunk / this.#maxSteps));
    let last: Walk | null = null;
    const note = fc.property(this.walks, (walk) => {
      last = walk;
      this.#note(walk);
      return walk.flaw === null;
    });
    const hasFlaw = () => last !== null && last.flaw !== null;
    for (let chunk = 0; tally.runs < runs && !hasFlaw() && !isStopped(); chunk++) {
      fc.check(note, {
        seed: (Math.imul(seed, goldenRatio) + chunk) | 0,
        numRuns: Math.min(chunkRuns, runs - tally.runs),
        endOnFailure: true,
      });
      yield null;
    }
    yield* this.#shrinkAll(last, isStopped);
  }

  /** Remembers what a walk has found. */
  #note({ start, instances, flaw, asides }: Walk): void {
    for (const { id, after } of asides) {
      if (this.sightings.has(id)) continue;
      const way = instances.slice(0, after);
      const violated: Flaw = { kind: 'violated', ids: [id] };
      this.sightings.set(id, { start, instances: way, flaw: violated, asides: [] });
      this.walks.retire(id);
    }
    if (flaw?.kind !== 'violated') return;
    for (const id of flaw.ids) this.sightings.set(id, { start, instances, flaw, asides: [] });
  }

  *#shrinkAll(last: Walk | null, isStopped: () => boolean): Generator<number> {
    if (last?.flaw?.kind === 'broken') {
      const { where } = last.flaw.error;
      const isSame = (flaw: Flaw) => flaw.kind === 'broken' && flaw.error.where === where;
      this.broken = explained(this.model, yield* this.#shrink(last, where, isSame, isStopped));
      return;
    }
    for (const [id, walk] of this.sightings) {
      const isSame = (flaw: Flaw) => flaw.kind === 'violated';
      this.sightings.set(id, yield* this.#shrink(walk, id, isSame, isStopped));
    }
  }

  /** The shortest walk that fast-check's way of shrinking leads to: no step can be left out of it. */
  *#shrink(
    walk: Walk,
    id: string,
    isSame: (flaw: Flaw) => boolean,
    isStopped: () => boolean,
  ): Generator<number, Walk> {
    const watched = this.chosen.filter((at) => at.id === id);
    const walks = new Walks(this.model, watched, this.#maxSteps);
    let best = walk;
    let candidates = walks.shrink(best, undefined);
    for (let at = candidates.next(); !at.done && !isStopped(); at = candidates.next()) {
      const { value, context } = at.value;
      if (value.flaw !== null && isSame(value.flaw)) {
        best = value;
        candidates = walks.shrink(best, context);
      }
      yield best.instances.length;
    }
    return best;
  }
}

/** The model's error, with the state it happened in and the steps that lead there. */
function explained(model: Model, { start, instances, flaw }: Walk): ModelError {
  const { error, after } = flaw as Extract<Flaw, { kind: 'broken' }>;
  const way = { start, instances: instances.slice(0, after) };
  error.instances = way.instances.map(({ name }) => name);
  error.state = stateJson(model, statesOf(model, way).at(-1) ?? []);
  return error;
}
