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

/** Prefers failures. How much is drawn for each walk, as a budget that is spent at once misses what comes later. */
export class Faults implements Strategy {
  readonly #isFault: Uint8Array;
  readonly #enabled: number[] = [];
  #stepsToFault = 1;

  constructor({ actions }: Model) {
    this.#isFault = Uint8Array.from(actions, ({ kind }) => (kind === 'fault' ? 1 : 0));
  }

  restart(): void {}

  begin(chance: Chance): void {
    this.#stepsToFault = 2 << chance.below(rangesOfFaults);
  }

  choose(walker: Walker, chance: Chance): number {
    if (chance.below(this.#stepsToFault) > 0) return anyEnabled(walker, chance);
    const enabled = this.#enabled;
    const { open } = walker;
    enabled.length = 0;
    // Whoever is found disabled leaves the list, and the last one takes its place.
    for (let at = open.count - 1; at >= 0; at--) {
      const member = open.awake[at]!;
      if (this.#isFault[member] === 1 && walker.tries(member)) enabled.push(member);
    }
    if (enabled.length === 0) return anyEnabled(walker, chance);
    const member = enabled[chance.below(enabled.length)]!;
    walker.tries(member);
    return member;
  }
}
