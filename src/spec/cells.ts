/**
 * Cells: the nouns of a protocol.
 *
 * A cell is one named, independently stored piece of the state; a family is cells indexed by ids. Cells as fine as
 * the protocol's own parts (one per node, one per channel) are what makes exploration fast: an action is only
 * called again when a cell that it reads has a value it has not seen.
 */
import { List } from 'immutable';
import type { AnyId } from './ids.ts';

/** Reads the present value of a cell. The engine passes it in, and so sees every read. */
export type Read = <V>(cell: Cell<V>) => V;

/** One cell gets a new value; what an action returns is a list of these. */
export interface Assignment {
  readonly cell: AnyCell;
  readonly value: unknown;
}

/** An instance of a role, as a lane of a diagram: a role and the ids that tell its instances apart. */
export interface Lane {
  readonly role: string;
  readonly ids: readonly AnyId[];
}

/** What a cell is for: protocol state, a FIFO of messages, history for properties only, or a budget of faults. */
export type CellKind = 'state' | 'channel' | 'ghost' | 'budget';

/** One independently stored piece of the state. Made by a {@link Layout}, never directly. */
export class Cell<V> {
  readonly name: string;
  readonly family: string;
  readonly ids: readonly AnyId[];
  readonly kind: CellKind;
  /** Position in its layout. */
  readonly index: number;
  readonly initial: V;
  /** The value that a crash of its owner leaves behind; absent for durable cells. */
  readonly lost: { readonly value: V } | undefined;
  /** The two ends of a channel. */
  readonly ends: { readonly from: Lane; readonly to: Lane } | undefined;

  /** @internal */
  constructor(
    at: Pick<Cell<V>, 'family' | 'ids' | 'kind' | 'index' | 'initial' | 'lost' | 'ends'>,
  ) {
    this.family = at.family;
    this.ids = at.ids;
    this.kind = at.kind;
    this.index = at.index;
    this.initial = at.initial;
    this.lost = at.lost;
    this.ends = at.ends;
    this.name = nameOf(at.family, at.ids);
  }

  /** The assignment that gives this cell a new value. */
  becomes(value: V): Assignment {
    return { cell: this as AnyCell, value };
  }
}

// biome-ignore lint/suspicious/noExplicitAny: a cell of any value; `unknown` would make Cell invariant
export type AnyCell = Cell<any>;

/** A FIFO of messages of type `M`, head first. */
export type Channel<M> = Cell<List<M>>;

/** Cells indexed by ids: `at.partition(p)` is one cell, `at.partition.all` are all of them. */
export interface Family<Ids extends readonly AnyId[], V> {
  (...ids: Ids): Cell<V>;
  readonly all: readonly Cell<V>[];
}

/** The domains that a family or an action ranges over, one list of ids for each of its ids. */
export type Domains<Ids extends readonly AnyId[]> = {
  readonly [K in keyof Ids]: readonly Ids[K][];
};

/** `Ids`, without being a place to infer it from: `() => 0` must not mean that there are no ids. */
type Given<Ids> = Ids extends readonly AnyId[] ? Ids : never;

interface CellOptions<V> {
  /** A volatile cell: the value that a crash of its owner leaves. Cells without it are durable. */
  readonly lost?: V;
}

/**
 * Collects the cells of a system.
 *
 * @example
 * const layout = new Layout();
 * const at = {
 *   cpo: layout.one('cpo', Cpo()),
 *   partition: layout.each('partition', [partitions], () => Partition(), { lost: Partition() }),
 *   toPartition: layout.channels<[PartitionId], Rpc>('toPartition', [partitions], (p) => ({
 *     from: { role: 'cpo', ids: [] },
 *     to: { role: 'partition', ids: [p] },
 *   })),
 * };
 */
export class Layout {
  readonly cells: AnyCell[] = [];
  readonly #names = new Set<string>();

  /** A single cell. */
  one<V>(name: string, initial: V, options: CellOptions<V> = {}): Cell<V> {
    return this.#add({ kind: 'state', family: name, ids: [], initial, ...volatile(options) });
  }

