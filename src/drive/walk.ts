/**
 * The model beside a running implementation.
 *
 * What the implementation does by itself is done when a performed action returns. Where the model may do that in several
 * orders, it may come to rest in several states; all of them are followed until what is seen of the implementation
 * tells them apart. An action may be performed where it is enabled in every state that is still possible.
 */
import type { Schedule } from '../explore/trace.ts';
import type { Instance } from '../spec/actions.ts';
import { disabled } from '../spec/actions.ts';
import type { AnyCell } from '../spec/cells.ts';
import { UsageError } from '../spec/errors.ts';
import type { Model } from '../spec/system.ts';
import type { State } from '../spec/transition.ts';
import { initialStates, next } from '../spec/transition.ts';
import type { Json } from '../spec/value.ts';
import { encode, toJson } from '../spec/value.ts';
import type { AnyAdapter } from './adapter.ts';
import { refuseMisfit } from './adapter.ts';
import { Divergence } from './divergence.ts';
import { isAsSeen, seenJson } from './seen.ts';

/** More states than this between two rests are a mistake of the adapter: something automatic goes on and on. */
const mostUnsettled = 10_000;

/** A state that the implementation may be in, and how it came there. */
interface Possible {
  readonly state: State;
  readonly way: Schedule;
}

export class Walk<Impl> {
  /** Instances that tests perform, in the order of the model. */
  readonly performed: readonly Instance[];
  readonly #model: Model;
  readonly #adapter: AnyAdapter<Impl>;
  readonly #automatic: readonly Instance[];
  #possible: readonly Possible[];

  /** @throws UsageError if the adapter does not fit the model */
  constructor(model: Model, adapter: AnyAdapter<Impl>) {
    refuseMisfit(model, adapter);
    const { automatic = [], perform } = adapter;
    this.#model = model;
    this.#adapter = adapter;
    this.#automatic = model.actions.filter(({ action }) => automatic.includes(action));
    this.performed = model.actions.filter(({ action }) => Object.hasOwn(perform, action));
    const starts = initialStates(model).map((state, start) => ({
      state,
      way: { start, instances: [] },
    }));
    this.#possible = this.#settled(starts);
  }

  /**
   * Acts on a new implementation, and puts it away.
   *
   * @throws Divergence if it does not begin as the model does
   */
  async with(act: (impl: Impl) => Promise<void>): Promise<void> {
    const impl = await this.#adapter.start(this.#model);
    const stop = async () => this.#adapter.stop?.(impl);
    try {
      await this.#observe(impl, this.#possible);
      await act(impl);
    } catch (error) {
      // What went wrong first is told, whatever comes of it.
      await stop().catch(() => undefined);
      throw error;
    }
    await stop();
  }

  /** The states that the implementation may be in and that these come to rest in. */
  among(states: readonly State[]): State[] {
    const way = { start: 0, instances: [] };
    const rests = new Set(this.#settled(states.map((state) => ({ state, way }))).map(keyOf));
    return this.#possible.filter((at) => rests.has(keyOf(at))).map(({ state }) => state);
  }

  /** Is it enabled, whatever the implementation has done by itself? */
  can(instance: Instance): boolean {
    return this.#possible.every(({ state }) => next(this.#model, state, instance) !== disabled);
  }

  /**
   * Performs an action that can be taken.
   *
   * @throws Divergence if performing it fails, or if the implementation then shows what the model does not hold
   */
  async take(instance: Instance, impl: Impl): Promise<void> {
    const taken = this.#possible.flatMap((at) => this.#after(at, instance));
    try {
      await this.#adapter.perform[instance.action]?.(impl, ...instance.ids);
    } catch (error) {
      this.#fails(taken[0] as Possible, `at ${instance.name}`, error);
    }
    await this.#observe(impl, this.#settled(taken));
  }

  /** Keeps the states that agree with what is seen of the implementation. */
  async #observe(impl: Impl, possible: readonly Possible[]): Promise<void> {
    const seen = new Map<AnyCell, unknown>();
    const observe = this.#adapter.observe as Readonly<Record<string, Observer<Impl>>>;
    for (const cell of this.#model.layout.cells) {
      const look = observe[cell.family];
      if (!look) continue;
      try {
        seen.set(cell, await look(impl, ...cell.ids));
      } catch (error) {
        this.#fails(possible[0] as Possible, `where ${cell.name} is observed`, error);
      }
    }
    const differences = possible.map(({ state }) =>
      [...seen].filter(([cell, value]) => !isAsSeen(state[cell.index], value)),
    );
    this.#possible = possible.filter((_, at) => differences[at]?.length === 0);
    if (this.#possible.length > 0) return;
    const fewest = Math.min(...differences.map(({ length }) => length));
    const nearest = differences.findIndex(({ length }) => length === fewest);
    this.#diverge(possible[nearest] as Possible, differences[nearest] ?? []);
  }

  #fails({ way }: Possible, where: string, error: unknown): never {
    const what = error instanceof Error ? error.message : String(error);
    const sentence = `the implementation fails ${where}: ${what}`;
    throw new Divergence(this.#model, way, sentence, {}, { cause: error });
  }

  #diverge({ state, way }: Possible, cells: readonly (readonly [AnyCell, unknown])[]): never {
    const facts: [string, Json][] = cells.flatMap(([cell, value]) => [
      [`${cell.name} in the model`, toJson(state[cell.index])],
      [`${cell.name} as it was seen`, seenJson(value)],
    ]);
    const names = cells.map(([cell]) => cell.name).join(', ');
    const sentence = `the implementation shows something else in ${names}`;
    throw new Divergence(this.#model, way, sentence, Object.fromEntries(facts));
  }

  /** The states in which the implementation may come to rest. @throws UsageError if it never does */
  #settled(from: readonly Possible[]): Possible[] {
    const open = [...from];
    const known = new Set(from.map(keyOf));
    const rests: Possible[] = [];
    for (let at = open.shift(); at !== undefined; at = open.shift()) {
      const { state } = at;
      const moves = this.#automatic
        .flatMap((instance) => this.#after(at, instance))
        .filter((after) => keyOf(after) !== keyOf({ state }));
      if (moves.length === 0) rests.push(at);
      for (const move of moves) {
        if (known.has(keyOf(move))) continue;
        known.add(keyOf(move));
        open.push(move);
      }
      if (known.size > mostUnsettled) throw neverRests(this.#automatic);
    }
    if (rests.length === 0) throw neverRests(this.#automatic);
    return rests;
  }

  #after({ state, way }: Possible, instance: Instance): Possible[] {
    const after = next(this.#model, state, instance);
    if (after === disabled) return [];
    return [{ state: after, way: { ...way, instances: [...way.instances, instance] } }];
  }
}

/** Sees one cell. */
type Observer<Impl> = (impl: Impl, ...ids: AnyCell['ids']) => unknown;

function keyOf({ state }: Pick<Possible, 'state'>): string {
  return state.map(encode).join(' ');
}

function neverRests(automatic: readonly Instance[]): UsageError {
  const names = [...new Set(automatic.map(({ action }) => action))].join(', ');
  return new UsageError(
    `the model does not come to rest by automatic actions (${names}): ` +
      'leave out of automatic what is not done at once',
  );
}
