/**
 * An adapter: how a model is told to a real implementation, and what can be seen of it.
 *
 * Every action of the model is either *performed* (the adapter makes it happen), *automatic* (the implementation does it by
 * itself, and has done so when a performed action returns), or *never* taken. Of the cells, some are observed.
 */
import type { RecordOf } from 'immutable';
import type { Cell, Family } from '../spec/cells.ts';
import { UsageError, unknownName } from '../spec/errors.ts';
import type { AnyId } from '../spec/ids.ts';
import type { Model, System } from '../spec/system.ts';

type Awaitable<T> = T | Promise<T>;

/**
 * What was seen of a value: the value itself, or some fields of a record as a plain object. `undefined` is for what
 * cannot be seen at the moment.
 */
export type Seen<V> = V | undefined | Fields<V>;
type Fields<V> =
  V extends RecordOf<infer F extends object> ? { readonly [K in keyof F]?: Seen<F[K]> } : never;

/** Makes an action happen, with its ids. A method, so that it may say which kind of ids it takes. */
type Perform<Impl> = {
  perform(impl: Impl, ...ids: readonly AnyId[]): Awaitable<unknown>;
}['perform'];

/** Sees a cell, or each cell of a family. */
type Observe<Noun, Impl> =
  Noun extends Family<infer Ids, infer V>
    ? (impl: Impl, ...ids: Ids) => Awaitable<Seen<V>>
    : Noun extends Cell<infer V>
      ? (impl: Impl) => Awaitable<Seen<V>>
      : never;

/** Without `nouns` types know nothing of cells. */
type Observes<Nouns, Impl> = unknown extends Nouns
  ? Readonly<Record<string, (impl: Impl, ...ids: readonly AnyId[]) => unknown>>
  : { readonly [K in keyof NonNullable<Nouns>]?: Observe<NonNullable<Nouns>[K], Impl> };

/** See {@link defineAdapter}. */
export interface Adapter<Action extends string, Nouns, Impl> {
  /** A new implementation as large as the model, in the state in which it begins. */
  readonly start: (model: Model) => Awaitable<Impl>;
  /** Puts away what `start` has made. */
  readonly stop?: (impl: Impl) => Awaitable<unknown>;
  /** `role.verb` → makes it happen; returns when the implementation has come to rest. */
  readonly perform: { readonly [A in Action]?: Perform<Impl> };
  /** Actions that the implementation takes by itself, as soon as they change something. */
  readonly automatic?: readonly Action[];
  /** Actions that no test takes: those that nobody can make happen, such as some faults. */
  readonly never?: readonly Action[];
  /** Name of a cell or family → what is seen of it after every step. */
  readonly observe: Observes<Nouns, Impl>;
}

/** An adapter of any system, whose names nobody has checked. */
export type AnyAdapter<Impl> = Pick<Adapter<string, unknown, Impl>, 'start' | 'stop'> & {
  readonly perform: Readonly<Record<string, Perform<Impl> | undefined>>;
  readonly automatic?: readonly string[];
  readonly never?: readonly string[];
  readonly observe: object;
};

/**
 * Says how a system is driven. A wrong name of an action is a compile error, and where the system's `build` answers
 * `nouns`, so is one of a cell, and a value that the cell cannot have.
 *
 * @example
 * export const adapter = defineAdapter(system, {
 *   start: () => startServer(),
 *   perform: { 'client.writes': (server, c: ClientId, k: KeyId) => write(server, c.label, k.label) },
 *   automatic: ['partition.unloads'],
 *   observe: { partition: async (server, p) => ({ loaded: await isLoaded(server, p.label) }) },
 * });
 */
export function defineAdapter<Action extends string, Nouns, Impl>(
  _system: System<Action, Nouns>,
  adapter: Adapter<Action, Nouns, Impl>,
): Adapter<Action, Nouns, Impl> {
  return adapter;
}

/** @throws UsageError for a name that the model does not have, and for an action that the adapter says nothing of */
export function refuseMisfit<Impl>(
  model: Model,
  { perform, automatic = [], never = [], observe }: AnyAdapter<Impl>,
): void {
  const actions = [...new Set(model.actions.map(({ action }) => action))];
  const families = [...new Set(model.layout.cells.map(({ family }) => family))];
  const said = [...Object.keys(perform), ...automatic, ...never];
  for (const name of said) {
    if (!actions.includes(name)) throw unknownName('action in the adapter', name, actions);
    if (said.indexOf(name) !== said.lastIndexOf(name)) {
      throw new UsageError(
        `the adapter names ${name} twice; it is performed, automatic, or never taken`,
      );
    }
  }
  for (const name of actions) {
    if (said.includes(name)) continue;
    throw new UsageError(
      `the adapter says nothing of ${name}: perform it, or name it in automatic or never`,
    );
  }
  for (const name of Object.keys(observe)) {
    if (!families.includes(name)) throw unknownName('cell in the adapter', name, families);
  }
}