  /** A family of cells, one for each combination of ids. */
  each<const Ids extends readonly AnyId[], V>(
    name: string,
    domains: Domains<Ids>,
    initial: (...ids: Given<Ids>) => V,
    options: CellOptions<V> = {},
  ): Family<Ids, V> {
    return this.#family(domains, (ids) =>
      this.#add({
        kind: 'state',
        family: name,
        ids,
        initial: initial(...(ids as Given<Ids>)),
        ...volatile(options),
      }),
    );
  }

  /** A family of FIFO channels, all empty at the start. `ends` says between which role instances each one runs. */
  channels<const Ids extends readonly AnyId[], M>(
    name: string,
    domains: Domains<Ids>,
    ends: (...ids: Given<Ids>) => { readonly from: Lane; readonly to: Lane },
  ): Family<Ids, List<M>> {
    return this.#family(domains, (ids) =>
      this.#add({
        kind: 'channel',
        family: name,
        ids,
        initial: List<M>(),
        lost: undefined,
        ends: ends(...(ids as Given<Ids>)),
      }),
    );
  }

  /** A family of ghost cells: history that properties read, and that no guard may depend on. */
  ghosts<const Ids extends readonly AnyId[], V>(
    name: string,
    domains: Domains<Ids>,
    initial: (...ids: Given<Ids>) => V,
  ): Family<Ids, V> {
    return this.#family(domains, (ids) =>
      this.#add({
        kind: 'ghost',
        family: name,
        ids,
        initial: initial(...(ids as Given<Ids>)),
        lost: undefined,
        ends: undefined,
      }),
    );
  }

  /** How many more faults of one sort may happen. */
  budget(name: string, count: number): Cell<number> {
    return this.#add({
      kind: 'budget',
      family: name,
      ids: [],
      initial: count,
      lost: undefined,
      ends: undefined,
    });
  }

  /**
   * Budgets for some of the bounds, called as they are.
   *
   * @example const at = { ...layout.budgets(bounds, 'losses', 'crashes') };
   */
  budgets<K extends string>(
    bounds: Readonly<Record<NoInfer<K>, number>>,
    ...names: readonly K[]
  ): Readonly<Record<K, Cell<number>>> {
    const cells = names.map((name) => [name, this.budget(name, bounds[name])]);
    return Object.fromEntries(cells) as Record<K, Cell<number>>;
  }

  #family<Ids extends readonly AnyId[], V>(
    domains: Domains<Ids>,
    make: (ids: Ids) => Cell<V>,
  ): Family<Ids, V> {
    const all: Cell<V>[] = [];
    const byId: Branch<V> = new Map();
    for (const ids of product(domains)) {
      const cell = make(ids);
      all.push(cell);
      plant(byId, ids, cell);
    }
    // Actions look cells up all the time, so it takes one step for each id, and makes no text.
    const lookUp = (...ids: Ids): Cell<V> => {
      let at: Branch<V> | Cell<V> | undefined = byId;
      for (const id of ids) at = at instanceof Map ? at.get(id) : undefined;
      if (ids.length === 0) at = byId.get(undefined);
      if (at instanceof Cell) return at;
      throw new RangeError(
        `there is no cell ${nameOf(all[0]?.family ?? '?', ids)}; ` +
          `the family has ${all.map(({ name }) => name).join(', ') || 'none'}`,
      );
    };
    return Object.assign(lookUp, { all });
  }

  #add<V>(at: Omit<ConstructorParameters<typeof Cell<V>>[0], 'index'>): Cell<V> {
    const cell = new Cell<V>({ ...at, index: this.cells.length });
    if (this.#names.has(cell.name)) throw new TypeError(`two cells are called ${cell.name}`);
    this.#names.add(cell.name);
    this.cells.push(cell);
    return cell;
  }
}

/** All combinations of one id from each domain, the last domain fastest. */
export function product<Ids extends readonly AnyId[]>(domains: Domains<Ids>): Ids[] {
  const lists = domains as readonly (readonly AnyId[])[];
  const rows = lists.reduce<AnyId[][]>(
    (prefixes, domain) => prefixes.flatMap((prefix) => domain.map((id) => [...prefix, id])),
    [[]],
  );
  return rows as readonly AnyId[][] as unknown as Ids[];
}

/** `name(1, 2)`, or the bare name where there are no ids. */
export function nameOf(name: string, ids: readonly AnyId[]): string {
  return ids.length === 0 ? name : `${name}(${ids.join(', ')})`;
}

/** The cells of a family by their first id, then by their second … (ids may be compared with `===`). */
type Branch<V> = Map<AnyId | undefined, Branch<V> | Cell<V>>;

function plant<V>(root: Branch<V>, ids: readonly AnyId[], cell: Cell<V>): void {
  let at = root;
  for (const id of ids.slice(0, -1)) {
    const next = at.get(id) ?? new Map();
    at.set(id, next);
    at = next as Branch<V>;
  }
  at.set(ids.at(-1), cell);
}

function volatile<V>(options: CellOptions<V>): Pick<Cell<V>, 'lost' | 'ends'> {
  return { lost: 'lost' in options ? { value: options.lost as V } : undefined, ends: undefined };
}
