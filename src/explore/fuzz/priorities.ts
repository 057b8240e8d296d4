/**
 * Priorities, as in PCT (probabilistic concurrency testing): few switches between roles, and somebody is put off for
 * long.
 */
import type { Model } from '../../spec/system.ts';
import type { Chance } from './chance.ts';
import type { Strategy } from './strategy.ts';
import type { Walker } from './walker.ts';
import { nobody } from './walker.ts';

/** Priorities change once in so many steps of a walk, or once in twice, four times … as many. */
const fewestSteps = 4;
const rangesOfChange = 7;

/**
 * Who has the highest priority goes on until it can do nothing more. Priorities are drawn for each walk, of role
 * instances, of actions, or of instances; at a few random moments whoever would go on falls behind all others.
 */
export class Priorities implements Strategy {
  /** For each way to put instances together: instance → its group. */
  readonly #groupings: readonly Int32Array[];
  #groups: Int32Array = new Int32Array(0);
  /** Group → its rank, the highest priority first. */
  readonly #ranks: Int32Array;
  #lowest = 0;
  /** The group of the instance that was found last. */
  #last = nobody;
  #stepsToChange = 1;

  constructor({ actions }: Model) {
    const laneOf = ({ role, ids }: Model['actions'][number]['lane']) => [role, ...ids].join(' ');
    this.#groupings = [
      groupsBy(actions.map(({ lane }) => laneOf(lane))),
      groupsBy(actions.map(({ action }) => action)),
      groupsBy(actions.map(({ name }) => name)),
    ];
    this.#ranks = new Int32Array(actions.length);
  }

  restart(): void {}

  begin(chance: Chance): void {
    this.#groups = this.#groupings[chance.below(this.#groupings.length)]!;
    for (let group = 0; group < this.#ranks.length; group++) {
      // What was at this place makes room and goes to the end: a shuffle.
      const place = chance.below(group + 1);
      this.#ranks[group] = this.#ranks[place]!;
      this.#ranks[place] = group;
    }
    this.#lowest = this.#ranks.length;
    this.#stepsToChange = fewestSteps << chance.below(rangesOfChange);
    this.#last = nobody;
  }

  choose(walker: Walker, chance: Chance): number {
    // A step that changes nothing could be taken for ever.
    if (this.#last !== nobody && !walker.hasMoved) this.#demote();
    const member = this.#highest(walker, chance);
    if (member === nobody || chance.below(this.#stepsToChange) > 0) return member;
    this.#demote();
    return this.#highest(walker, chance);
  }

  /** The enabled instance with the highest priority; of several any one. */
  #highest(walker: Walker, chance: Chance): number {
    const { open } = walker;
    const ranks = this.#ranks;
    const groups = this.#groups;
    while (open.count > 0) {
      const { awake, count } = open;
      const from = chance.below(count);
      let best: number = nobody;
      let bestRank = this.#lowest;
      for (let at = from; at < from + count; at++) {
        const member = awake[at < count ? at : at - count]!;
        const rank = ranks[groups[member]!]!;
        if (rank >= bestRank) continue;
        best = member;
        bestRank = rank;
      }
      this.#last = groups[best]!;
      if (walker.tries(best)) return best;
    }
    this.#last = nobody;
    return nobody;
  }

  #demote(): void {
    this.#ranks[this.#last] = this.#lowest++;
  }
}

/** Numbers for names, in order of first appearance. */
function groupsBy(names: readonly string[]): Int32Array {
  const numbers = new Map([...new Set(names)].map((name, at) => [name, at]));
  return Int32Array.from(names, (name) => numbers.get(name)!);
}
