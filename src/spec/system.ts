/**
 * A system is a protocol with its switches, presets and bounds; a model is a system with all of them chosen.
 */
import type { Instance } from './actions.ts';
import type { Assignment, Layout, Read } from './cells.ts';
import type { AnyBound, AnySwitch, BoundSet, BoundsOf, VariantOf } from './choices.ts';
import type { Declared } from './declared.ts';
import { declaredHere } from './declared.ts';
import { ModelError, UsageError, unknownName } from './errors.ts';
import type { AnyId } from './ids.ts';
import type { Property } from './properties.ts';
import type { Json } from './value.ts';

/**
 * What a system is made of once variant and bounds are chosen. `Action` and `Nouns` are what its actions and cells are
 * called, as far as types tell: those who speak of a system by name, such as the map of a log, are checked by them.
 */
export interface Protocol<Action extends string = string, Nouns = unknown> {
  readonly layout: Layout;
  /** The whole protocol on one page; the order is the order of reports. */
  readonly actions: readonly Instance<Action>[];
  /** Its cells and families, each under its own name, for who wants their names and values to be checked by types. */
  readonly nouns?: Nouns;
  readonly properties: readonly Property[];
  /** The initial states, as what differs from the cells' own initial values. One state without differences if absent. */
  readonly starts?: readonly (readonly Assignment[])[];
  /** States in which it is in order that nothing is enabled. Without it every such state is a deadlock. */
  readonly final?: (read: Read) => boolean;
  /**
   * Ids that are interchangeable: whatever may happen, may happen as well with the ids of a list exchanged, in the
   * names of cells and instances and inside of values; and the promises say the same of all of them. Each list is of
   * one kind of id, all of its ids or some. A search may then keep one state of each orbit; the declaration is
   * checked by looking, so that a wrong one is an error and not a wrong verdict.
   *
   * Ids that are compared by ordinal, that lie on a ring, or that run different programs are not interchangeable.
   *
   * @example
   * symmetric: [ids('participant', 7)]
   */
  readonly symmetric?: readonly (readonly AnyId[])[];
}

/** A protocol with its design decisions left open. Made by {@link defineSystem}. */
export interface System<Action extends string = string, Nouns = unknown> {
  readonly format: 'dropproof/system';
  /** Its name in the catalogue: `k2/collection`. */
  readonly name: string;
  /** One line for lists. */
  readonly title: string;
  readonly switches: Readonly<Record<string, AnySwitch>>;
  readonly presets: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly bounds: Readonly<Record<string, AnyBound>>;
  readonly boundSets: Readonly<Record<string, BoundSet<Readonly<Record<string, unknown>>>>>;
  readonly build: (
    variant: Readonly<Record<string, unknown>>,
    bounds: Readonly<Record<string, unknown>>,
  ) => Protocol<Action, Nouns>;
  /** Where it was made; absent if it was written by hand. */
  readonly declared?: Declared;
}

/** A system with everything chosen: what is explored, replayed, fuzzed. Made by {@link instantiate}. */
export interface Model extends Protocol {
  readonly system: System;
  /** The preset that the variant started from. */
  readonly preset: string;
  /** Switch → the text of its option. */
  readonly variant: Readonly<Record<string, string>>;
  /** What was chosen over the preset and the named set of bounds, by name. */
  readonly chosen: Required<Pick<Choice, 'set' | 'bound'>>;
  /** The named set that the bounds started from. */
  readonly boundsName: string;
  readonly bounds: Readonly<Record<string, Json>>;
}

type Switches = Readonly<Record<string, AnySwitch>>;
type Bounds = Readonly<Record<string, AnyBound>>;

/**
 * Defines a system; every type is inferred, so that a wrong switch or option is a compile error.
 *
 * The first preset and the first set of bounds are the defaults. A system without switches or bounds leaves both
 * `switches` and `presets`, or both `bounds` and `boundSets`, away.
 *
 * @example
 * export default defineSystem({
 *   name: 'my/drop',
 *   title: 'a drop that forgets its readers',
 *   switches: { checksId: oneOf({ no: 'today', yes: 'the remedy' }) },
 *   presets: { today: { checksId: 'no' }, repaired: { checksId: 'yes' } },
 *   bounds: { readers: count('readers', 1, { min: 1 }) },
 *   boundSets: { one: { size: 'tiny', differs: {} } },
 *   build: ({ checksId }, { readers }) => protocol(checksId, readers),
 * });
 */
export function defineSystem<
  P extends Protocol,
  const S extends Switches = Record<never, never>,
  const B extends Bounds = Record<never, never>,
