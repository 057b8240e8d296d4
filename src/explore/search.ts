/**
 * Breadth-first search over pairs of halves.
 *
 * State ids are dense and in order of discovery, so the queue is the range of ids and a level is a range within it.
 * Each level is first judged, then expanded; a search that may stop at a violation therefore never expands the
 * level on which it found one. What depends on the order of states within a level (there is none that all numbers of
 * workers share) is never told: counts are of whole levels, and sightings are sets.
 */
import type { Model } from '../spec/system.ts';
import { at, phases } from './control.ts';
import type { Crew } from './crew.ts';
import type { Halves } from './halves.ts';
import { Hand } from './hand.ts';
import type { Moves } from './moves.ts';
import type { Limit } from './outcome.ts';
import type { Programs } from './programs.ts';
import type { HandBytes, Report, Tally } from './reports.ts';
import { ErrorInState, sumOf } from './reports.ts';
import type { RootSet } from './root.ts';
import type { Sighting } from './sightings.ts';
import { see } from './sightings.ts';
import type { Group } from './symmetry/group.ts';
import type { Orbits } from './symmetry/orbits.ts';
import { Tables } from './tables.ts';
import { claimFor, type Tuning } from './tuning.ts';
import { isFull } from './words.ts';

/** What a search is asked to do; limits that need a clock are the caller's. */
export interface SearchLimits {
  /** The level in which there are more states is the last. */
  readonly maxStates: number;
  readonly maxDepth: number;
  /** Asked after every chunk of work: which limit cuts the search now, if any. */
  readonly cut: (search: Search) => Limit | null;
}

/** Starts the other threads of a search. */
export type NewCrew = (tables: Tables, programs: Programs) => Crew;

export class Search {
  readonly model: Model;
  readonly programs: Programs;
  readonly tables: Tables;
  readonly crew: Crew | null;
  /** First state id of each level; the last entry is the end of the last level. */
  readonly levelStarts: number[] = [0];
  /** Where the search is: which level it judges or expands, and the first state that is still to be done. */
  level = 0;
  phase: typeof phases.judge | typeof phases.expand = phases.judge;
  next = 0;
  /** Set to make it rest soon; at rest, nothing is half done. */
  wantsRest = false;
  isAtRest = false;
  /** What was counted before the search was taken up again. */
  before: Tally | null = null;
  /** Property id → where it is violated (a witness: reached) first. */
  readonly sightings = new Map<string, Sighting>();
  /** Enabled instances of all expanded states, self-loops included. */
  transitions = 0;
  /** Expanded states without an enabled instance. */
  deadlocks = 0;
  /** What cut the search, if anything did. */
  limit: Limit | null = null;

