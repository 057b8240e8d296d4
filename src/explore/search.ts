/**
 * Breadth-first search over pairs of halves.
 *
 * State ids are dense and in order of discovery, so the queue is the range of ids and a level is a range within it.
 * Each level is first judged, then expanded; a search that may stop at a violation therefore never expands the
 * level on which it found one. What depends on the order of states within a level (there is none that all numbers of
 * workers share) is never told: counts are of whole levels, and sightings are sets.
 */
import type { Model } from '../spec/system.ts';
import { phases } from './control.ts';
import type { Crew } from './crew.ts';
import type { Halves } from './halves.ts';
import { Hand } from './hand.ts';
import type { Moves } from './moves.ts';
import type { Limit } from './outcome.ts';
import type { PairTable } from './pairs.ts';
import type { Programs } from './programs.ts';
import type { HandBytes, Report, Tally } from './reports.ts';
import { ErrorInState, sumOf } from './reports.ts';
import type { RootSet } from './root.ts';
import { type Overseer, Rounds } from './rounds.ts';
import type { Sighting } from './sightings.ts';
import { see } from './sightings.ts';
import type { Group } from './symmetry/group.ts';
import type { Orbits } from './symmetry/orbits.ts';
import { Tables } from './tables.ts';
import type { Tuning } from './tuning.ts';
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

export class Search implements Overseer {
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
  readonly #rounds: Rounds;

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
    this.tables = new Tables({ ...tuning, sideOf, moves: model.actions.length, threads });
    this.#hand = new Hand(model, programs, at.group, this.tables, tuning);
    this.crew = at.newCrew?.(this.tables, programs) ?? null;
    const { tables, crew } = this;
    this.#rounds = new Rounds({ tables, hand: this.#hand, crew, tuning });
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
      'decision trees': sum('trees') + (this.programs.learned?.bytes ?? 0),
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
      this.#rounds.gather();
      this.limit = 'capacity';
      this.#mustStop();
    } finally {
      this.#rounds.gather();
    }
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
    const rounds = this.#rounds;
    rounds.open(this.next, end);
    for (;;) {
      const isFinished = yield* rounds.run(this.phase, this);
      if (this.#error) throw this.#error;
      this.next = rounds.next;
      if (!isFinished) continue;
      if (this.wantsHalt()) yield* this.#rest();
      else yield;
      if (this.limit !== null || this.next === end) return;
    }
  }

  /** Which states of a level, all of it expanded before, have a move to one of the given pairs of halves. */
  *leadingTo(level: number, marked: PairTable): Generator<void, readonly number[], void> {
    const end = this.levelStarts[level + 1]!;
    const leading: number[] = [];
    const overseer: Overseer = {
      take: (report) => {
        for (const state of report.leading) leading.push(state);
      },
      wantsHalt: () => false,
    };
    const rounds = this.#rounds;
    rounds.open(this.levelStarts[level]!, end);
    try {
      while (!(yield* rounds.run(phases.lead, overseer, marked)) || rounds.next < end);
      return leading;
    } finally {
      rounds.gather();
    }
  }

  /** Yields with everyone at rest and nothing half done. */
  *#rest(): Generator<void, void, void> {
    this.isAtRest = true;
    yield;
    this.isAtRest = false;
    this.wantsRest = false;
  }

  /** Takes in what a thread has done in a round of the search. */
  take({ transitions, deadlocks, seen, error }: Report): void {
    const { level } = this;
    if (error && !(this.#error && this.#error.state < error.state)) {
      this.#error = new ErrorInState(error.error, level, error.state);
    }
    this.transitions += transitions;
    this.deadlocks += deadlocks;
    for (const [id, states] of seen) see(this.sightings, id, level, states);
    this.limit ??= this.#limits.cut(this);
  }

  /** Is the present round to end early? */
  wantsHalt(): boolean {
    return this.limit !== null || this.wantsRest;
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
