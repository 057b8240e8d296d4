/**
 * Questions that a design note leaves open, as data beside the model that answers them.
 */
import type { Json } from './value.ts';

/** A matrix that helps to answer: some switches of a base, varied one at a time or in pairs. */
export interface AskedMatrix<Preset extends string, V> {
  readonly preset: Preset;
  readonly set?: Partial<V>;
  readonly switches: readonly (keyof V & string)[];
  /** Every two of the switches together. */
  readonly pairs?: boolean;
  readonly properties: readonly string[];
  readonly bounds: readonly string[];
  /** Bound → JSON value, over each set of bounds. */
  readonly bound?: Changes;
}

/** What is changed in a named set of bounds. */
type Changes = Readonly<Record<string, Json>>;

/**
 * A verdict that a recommendation rests on; a test looks whether it is what exploring finds. A row of a table:
 * preset, what is set over it, bounds, property, verdict, what is changed in the bounds.
 */
export type Ground<Preset extends string, V> = readonly [
  preset: Preset,
  set: Partial<V>,
  bounds: string,
  property: string,
  verdict: 'holds' | 'violated' | 'unreached',
  bound?: Changes,
];

/** One question, and its answer. */
export interface Question<Preset extends string, V> {
  /** In a few words. */
  readonly title: string;
  /** The sentence of the note that raises it, and where it stands. */
  readonly quote: string;
  readonly where: string;
  readonly matrices: readonly AskedMatrix<Preset, V>[];
  /** Two sentences, by a human who has read the verdicts. */
  readonly recommendation: string;
  readonly price: string;
  readonly grounds: readonly Ground<Preset, V>[];
}

/** A question of any system. */
export type AnyQuestion = Question<string, Readonly<Record<string, unknown>>>;
