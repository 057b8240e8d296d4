/**
 * The few words through which threads agree on what to do next.
 *
 * Work comes in rounds: a phase, and a range of states. Everyone claims pieces of the range until it is used up, or
 * until a table is tight; then all rest, and the main thread alone looks after the tables. So nothing ever grows,
 * and nothing is decided, while several threads are at work.
 */
import { words } from './words.ts';

/** What a round is for. */
export const phases = { judge: 0, expand: 1, lead: 2, tally: 3, end: 4 } as const;
export type Phase = (typeof phases)[keyof typeof phases];

/** Where in the control words each one is. */
export const at = {
  /** Counts the rounds; helpers sleep on it. */
  round: 0,
  /** Helpers that have ended the round; the main thread sleeps on it. */
  arrived: 1,
  /** The first state that nobody has claimed, and the end of the range. */
  next: 2,
  end: 3,
  /** Set to end a round early: claim no more, but finish what was claimed. */
  halt: 4,
  /** Set by whoever finds a table tight: stop after the present state. */
  tight: 5,
  phase: 6,
  /** Held by whoever makes values, and how many origins there are. */
  making: 7,
  origins: 8,
  /** Helpers that are ready for their first round. */
  online: 9,
  /** How many threads there are, the main one included. */
  threads: 10,
} as const;

const count = 16;

/** Control words for a search, all zero. */
export function controlWords(): Int32Array {
  return words(count);
}
