/**
 * Orbits by brute force: all images of a state under all permutations, made by renaming names and values as texts.
 */
import type { AnyId, Model, State } from '../../src/index.ts';
import { renamed } from '../../src/index.ts';
import { placesOf, textOf } from './systems.ts';

/** How many orbits the reachable states have. */
export function orbitsByForce(model: Model): number {
  const images = substitutions(model.symmetric ?? []).map((substitution) => {
    const numbers = new Map(model.layout.cells.map(({ name }, at) => [name, at]));
    const target = model.layout.cells.map(({ family, ids }) => {
      const labels = ids.map((id) => substitution.get(id) ?? id).join(', ');
      return numbers.get(ids.length === 0 ? family : `${family}(${labels})`) as number;
    });
    return (state: State): string => {
      const texts: string[] = [];
      for (const [cell, value] of state.entries()) {
        texts[target[cell] as number] = textOf(renamed(value, substitution));
      }
      return texts.join(' ');
    };
  });
  const states = [...placesOf(model).values()].map(({ state }) => state);
  return new Set(states.map((state) => images.map((image) => image(state)).sort()[0])).size;
}

/** All permutations of the lists, each list within itself. */
function substitutions(lists: readonly (readonly AnyId[])[]): ReadonlyMap<AnyId, AnyId>[] {
  return lists.reduce<ReadonlyMap<AnyId, AnyId>[]>(
    (all, list) =>
      all.flatMap((known) =>
        arrangements(list).map(
          (arranged) =>
            new Map([
              ...known,
              ...list.map((id, at) => [id, arranged[at]] as const),
            ]) as ReadonlyMap<AnyId, AnyId>,
        ),
      ),
    [new Map()],
  );
}

function arrangements<T>(list: readonly T[]): T[][] {
  if (list.length === 0) return [[]];
  return list.flatMap((first, at) =>
    arrangements(list.toSpliced(at, 1)).map((rest) => [first, ...rest]),
  );
}
