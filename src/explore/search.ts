/**
 * Breadth-first search over pairs of halves.
 *
 * State ids are dense and in order of discovery, so the queue is the range of ids and a level is a range within it.
 * Each level is first judged, then expanded; a search that may stop at a violation therefore never expands the
 * level on which it found one.
 */
import { ModelError } from '../spec/errors.ts';
import type { Model } from '../spec/system.ts';
import { StateChecks } from './checks.ts';
import { Effects } from './effects.ts';
import { Halves } from './halves.ts';
import { Moves } from './moves.ts';
import type { Limit } from './outcome.ts';
import type { Checks, Programs } from './programs.ts';
import { Batch, batchSize, RootSet } from './root.ts';
import type { Sighting } from './sightings.ts';
import { see } from './sightings.ts';
import { StepChecks } from './steps.ts';
import { Audit } from './symmetry/audit.ts';
import type { Group } from './symmetry/group.ts';
import { Orbits } from './symmetry/orbits.ts';

/** States between two looks at the limits that are not counted in states. */
const chunkStates = 4096;
/** Words of the records of moves; see `evaluator.ts`. */
const arenaLimit = 1 << 22;

/** What a search is asked to do; limits that need a clock are the caller's. */
export interface SearchLimits {
  readonly maxStates: number;
  readonly maxDepth: number;
  /** Asked after every chunk of work: which limit cuts the search now, if any. */
  readonly cut: (search: Search) => Limit | null;
}

export class Search {
  readonly model: Model;
  readonly programs: Programs;
  readonly halves: Halves;
  readonly root: RootSet;
  readonly moves: Moves;
  /** What is stored is the representative of its orbit, with or without symmetry. */
  readonly orbits: Orbits;
  /** First state id of each level; the last entry is the end of the last level. */
  readonly levelStarts: number[] = [0];
  /** Property id → where it is violated (a witness: reached) first. */
  readonly sightings = new Map<string, Sighting>();
  /** Enabled instances of all expanded states, self-loops included. */
  transitions = 0;
  /** Expanded states without an enabled instance. */
  deadlocks = 0;
  /** What cut the search, if anything did. */
  limit: Limit | null = null;
  /** Instance → states first reached by it. */
  readonly found: Float64Array;

  readonly #batch: Batch;
  readonly #audit: Audit;
  readonly #judged: Readonly<Record<'states' | 'quiescent' | 'final' | 'steps', Uint8Array>>;
  #states!: StateChecks;
  #quiescent!: StateChecks;
  #final!: StateChecks;
  #steps!: StepChecks;
  /** How many properties were seen violated (witnesses: reached) when the checks were made. */
  #settled = 0;
  readonly #stopsAt: ReadonlySet<string>;
  readonly #limits: SearchLimits;

