/**
 * What can be chosen about a system: switches (design decisions) and bounds (how large a world).
 *
 * Both are data with a check, so that TypeScript refuses a wrong name at compile time and the command line refuses
 * it with a suggestion.
 */
import { UsageError, unknownName } from './errors.ts';
import type { Json } from './value.ts';

/** A design decision. `T` is the type of its options. */
export interface Switch<T> {
  /** Option name → what it means and where it comes from. */
  readonly options: Readonly<Record<string, string>>;
  /** The option that a text names. @throws UsageError */
  readonly parse: (text: string) => T;
  /** The text that names an option; `parse(print(x))` is `x`. */
  readonly print: (option: T) => string;
}

// biome-ignore lint/suspicious/noExplicitAny: options of any type; `unknown` would make Switch invariant
export type AnySwitch = Switch<any>;

/** The choice of an option for every switch. */
export type VariantOf<S extends Readonly<Record<string, AnySwitch>>> = {
  readonly [K in keyof S]: S[K] extends Switch<infer T> ? T : never;
};

/**
 * A switch with named options.
 *
 * @example
 * oneOf({ byName: 'the note, the code', byId: 'a remedy' })
 */
export function oneOf<const O extends Readonly<Record<string, string>>>(
  options: O,
): Switch<keyof O & string> {
  const parse = (text: string) => {
    if (Object.hasOwn(options, text)) return text;
    throw unknownName('option', text, Object.keys(options));
  };
  return { options, parse, print: (option) => option };
}

/**
 * A switch whose options are lists without repetition: named ones, or any other given literally as `a,b,c`.
 *
 * `nonsense` says what makes a list senseless, if something does; named lists are not asked about.
 *
 * @example
 * listOf(['meta', 'message', 'release'], { design: ['meta', 'message', 'release'] }, (list) =>
 *   list.includes('meta') ? undefined : 'without meta nothing is dropped',
 * )
 */
export function listOf<const E extends string>(
  elements: readonly E[],
  named: Readonly<Record<string, readonly E[]>>,
  nonsense: (list: readonly E[]) => string | undefined = () => undefined,
): Switch<readonly E[]> {
  const parse = (text: string): readonly E[] => {
    if (Object.hasOwn(named, text)) return named[text] as readonly E[];
    const parts = text === '' ? [] : (text.split(',').map((part) => part.trim()) as E[]);
    for (const part of parts) {
      if (part === '') throw new UsageError(`'${text}' has a comma with no element beside it`);
      if (!elements.includes(part)) {
        throw unknownName('list element', part, [...elements, ...Object.keys(named)]);
      }
      if (parts.indexOf(part) !== parts.lastIndexOf(part)) {
        throw new UsageError(`'${text}' names ${part} twice; each element may stand once`);
      }
    }
    const complaint = nonsense(parts);
    if (complaint !== undefined) throw new UsageError(`'${text}' makes no sense: ${complaint}`);
    return parts;
  };
  const texts = Object.entries(named).map(([name, list]) => [name, list.join(',')] as const);
  /** A list that has a name is called by it: reports and matrices are read by people. */
  const print = (list: readonly E[]) => {
    const text = list.join(',');
    return texts.find(([, known]) => known === text)?.[0] ?? text;
  };
  return { options: Object.fromEntries(texts), parse, print };
}

/** One dimension of the world: a number, or a small program that somebody runs. */
export interface Bound<T> {
  readonly meaning: string;
  /** The value unless a set of bounds says otherwise. */
  readonly usual: T;
  /** Checks a JSON value. @throws UsageError that says what was expected */
  readonly parse: (json: unknown) => T;
}

// biome-ignore lint/suspicious/noExplicitAny: bounds of any type; `unknown` would make Bound invariant
export type AnyBound = Bound<any>;

/** A value for every bound. */
export type BoundsOf<B extends Readonly<Record<string, AnyBound>>> = {
  readonly [K in keyof B]: B[K] extends Bound<infer T> ? T : never;
};

/** How large a set of bounds is: from a blink to a coffee. */
export type Size = 'tiny' | 'small' | 'medium' | 'large' | 'huge';

/** A named set of bounds: its size, and what differs from the usual values. */
export interface BoundSet<B> {
  readonly size: Size;
  readonly differs: Partial<B>;
}

/**
 * A bound that counts something.
 *
 * @example
 * count('partitions of a collection', 1, { min: 1 })
 */
export function count(
  meaning: string,
  usual: number,
  { min = 0, max = 64 }: { readonly min?: number; readonly max?: number } = {},
): Bound<number> {
  const parse = (json: unknown): number => {
    if (typeof json === 'number' && Number.isInteger(json) && json >= min && json <= max)
      return json;
    throw new UsageError(
      `expected a whole number from ${min} to ${max}, got ${JSON.stringify(json)}`,
    );
  };
  return { meaning, usual, parse };
}

/**
 * A bound that is a small program in JSON, such as the steps of a transaction.
 *
 * @example
 * program('what the admin asks for', ['drop A'], listOfTexts(/^(drop|create) [AB]$/))
 */
export function program<const T extends Json>(
  meaning: string,
  usual: T,
  parse: (json: unknown) => T,
): Bound<T> {
  return { meaning, usual, parse };
}
