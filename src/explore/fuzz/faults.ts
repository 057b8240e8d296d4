/**
 * Failures first.
 */
import type { Model } from '../../spec/system.ts';
import type { Chance } from './chance.ts';
import type { Strategy } from './strategy.ts';
import { anyEnabled } from './strategy.ts';
import type { Walker } from './walker.ts';

/** Failures come first at one step of two, of four … */
const rangesOfFaults = 4;
/** They are preferred in one walk of so many, and kept in the others. */
const walksToPreference = 3;
/** What a walk is thought to last before one was longer. */
const shortestWalk = 16;

/**
 * Prefers failures, or keeps them for moments of the walk. How it is done is drawn for each walk: a budget that is spent
 * at once misses what comes later, and what needs one failure after many steps without any is not met by preferring it.
 */
export class Faults implements Strategy {
  readonly #isFault: Uint8Array;
  readonly #enabled: number[] = [];
  #stepsToFault = 1;
  #isKept = false;
  /** Where they are kept: the step that is the next failure's. */
  #moment = 0;
  #step = 0;
  #longest = shortestWalk;

  constructor({ actions }: Model) {
    this.#isFault = Uint8Array.from(actions, ({ kind }) => (kind === 'fault' ? 1 : 0));
  }

  restart(): void {
    this.#longest = shortestWalk;
  }

  begin(chance: Chance): void {
    this.#step = 0;
    this.#isKept = chance.below(walksToPreference) > 0;
    if (this.#isKept) this.#moment = chance.below(this.#longest);
    else this.#stepsToFault = 2 << chance.below(rangesOfFaults);
  }

  choose(walker: Walker, chance: Chance): number {
    this.#longest = Math.max(this.#longest, ++this.#step);
    if (!this.#isKept) {
      const isDue = chance.below(this.#stepsToFault) === 0;
      return isDue ? this.#anyOf(1, walker, chance) : anyEnabled(walker, chance);
    }
    if (this.#step <= this.#moment) return this.#anyButFault(walker, chance);
    this.#moment = this.#step + chance.below(this.#longest);
    return this.#anyOf(1, walker, chance);
  }

  /**
   * Any enabled instance that is no failure; if there is none, any failure. It is needed at nearly every step, and most
   * instances will do: some draws find one, and only if they do not are all of them asked.
   */
  #anyButFault(walker: Walker, chance: Chance): number {
    const { open } = walker;
    for (let draws = open.count; draws > 0 && open.count > 0; draws--) {
      const member = open.awake[chance.below(open.count)]!;
      if (this.#isFault[member] === 0 && walker.tries(member)) return member;
    }
    return this.#anyOf(0, walker, chance);
  }

  /** Any of the enabled failures, or of the enabled instances that are none; if there are none of them, any enabled one. */
  #anyOf(isFault: 0 | 1, walker: Walker, chance: Chance): number {
    const enabled = this.#enabled;
    const { open } = walker;
    enabled.length = 0;
    // Whoever is found disabled leaves the list, and the last one takes its place.
    for (let at = open.count - 1; at >= 0; at--) {
      const member = open.awake[at]!;
      if (this.#isFault[member] === isFault && walker.tries(member)) enabled.push(member);
    }
    if (enabled.length === 0) return anyEnabled(walker, chance);
    const member = enabled[chance.below(enabled.length)]!;
    walker.tries(member);
    return member;
  }
}
