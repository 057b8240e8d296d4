/**
 * Decides `eventually` and `leadsTo`, once every reachable state is known.
 *
 * A promise is broken by a fair behaviour that comes to a state in which it is due, and from there on never to one in
 * which it is kept. So the states without the promise that can be reached from a due one without it being kept are searched for
 * fair components (`fair.ts`); if there is one, a lasso into the nearest is told (`lasso.ts`).
 *
 * On top of the search it takes, while it runs, 4 bytes a state for marks, at most 10 for the index, up to 4 for the
 * states that wait, and some bits.
 */
import type { Property } from '../../spec/properties.ts';
import type { Limit, ReasonJson, Trace } from '../outcome.ts';
import type { Search } from '../search.ts';
import { isFull } from '../words.ts';
import { Bits } from './bits.ts';
import { FairStates } from './fair.ts';
import { Graph } from './graph.ts';
import { lassoFor } from './lasso.ts';
import type { Ends } from './stem.ts';

/** What was found about one property. */
export interface LivenessFinding {
  /** It was never due. */
  readonly vacuous: boolean;
  /** A fair behaviour that breaks it, or null if there is none. Computed when asked for. */
  readonly lasso: (() => { readonly trace: Trace; readonly reason: ReasonJson }) | null;
}

export class Liveness {
  /** Property id → finding; a property without one was not decided. */
  readonly findings = new Map<string, LivenessFinding>();
  /** What cut the decision, if anything did. */
  limit: Limit | null = null;

  readonly #search: Search;
  readonly #properties: readonly Property[];
  readonly #cut: (search: Search) => Limit | null;
  #graph: Graph | null = null;
  #marks = new Int32Array(0);
  #fair: FairStates | null = null;

  /**
   * @param properties those of the search, whatever their kind; the search must be complete
   * @param cut asked after every chunk of work: which limit cuts it now, if any
   */
  constructor(
    search: Search,
    properties: readonly Property[],
    cut: (search: Search) => Limit | null,
  ) {
    this.#search = search;
    this.#cut = cut;
    this.#properties = properties.filter(isLiveness);
  }

  get bytes(): number {
    return (this.#graph?.bytes ?? 0) + this.#marks.byteLength + (this.#fair?.bytes ?? 0);
  }

  /**
   * Decides one property after the other, or as many as the limits allow. Yields after each chunk of work.
   *
   * @throws ErrorInState if the model breaks its contract
   */
  *run(): Generator<void, void, void> {
    try {
      for (const _ of this.#decideAll()) {
        this.limit = this.#cut(this.#search);
        yield;
        if (this.limit !== null) return;
      }
    } catch (error) {
      if (!isFull(error)) throw error;
      this.limit = 'capacity';
    }
  }

  *#decideAll(): Generator<void, void, void> {
    if (this.#properties.length === 0) return;
    const graph = new Graph(this.#search);
    this.#graph = graph;
    this.#marks = new Int32Array(graph.count);
    yield* graph.prepare();
    let predicate = 0;
    for (const property of this.#properties) {
      const isDue = property.kind === 'leadsTo' ? graph.truths[predicate++]! : null;
      const isKept = graph.truths[predicate++]!;
      yield* this.#decide(graph, property, isDue, isKept);
    }
    this.#marks = new Int32Array(0);
    this.#fair = null;
  }

  *#decide(graph: Graph, property: Property, isDue: Bits | null, isKept: Bits) {
    const vacuous = isDue?.isEmpty === true;
    const within = new Bits(graph.count);
    const due = new Bits(graph.count);
    // `eventually` is due in the initial states, which are the first level.
    const initial = this.#search.levelStarts[1]!;
    for (let state = 0; state < graph.count; state++) {
      if (isKept.has(state)) continue;
      within.add(state);
      if (isDue ? isDue.has(state) : state < initial) due.add(state);
    }
    const fair = new FairStates(graph, this.#marks);
    this.#fair = fair;
    if (!due.isEmpty) yield* fair.find(within, due);
    const ends: Ends = { within, due, goals: fair.states };
    const lasso = fair.states.isEmpty ? null : () => lassoFor(graph, property, ends);
    this.findings.set(property.id, { vacuous, lasso });
  }
}

/** Is it a property of behaviours, and not of states or steps? */
export function isLiveness({ kind }: Pick<Property, 'kind'>): boolean {
  return kind === 'eventually' || kind === 'leadsTo';
}
