/**
 * What the laws range over: the whole catalogue and the published models, every preset, all tiny and small bounds.
 */
import { catalogue } from '../../src/catalogue.ts';
import { explore } from '../../src/explore/explore.ts';
import type { Model, Size, State, System } from '../../src/index.ts';
import { disabled, encode, initialStates, instantiate, next } from '../../src/index.ts';
import { changRoberts } from '../published/changRoberts.ts';
import { dieHard } from '../published/dieHard.ts';
import { hanoi } from '../published/hanoi.ts';
import { missionariesAndCannibals } from '../published/missionaries.ts';
import { philosophers } from '../published/philosophers.ts';
import { prisoners } from '../published/prisoners.ts';
import { simpleAllocator } from '../published/simpleAllocator.ts';
import { transactionCommit } from '../published/transactionCommit.ts';
import { twoPhaseCommit } from '../published/twoPhaseCommit.ts';

const published: readonly System[] = [
  changRoberts,
  dieHard,
  hanoi,
  missionariesAndCannibals,
  philosophers,
  prisoners,
  simpleAllocator,
  transactionCommit,
  twoPhaseCommit,
];

export const systems: readonly System[] = [...Object.values(catalogue), ...published];

/** One row for each system and preset, for `it.each`. */
export const variants = systems.flatMap((system) =>
  Object.keys(system.presets).map((preset) => ({ system, preset, name: system.name })),
);

/** The models of one preset, in all bounds of the given sizes. */
export function modelsOf(
  system: System,
  preset: string,
  sizes: readonly Size[] = ['tiny', 'small'],
): Model[] {
  const bounds = Object.entries(system.boundSets).filter(([, { size }]) => sizes.includes(size));
  return bounds.map(([name]) => instantiate(system, { preset, bounds: name }));
}

/** Laws that go slowly leave out what is larger. To count states, nothing need be judged and no trace told. */
export function hasUpTo(maxStates: number, model: Model): boolean {
  return explore(model, { properties: [], maxStates }).complete;
}

/** The text by which a plain state is known. Values are shared among many states, so their texts are kept. */
export const keyOf = (state: State) => state.map(textOf).join(' ');

const texts = new WeakMap<object, string>();

/** The encoding of a value, remembered by identity. */
export function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return encode(value);
  const text = texts.get(value) ?? encode(value);
  texts.set(value, text);
  return text;
}

/** A reachable state, and where each instance leads from it (undefined: it is disabled). */
export interface Place {
  readonly state: State;
  readonly successors: readonly (State | undefined)[];
}

/** Every reachable state, by its key. */
export function placesOf(model: Model): Map<string, Place> {
  const states = new Map(initialStates(model).map((state) => [keyOf(state), state]));
  const places = new Map<string, Place>();
  // A Map is iterated in order of insertion, and also over what is added meanwhile.
  for (const [key, state] of states) {
    const successors = model.actions.map((instance) => {
      const after = next(model, state, instance);
      return after === disabled ? undefined : after;
    });
    places.set(key, { state, successors });
    for (const after of successors)
      if (after) states.set(keyOf(after), states.get(keyOf(after)) ?? after);
  }
  return places;
}
