/**
 * What exchanging two interchangeable ids does to a model: which cell, instance and property takes the place of which.
 *
 * Exchanges of two ids generate all permutations, so nothing else needs to be looked up by name, and a model that is
 * closed under every exchange is closed under every permutation.
 */
import type { Instance } from '../../spec/actions.ts';
import type { AnyCell } from '../../spec/cells.ts';
import { nameOf } from '../../spec/cells.ts';
import { ModelError } from '../../spec/errors.ts';
import type { AnyId } from '../../spec/ids.ts';
import type { Property } from '../../spec/properties.ts';
import type { Substitution } from '../../spec/renaming.ts';
import { renamed } from '../../spec/renaming.ts';
import type { Model } from '../../spec/system.ts';
import { encode } from '../../spec/value.ts';

/** Two ids that change places, and what that does to everything with a name. Done twice, it does nothing. */
export interface Exchange {
  readonly ids: readonly [AnyId, AnyId];
  readonly substitution: Substitution;
  /** Cell → the cell in its place. */
  readonly cells: Int32Array;
  /** Instance → the instance in its place. */
  readonly instances: Int32Array;
  /** Property of the model → the property in its place. */
  readonly properties: Int32Array;
}

const place = 'symmetric';

/**
 * All exchanges of two interchangeable ids: list by list, and in a list those of its second id with the first, of
 * its third with the first and the second, and so on.
 *
 * @throws ModelError if the ids are listed wrongly, or if the model is not closed under exchanging them
 */
export function exchangesOf(model: Model, lists: readonly (readonly AnyId[])[]): Exchange[] {
  const all = lists.flat();
  const twice = all.find((id, at) => all.indexOf(id) !== at);
  if (twice) throw new ModelError(place, `lists ${described(twice)} twice`);
  return lists.flatMap((list) => {
    const other = list.find(({ kind }) => kind !== list[0]?.kind);
    if (list[0] && other) {
      const both = `${described(list[0])} and ${described(other)}`;
      throw new ModelError(place, `has ${both} in one list; a list holds ids of one kind`);
    }
    return list.flatMap((later, at) =>
      list.slice(0, at).map((earlier) => exchangeOf(model, [earlier, later])),
    );
  });
}

/** `participant 1` */
export function described({ kind, label }: AnyId): string {
  return `${kind} ${label}`;
}

function exchangeOf(model: Model, [one, two]: readonly [AnyId, AnyId]): Exchange {
  const substitution = new Map([
    [one, two],
    [two, one],
  ]);
  const { layout, actions, properties } = model;
  const without = (what: string, missing: string): ModelError =>
    new ModelError(
      place,
      `${described(one)} and ${described(two)} are not interchangeable: ` +
        `there is ${what}, but no ${missing} that is like it`,
    );
  const cells = layout.cells.map((cell) => {
    const name = nameOf(cell.family, exchanged(cell.ids, substitution));
    const at = layout.cells.findIndex((known) => known.name === name);
    if (at < 0 || !alike(cell, layout.cells[at]!, substitution)) throw without(cell.name, name);
    return at;
  });
  const labels = new Map(
    layout.cells.map(({ name }, at) => [name, layout.cells[cells[at]!]!.name]),
  );
  const numbers = new Map(actions.map(({ name }, at) => [name, at]));
  const instances = actions.map((instance) => {
    const name = nameOf(instance.action, labelsOf(instance.ids, substitution, labels));
    const at = numbers.get(name);
    if (at === undefined || !isLike(instance, actions[at]!)) throw without(instance.name, name);
    return at;
  });
  return {
    ids: [one, two],
    substitution,
    cells: Int32Array.from(cells),
    instances: Int32Array.from(instances),
    properties: Int32Array.from(properties, (at) => {
      const twin = twinOf(at, properties, substitution);
      if (twin < 0) throw without(at.id, 'property');
      return twin;
    }),
  };
}

function exchanged(ids: readonly AnyId[], substitution: Substitution): AnyId[] {
  return ids.map((id) => substitution.get(id) ?? id);
}

/** Ids as they stand in an instance's name. A channel that a fault befalls is an id with the name of a cell. */
function labelsOf(
  ids: readonly AnyId[],
  substitution: Substitution,
  cellNames: ReadonlyMap<string, string>,
): AnyId[] {
  return exchanged(ids, substitution).map((id) => {
    const label = cellNames.get(id.label) ?? id.label;
    return label === id.label ? id : { ...id, label, toString: () => label };
  });
}

function alike(cell: AnyCell, twin: AnyCell, substitution: Substitution): boolean {
  const lost = (value: unknown) => encode(renamed(value, substitution));
  if (cell.family !== twin.family || cell.kind !== twin.kind) return false;
  if (!cell.lost || !twin.lost) return cell.lost === twin.lost;
  return lost(cell.lost.value) === encode(twin.lost.value);
}

function isLike(instance: Instance, twin: Instance): boolean {
  return (
    instance.action === twin.action &&
    instance.kind === twin.kind &&
    instance.fairness === twin.fairness &&
    instance.lane.ids.length === twin.lane.ids.length
  );
}

/** The property that says the same of the exchanged ids; the order in which it names them is of no importance. */
function twinOf(at: Property, properties: readonly Property[], substitution: Substitution): number {
  const { about } = at;
  const position = properties.indexOf(at);
  if (!about) return position;
  const base = baseOf(at);
  const wanted = exchanged(about, substitution);
  const exact = properties.findIndex(({ id }) => id === nameOf(base, wanted));
  if (exact >= 0 && properties[exact]!.kind === at.kind) return exact;
  return properties.findIndex(
    (other) =>
      other.kind === at.kind &&
      other.about?.length === wanted.length &&
      baseOf(other) === base &&
      wanted.every((id) => other.about?.includes(id)),
  );
}

/** `consistent` of `consistent(1, 2)`. */
function baseOf({ id, about = [] }: Property): string {
  const [base = id] = id.split('(');
  if (id === nameOf(base, about)) return base;
  throw new ModelError(id, `is about ${about.map(described).join(' and ')}, so its id must say so`);
}
