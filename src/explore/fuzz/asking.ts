/**
 * Groups of promises that are asked along a walk, each one only where its answer could have changed: it sleeps on the
 * cells that it read when it was asked last.
 */
import { claims } from '../claims.ts';
import type { Checks, Programs } from '../programs.ts';
import type { DecisionTrees } from '../trees.ts';
import { Watches } from './watches.ts';

/** What all groups do. */
abstract class Asking {
  protected readonly trees: DecisionTrees;
  /** The cells that the last walk through a tree has read. */
  protected readonly path: Int32Array;
  protected readonly watches: Watches;
  readonly #properties: Checks['properties'];
  readonly #isRetired: Uint8Array;
  readonly #hasJudged: Uint8Array;

  constructor({ properties, trees }: Checks, cells: number) {
    this.trees = trees;
    this.path = new Int32Array(2 * cells);
    this.watches = new Watches(cells, properties.length);
    this.#properties = properties;
    this.#isRetired = new Uint8Array(properties.length);
    this.#hasJudged = new Uint8Array(properties.length);
  }

  /** The properties that were put to the test: they said more than that there is nothing to judge. */
  get judged(): string[] {
    return this.#properties.filter((_, at) => this.#hasJudged[at] === 1).map(({ id }) => id);
  }

  /** Asks a property no more. */
  retire(id: string): void {
    const at = this.#properties.findIndex((property) => property.id === id);
    if (at >= 0) this.#isRetired[at] = 1;
  }

  /** A step has changed these cells: the first `length` of them. */
  wake(changed: Int32Array, length: number): void {
    for (let at = 0; at < length; at++) this.watches.wake(changed[at]!);
  }

  /**
   * Asks whoever is awake, and adds those that are violated to a list.
   *
   * @throws ModelError if a property breaks the contract
   */
  ask(violated: string[]): void {
    const { watches } = this;
    while (watches.count > 0) {
      const member = watches.awake[watches.count - 1]!;
      if (this.#isRetired[member] === 1) watches.sleep(member, this.path, 0);
      else this.#note(member, this.claimOf(member), violated);
    }
  }

  /** What a property says, which sleeps then. */
  protected abstract claimOf(member: number): number;

  #note(member: number, claim: number, violated: string[]): void {
    if (claim === claims.vacuous) return;
    this.#hasJudged[member] = 1;
    if (claim === claims.violated) violated.push(this.#properties[member]!.id);
  }
}

/** Promises about states. */
export class StateAsking extends Asking {
  readonly #now: Int32Array;

  constructor(checks: Checks, now: Int32Array) {
    super(checks, now.length);
    this.#now = now;
  }

  /** A walk begins: all have to be asked. */
  begin(): void {
    this.watches.clear();
  }

  protected override claimOf(member: number): number {
    const { trees, path } = this;
    const claim = trees.follow(member, this.#now, path);
    this.watches.sleep(member, path, trees.pathLength);
    return claim;
  }
}

/**
 * Promises about steps. Each one is asked about a step that changes a cell which it reads on a stutter (the same state
 * before and after): a step that changes none of them makes it read the same and end in the same way.
 */
export class StepAsking extends Asking {
  /** The row before the last step, and behind it the present one; and the present one twice. */
  readonly #rows: Int32Array;
  readonly #stutter: Int32Array;
  readonly #claims: Programs['stepClaims'];
  /** Did the step change a cell that the last walk through a tree has read? */
  #sawChange = false;

  constructor({ steps, stepClaims }: Programs, rows: Int32Array) {
    super(steps, rows.length / 2);
    this.#rows = rows;
    this.#stutter = rows.slice();
    this.#claims = stepClaims;
  }

  /** A walk begins: nothing was taken yet, so that nobody is asked. */
  begin(): void {
    this.#stutter.set(this.#rows);
    this.watches.clear();
    while (this.watches.count > 0) this.#rest(this.watches.awake[this.watches.count - 1]!);
  }

  override wake(changed: Int32Array, length: number): void {
    const cells = this.#rows.length / 2;
    for (let at = 0; at < length; at++) {
      const cell = changed[at]!;
      const value = this.#rows[cells + cell]!;
      this.#stutter[cell] = value;
      this.#stutter[cells + cell] = value;
    }
    super.wake(changed, length);
  }

  protected override claimOf(member: number): number {
    const result = this.#walk(member, this.#rows);
    const claim = this.#sawChange ? this.#claims.of(result).claim : claims.vacuous;
    this.#rest(member);
    return claim;
  }

  #rest(member: number): void {
    this.#walk(member, this.#stutter);
    this.watches.sleep(member, this.path, this.trees.pathLength);
  }

  #walk(member: number, rows: Int32Array): number {
    const { trees, path } = this;
    const cells = rows.length / 2;
    const result = trees.follow(member, rows, path);
    let sawChange = false;
    for (let at = 0; at < trees.pathLength; at++) {
      const cell = path[at]! % cells;
      path[at] = cell;
      if (rows[cell] !== rows[cells + cell]) sawChange = true;
    }
    this.#sawChange = sawChange;
    return result;
  }
}
