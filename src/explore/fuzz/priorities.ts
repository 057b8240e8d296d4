/**
 * Priorities, as in PCT (probabilistic concurrency testing): few switches between roles, and somebody is put off for long.
 */
import type { Model } from '../../spec/system.ts';
import type { Chance } from './chance.ts';
import type { Strategy } from './strategy.ts';
import type { Walker } from './walker.ts';
import { nobody } from './walker.ts';

/** Priorities change once in so many steps of a walk, or once in twice, four times … as many. */
const mostChanges = 4;
const rangesOfChange = 5;

/**
 * Who has the highest priority goes on until it can do nothing more, as in PCT: priorities are drawn for each walk, and
 * at a few random moments whoever would go on falls behind all others. So there are few switches between roles, and
 * somebody is put off for long. In one half of the walks role instances have priorities, in the other half instances.
 */
export class Priorities implements Strategy {
  /** Instances that have one priority together: those of a role instance, or each by itself. */
  readonly #lanes: readonly number[][];
  readonly #alone: readonly number[][];
  readonly #verbs: readonly number[][];
  /** The highest first. */
  #order: number[][] = [];
  /** Where in the order the instance is that was found last. */
  #position = nobody;
  #stepsToChange = 1;

  constructor({ actions }: Model) {
    const laneOf = (at: number) => {
      const { role, ids } = actions[at]!.lane;
      return [role, ...ids].join(' ');
    };
    this.#alone = [...actions.keys()].map((at) => [at]);
    this.#lanes = [...Map.groupBy(actions.keys(), laneOf).values()];
    this.#verbs = [...Map.groupBy(actions.keys(), (at) => actions[at]!.action).values()];
  }

  restart(): void {}

  begin(chance: Chance): void {
    this.#order = shuffled([this.#lanes, this.#alone, this.#verbs][chance.below(3)]!, chance);
    this.#stepsToChange = mostChanges << chance.below(rangesOfChange);
    this.#position = nobody;
  }

  choose(walker: Walker, chance: Chance): number {
    // A step that changes nothing could be taken for ever.
    if (this.#position !== nobody && !walker.hasMoved) this.#demote();
    const member = this.#highest(walker, chance);
    if (member === nobody || chance.below(this.#stepsToChange) > 0) return member;
    this.#demote();
    return this.#highest(walker, chance);
  }

  #highest(walker: Walker, chance: Chance): number {
    const order = this.#order;
    for (let position = 0; position < order.length; position++) {
      const members = order[position]!;
      const { length } = members;
      const first = length === 1 ? 0 : chance.below(length);
      for (let at = 0; at < length; at++) {
        const member = members[(first + at) % length]!;
        if (!walker.tries(member)) continue;
        this.#position = position;
        return member;
      }
    }
    this.#position = nobody;
    return nobody;
  }

  #demote(): void {
    this.#order.push(...this.#order.splice(this.#position, 1));
    this.#position = nobody;
  }
}

function shuffled<T>(list: readonly T[], chance: Chance): T[] {
  const copy = [...list];
  for (let at = copy.length - 1; at > 0; at--) {
    const other = chance.below(at + 1);
    const item = copy[at]!;
    copy[at] = copy[other]!;
    copy[other] = item;
  }
  return copy;
}
