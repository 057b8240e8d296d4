/**
 * Work on a range of states by everyone: in rounds, between which all rest and tables grow.
 */
import { at, type Phase, phases } from './control.ts';
import type { Crew } from './crew.ts';
import type { Hand } from './hand.ts';
import type { PairTable } from './pairs.ts';
import type { Report } from './reports.ts';
import type { Tables } from './tables.ts';
import type { Tuning } from './tuning.ts';

/** Who looks on while a round is under way. */
export interface Overseer {
  /** Takes in what one thread has done. */
  readonly take: (report: Report) => void;
  /** Asked before the round and after every chunk of work: is it to end early? */
  readonly wantsHalt: () => boolean;
}

export class Rounds {
  /** Who helps. */
  crew: Crew | null = null;
  readonly #tables: Tables;
  readonly #hand: Hand;
  readonly #tuning: Tuning;
  #end = 0;
  #isWorthSharing = false;

  constructor(at: {
    readonly tables: Tables;
    readonly hand: Hand;
    readonly tuning: Tuning;
  }) {
    this.#tables = at.tables;
    this.#hand = at.hand;
    this.#tuning = at.tuning;
  }

  /** The rounds from now on are about these states. */
  open(from: number, end: number): void {
    const { control } = this.#tables;
    Atomics.store(control, at.next, from);
    Atomics.store(control, at.end, end);
    this.#end = end;
    this.#isWorthSharing = end - from >= this.#tuning.sharedStates;
  }

  /** The first state that nobody has claimed. */
  get next(): number {
    return Math.min(this.#end, Atomics.load(this.#tables.control, at.next));
  }

  /**
   * One round: everyone works until the range is used up, a table is tight, or the round is to end early.
   *
   * @param marked what the states are asked about, if the phase is to ask about it
   * @returns whether everyone has finished what was claimed; whoever has not must be given another round
   */
  *run(
    phase: Phase,
    overseer: Overseer,
    marked: PairTable | null = null,
  ): Generator<void, boolean, void> {
    const [tables, hand, crew] = [this.#tables, this.#hand, this.crew];
    const { control } = tables;
    // Alone, a table grows when it must.
    if (this.#isWorthSharing) tables.grow(hand.halves);
    Atomics.store(control, at.halt, overseer.wantsHalt() ? 1 : 0);
    Atomics.store(control, at.tight, 0);
    hand.leads.marked = marked;
    const isShared = this.#isWorthSharing && crew?.start(phase, marked) === true;
    tables.isShared = isShared;
    let isFinished = false;
    for (;;) {
      const isMore = hand.work(phase, this.#tuning.chunkStates);
      const report = hand.report();
      isFinished = !report.isUnfinished;
      overseer.take(report);
      if (!isMore) break;
      yield;
      if (overseer.wantsHalt()) Atomics.store(control, at.halt, 1);
    }
    if (isShared) {
      while (!crew?.hasArrived()) yield;
      const reports = crew.reports();
      tables.isShared = false;
      for (const report of reports) overseer.take(report);
      isFinished &&= reports.every(({ isUnfinished }) => !isUnfinished);
    }
    // Whoever holds claimed states must come again.
    this.#isWorthSharing ||= !isFinished;
    return isFinished;
  }

  /** Which states of a range, all of it expanded before, have a move to one of the given pairs of halves. */
  *leadingTo(
    marked: PairTable,
    from: number,
    end: number,
  ): Generator<void, readonly number[], void> {
    const leading: number[] = [];
    const overseer: Overseer = {
      take: (report) => {
        for (const state of report.leading) leading.push(state);
      },
      wantsHalt: () => false,
    };
    this.open(from, end);
    try {
      while (!(yield* this.run(phases.lead, overseer, marked)) || this.next < end);
      return leading;
    } finally {
      this.gather();
    }
  }

  /** Ends a round that was left in the middle: by an error, or by a caller who goes away. */
  gather(): void {
    if (!this.#tables.isShared) return;
    Atomics.store(this.#tables.control, at.halt, 1);
    this.#tables.isShared = false;
    this.crew?.dismiss();
  }
}
