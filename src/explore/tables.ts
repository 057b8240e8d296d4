/**
 * The tables that all threads of a search share: halves, states, and the control words.
 */
import { at, controlWords } from './control.ts';
import type { Halves, Side } from './halves.ts';
import type { PairHandles } from './pairs.ts';
import { PairTable } from './pairs.ts';
import type { RootHandles } from './root.ts';
import { RootSet } from './root.ts';

/** What another thread needs to work on the same tables. */
export interface TableHandles {
  readonly halves: readonly [readonly PairHandles[], readonly PairHandles[]];
  readonly root: RootHandles;
}

export class Tables {
  /** Cell → side of the state tree. */
  readonly sideOf: Uint8Array;
  readonly control: Int32Array;
  readonly root: RootSet;
  /** Are other threads at work? Then nothing may grow, and whoever finds a table tight says so. */
  isShared = false;
  /** Changes whenever a table grows. */
  version = 0;

  readonly #halves: readonly [readonly PairTable[], readonly PairTable[]];

  /**
   * @param size.moves the largest number of moves of one state
   * @param size.threads how many threads may be at work at the same time
   * @param size.mostStates no more states than about this
   */
  constructor(
    size: {
      readonly sideOf: Uint8Array;
      readonly moves: number;
      readonly threads: number;
      readonly mostStates: number;
    },
    control = controlWords(),
    handles?: TableHandles,
  ) {
    const { sideOf, moves, threads, mostStates } = size;
    this.sideOf = sideOf;
    this.control = control;
    Atomics.store(control, at.threads, threads);
    this.root = new RootSet(moves, threads, mostStates, handles?.root);
    // While one state is expanded, each of its moves adds at most two pairs to each table: of the half it leads to, and
    // of that half's representative.
    const margin = 2 * threads * (moves + 1);
    const tablesOf = (side: Side) =>
      Array.from({ length: Math.max(1, widthOf(sideOf, side)) }, (_, node) => {
        const whenTight = (table: PairTable) => this.#grow(table);
        return new PairTable(whenTight, margin, handles?.halves[side][node]);
      });
    this.#halves = [tablesOf(0), tablesOf(1)];
  }

  halfTable(side: Side, node: number): PairTable {
    return this.#halves[side][node]!;
  }

  /** Bytes of the halves of both sides. */
  get halfBytes(): number {
    return this.#halves.flat().reduce((sum, { bytes }) => sum + bytes, 0);
  }

  get handles(): TableHandles {
    const [left, right] = this.#halves;
    return {
      halves: [left.map((table) => table.handles), right.map((table) => table.handles)],
      root: this.root.handles,
    };
  }

  /** Works on what another thread has grown. */
  adopt({ halves, root }: TableHandles): void {
    for (const side of [0, 1] as const) {
      for (const [node, table] of this.#halves[side].entries()) table.adopt(halves[side][node]!);
    }
    this.root.adopt(root);
  }

  /**
   * Gives every table that is tight more room. Only while nobody else is at work.
   *
   * @throws CapacityError if there can be no more of it
   */
  grow({ stores }: Halves): void {
    for (const table of this.#halves.flat()) if (table.isTight) this.#grow(table);
    if (!this.root.fits(stores[0].count, stores[1].count)) {
      this.root.grow(stores[0].count, stores[1].count);
      this.version++;
    }
  }

  #grow(table: PairTable): void {
    if (this.isShared) {
      Atomics.store(this.control, at.tight, 1);
      return;
    }
    table.grow();
    this.version++;
  }
}

function widthOf(sideOf: Uint8Array, side: Side): number {
  return sideOf.reduce((sum, one) => sum + (one === side ? 1 : 0), 0);
}
