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
import { Relaid } from './relaid.ts';
import type { HandBytes, Report, Tally } from './reports.ts';
import { ErrorInState, sumOf } from './reports.ts';
import type { RootSet } from './root.ts';
import { type Overseer, Rounds } from './rounds.ts';
import type { Sighting } from './sightings.ts';
import { see } from './sightings.ts';
import type { SearchLimits, SearchOf, Standing } from './standing.ts';
import type { Orbits } from './symmetry/orbits.ts';
import { Tables } from './tables.ts';
import { isFull } from './words.ts';

export class Search implements Overseer {
  readonly model: Model;
  readonly programs: Programs;
  readonly tables: Tables;
  // Where it stands: `Standing` says what these are.
  readonly levelStarts: number[] = [0];
  level = 0;
  phase: Standing['phase'] = phases.judge;
  next = 0;
  /** Set to make it rest soon; at rest, nothing is half done. */
  wantsRest = false;
  isAtRest = false;
  readonly sightings = new Map<string, Sighting>();
  transitions = 0;
  deadlocks = 0;
  /** What cut the search, if anything did. */
  limit: Limit | null = null;

  readonly #hand: Hand;
  /** What was counted before the search was taken up again. */
  #before: Tally | null = null;
  /** Properties that are not asked any more. */
  #settled: ReadonlySet<string> = new Set();
  /** The model broke: thrown once everyone rests. */
  #error: ErrorInState | null = null;
  readonly #stopsAt: ReadonlySet<string>;
  readonly #limits: SearchLimits;
  readonly #rounds: Rounds;

  constructor(at: SearchOf) {
    const { model, programs, sideOf, limits, tuning, threads } = at;
    this.model = model;
    this.programs = programs;
    this.#stopsAt = at.stopsAt;
    this.#limits = limits;
    const size = { ...tuning, sideOf, moves: model.actions.length, threads };
    this.tables = new Tables(size, at.control);
    this.#hand = new Hand(model, programs, at.group, this.tables, tuning);
    this.#rounds = new Rounds({ tables: this.tables, hand: this.#hand, tuning });
  }

  /** From now on others help, who may have helped another search before. */
  hire(crew: Crew): void {
    this.#rounds.crew = crew;
    crew.workOn(this.tables);
    crew.settle(this.#settled);
  }

  get crew(): Crew | null {
    return this.#rounds.crew;
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
    const before = this.#before ? [this.#before] : [];
    return [...before, this.#hand.tally(), ...(this.crew?.tally() ?? [])].reduce(sumOf);
  }

  get standing(): Standing {
    const { level, phase, next, levelStarts, transitions, deadlocks, sightings } = this;
    const tally = this.tally();
    return { level, phase, next, levelStarts, transitions, deadlocks, sightings, tally };
  }

  /** Goes on from where another search stood, whose states are there already. Before the first round. */
  standAt(at: Standing): void {
    this.level = at.level;
    this.phase = at.phase;
    this.next = at.next;
    this.levelStarts.splice(0, this.levelStarts.length, ...at.levelStarts);
    this.transitions = at.transitions;
    this.deadlocks = at.deadlocks;
    for (const [id, sighting] of at.sightings) this.sightings.set(id, sighting);
    // The trees are counted where they are now.
    this.#before = { ...at.tally, nodes: 0 };
    // On the present level more violations may be found of what was seen on it.
    const earlier = [...at.sightings].filter(([, { level }]) => level < at.level);
    this.settle(earlier.map(([id]) => id));
  }

  /**
   * Goes on where another search rests: with the same states in the same order, each in the halves of this one. Before
   * the first round.
   *
   * Cost: some look-ups a state.
   */
  goOnFrom(other: Search): void {
    this.#hand.seed(new Relaid(other.halves, this.halves).statesOf(other.root));
    this.standAt(other.standing);
  }

  #starts(): [left: number, right: number][] {
    const [left, right] = this.halves.stores;
    return this.programs.starts.map(({ row }) => [left.intern(row), right.intern(row)]);
  }

  /**
   * Runs to the end, or to a limit. Yields after each chunk of work; where {@link isAtRest}, it may be saved.
   *
   * @throws ErrorInState if the model breaks its contract
   */
  *run(): Generator<void, void, void> {
    try {
      if (this.root.count === 0) this.#hand.seed(this.#starts());
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
        if (this.sightings.size > this.#settled.size) this.settle(this.sightings.keys());
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

  /** Runs until there are so many states: true if it rests there, and there may be more to do. */
  *runTo(states: number): Generator<void, boolean, void> {
    for (const _ of this.run()) {
      if (this.limit === null && this.root.count >= states) {
        if (this.isAtRest) return true;
        this.wantsRest = true;
      }
      yield;
    }
    return false;
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
    return yield* this.#rounds.leadingTo(
      marked,
      this.levelStarts[level]!,
      this.levelStarts[level + 1]!,
    );
  }

  /** Yields with everyone at rest and nothing half done. */
  *#rest(): Generator<void, void, void> {
    this.isAtRest = true;
    try {
      yield;
    } finally {
      this.isAtRest = false;
      this.wantsRest = false;
    }
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
    this.#settled = new Set(ids);
    this.#hand.judges.settle(this.#settled);
    this.crew?.settle(this.#settled);
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
