/**
 * What chooses the next step of a walk.
 */
import type { Chance } from './chance.ts';
import type { Walker } from './walker.ts';
import { nobody } from './walker.ts';

/**
 * Chooses steps. What it chooses depends on the walk, on chance, and on the walks before it in the same chunk, and on
 * nothing else: not on what is asked, and not on what is remembered of calls of the model.
 */
export interface Strategy {
  /** A chunk of walks begins: what was learned from walks is forgotten. */
  readonly restart: () => void;
  /** A walk begins. */
  readonly begin: (chance: Chance) => void;
  /** An enabled instance, which is the last that was tried, or {@link nobody}. */
  readonly choose: (walker: Walker, chance: Chance) => number;
}

/** Each enabled instance with the same chance: instances are tried in random order until one is enabled. */
export function anyEnabled(walker: Walker, chance: Chance): number {
  const { open } = walker;
  while (open.count > 0) {
    const member = open.awake[chance.below(open.count)]!;
    if (walker.tries(member)) return member;
  }
  return nobody;
}
