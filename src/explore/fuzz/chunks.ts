/**
 * Walks come in chunks, each of them a sample by fast-check with a seed of its own.
 *
 * A chunk depends on its number and on nothing that happened before, so that it is the same whoever makes it: this
 * thread or a helper, after whatever else. A caller is heard every few thousand steps, and can have it abandoned.
 */
import fc from 'fast-check';
import { ModelError } from '../../spec/errors.ts';
import type { Model } from '../../spec/system.ts';
import type { Met } from '../coverage.ts';
import { callsOf } from '../effort.ts';
import type { Drawable, Drawn } from './draws.ts';
import { drawnModel, drawsFor } from './draws.ts';
import type { StrategyName } from './strategies.ts';
import type { Walk, Walks } from './walks.ts';
import { World } from './world.ts';

/** What makes the walks what they are, as it can be sent. */
export interface Plan {
  readonly seed: number;
  readonly runs: number;
  readonly maxSteps: number;
  readonly strategy: StrategyName;
  /** What is drawn anew for each chunk. */
  readonly random: readonly Drawable[];
  /** Ids of the properties to ask; all if absent. */
  readonly properties: readonly string[] | undefined;
}

/** A walk that is known to break a promise. */
export type Sighting = Pick<Walk, 'start' | 'members'>;

/** A walk that broke the model: who threw, and what it said. */
export interface Breakage extends Sighting {
  readonly where: string;
  readonly what: string;
}

/** What came of a chunk. */
export interface Chunk {
  readonly number: number;
  /** What was drawn for it; null where nothing is. */
  readonly drawn: Drawn | null;
  readonly runs: number;
  readonly steps: number;
  readonly longest: number;
  readonly stuck: number;
  readonly modelCalls: number;
  readonly met: Met;
  /** The properties that were put to the test. */
  readonly judged: readonly string[];
  /** Property → the first walk that breaks it. */
  readonly sightings: ReadonlyMap<string, Sighting>;
  /** The promises that ended the chunk. */
  readonly violated: readonly string[];
  /** What broke the model, and so ended the chunk. */
  readonly broken: Breakage | null;
}

/** Steps of a chunk, if its walks are as long as they may be; and the most walks that it has, or has where it is drawn. */
const chunkSteps = 1 << 17;
const [mostRuns, mostRunsDrawn] = [512, 64];

/** Seeds of users are small and close to each other; their chunks must not be. */
const goldenRatio = 0x9e3779b1;

/** What each walk starts from. */
const walkSeeds = fc.noBias(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }));

/** Draws that make no sense are drawn again so often. */
const mostDraws = 64;

/** From so many nodes of decision trees on, what is remembered of calls is forgotten. */
const mostNodes = 1 << 22;

/** How many walks a chunk has. */
export function chunkRuns({ maxSteps, random }: Pick<Plan, 'maxSteps' | 'random'>): number {
  const most = random.length === 0 ? mostRuns : mostRunsDrawn;
  return Math.min(most, Math.max(1, Math.floor(chunkSteps / maxSteps)));
}

export class Chunks {
  readonly #model: Model;
  readonly #plan: Plan;
  #world: World;

  constructor(model: Model, plan: Plan) {
    this.#model = model;
    this.#plan = plan;
    this.#world = this.#worldOf(model);
  }

  /** Makes the walks of one chunk; yields what there is of it so far. Told to stop, it ends with that. */
  *make(number: number): Generator<Chunk, Chunk, 'stop' | undefined> {
    const seed = (Math.imul(this.#plan.seed, goldenRatio) + number) | 0;
    const drawn = this.#draw(seed);
    if (drawn instanceof ModelError) return unbuilt(number, drawn);
    const { programs } = this.#world;
    const callsBefore = callsOf(programs.cost);
    const walks = this.#world.walks(number, this.#plan.maxSteps);
    const { tally, promises } = walks.walker;
    const sightings = new Map<string, Sighting>();
    const most = chunkRuns(this.#plan);
    const numRuns = Math.min(most, this.#plan.runs - number * most);
    let runs = 0;
    const soFar = (last: Walk | null): Chunk => ({
      number,
      drawn,
      runs,
      steps: tally.steps,
      longest: walks.longest,
      stuck: walks.stuck,
      modelCalls: callsOf(programs.cost) - callsBefore,
      met: tally.met,
      judged: promises.judged,
      sightings,
      violated: idsOf(last),
      broken: breakageOf(last),
    });
    for (const walkSeed of fc.sample(walkSeeds, { seed, numRuns })) {
      const drawing = walks.drawing(walkSeed);
      let at = drawing.next();
      for (; !at.done; at = drawing.next()) if ((yield soFar(null)) === 'stop') return soFar(null);
      runs++;
      this.#note(at.value, walks, sightings);
      if (at.value.flaw !== null) return soFar(at.value);
    }
    return soFar(null);
  }

  /** What was drawn for a chunk, or why that cannot be built: whoever takes the chunks in order is to hear of it. */
  #draw(seed: number): Drawn | null | ModelError {
    try {
      return this.#settle(seed);
    } catch (error) {
      if (error instanceof ModelError && error.drawn !== undefined) return error;
      throw error;
    }
  }

  /** Sees to it that there is a world for a chunk; what was drawn for it. */
  #settle(seed: number): Drawn | null {
    const { random } = this.#plan;
    if (random.length === 0) {
      if (this.#world.programs.nodeCount > mostNodes) this.#world = this.#worldOf(this.#model);
      return null;
    }
    const draws = fc.sample(drawsFor(this.#model, random), { seed, numRuns: mostDraws });
    for (const drawn of draws) {
      const model = drawnModel(this.#model, drawn);
      if (model === undefined) continue;
      this.#world = this.#worldOf(model);
      return drawn;
    }
    this.#world = this.#worldOf(this.#model);
    return { set: {}, bound: {} };
  }

  #worldOf(model: Model): World {
    return new World(model, this.#plan.properties, this.#plan.strategy);
  }

  /** Remembers what a walk has found. */
  #note(walk: Walk, walks: Walks, sightings: Map<string, Sighting>): void {
    const { start, members, asides } = walk;
    for (const { id, after } of asides) {
      if (sightings.has(id)) continue;
      sightings.set(id, { start, members: members.slice(0, after) });
      walks.walker.promises.retire(id);
    }
    for (const id of idsOf(walk)) sightings.set(id, { start, members });
  }
}

/** A chunk without walks: what was drawn for it breaks the model. */
function unbuilt(number: number, error: ModelError): Chunk {
  const nothing = { runs: 0, steps: 0, longest: 0, stuck: 0, modelCalls: 0, judged: [] };
  return {
    number,
    drawn: error.drawn as Drawn,
    ...nothing,
    met: { actions: [], cells: [], faults: [] },
    sightings: new Map(),
    violated: [],
    broken: breakage({ start: 0, members: [] }, error),
  };
}

function idsOf(walk: Walk | null): readonly string[] {
  return walk?.flaw?.kind === 'violated' ? walk.flaw.ids : [];
}

function breakageOf(walk: Walk | null): Breakage | null {
  return walk?.flaw?.kind === 'broken' ? breakage(walk, walk.flaw.error) : null;
}

/** Errors cannot be sent as they are. Their messages begin with who threw. */
function breakage({ start, members }: Sighting, { where, message }: ModelError): Breakage {
  return { start, members, where, what: message.slice(`${where}: `.length) };
}
