/**
 * Sizes that change how the engine works and never what it finds. Tests make them tiny, so that small models come
 * to every corner of it.
 */
export interface Tuning {
  /** The halves are chosen anew when there are so many states; a search is a pilot until the first time. */
  readonly divideAt: readonly number[];
  /** Halves are good enough, and stay, if there are no more than so many times the fewest that there could be. */
  readonly goodHalves: number;
  /** States between two looks at limits and signals. */
  readonly chunkStates: number;
  /**
   * States that a thread claims at a time: at least, and at most. Neighbours in the queue share halves, so large pieces
   * leave less to be worked out by several threads; the last ones are small, so that all end at the same time.
   */
  readonly leastClaim: number;
  readonly mostClaim: number;
  /** Levels with fewer states are not worth waking helpers for. */
  readonly sharedStates: number;
  /** Words of the records of moves before they are forgotten; see `evaluator.ts`. */
  readonly arenaWords: number;
  /** Entries of a memory of patched halves before it is forgotten. */
  readonly memoryEntries: number;
  /** Wait for all helpers before the search begins, instead of going on alone while they start. */
  readonly waitsForHelpers: boolean;
  /**
   * Look whether ids that are declared interchangeable are so. Only in the pilot: which states are looked at must not
   * depend on the number of workers.
   */
  readonly audits: boolean;
  /** No more states than about this. */
  readonly mostStates: number;
}

export const usualTuning: Tuning = {
  divideAt: [1 << 13, 1 << 18],
  goodHalves: 3,
  chunkStates: 4096,
  leastClaim: 64,
  mostClaim: 4096,
  sharedStates: 1024,
  arenaWords: 1 << 23,
  memoryEntries: 1 << 21,
  waitsForHelpers: false,
  audits: false,
  // State ids are 32-bit integers, and claims run a little ahead of them.
  mostStates: 2 ** 31 - 2 ** 20,
};

/** The pilot looks often whether it is over: a sample of many more states would be no better. */
export function pilotTuning(tuning: Tuning): Tuning {
  return {
    ...tuning,
    audits: true,
    chunkStates: Math.ceil((tuning.divideAt[0] ?? tuning.chunkStates) / 16),
  };
}

/** Of what is left of a level, a thread claims one part in so many for each thread. */
const partsEach = 4;

/**
 * How many states a thread claims of those that are left of a level: ever fewer, so that all end at the same time.
 */
export function claimFor({ leastClaim, mostClaim }: Tuning, rest: number, threads: number): number {
  return Math.max(leastClaim, Math.min(mostClaim, Math.ceil(rest / (partsEach * threads))));
}
