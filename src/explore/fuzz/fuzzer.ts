/**
 * Has chunks of walks made, by this thread and by helpers, until one of them finds something, and makes that shorter.
 */
import { ModelError } from '../../spec/errors.ts';
import type { Model } from '../../spec/system.ts';
import { stateJson } from '../../spec/transition.ts';
import type { Limit, Outcome } from '../outcome.ts';
import { statesOf } from '../trace.ts';
import type { Breakage, Chunk, Plan, Sighting } from './chunks.ts';
import { Chunks, chunkRuns } from './chunks.ts';
import { Harvest } from './harvest.ts';
import { Helpers } from './helpers.ts';
import type { FuzzOptions, FuzzProgress } from './options.ts';
import { polished } from './polish.ts';
import type { Found } from './shrink.ts';
import { shrunk } from './shrink.ts';
import type { Told } from './verdicts.ts';
import { outcomeOf } from './verdicts.ts';
import type { Flaw } from './walks.ts';
import { scheduleOf } from './walks.ts';
import { World } from './world.ts';

/** What was found may be made shorter for so many seconds, also if time is up: it may only be told when it is. */
const leastShortening = 1;

type Run<T> = Generator<FuzzProgress, T, 'stop' | undefined>;

export class Fuzzer {
  readonly #model: Model;
  readonly #plan: Plan;
  readonly #options: FuzzOptions;
  readonly #harvest: Harvest;
  readonly #startedMs: number;
  #peakBytes = 0;
  #limit: Limit | null = null;
  /** How long it may go on. */
  #mostSeconds: number;

  constructor(model: Model, plan: Plan, options: FuzzOptions) {
    this.#model = model;
    this.#plan = plan;
    this.#options = options;
    this.#harvest = new Harvest(model, plan);
    this.#startedMs = options.clock?.() ?? 0;
    this.#mostSeconds = options.maxSeconds ?? Number.POSITIVE_INFINITY;
  }

  *run(): Run<Outcome> {
    try {
      return yield* this.#outcome();
    } catch (error) {
      if (error instanceof ModelError) error.drawn ??= this.#harvest.drawn ?? undefined;
      throw error;
    }
  }

