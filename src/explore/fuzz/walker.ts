/**
 * Walks through a model, one step after the other, over the engine's decision trees.
 *
 * A state is a row of value ids, and what an instance does there is found by walking its tree with them: the model is
 * called only where a tree is not known any further. One that is disabled is not tried again before a cell that it
 * read has changed, so a step costs a few short walks, not one for each instance.
 *
 *     rows:  [ before the last step | now ]     two rows side by side: what a property of steps reads
 */
import type { Model } from '../../spec/system.ts';
import { disabledResult } from '../moves.ts';
import type { Programs } from '../programs.ts';
import type { DecisionTrees } from '../trees.ts';
import { Promises } from './promises.ts';
import { Tally } from './tally.ts';
import { Watches } from './watches.ts';

/** No instance is enabled. */
export const nobody = -1;

export class Walker {
  readonly promises: Promises;
  readonly tally: Tally;
  readonly programs: Programs;
  /** Where instances sleep that are known to be disabled. */
  readonly open: Watches;
  /** The present state. */
  readonly now: Int32Array;
  /** What the instance that was asked last does here, as a result of its program. */
  result = disabledResult;
  /** The instance that is being asked, or {@link nobody}; after an error, the one that threw it. */
  running = nobody;
  readonly #trees: DecisionTrees;
  readonly #rows: Int32Array;
  readonly #before: Int32Array;
  /** The cells that the last walk through a tree has read. */
  readonly #path: Int32Array;
  readonly #isSystem: Uint8Array;
  /** Member → the state in which it was found enabled last, and what it does there. */
  readonly #askedAt: Int32Array;
  readonly #answers: Int32Array;
  /** The states that were met are counted: each is another moment. */
  #moment = 0;
  /** An instance of the system that was enabled when it was looked for last. */
  #lastSystem = 0;
  /** The cells that the last step has changed: the first `count` of these. */
  readonly #changed: Int32Array;
  #changes = 0;
  /** Initial state, by its index → who sleeps there. */
  readonly #asleep: Watches[] = [];

  constructor(model: Model, programs: Programs) {
    const { length } = model.layout.cells;
    this.programs = programs;
    this.#trees = programs.actions;
    this.#rows = new Int32Array(2 * length);
    this.#before = this.#rows.subarray(0, length);
    this.now = this.#rows.subarray(length);
    this.#path = new Int32Array(length);
    this.#changed = new Int32Array(length);
    this.open = new Watches(length, model.actions.length);
    this.#askedAt = new Int32Array(model.actions.length);
    this.#answers = new Int32Array(model.actions.length);
    this.promises = new Promises(model, programs, this.#rows, () => this.#isQuiescent());
    this.tally = new Tally(model);
    this.#isSystem = Uint8Array.from(model.actions, ({ kind }) => (kind === 'system' ? 1 : 0));
  }

  /**
   * A walk begins in an initial state, given by its index. The ids of the promises that are broken there.
   *
   * @throws ModelError if the model breaks its contract, as the other methods do
   */
  begin(start: number): readonly string[] {
    this.#stand(this.programs.starts[start]!.row);
    this.open.become(this.#asleepIn(start));
    return this.promises.begin();
  }

  /** A walk goes on from the middle of another one. */
  goOnFrom(row: Int32Array): readonly string[] {
    this.#stand(row);
    this.open.clear();
    return this.promises.begin();
  }

  /** Did the last step change anything? */
  get hasMoved(): boolean {
    return this.#changes > 0;
  }

  /** Is an instance enabled? `result` is what it does; one that is not sleeps until that may have changed. */
  tries(member: number): boolean {
    if (this.open.isAsleep(member)) return false;
    if (this.#askedAt[member] === this.#moment) {
      this.result = this.#answers[member]!;
      return true;
    }
    this.running = member;
    this.result = this.#trees.follow(member, this.now, this.#path);
    this.running = nobody;
    if (this.result !== disabledResult) {
      this.#askedAt[member] = this.#moment;
      this.#answers[member] = this.result;
      return true;
    }
    this.open.sleep(member, this.#path, this.#trees.pathLength);
    return false;
  }

  /** Is nothing enabled any more? As `rest.ts` asks it of the model, asked of those alone that do not sleep. */
  isStuck(): boolean {
    const { open } = this;
    while (open.count > 0) if (this.tries(open.awake[open.count - 1]!)) return false;
    return true;
  }

  /** Takes the step of the instance that was tried last. The ids of the promises that are broken by it. */
  take(member: number): readonly string[] {
    const { now } = this;
    const before = this.#before;
    const changed = this.#changed;
    for (let at = 0; at < this.#changes; at++) before[changed[at]!] = now[changed[at]!]!;
    let changes = 0;
    const { cells, values } = this.programs.effects.patchOf(this.result - 1);
    for (let at = 0; at < cells.length; at++) {
      const cell = cells[at]!;
      if (now[cell] === values[at]) continue;
      now[cell] = values[at]!;
      changed[changes++] = cell;
      this.open.wake(cell);
    }
    this.#changes = changes;
    this.#moment++;
    this.tally.step(member, changed, changes);
    return this.promises.after(changed, changes);
  }

  /** Nothing has happened yet, in this state. */
  #stand(row: Int32Array): void {
    this.now.set(row);
    this.#before.set(row);
    this.#changes = 0;
    this.running = nobody;
    this.#moment++;
  }

  /** Who sleeps in the initial state where a walk begins: asked once, as many walks do so. */
  #asleepIn(start: number): Watches {
    const known = this.#asleep[start];
    if (known !== undefined) return known;
    const { open } = this;
    open.clear();
    for (let at = open.count - 1; at >= 0; at--) this.tries(open.awake[at]!);
    const watches = new Watches(this.now.length, this.#isSystem.length);
    watches.become(open);
    this.#asleep[start] = watches;
    return watches;
  }

  /** Is no instance of the system enabled? It is likely to be the same one as before. */
  #isQuiescent(): boolean {
    const last = this.#lastSystem;
    if (this.#isSystem[last] === 1 && this.tries(last)) return false;
    const { open } = this;
    for (let at = open.count - 1; at >= 0; at--) {
      const member = open.awake[at]!;
      if (this.#isSystem[member] === 0 || !this.tries(member)) continue;
      this.#lastSystem = member;
      return false;
    }
    return true;
  }
}
