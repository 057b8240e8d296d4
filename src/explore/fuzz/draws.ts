/**
 * Variants and bounds at random, drawn by fast-check from what a system declares, so that they shrink as well: a switch
 * towards the option that was chosen, a bound towards the least.
 */
import fc from 'fast-check';
import { ModelError, UsageError } from '../../spec/errors.ts';
import type { Choice, Model, System } from '../../spec/system.ts';
import { instantiate } from '../../spec/system.ts';
import type { Json } from '../../spec/value.ts';

/** What may be drawn anew, as far as nobody has chosen it by name. */
export const drawable = ['variant', 'bounds'] as const;
export type Drawable = (typeof drawable)[number];

/** What was drawn: for some switches their options, for some bounds their values. */
export type Drawn = Required<Pick<Choice, 'set' | 'bound'>>;

/**
 * What may be drawn for a model: what was not chosen for it by name.
 *
 * A switch has any of its named options. A bound that is a number lies between the least and the greatest that some
 * set of bounds has; another one is as in some set.
 */
export function drawsFor(model: Model, what: readonly Drawable[]): fc.Arbitrary<Drawn> {
  const { system, variant, chosen } = model;
  const open = <T>(declared: Readonly<Record<string, T>>, given: object) =>
    Object.entries(declared).filter(([name]) => !Object.hasOwn(given, name));
  const options = open(system.switches, chosen.set).map(([name, { options }]) => {
    const usual = variant[name] ?? '';
    const others = Object.keys(options).filter((option) => option !== usual);
    return [name, fc.constantFrom(usual, ...others)] as const;
  });
  const sizes = open(system.bounds, chosen.bound).map(
    ([name]) => [name, oneOf(declared(model, name))] as const,
  );
  return fc.record({
    set: fc.record(Object.fromEntries(what.includes('variant') ? options : [])),
    bound: fc.record(Object.fromEntries(what.includes('bounds') ? sizes : [])),
  });
}

/**
 * The model with what was drawn; undefined if that makes no sense together: each choice is one of those declared, so it
 * is their meeting that the system refuses.
 *
 * @throws ModelError if the system's own code fails; it says what was drawn
 */
export function drawnModel(model: Model, { set, bound }: Drawn): Model | undefined {
  const { system, preset, variant, boundsName, bounds } = model;
  const choice: Choice = {
    preset,
    set: { ...variant, ...set },
    bounds: boundsName,
    bound: { ...bounds, ...bound },
  };
  try {
    return instantiate(system, choice);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    const broken =
      error instanceof ModelError
        ? error
        : new ModelError(system.name, `cannot be built: ${String(error)}`, { cause: error });
    broken.drawn = { set, bound };
    throw broken;
  }
}

/** All values of a bound that the system itself speaks of, the simplest first. */
function declared({ system, bounds }: Pick<Model, 'system' | 'bounds'>, name: string): Json[] {
  const usual = system.bounds[name]?.usual as Json;
  const named = Object.values(system.boundSets).map(({ differs }) => valueIn(differs, name));
  const all = [usual, bounds[name] as Json, ...named.filter((value) => value !== undefined)];
  const byText = new Map(all.map((value) => [JSON.stringify(value), value]));
  return [...byText]
    .toSorted(([one], [other]) => one.length - other.length)
    .map(([, json]) => json);
}

function valueIn(differs: System['boundSets'][string]['differs'], name: string): Json | undefined {
  return Object.hasOwn(differs, name) ? (differs[name] as Json) : undefined;
}

function oneOf(values: readonly Json[]): fc.Arbitrary<Json> {
  const isNumber = (value: Json) => typeof value === 'number';
  if (!values.every(isNumber)) return fc.constantFrom(...values);
  return fc.integer({ min: Math.min(...values), max: Math.max(...values) });
}
