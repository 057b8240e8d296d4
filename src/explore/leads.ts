/**
 * Which states lead to a marked one: asked on the way back from violations; see `calmest.ts`.
 */
import { Batch } from './batch.ts';
import type { Moves } from './moves.ts';
import type { PairTable } from './pairs.ts';
import type { Orbits } from './symmetry/orbits.ts';

export class Leads {
  /** The marked states, as pairs of halves. */
  marked: PairTable | null = null;

  readonly #moves: Moves;
  readonly #orbits: Orbits;
  readonly #batch: Batch;
  #found: number[] = [];

  constructor(moves: Moves, orbits: Orbits, instances: number) {
    this.#moves = moves;
    this.#orbits = orbits;
    this.#batch = new Batch(instances);
  }

  /** Looks at a state that was expanded before: nothing new is found. */
  look(state: number, left: number, right: number): void {
    if (this.marked === null) throw new Error('no state is marked');
    const [batch, orbits] = [this.#batch, this.#orbits];
    batch.size = 0;
    this.#moves.trim();
    this.#moves.expand(left, right, batch);
    for (let move = 0; move < batch.size; move++) {
      orbits.find(batch.left[move]!, batch.right[move]!);
      if (this.marked.find(orbits.left, orbits.right) < 0) continue;
      this.#found.push(state);
      return;
    }
  }

  /** The states found since this was last asked. */
  take(): readonly number[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }
}
