/**
 * What chunks of walks have found together. They are taken in the order of their numbers, up to the first that ends
 * the walking, so it is the same however many threads have made them.
 */
import type { Model } from '../../spec/system.ts';
import type { Breakage, Chunk, Plan, Sighting } from './chunks.ts';
import { chunkRuns } from './chunks.ts';
import type { Drawn } from './draws.ts';
import { drawnModel } from './draws.ts';
import { Sum } from './tally.ts';

export class Harvest {
  runs = 0;
  steps = 0;
  modelCalls = 0;
  /** Steps of the longest walk. */
  longest = 0;
  /** Walks that ended because nothing was enabled. */
  stuck = 0;
  /** How many chunks were taken. */
  chunks = 0;
  /** The properties that were put to the test. */
  readonly judged = new Set<string>();
  /** Property → a walk that breaks it. */
  readonly sightings = new Map<string, Sighting>();
  /** What broke the model. */
  broken: Breakage | null = null;
  /** The model that the sightings are of. */
  model: Model;
  /** What was drawn for it. */
  drawn: Drawn | null = null;
  /** Has a promise been broken that is not only reported? */
  isViolated = false;
  readonly #plan: Plan;
  /** The model that was given. */
  readonly #model: Model;
  readonly #waiting = new Map<number, Chunk>();
  readonly #sum = new Sum();
  /** What all chunks have come by that were brought, those included that wait and those that will not be taken. */
  readonly #brought = { runs: 0, steps: 0, sum: new Sum() };

  constructor(model: Model, plan: Plan) {
    this.model = model;
    this.#model = model;
    this.#plan = plan;
  }

  get isOver(): boolean {
    const { runs } = this.#plan;
    return this.isViolated || this.broken !== null || this.chunks * chunkRuns(this.#plan) >= runs;
  }

  get met() {
    return this.#sum.met;
  }

  /**
   * What walks have come by in any order, those of a part of a chunk included that is being made: for a caller who looks
   * on, it only grows.
   */
  with(part: Chunk | undefined): Pick<Chunk, 'runs' | 'steps' | 'met'> {
    const { runs, steps, sum } = this.#brought;
    if (part === undefined) return { runs, steps, met: sum.met };
    const all = new Sum();
    all.add(sum.met);
    all.add(part.met);
    return { runs: runs + part.runs, steps: steps + part.steps, met: all.met };
  }

  /** A chunk is made; it may come before others that have lower numbers. */
  bring(chunk: Chunk): void {
    this.#brought.runs += chunk.runs;
    this.#brought.steps += chunk.steps;
    this.#brought.sum.add(chunk.met);
    this.#waiting.set(chunk.number, chunk);
    for (;;) {
      const next = this.#waiting.get(this.chunks);
      if (next === undefined || this.isOver) return;
      this.#waiting.delete(this.chunks);
      this.#take(next);
    }
  }

  #take(chunk: Chunk): void {
    this.chunks++;
    this.runs += chunk.runs;
    this.steps += chunk.steps;
    this.modelCalls += chunk.modelCalls;
    this.longest = Math.max(this.longest, chunk.longest);
    this.stuck += chunk.stuck;
    this.#sum.add(chunk.met);
    for (const id of chunk.judged) this.judged.add(id);
    this.broken = chunk.broken;
    this.isViolated = chunk.violated.length > 0;
    if (chunk.drawn === null) {
      for (const [id, walk] of chunk.sightings) {
        if (!this.sightings.has(id)) this.sightings.set(id, walk);
      }
    } else this.#takeDrawn(chunk, chunk.drawn);
  }

  /** An outcome is of one variant and of one set of bounds, and so of one promise: others may not be broken there. */
  #takeDrawn({ sightings, violated: [id], broken }: Chunk, drawn: Drawn): void {
    const [aside] = sightings.keys();
    const told = id ?? (this.sightings.size === 0 ? aside : undefined);
    if (told === undefined && broken === null) return;
    this.sightings.clear();
    this.drawn = drawn;
    // One that was walked in can be built; one that cannot throws here once more.
    this.model = drawnModel(this.#model, drawn) ?? this.#model;
    if (told !== undefined) this.sightings.set(told, sightings.get(told) as Sighting);
  }
}