  *#outcome(): Run<Outcome> {
    yield* this.#walk();
    const walkingSeconds = this.#seconds();
    this.#mostSeconds = Math.max(this.#mostSeconds, walkingSeconds + leastShortening);
    const { broken, sightings } = this.#harvest;
    if (broken !== null) throw yield* this.#explained(broken);
    const told = new Map<string, Told>();
    for (const [id, sighting] of sightings) told.set(id, yield* this.#told(id, sighting));
    return outcomeOf(this.#model, this.#plan, this.#harvest, told, {
      limit: this.#limit,
      workers: this.#options.workers?.count ?? 1,
      seconds: this.#seconds(),
      walkingSeconds,
      peakBytes: this.#peakBytes,
    });
  }

  *#walk(): Run<void> {
    const count = Math.ceil(this.#plan.runs / chunkRuns(this.#plan));
    const chunks = new Chunks(this.#model, this.#plan);
    const helpers = new Helpers(this.#options.workers, this.#plan, count);
    const harvest = this.#harvest;
    try {
      while (!harvest.isOver && this.#limit === null) {
        const number = helpers.claim();
        if (number < count) yield* this.#make(chunks.make(number), helpers);
        else helpers.wait();
        this.#hear(helpers);
        if (this.#limit !== null) return;
        yield* this.#listen(null);
        this.#lookAtTheClock();
      }
    } finally {
      helpers.end();
    }
  }

  /**
   * Makes a chunk; if that is cut, what there is of it counts. It is given up if helpers bring what ends the walking in a
   * chunk before it, for one that has long walks may last much longer than it takes to find something.
   */
  *#make(making: ReturnType<Chunks['make']>, helpers: Helpers): Run<void> {
    let at = making.next();
    while (!at.done) {
      this.#hear(helpers);
      yield* this.#listen(null, at.value);
      this.#lookAtTheClock();
      at = making.next(this.#limit === null && !this.#harvest.isOver ? undefined : 'stop');
    }
    this.#harvest.bring(at.value);
  }

  #hear(helpers: Helpers): void {
    for (const chunk of helpers.news()) this.#harvest.bring(chunk);
  }

  /** Is time up? Then that is the limit. */
  #lookAtTheClock(): boolean {
    const isLate = this.#seconds() > this.#mostSeconds;
    if (isLate) this.#limit ??= 'seconds';
    return isLate;
  }

  /** Is what was found to be told as it is now? Time that is up for the walks alone does not ask for that. */
  #isCutShort(): boolean {
    return this.#lookAtTheClock() || this.#limit === 'interrupted';
  }

  /** A caller is heard, in the middle of a chunk maybe. */
  *#listen(shrinking: number | null, part?: Chunk): Run<void> {
    this.#peakBytes = Math.max(this.#peakBytes, this.#options.memory?.() ?? 0);
    const { runs, steps, met } = this.#harvest.with(part);
    const signal = yield {
      runs,
      steps,
      seconds: this.#seconds(),
      actions: {
        taken: met.actions.filter(({ enabled }) => enabled > 0).length,
        all: met.actions.length,
      },
      cells: {
        changed: met.cells.filter(({ values }) => values > 1).length,
        all: met.cells.length,
      },
      shrinking,
    };
    if (signal === 'stop') this.#limit = 'interrupted';
  }

  /** What was found, as short as it gets as long as there is time and nobody interrupts. */
  *#told(id: string, sighting: Sighting): Run<Told> {
    const isSame = (flaw: Flaw) => flaw.kind === 'violated';
    const found = this.#found(id, sighting, isSame);
    if (found === undefined) {
      throw new ModelError(
        id,
        'was violated by steps that do not violate it when they are run again; ' +
          'an action or this property is not a deterministic function of what it reads',
      );
    }
    const { world, walk } = yield* this.#shrink(id, found, isSame);
    const { model, programs } = world;
    const schedule = scheduleOf(model, programs, walk);
    const polishing = polished(model, schedule, id);
    while (!this.#isCutShort()) {
      const { done, value } = polishing.next();
      if (done) return { model, schedule: value };
      yield* this.#listen(walk.members.length);
    }
    return { model, schedule };
  }

  /** The error that a walk ends with, with the fewest steps that lead there, and the state it happens in. */
  *#explained({ where, what, ...sighting }: Breakage): Run<ModelError> {
    const isSame = (flaw: Flaw) => flaw.kind === 'broken' && flaw.error.where === where;
    const found = this.#found(where, sighting, isSame);
    if (found === undefined) return new ModelError(where, what);
    const { world, drawn, walk } = yield* this.#shrink(where, found, isSame);
    const { error, after } = walk.flaw as Extract<Flaw, { kind: 'broken' }>;
    const { start, instances } = scheduleOf(world.model, world.programs, walk);
    const way = { start, instances: instances.slice(0, after) };
    error.drawn = drawn ?? undefined;
    error.instances = way.instances.map(({ name }) => name);
    error.state = stateJson(world.model, statesOf(world.model, way).at(-1) ?? []);
    return error;
  }

  /** The walk of a sighting, made once more where nothing else is asked; undefined if that leads to another end. */
  #found(id: string, sighting: Sighting, isSame: (flaw: Flaw) => boolean): Found | undefined {
    const { model, drawn } = this.#harvest;
    const world = new World(model, [id], this.#plan.strategy);
    const walk = world.walksAgain().again(sighting);
    return walk.flaw !== null && isSame(walk.flaw) ? { world, drawn, walk } : undefined;
  }

  *#shrink(id: string, found: Found, isSame: (flaw: Flaw) => boolean): Run<Found> {
    const isStopped = () => this.#isCutShort();
    const shrinking = shrunk(this.#model, this.#plan.random, found, { id, isSame, isStopped });
    for (;;) {
      const { done, value } = shrinking.next();
      if (done) return value;
      yield* this.#listen(value);
    }
  }

  #seconds(): number {
    return ((this.#options.clock?.() ?? 0) - this.#startedMs) / 1000;
  }
}