>(at: {
  readonly name: string;
  readonly title: string;
  readonly switches?: S;
  readonly presets?: Readonly<Record<string, VariantOf<S>>>;
  readonly bounds?: B;
  readonly boundSets?: Readonly<Record<string, BoundSet<BoundsOf<B>>>>;
  readonly build: (variant: VariantOf<S>, bounds: BoundsOf<B>) => P;
}): System<P['actions'][number]['action'], P['nouns']> {
  return {
    format: 'dropproof/system',
    name: at.name,
    title: at.title,
    switches: at.switches ?? {},
    presets: at.presets ?? { only: {} },
    bounds: at.bounds ?? {},
    boundSets: at.boundSets ?? { only: { size: 'tiny', differs: {} } },
    build: (variant, bounds) => at.build(variant as VariantOf<S>, bounds as BoundsOf<B>),
    declared: declaredHere(),
  };
}

/** Is this value a system? True also for one that another copy of the library made. */
export function isSystem(value: unknown): value is System {
  return (
    typeof value === 'object' &&
    value !== null &&
    (value as Partial<System>).format === 'dropproof/system'
  );
}

/** What to choose about a system; the rest comes from the first preset and the first set of bounds. */
export interface Choice {
  readonly preset?: string;
  /** Switch → option text, over the preset. */
  readonly set?: Readonly<Record<string, string>>;
  /** The name of a set of bounds. */
  readonly bounds?: string;
  /** Bound → JSON value, over the set. */
  readonly bound?: Readonly<Record<string, unknown>>;
}

/**
 * Chooses a variant and bounds, and builds the model.
 *
 * @throws UsageError for an unknown name or a value that does not fit
 *
 * @example
 * instantiate(k2Collection, { preset: 'documented', bounds: 'note', bound: { partitions: 2 } });
 */
export function instantiate(system: System, choice: Choice = {}): Model {
  const [preset, presetOptions] = pick('preset', system.presets, choice.preset);
  const [boundsName, boundSet] = pick('bounds', system.boundSets, choice.bounds);

  const options: Record<string, unknown> = { ...presetOptions };
  for (const [name, text] of Object.entries(choice.set ?? {})) {
    const at =
      own(system.switches, name) ??
      raise(unknownName('switch', name, Object.keys(system.switches)));
    options[name] = inContext(`switch ${name}`, () => at.parse(text));
  }

  const bounds = sizesOf(system, boundSet);
  for (const [name, json] of Object.entries(choice.bound ?? {})) {
    const at =
      own(system.bounds, name) ?? raise(unknownName('bound', name, Object.keys(system.bounds)));
    bounds[name] = inContext(`bound ${name}`, () => at.parse(json));
  }

  const variant = optionTexts(system, options);
  const protocol = checked(system.name, system.build(options, bounds));
  return {
    ...protocol,
    system,
    preset,
    variant,
    chosen: { set: choice.set ?? {}, bound: choice.bound ?? {} },
    boundsName,
    bounds: bounds as Record<string, Json>,
  };
}

/** What a preset and a set of bounds come to by themselves; of one that the system does not know, nothing. */
export function namedValues(
  system: System,
  { preset, boundsName }: Pick<Model, 'preset' | 'boundsName'>,
): Pick<Model, 'variant' | 'bounds'> {
  const options = own(system.presets, preset);
  const boundSet = own(system.boundSets, boundsName);
  return {
    variant: options ? optionTexts(system, options) : {},
    bounds: boundSet ? (sizesOf(system, boundSet) as Model['bounds']) : {},
  };
}

function optionTexts({ switches }: System, options: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(
    Object.entries(switches).map(([name, at]) => [name, at.print(options[name])]),
  );
}

/** The usual values, and over them what differs in a set of bounds. */
function sizesOf({ bounds }: System, { differs }: System['boundSets'][string]) {
  const usual = Object.entries(bounds).map(([name, at]) => [name, at.usual] as const);
  return Object.fromEntries<unknown>([...usual, ...Object.entries(differs)]);
}

/** Types are not checked when a protocol file is run, so a first look at what it builds is taken here. */
function checked(name: string, protocol: Protocol): Protocol {
  const { layout, actions, properties } = (protocol ?? {}) as Partial<Protocol>;
  if (!Array.isArray(layout?.cells) || !Array.isArray(actions) || !Array.isArray(properties)) {
    throw new ModelError(
      name,
      'build must return { layout, actions, properties }: a Layout and two lists',
    );
  }
  unique(
    name,
    'instances',
    (actions as Protocol['actions']).map((instance) => instance.name),
  );
  unique(name, 'properties', [
    'deadlock',
    ...(properties as Protocol['properties']).map(({ id }) => id),
  ]);
  return protocol;
}

function unique(name: string, what: string, names: readonly string[]): void {
  const twice = names.find((one, at) => names.indexOf(one) !== at);
  if (twice !== undefined) {
    throw new ModelError(
      name,
      `two ${what} are called '${twice}'; reports could not tell them apart`,
    );
  }
}

function pick<T>(what: string, among: Readonly<Record<string, T>>, name?: string): [string, T] {
  const chosen = name ?? Object.keys(among)[0] ?? '';
  const value = own(among, chosen);
  if (value === undefined) throw unknownName(what, chosen, Object.keys(among));
  return [chosen, value];
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function raise(error: Error): never {
  throw error;
}

function inContext<T>(what: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`${what}: ${error.message}`);
    throw error;
  }
}