  readonly #hand: Hand;
  #settled = 0;
  /** The model broke: thrown once everyone rests. */
  #error: ErrorInState | null = null;
  readonly #stopsAt: ReadonlySet<string>;
  readonly #limits: SearchLimits;
  readonly #tuning: Tuning;
  readonly #threads: number;

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
    readonly tuning: Tuning;
    readonly threads?: number;
    readonly newCrew?: NewCrew;
  }) {
    const { model, programs, sideOf, limits, tuning, threads = 1 } = at;
    this.model = model;
    this.programs = programs;
    this.#stopsAt = at.stopsAt;
    this.#limits = limits;
    this.#tuning = tuning;
    this.#threads = threads;
    this.tables = new Tables({ ...tuning, sideOf, moves: model.actions.length, threads });
    this.#hand = new Hand(model, programs, at.group, this.tables, tuning);
    this.crew = at.newCrew?.(this.tables, programs) ?? null;
  }

  get halves(): Halves {
    return this.#hand.halves;
  }

  get orbits(): Orbits {
    return this.#hand.orbits;
  }

  get moves(): Moves {
    return this.#hand.moves;
  }

  get root(): RootSet {
    return this.tables.root;
  }

  /** What the tables take, by name. */
  get tableBytes(): Readonly<Record<string, number>> {
    const hands = [this.#hand.bytes, ...(this.crew?.bytes ?? [])];
    const sum = (part: keyof HandBytes) => hands.reduce((total, bytes) => total + bytes[part], 0);
    return {
      'queue of states': this.root.queueBytes,
      'set of states': this.root.setBytes,
      'halves of states': this.tables.halfBytes,
      'decision trees': sum('trees'),
      'remembered moves': sum('records'),
      'remembered halves': sum('memories'),
      'remembered orbits': sum('orbits'),
    };
  }

  get bytes(): number {
    return Object.values(this.tableBytes).reduce((sum, bytes) => sum + bytes, 0);
  }

  /** How many levels were discovered. */
  get depth(): number {
    return this.levelStarts.length - 1;
  }

  /** States of the last level. */
  get frontier(): number {
    return this.root.count - this.levelStarts[this.levelStarts.length - 2]!;
  }

  /** What all threads together have counted. */
  tally(): Tally {
    const before = this.before ? [this.before] : [];
    return [...before, this.#hand.tally(), ...(this.crew?.tally() ?? [])].reduce(sumOf);
  }

  /**
   * Runs to the end, or to a limit. Yields after each chunk of work; where {@link isAtRest}, it may be saved.
   *
   * @throws ErrorInState if the model breaks its contract
   */
  *run(): Generator<void, void, void> {
    try {
      if (this.root.count === 0) this.#hand.seed();
      while (this.#open()) {
        const end = this.levelStarts[this.level + 1]!;
        if (this.phase === phases.judge) {
          yield* this.#work(end);
          if (this.#mustStop()) return;
          this.phase = phases.expand;
          this.next = this.levelStarts[this.level]!;
        }
        if (end > this.#limits.maxStates) this.limit = 'states';
        else if (this.level + 1 >= this.#limits.maxDepth) this.limit = 'depth';
        if (this.limit !== null) return yield* this.#rest();
        yield* this.#work(end);
        if (this.#mustStop()) return;
        if (this.sightings.size > this.#settled) this.settle(this.sightings.keys());
        this.phase = phases.judge;
        this.next = end;
        this.level++;
      }
      yield* this.#rest();
    } catch (error) {
      if (!isFull(error)) throw error;
      this.#gather();
      this.limit = 'capacity';
      this.#mustStop();
    } finally {
      this.#gather();
    }
  }

  /** Ends a round that was left in the middle: by an error, or by a caller who goes away. */
  #gather(): void {
    if (!this.tables.isShared) return;
    Atomics.store(this.tables.control, at.halt, 1);
    this.tables.isShared = false;
    this.crew?.dismiss();
  }

  /** Fixes where the present level ends. False if there is nothing in it. */
  #open(): boolean {
    const { levelStarts, level, root } = this;
    if (levelStarts.length > level + 1) return true;
    if (levelStarts[level] === root.count) return false;
    levelStarts.push(root.count);
    return true;
  }

  /** Judges or expands what is left of the present level, in as many rounds as the tables need. */
  *#work(end: number): Generator<void, void, void> {
    const { control } = this.tables;
    Atomics.store(control, at.next, this.next);
    Atomics.store(control, at.end, end);
    Atomics.store(control, at.claim, claimFor(this.#tuning, end - this.next, this.#threads));
    let isWorthSharing = end - this.next >= this.#tuning.sharedStates;
    for (;;) {
      const isFinished = yield* this.#round(isWorthSharing);
      this.next = Math.min(end, Atomics.load(control, at.next));
      // Whoever holds claimed states must come again.
      isWorthSharing ||= !isFinished;
      if (!isFinished) continue;
      if (this.limit !== null || this.wantsRest) yield* this.#rest();
      else yield;
      if (this.limit !== null || this.next === end) return;
    }
  }

  /**
   * One round: everyone works until the range is used up, a table is tight, a limit cuts, or the search is to rest.
   *
   * @returns whether everyone has finished what was claimed
   */
  *#round(isWorthSharing: boolean): Generator<void, boolean, void> {
    const { tables, crew, phase } = this;
    const { control } = tables;
    // Alone, a table grows when it must.
    if (isWorthSharing) tables.grow(this.halves);
    Atomics.store(control, at.halt, this.limit !== null || this.wantsRest ? 1 : 0);
    Atomics.store(control, at.tight, 0);
    const isShared = isWorthSharing && crew?.start(phase) === true;
    tables.isShared = isShared;
    let isFinished = false;
    for (;;) {
      const isMore = this.#hand.work(phase, this.#tuning.chunkStates);
      isFinished = this.#take(this.#hand.report());
      this.limit ??= this.#limits.cut(this);
      if (!isMore) break;
      yield;
      if (this.limit !== null || this.wantsRest) Atomics.store(control, at.halt, 1);
    }
    if (isShared) {
      while (!crew?.hasArrived()) yield;
      const reports = crew.reports();
      tables.isShared = false;
      for (const report of reports) isFinished = this.#take(report) && isFinished;
    }
    if (this.#error) throw this.#error;
    return isFinished;
  }

  /** Yields with everyone at rest and nothing half done. */
  *#rest(): Generator<void, void, void> {
    this.isAtRest = true;
    yield;
    this.isAtRest = false;
    this.wantsRest = false;
  }

  /** Takes in what a hand has done, and answers whether it has finished what it claimed. */
  #take({ transitions, deadlocks, seen, error, isUnfinished }: Report): boolean {
    const { level } = this;
    if (error && !(this.#error && this.#error.state < error.state)) {
      this.#error = new ErrorInState(error.error, level, error.state);
    }
    this.transitions += transitions;
    this.deadlocks += deadlocks;
    for (const [id, states] of seen) see(this.sightings, id, level, states);
    return !isUnfinished;
  }

  /** Properties that were seen violated need not be asked again on later levels. */
  settle(ids: Iterable<string>): void {
    const settled = new Set(ids);
    this.#settled = settled.size;
    this.#hand.settle(settled);
    this.crew?.settle(settled);
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
}
