/**
 * One thread's share of a search: it claims states, judges or expands them, and adds what it finds to the shared set.
 *
 * Trees, records and memories are a hand's own; value ids, halves and states mean the same to all hands.
 */
import { ModelError } from '../spec/errors.ts';
import type { Model } from '../spec/system.ts';
import { Batch, batchSize } from './batch.ts';
import { at, type Phase, phases } from './control.ts';
import { type Cost, since } from './effort.ts';
import { Halves } from './halves.ts';
import { Judges } from './judges.ts';
import { Leads } from './leads.ts';
import { Moves } from './moves.ts';
import type { Programs } from './programs.ts';
import type { ErrorAt, HandBytes, Report, Tally } from './reports.ts';
import { Audit } from './symmetry/audit.ts';
import type { Group } from './symmetry/group.ts';
import { Orbits } from './symmetry/orbits.ts';
import type { Tables } from './tables.ts';
import { claimFor, type Tuning } from './tuning.ts';

export class Hand {
  readonly model: Model;
  readonly programs: Programs;
  readonly tables: Tables;
  readonly halves: Halves;
  readonly moves: Moves;
  readonly judges: Judges;
  /** What is stored is the representative of its orbit, with or without symmetry. */
  readonly orbits: Orbits;
  readonly leads: Leads;

  readonly #audit: Audit;
  readonly #tuning: Tuning;
  readonly #control: Int32Array;
  readonly #batch: Batch;
  /** The claimed states that are still to be done, and what. */
  #from = 0;
  #to = 0;
  #phase: Phase = phases.judge;
  #transitions = 0;
  #deadlocks = 0;
  /** From the beginning on. */
  #expanded = 0;
  /** What the programs had cost when this hand began. */
  readonly #costBefore: Cost;
  #seen = new Map<string, number[]>();
  #error: ErrorAt | null = null;

  /** @param group permutations of interchangeable ids; the division into halves is closed under them */
  constructor(model: Model, programs: Programs, group: Group, tables: Tables, tuning: Tuning) {
    this.model = model;
    this.programs = programs;
    this.tables = tables;
    this.#tuning = tuning;
    this.#costBefore = programs.cost;
    this.#control = tables.control;
    const { values, effects } = programs;
    this.halves = new Halves(
      tables.sideOf,
      effects,
      (side, node) => tables.halfTable(side, node),
      (cell) => values.countOf(cell),
      tuning.memoryEntries,
    );
    const { cells } = model.layout;
    this.orbits = new Orbits({ group, cells, values, halves: this.halves });
    this.#audit = new Audit(model, programs, this.orbits);
    this.#batch = new Batch(model.actions.length);
    this.moves = new Moves(model.actions, programs.actions, this.halves, tuning.arenaWords);
    this.leads = new Leads(this.moves, this.orbits, model.actions.length);
    this.judges = new Judges(programs, this.halves);
  }

  /** Adds states by their halves, in order. Before the first round. */
  seed(states: Iterable<readonly [left: number, right: number]>): void {
    const batch = this.#batch;
    for (const [left, right] of states) {
      [batch.left[batch.size], batch.right[batch.size]] = [left, right];
      this.orbits.canonicalise(batch, batch.size++);
      if (batch.size >= batchSize) this.#add();
    }
    this.#add();
  }

