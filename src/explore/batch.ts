/**
 * Candidates on their way into the set of states.
 */

/** From this size on a batch should be added; it has room for the moves of one more state. */
export const batchSize = 2048;

/** Candidates on their way into the set: the moves of some states, self-loops left out. */
export class Batch {
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** The instance that leads there, and its effect. */
  readonly instance: Int32Array;
  readonly effect: Int32Array;
  size = 0;

  /** @param most the largest number of moves of one state */
  constructor(most: number) {
    this.left = new Int32Array(batchSize + most);
    this.right = new Int32Array(batchSize + most);
    this.instance = new Int32Array(batchSize + most);
    this.effect = new Int32Array(batchSize + most);
  }
}
