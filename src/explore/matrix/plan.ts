/**
 * Which variants a matrix compares, in which bounds: the searches that it takes.
 */
import { UsageError, unknownName } from '../../spec/errors.ts';
import type { Choice, Model, System } from '../../spec/system.ts';
import { instantiate } from '../../spec/system.ts';
import type { MatrixVariant, Variation } from './outcome.ts';

/** What is asked of a matrix. */
export interface MatrixQuestion {
  /** The variant to start from. With `presets`, what is set is set in each of them. */
  readonly base?: Pick<Choice, 'preset' | 'set'>;
  /** `oneByOne` if absent. */
  readonly variation?: Variation;
  /** The switches to vary; all of them if absent. */
  readonly switches?: readonly string[];
  /** Ids of properties; all of them if absent. */
  readonly properties?: readonly string[];
  /** Names of sets of bounds; the first one of the system if absent. */
  readonly bounds?: readonly string[];
  /** Bound → JSON value, over each set. */
  readonly bound?: Choice['bound'];
}

/** One search: a variant in one set of bounds, and what is asked of it. */
export interface PlannedSearch {
  readonly choice: Choice;
  readonly model: Model;
  /** What there is to ask; nothing, if this variant and these bounds leave it all without meaning. */
  readonly properties: readonly string[];
}

/** What a matrix is going to compare. */
export interface MatrixPlan {
  readonly system: System;
  readonly variation: Variation;
  readonly switches: readonly string[];
  readonly variants: readonly MatrixVariant[];
  /** A list for each set of bounds, as long as there are variants. */
  readonly searches: readonly (readonly PlannedSearch[])[];
  /** Ids of the properties that are the columns. */
  readonly properties: readonly string[];
}

/**
 * Plans a matrix. Every model is built, so that what is wrong shows before the first search.
 *
 * @throws UsageError for an unknown name, with a suggestion
 */
export function planMatrix(system: System, question: MatrixQuestion): MatrixPlan {
  const { base = {}, variation = 'oneByOne', bounds = [undefined], bound = {} } = question;
  const switches = variation === 'presets' ? [] : switchesOf(system, question, variation);
  const variants = variantsOf(system, base, variation, switches);
  const searches = bounds.map((name) =>
    variants.map(({ preset, set }): PlannedSearch => {
      const choice = { preset, set, ...(name === undefined ? {} : { bounds: name }), bound };
      const model = instantiate(system, choice);
      return { choice, model, properties: askedOf(model, question.properties) };
    }),
  );
  const all = searches.flat();
  const asked = new Set(all.flatMap(({ properties }) => properties));
  const known = new Set(all.flatMap(({ model }) => idsOf(model)));
  for (const id of question.properties ?? []) {
    if (!known.has(id)) throw unknownName('property', id, [...known]);
  }
  const properties = [...known].filter((id) => asked.has(id) || question.properties?.includes(id));
  return { system, variation, switches, variants, searches, properties };
}

/** All properties of a model; every system promises that it does not come to a dead end. */
function idsOf({ properties }: Model): string[] {
  return [...properties.map(({ id }) => id), 'deadlock'];
}

function askedOf(model: Model, wanted: readonly string[] | undefined): string[] {
  const idle = new Set(
    model.properties.filter(({ appliesTo }) => appliesTo === false).map(({ id }) => id),
  );
  return idsOf(model).filter((id) => !idle.has(id) && (wanted?.includes(id) ?? true));
}

function switchesOf(
  { switches }: System,
  { switches: wanted }: MatrixQuestion,
  variation: Variation,
): readonly string[] {
  const known = Object.keys(switches);
  for (const name of wanted ?? []) {
    if (!known.includes(name)) throw unknownName('switch', name, known);
  }
  const chosen = [...new Set(wanted ?? known)];
  if (variation === 'pairs' && chosen.length < 2) {
    throw new UsageError(`a pair takes two switches, got ${chosen.join(', ') || 'none'}`);
  }
  return chosen;
}

type Set = Readonly<Record<string, string>>;

function variantsOf(
  system: System,
  base: NonNullable<MatrixQuestion['base']>,
  variation: Variation,
  switches: readonly string[],
): MatrixVariant[] {
  const variantOf = (preset: string | undefined, set: Set, name?: string): MatrixVariant => {
    const model = instantiate(system, { ...(preset === undefined ? {} : { preset }), set });
    const usual = [model.preset, ...Object.entries(set).map((at) => at.join('='))].join(' + ');
    return { name: name ?? usual, preset: model.preset, set, variant: model.variant };
  };
  const { preset, set = {} } = base;
  if (variation === 'presets') return Object.keys(system.presets).map((at) => variantOf(at, set));
  const first = variantOf(preset, set);
  const options = (name: string): Set[] =>
    Object.keys(system.switches[name]?.options ?? {}).map((option) => ({ [name]: option }));
  const changes =
    variation === 'oneByOne'
      ? switches.flatMap(options)
      : pairsOf(switches).flatMap(([a, b]) =>
          options(a).flatMap((one) => options(b).map((two) => ({ ...one, ...two }))),
        );
  const others = changes.map((change) => {
    const { variant } = variantOf(preset, { ...set, ...change });
    const differs = Object.entries(variant).filter(([at, option]) => first.variant[at] !== option);
    const name = differs.map((at) => at.join('=')).join(' + ');
    return variantOf(preset, { ...set, ...Object.fromEntries(differs) }, name);
  });
  // Two pairs that share a switch meet where the others are as in the base.
  const seen = new Set<string>();
  return [first, ...others].filter(({ variant }) => {
    const key = JSON.stringify(variant);
    return !seen.has(key) && seen.add(key);
  });
}

function pairsOf(names: readonly string[]): [string, string][] {
  return names.flatMap((a, at) => names.slice(at + 1).map((b): [string, string] => [a, b]));
}