  /**
   * Works on the present round, for about so many states.
   *
   * @returns whether there may be more to do in this round
   */
  work(phase: Phase, most: number): boolean {
    // What was left undone by a search that ended in the middle of a round is of no use any more.
    if (phase !== this.#phase) [this.#to, this.#batch.size] = [this.#from, 0];
    this.#phase = phase;
    for (let done = 0; done < most; ) {
      if (this.#from === this.#to && !this.#claim()) {
        if (phase === phases.expand) this.#addAndTrim();
        return false;
      }
      const to = Math.min(this.#to, this.#from + most - done);
      const from = this.#from;
      if (phase === phases.judge) this.#judge(to);
      else if (phase === phases.expand) this.#expand(to);
      else this.#look(to);
      done += this.#from - from;
      if (this.#error !== null || this.#control[at.tight] !== 0) return false;
    }
    return true;
  }

  #claim(): boolean {
    const control = this.#control;
    if (Atomics.load(control, at.halt) !== 0) return false;
    const end = control[at.end]!;
    const rest = end - Atomics.load(control, at.next);
    const size = claimFor(this.#tuning, rest, control[at.threads]!);
    const from = Atomics.add(control, at.next, size);
    if (from >= end) return false;
    this.#from = from;
    this.#to = Math.min(end, from + size);
    return true;
  }

  /** Adds the candidates found so far; false if a table has to grow first. */
  #add(): boolean {
    const { stores } = this.halves;
    const { root, isShared } = this.tables;
    if (root.add(this.#batch, stores[0].count, stores[1].count)) return true;
    if (isShared) {
      Atomics.store(this.#control, at.tight, 1);
      return false;
    }
    this.tables.grow(this.halves);
    return root.add(this.#batch, stores[0].count, stores[1].count);
  }

  #addAndTrim(): boolean {
    this.moves.trim();
    this.halves.trim();
    return this.#add();
  }

  #judge(to: number): void {
    const { root } = this.tables;
    const { states } = this.judges;
    const { properties } = this.programs.states;
    const audit = this.#audit;
    if (properties.length === 0 && audit.isIdle) this.#from = to;
    try {
      for (; this.#from < to; this.#from++) {
        const state = this.#from;
        const [left, right] = [root.leftOf(state), root.rightOf(state)];
        if (this.#tuning.audits && audit.isDue(state))
          audit.look(state, this.halves.rowOf(left, right));
        if (!states.judge(left, right)) continue;
        for (const position of states.violated) this.#see(properties[position]!.id, state);
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  #expand(to: number): void {
    const [root, moves] = [this.tables.root, this.moves];
    const batch = this.#batch;
    const control = this.#control;
    const watchesSteps = this.judges.steps.watches;
    try {
      while (this.#from < to) {
        if (batch.size >= batchSize && !this.#addAndTrim()) return;
        const state = this.#from;
        const [left, right] = [root.leftOf(state), root.rightOf(state)];
        const before = batch.size;
        moves.expand(left, right, batch);
        this.#transitions += moves.enabled;
        if (watchesSteps) this.#judgeSteps(state, left, right, before);
        if (moves.ofSystem === 0) this.#judgeQuiescent(state, left, right);
        this.orbits.canonicalise(batch, before);
        this.#from++;
        this.#expanded++;
        if (Atomics.load(control, at.tight) !== 0) return;
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  #look(to: number): void {
    const { root } = this.tables;
    for (; this.#from < to; this.#from++) {
      const state = this.#from;
      this.leads.look(state, root.leftOf(state), root.rightOf(state));
    }
  }

  #judgeSteps(state: number, left: number, right: number, from: number): void {
    const { properties } = this.programs.steps;
    this.judges.steps.judge(left, right, this.#batch, from, (property) => {
      this.#see(properties[property]!.id, state);
    });
  }

  #judgeQuiescent(state: number, left: number, right: number): void {
    const { quiescent, final } = this.judges;
    if (quiescent.judge(left, right)) {
      for (const position of quiescent.violated) {
        this.#see(this.programs.quiescent.properties[position]!.id, state);
      }
    }
    if (this.moves.enabled > 0) return;
    this.#deadlocks++;
    if (final.judge(left, right)) this.#see('deadlock', state);
  }

  /** Where a property is violated, those that say the same of other ids are, in other states of the orbit. */
  #see(id: string, state: number): void {
    for (const alike of this.orbits.group.alike(id)) {
      const states = this.#seen.get(alike);
      if (states === undefined) this.#seen.set(alike, [state]);
      else if (states.at(-1) !== state) states.push(state);
    }
  }

  #fail(error: unknown): void {
    if (!(error instanceof ModelError)) throw error;
    this.#error = { state: this.#from, error };
    // Nobody needs to go on.
    Atomics.store(this.#control, at.halt, 1);
  }

  /** What was done since the last report. */
  report(): Report {
    const report = {
      transitions: this.#transitions,
      deadlocks: this.#deadlocks,
      seen: this.#seen,
      leading: this.leads.take(),
      isUnfinished: this.#from < this.#to || this.#batch.size > 0,
      error: this.#error,
    };
    this.#transitions = 0;
    this.#deadlocks = 0;
    this.#seen = new Map();
    this.#error = null;
    return report;
  }

  get bytes(): HandBytes {
    return {
      trees: this.programs.bytes,
      records: this.moves.bytes + this.judges.bytes,
      memories: this.halves.memoryBytes,
      orbits: this.orbits.bytes,
    };
  }

  /** What was counted from the beginning on. */
  tally(): Tally {
    const { programs, moves, judges, orbits } = this;
    moves.tally();
    return {
      enabled: moves.enabledCounts.slice(),
      loops: moves.loopCounts.slice(),
      judged: judges.judged.flatMap((id) => orbits.group.alike(id)),
      expanded: this.#expanded,
      cost: since(this.#costBefore, programs.cost),
      nodes: programs.nodeCount,
    };
  }
}
