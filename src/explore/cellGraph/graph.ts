/**
 * How one cell changes: the graph of the reachable states, with those put together in which the cell, or a part of it,
 * has the same value.
 *
 * It is made after the search, by expanding every state once more; what the search remembers of moves makes that no
 * slower than the search was. A half has one value of each of its cells, so a state is placed by a look-up of its half,
 * and a move by two. Beside that it takes 4 bytes a half.
 */
import { UsageError } from '../../spec/errors.ts';
import type { Model } from '../../spec/system.ts';
import type { Json } from '../../spec/value.ts';
import { toJson } from '../../spec/value.ts';
import { Batch } from '../batch.ts';
import { Moves } from '../moves.ts';
import type { ExploreOptions } from '../options.ts';
import type { CellGraph } from '../outcome.ts';
import type { Search } from '../search.ts';
import type { Part } from './parts.ts';
import { isRecord, partNamed, partOf, stepsInto } from './parts.ts';

/** More values than this are no picture. */
const mostValues = 60;

const chunkStates = 1 << 14;
/** Words of the records of moves; see `evaluator.ts`. The search's own ones count what is enabled: not to be touched. */
const arenaLimit = 1 << 22;

/** @throws UsageError for a part that there is not, or where symmetry puts states together that differ in it */
export function refuseGraph(model: Model, { graph, symmetry }: ExploreOptions): void {
  if (graph === undefined) return;
  partNamed(model, graph);
  if (symmetry) {
    throw new UsageError(
      'the graph of a cell and symmetry cannot be had together: symmetry keeps one state of ' +
        'several in which the cell has different values; leave one of them away',
    );
  }
}

/** The graph that was asked for; null if none was. Of a search that was cut, it has the levels that were expanded. */
export function* cellGraphOf(
  search: Search,
  { graph: name }: ExploreOptions,
): Generator<void, CellGraph | null, void> {
  if (name === undefined) return null;
  const places = new Places(search, partNamed(search.model, name));
  places.refuseTooMany(name);
  yield;
  const { order, values } = places.inOrder();
  const edges = yield* edgesOf(search, places, order);
  return {
    of: name,
    complete: search.limit === null,
    values,
    initial: places
      .initial()
      .map((place) => order[place]!)
      .sort((a, b) => a - b),
    edges,
  };
}

/** Where in the graph each state is. */
class Places {
  /** The side of the cell, and half of that side → place, numbered as the halves come. */
  readonly #side: 0 | 1;
  readonly #placeOf: Int32Array;
  readonly #values: Json[] = [];
  /** Place → the first level with such a state; -1 where there is none. */
  readonly #levels: number[];

  constructor(search: Search, { cell, way }: Part) {
    const { halves, programs } = search;
    this.#side = halves.sideOf[cell.index] === 0 ? 0 : 1;
    const store = halves.stores[this.#side];
    const position = halves.positionOf[cell.index]!;
    const row = new Int32Array(store.cells.length);
    const known = new Map<string, number>();
    this.#placeOf = new Int32Array(store.count);
    for (let half = 0; half < store.count; half++) {
      store.unpack(half, row, 0);
      const json = partOf(toJson(programs.values.valueOf(cell.index, row[position]!)), way);
      const text = JSON.stringify(json);
      const place = known.get(text) ?? this.#values.push(json) - 1;
      known.set(text, place);
      this.#placeOf[half] = place;
    }
    this.#levels = this.#values.map(() => -1);
    const { levelStarts, root } = search;
    for (let level = 0; level + 1 < levelStarts.length; level++) {
      for (let state = levelStarts[level]!; state < levelStarts[level + 1]!; state++) {
        const place = this.at(root.leftOf(state), root.rightOf(state));
        if (this.#levels[place]! < 0) this.#levels[place] = level;
      }
    }
  }

  get count(): number {
    return this.#values.length;
  }

  at(left: number, right: number): number {
    return this.#placeOf[this.#side === 0 ? left : right]!;
  }

  initial(): number[] {
    return [...this.#levels.keys()].filter((place) => this.#levels[place] === 0);
  }

  /**
   * The values in an order that does not depend on how halves are numbered: as early as they come, then by their text;
   * and place → position in it. Values that no state has come last and are left out.
   */
  inOrder(): { readonly order: Int32Array; readonly values: readonly Json[] } {
    const texts = this.#values.map((value) => JSON.stringify(value));
    const present = [...texts.keys()].filter((place) => this.#levels[place]! >= 0);
    present.sort((a, b) => this.#levels[a]! - this.#levels[b]! || (texts[a]! < texts[b]! ? -1 : 1));
    const order = new Int32Array(this.count).fill(-1);
    for (const [position, place] of present.entries()) order[place] = position;
    return { order, values: present.map((place) => this.#values[place] as Json) };
  }

  /** @throws UsageError that names smaller parts, if there are any */
  refuseTooMany(name: string): void {
    const present = this.#values.filter((_, place) => this.#levels[place]! >= 0);
    if (present.length <= mostValues) return;
    const parts = stepsInto(present).map((step) => {
      const values = new Set(present.map((value) => JSON.stringify(partOf(value, [step]))));
      const isField = present.some((value) => isRecord(value));
      return { name: isField ? `${name}.${step}` : `${name}[${step}]`, count: values.size };
    });
    const small = parts.filter(({ count }) => count > 1 && count <= mostValues);
    const advice =
      small.length === 0
        ? 'choose another cell, or smaller bounds'
        : `parts of it have fewer: ${small.map((at) => `${at.name} (${at.count})`).join(', ')}`;
    throw new UsageError(
      `${name} has ${present.length} values, ` +
        `and a graph of more than ${mostValues} is not read; ${advice}`,
    );
  }
}

function* edgesOf(
  search: Search,
  places: Places,
  order: Int32Array,
): Generator<void, CellGraph['edges'], void> {
  const { model, programs, halves, root, levelStarts, level } = search;
  const names = [...new Set(model.actions.map(({ action }) => action))];
  const actionOf = model.actions.map(({ action }) => names.indexOf(action));
  const { count } = places;
  /** (from, to, action) → how many steps. */
  const steps = new Map<number, number>();
  const batch = new Batch(model.actions.length);
  const moves = new Moves(model.actions, programs.actions, halves, arenaLimit);
  const end = levelStarts[level] ?? root.count;
  for (let state = 0; state < end; state++) {
    if (state % chunkStates === chunkStates - 1) yield;
    const [left, right] = [root.leftOf(state), root.rightOf(state)];
    const from = places.at(left, right);
    batch.size = 0;
    moves.trim();
    moves.expand(left, right, batch);
    for (let move = 0; move < batch.size; move++) {
      const to = places.at(batch.left[move]!, batch.right[move]!);
      if (to === from) continue;
      const key = (from * count + to) * names.length + actionOf[batch.instance[move]!]!;
      steps.set(key, (steps.get(key) ?? 0) + 1);
    }
  }
  // By position of the values, and then in the order of the protocol.
  const found = [...steps].map(([key, taken]) => {
    const [pair, at] = [Math.floor(key / names.length), key % names.length];
    const action = names[at] as string;
    const { kind } = model.actions.find((instance) => instance.action === action)!;
    const [from, to] = [order[Math.floor(pair / count)]!, order[pair % count]!];
    return { at, edge: { from, to, action, kind, steps: taken } };
  });
  found.sort((a, b) => a.edge.from - b.edge.from || a.edge.to - b.edge.to || a.at - b.at);
  return found.map(({ edge }) => edge);
}
