/**
 * Makes what was found smaller, in the ways in which fast-check shrinks values: first the walk, then the variant and the
 * bounds that were drawn for it, then the walk once more. It stays a violation of the same promise all the while, and a
 * caller is heard after every try.
 */
import { ModelError } from '../../spec/errors.ts';
import type { Model } from '../../spec/system.ts';
import type { Drawable, Drawn } from './draws.ts';
import { drawnModel, drawsFor } from './draws.ts';
import type { Flaw, Walk } from './walks.ts';
import { World } from './world.ts';

/** A walk with a flaw, and a world in which nothing else is asked. */
export interface Found {
  readonly world: World;
  /** What was drawn for that. */
  readonly drawn: Drawn | null;
  readonly walk: Walk;
}

/** What must stay: the name of the promise, or of who breaks the model, and a flaw of that kind. */
export interface Wanted {
  readonly id: string;
  readonly isSame: (flaw: Flaw) => boolean;
  /** Then it stays as far as it has come. */
  readonly isStopped: () => boolean;
}

/** Until no step can be left out, and nothing that was drawn can be simpler. Yields the steps that are left. */
export function* shrunk(
  base: Model,
  random: readonly Drawable[],
  found: Found,
  wanted: Wanted,
): Generator<number, Found> {
  const first = yield* shorter(found, wanted);
  if (first.drawn === null) return first;
  return yield* shorter(yield* simpler(base, random, first, first.drawn, wanted), wanted);
}

/** The same with the shortest walk that shrinking leads to: no step can be left out of it. */
function* shorter(found: Found, { isSame, isStopped }: Wanted): Generator<number, Found> {
  const walks = found.world.walksAgain();
  let best = found.walk;
  let candidates = walks.shrink(best, undefined);
  for (let at = candidates.next(); !at.done && !isStopped(); at = candidates.next()) {
    const { value, context } = at.value;
    if (value.flaw !== null && isSame(value.flaw)) {
      best = value;
      candidates = walks.shrink(best, context);
    }
    yield best.members.length;
  }
  return { ...found, walk: best };
}

/** The same in the simplest variant and bounds in which its schedule leads to that flaw. */
function* simpler(
  base: Model,
  random: readonly Drawable[],
  found: Found,
  drawn: Drawn,
  { id, isSame, isStopped }: Wanted,
): Generator<number, Found> {
  const draws = drawsFor(base, random);
  let best = found;
  let candidates = draws.shrink(drawn, undefined);
  for (let at = candidates.next(); !at.done && !isStopped(); at = candidates.next()) {
    const { value, context } = at.value;
    const model = buildable(base, value);
    if (model !== undefined) {
      const world = new World(model, [id], 'uniform');
      const walk = walkedAgain(best, world);
      if (walk.flaw !== null && isSame(walk.flaw)) {
        best = { world, drawn: value, walk };
        candidates = draws.shrink(value, context);
      }
    }
    yield best.walk.members.length;
  }
  return best;
}

/** The model with what was drawn. One that cannot be built is not what was found, and must not hide it. */
function buildable(base: Model, drawn: Drawn): Model | undefined {
  try {
    return drawnModel(base, drawn);
  } catch (error) {
    if (error instanceof ModelError) return undefined;
    throw error;
  }
}

/** The same schedule in another model; instances that it does not have are skipped like those that are disabled. */
function walkedAgain({ world: { model }, walk }: Found, there: World): Walk {
  const positions = new Map(there.model.actions.map(({ name }, at) => [name, at]));
  const members = walk.members
    .map((member) => positions.get(model.actions[member]!.name))
    .filter((member) => member !== undefined);
  const start = Math.min(walk.start, there.programs.starts.length - 1);
  return there.walksAgain().again({ start, members });
}