  /**
   * @param group permutations of interchangeable ids; `sideOf` is closed under them
   * @param sideOf cell → side of the state tree
   * @param stopsAt ids of the properties whose violation ends the search with its level
   */
  constructor(at: {
    readonly model: Model;
    readonly programs: Programs;
    readonly group: Group;
    readonly sideOf: Uint8Array;
    readonly stopsAt: ReadonlySet<string>;
    readonly limits: SearchLimits;
  }) {
    const { model, programs, limits } = at;
    const instances = model.actions;
    this.model = model;
    this.programs = programs;
    this.#stopsAt = at.stopsAt;
    this.#limits = limits;
    const order = [...at.sideOf.keys()];
    this.halves = new Halves(at.sideOf, order, programs.effects, () => new Effects());
    const { cells } = model.layout;
    const { values } = programs;
    this.orbits = new Orbits({ group: at.group, cells, values, halves: this.halves });
    this.#audit = new Audit(model, programs, this.orbits);
    this.root = new RootSet(limits.maxStates);
    this.#batch = new Batch(instances.length);
    this.found = new Float64Array(instances.length + 1);
    this.moves = new Moves(instances, programs.actions, this.halves, arenaLimit);
    const flags = ({ properties }: Checks) => new Uint8Array(properties.length);
    const { states, quiescent, final, steps } = programs;
    this.#judged = {
      states: flags(states),
      quiescent: flags(quiescent),
      final: flags(final),
      steps: flags(steps),
    };
    this.#makeChecks();
  }

  /** Properties that were seen violated need not be asked again on later levels. */
  #makeChecks(): void {
    const { programs, halves } = this;
    const judged = this.#judged;
    const open = ({ properties }: Checks) =>
      [...properties.keys()].filter((at) => !this.sightings.has(properties[at]!.id));
    const checks = (group: 'states' | 'quiescent' | 'final') =>
      new StateChecks(programs[group], halves, open(programs[group]), judged[group]);
    this.#states = checks('states');
    this.#quiescent = checks('quiescent');
    this.#final = checks('final');
    this.#steps = new StepChecks(programs, halves, open(programs.steps), judged.steps);
    this.#settled = this.sightings.size;
  }

  get bytes(): number {
    const parts = [this.root, this.halves, this.moves, this.orbits, this.#states, this.#quiescent];
    return [...parts, this.#final, this.#steps, this.programs].reduce(
      (sum, part) => sum + part.bytes,
      0,
    );
  }

  /** How many levels were discovered. */
  get depth(): number {
    return this.levelStarts.length - 1;
  }

  /** States of the last level. */
  get frontier(): number {
    return this.root.count - this.levelStarts[this.levelStarts.length - 2]!;
  }

  /** Was a property asked about something that it could judge? */
  hasJudged(id: string): boolean {
    const groups = ['states', 'quiescent', 'steps'] as const;
    const alike = this.orbits.group.alike(id);
    return groups.some((group) =>
      this.programs[group].properties.some(
        (property, at) => alike.includes(property.id) && this.#judged[group][at] === 1,
      ),
    );
  }

  /** Runs to the end, or to a limit. Yields after each chunk of work. */
  *run(): Generator<void, void, void> {
    this.#seed();
    for (let level = 0; ; level++) {
      const start = this.levelStarts[level]!;
      const end = this.root.count;
      if (start === end) return;
      this.levelStarts.push(end);
      yield* this.#chunks(start, end, (from, to) => this.#judge(level, from, to));
      if (this.#mustStop()) return;
      if (level + 1 >= this.#limits.maxDepth) {
        this.limit = 'depth';
        return;
      }
      yield* this.#chunks(start, end, (from, to) => this.#expand(level, from, to));
      if (this.#mustStop()) return;
      if (this.sightings.size > this.#settled) this.#makeChecks();
    }
  }

  *#chunks(start: number, end: number, work: (from: number, to: number) => void) {
    for (let from = start; from < end && this.limit === null; from += chunkStates) {
      work(from, Math.min(end, from + chunkStates));
      this.limit ??= this.#limits.cut(this);
      yield;
    }
  }

  /** Closes the level that a cut left open, so that its states count. */
  #mustStop(): boolean {
    if (this.limit === null && [...this.sightings.keys()].some((id) => this.#stopsAt.has(id))) {
      this.limit = 'violation';
    }
    if (this.limit === null) return false;
    if (this.levelStarts[this.levelStarts.length - 1]! < this.root.count) {
      this.levelStarts.push(this.root.count);
    }
    return true;
  }

  #seed(): void {
    const batch = this.#batch;
    const { stores } = this.halves;
    for (const { row } of this.programs.starts) {
      batch.left[batch.size] = stores[0].intern(row);
      batch.right[batch.size] = stores[1].intern(row);
      batch.instance[batch.size++] = this.model.actions.length;
      this.orbits.canonicalise(batch, batch.size - 1);
      if (batch.size >= batchSize) this.#flush();
    }
    this.#flush();
    if (this.root.full) this.limit = 'states';
  }

  #flush(): void {
    const { stores } = this.halves;
    this.root.add(this.#batch, stores[0].count, stores[1].count, this.found);
  }

  #judge(level: number, from: number, to: number): void {
    const { root, halves } = this;
    const checks = this.#states;
    const audit = this.#audit;
    const { properties } = this.programs.states;
    if (properties.length === 0 && audit.isIdle) return;
    let state = from;
    try {
      for (; state < to; state++) {
        const left = root.leftOf(state);
        const right = root.rightOf(state);
        if (audit.isDue(state)) audit.look(state, halves.rowOf(left, right));
        if (!checks.judge(left, right)) continue;
        for (const at of checks.violated) this.#see(properties[at]!.id, level, state);
      }
    } catch (error) {
      throw this.#located(error, level, state);
    }
  }

  #expand(level: number, from: number, to: number): void {
    const { root, moves } = this;
    const batch = this.#batch;
    const watchesSteps = this.#steps.watches;
    let state = from;
    try {
      for (; state < to; state++) {
        const left = root.leftOf(state);
        const right = root.rightOf(state);
        const before = batch.size;
        moves.expand(left, right, batch);
        this.transitions += moves.enabled;
        if (watchesSteps) this.#judgeSteps(level, state, left, right, before);
        if (moves.ofSystem === 0) this.#judgeQuiescent(level, state, left, right);
        this.orbits.canonicalise(batch, before);
        if (batch.size < batchSize) continue;
        this.#flush();
        moves.trim();
        if (root.full) break;
      }
    } catch (error) {
      throw this.#located(error, level, state);
    }
    this.#flush();
    if (root.full) this.limit = 'states';
  }

  #judgeSteps(level: number, state: number, left: number, right: number, from: number): void {
    const { properties } = this.programs.steps;
    this.#steps.judge(left, right, this.#batch, from, (property) => {
      this.#see(properties[property]!.id, level, state);
    });
  }

  #judgeQuiescent(level: number, state: number, left: number, right: number): void {
    if (this.#quiescent.judge(left, right)) {
      for (const at of this.#quiescent.violated) {
        this.#see(this.programs.quiescent.properties[at]!.id, level, state);
      }
    }
    if (this.moves.enabled > 0) return;
    this.deadlocks++;
    if (this.#final.judge(left, right)) this.#see('deadlock', level, state);
  }

  /** Where a property is violated, those that say the same of other ids are, in other states of the orbit. */
  #see(id: string, level: number, state: number): void {
    see(this.sightings, this.orbits.group.alike(id), level, state);
  }

  #located(error: unknown, level: number, state: number): unknown {
    return error instanceof ModelError ? new ErrorInState(error, level, state) : error;
  }
}

/** The model broke in a state: carries which one, so that the way there can be told. */
export class ErrorInState extends Error {
  readonly error: ModelError;
  readonly level: number;
  readonly state: number;

  constructor(error: ModelError, level: number, state: number) {
    super(error.message);
    this.error = error;
    this.level = level;
    this.state = state;
  }
}
