/**
 * The tables that all threads of a search share: halves, states, and the control words.
 */
import { at } from './control.ts';
import type { Halves, Side } from './halves.ts';
import type { PairHandles } from './pairs.ts';
import { PairTable } from './pairs.ts';
import type { RootHandles } from './root.ts';
import { RootSet } from './root.ts';

/** What another thread needs to work on the same tables. */
export interface TableHandles {
  readonly sideOf: Uint8Array;
  readonly halves: readonly [readonly PairHandles[], readonly PairHandles[]];
  readonly root: RootHandles;
}

/** What it needs to go on after some of them have grown. */
export interface Grown {
  readonly halves: readonly {
    readonly side: Side;
    readonly node: number;
    readonly handles: PairHandles;
  }[];
  readonly root: RootHandles | null;
}

/**
 * A table of halves gets room for as many pairs again, but no more than this, before others work on it: most tables are
 * small, and whenever one of them is tight, everyone has to rest.
 */
const mostSpare = 1 << 16;

const sides = [0, 1] as const;

export class Tables {
  /** Cell → side of the state tree. */
  readonly sideOf: Uint8Array;
  readonly control: Int32Array;
  readonly root: RootSet;
  /** Are other threads at work? Then nothing may grow, and whoever finds a table tight says so. */
  isShared = false;

  readonly #halves: readonly [readonly PairTable[], readonly PairTable[]];
  /** Tables that have grown since {@link takeGrown}. */
  readonly #grown = new Set<PairTable | RootSet>();
  readonly #mostSpare: number;

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
    control: Int32Array,
    handles?: TableHandles,
  ) {
    const { sideOf, moves, threads, mostStates } = size;
    this.sideOf = sideOf;
    this.control = control;
    Atomics.store(control, at.threads, threads);
    this.#mostSpare = threads > 1 ? mostSpare : 0;
    this.root = new RootSet(moves, threads, mostStates, handles?.root);
    // While one state is expanded, each of its moves adds at most two pairs to each table: of the half it leads to, and
    // of that half's representative.
    const margin = 2 * threads * (moves + 1);
    const tablesOf = (side: Side) =>
      Array.from({ length: Math.max(1, widthOf(sideOf, side)) }, (_, node) => {
        const whenTight = (table: PairTable) => {
          if (this.isShared) Atomics.store(control, at.tight, 1);
          else this.#grow(table);
        };
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
      sideOf: this.sideOf,
      halves: [left.map((table) => table.handles), right.map((table) => table.handles)],
      root: this.root.handles,
    };
  }

  /** What has grown since this was last asked; null if nothing has. */
  takeGrown(): Grown | null {
    if (this.#grown.size === 0) return null;
    const halves = sides.flatMap((side) =>
      [...this.#halves[side].entries()]
        .filter(([, table]) => this.#grown.has(table))
        .map(([node, { handles }]) => ({ side, node, handles })),
    );
    const root = this.#grown.has(this.root) ? this.root.handles : null;
    this.#grown.clear();
    return { halves, root };
  }

  /** Works on what another thread has grown. */
  adopt({ halves, root }: Grown): void {
    for (const { side, node, handles } of halves) this.#halves[side][node]!.adopt(handles);
    if (root) this.root.adopt(root);
  }

  /**
   * Gives every table that is tight, or might soon be, more room. Only while nobody else is at work.
   *
   * @throws CapacityError if there can be no more of it
   */
  grow({ stores }: Halves): void {
    for (const table of this.#halves.flat()) {
      const spare = Math.min(table.count, this.#mostSpare);
      if (!table.hasRoomFor(spare)) this.#grow(table, spare);
    }
    const [lefts, rights] = [stores[0].count, stores[1].count];
    if (!this.root.fits(lefts, rights)) {
      this.root.grow(lefts, rights);
      this.#grown.add(this.root);
    }
  }

  #grow(table: PairTable, spare = 0): void {
    table.grow(spare);
    this.#grown.add(table);
  }
}

function widthOf(sideOf: Uint8Array, side: Side): number {
  return sideOf.reduce((sum, one) => sum + (one === side ? 1 : 0), 0);
}
