/**
 * What was seen rarely first.
 */
import { encode } from '../../spec/value.ts';
import type { Programs } from '../programs.ts';
import { mixed } from '../values.ts';
import { grown } from '../words.ts';
import type { Chance } from './chance.ts';
import type { Strategy } from './strategy.ts';
import { anyEnabled } from './strategy.ts';
import type { Walker } from './walker.ts';
import { nobody } from './walker.ts';

/** So many enabled instances are looked at for each step, or twice as many; drawn for each walk. */
const fewestCandidates = 2;
const rangesOfCandidates = 2;
const bucketBits = 18;

/**
 * Prefers steps to states that these walks have seldom come to; among those, instances that were seldom taken with just
 * this effect, that is in local states like these. In a small world this comes to nearly every state soon; in a large
 * one all states are new, and what is rare are effects.
 *
 * States and effects are known by hashes of the texts of their values, which are the same in every thread, while the
 * ids of values are not. Two that share a bucket are counted together, which harms nothing but the choice.
 */
export class Coverage implements Strategy {
  readonly #programs: Programs;
  readonly #states = new Uint32Array(1 << bucketBits);
  readonly #effects = new Uint32Array(1 << bucketBits);
  /** Cell → value id → the hash of that value there; 0 is not known. */
  readonly #hashes: Int32Array[];
  /** Effect → the hashes of the values that it assigns, added up; 0 is not known. */
  #sums = new Int32Array(1 << 10);
  #candidates = 1;
  /** The hashes of the present values, and all of them added up: the hash of the present state. */
  readonly #present: Int32Array;
  #state = 0;
  #isAtStart = true;

  constructor(programs: Programs, cells: number) {
    this.#programs = programs;
    this.#present = new Int32Array(cells);
    this.#hashes = Array.from({ length: cells }, () => new Int32Array(16));
  }

  restart(): void {
    this.#states.fill(0);
    this.#effects.fill(0);
  }

  begin(chance: Chance): void {
    this.#candidates = fewestCandidates << chance.below(rangesOfCandidates);
    this.#isAtStart = true;
  }

  choose(walker: Walker, chance: Chance): number {
    const states = this.#states;
    const effects = this.#effects;
    if (this.#isAtStart) this.#arrive(walker.now);
    let [best, bestResult, bestState, bestEffect] = [nobody, 0, 0, 0];
    for (let candidate = 0; candidate < this.#candidates; candidate++) {
      const member = anyEnabled(walker, chance);
      if (member === nobody) return nobody;
      const sum = this.#sumOf(walker.result - 1);
      const effect = bucketOf(sum ^ Math.imul(member, 0x9e3779b1));
      const state = bucketOf(this.#state + sum - this.#replacedBy(walker.result - 1));
      if (best !== nobody) {
        if (states[state]! > states[bestState]!) continue;
        if (states[state] === states[bestState] && effects[effect]! >= effects[bestEffect]!)
          continue;
      }
      [best, bestResult, bestState, bestEffect] = [member, walker.result, state, effect];
    }
    states[bestState]!++;
    effects[bestEffect]!++;
    this.#move(bestResult - 1);
    walker.result = bestResult;
    return best;
  }

  #arrive(row: Int32Array): void {
    this.#isAtStart = false;
    this.#state = 0;
    for (let cell = 0; cell < row.length; cell++) {
      this.#present[cell] = this.#hashOf(cell, row[cell]!);
      this.#state = (this.#state + this.#present[cell]!) | 0;
    }
  }

  #move(effect: number): void {
    const present = this.#present;
    const { cells, values } = this.#programs.effects.patchOf(effect);
    this.#state = (this.#state + this.#sumOf(effect) - this.#replacedBy(effect)) | 0;
    for (let at = 0; at < cells.length; at++) {
      present[cells[at]!] = this.#hashOf(cells[at]!, values[at]!);
    }
  }

  /** The hashes of what an effect assigns, added up. */
  #sumOf(effect: number): number {
    const known = this.#sums[effect];
    if (known !== undefined && known !== 0) return known;
    const { cells, values } = this.#programs.effects.patchOf(effect);
    let sum = 0;
    for (let at = 0; at < cells.length; at++)
      sum = (sum + this.#hashOf(cells[at]!, values[at]!)) | 0;
    if (effect >= this.#sums.length) this.#sums = grown(this.#sums, effect + 1);
    this.#sums[effect] = sum;
    return sum;
  }

  /** The hashes of the present values of those cells, added up. */
  #replacedBy(effect: number): number {
    const { cells } = this.#programs.effects.patchOf(effect);
    const present = this.#present;
    let sum = 0;
    for (let at = 0; at < cells.length; at++) sum = (sum + present[cells[at]!]!) | 0;
    return sum;
  }

  #hashOf(cell: number, value: number): number {
    let hashes = this.#hashes[cell]!;
    if (value >= hashes.length) hashes = this.#hashes[cell] = grown(hashes, value + 1);
    if (hashes[value] === 0) {
      hashes[value] = mixed(1, cell, encode(this.#programs.values.valueOf(cell, value))) | 1;
    }
    return hashes[value]!;
  }
}

function bucketOf(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x85ebca77) >>> (32 - bucketBits);
}
