/**
 * What a matrix of variants × properties found, as plain data: the only thing that its reports know.
 *
 * It does not depend on how it was made: not on the number of workers, not on what came from a cache. The JSON form
 * is public (`schema/matrix.json`); it changes only together with `version`.
 */
import type { Size } from '../../spec/choices.ts';
import type { Json } from '../../spec/value.ts';
import type {
  ActionOutcome,
  CellOutcome,
  Limit,
  Outcome,
  PropertyOutcome,
  ReasonJson,
  Trace,
  Verdict,
} from '../outcome.ts';

/** How the variants are chosen: each switch by itself, every two of some switches together, or the presets. */
export type Variation = 'oneByOne' | 'pairs' | 'presets';

/** A row of every table. */
export interface MatrixVariant {
  /** What tells it apart from the others: `documented`, `collectionId=perRequest`. */
  readonly name: string;
  readonly preset: string;
  /** Switch → option, where it differs from its preset. */
  readonly set: Readonly<Record<string, string>>;
  /** Switch → option, every switch. */
  readonly variant: Readonly<Record<string, string>>;
}

/** A column of every table. */
export type MatrixProperty = Pick<PropertyOutcome, 'id' | 'name' | 'by' | 'kind' | 'reportOnly'>;

/** What is known about one property in one variant and one set of bounds. Never nothing. */
export interface MatrixCell {
  /** `notAsked`: this variant or these bounds leave it nothing to judge. */
  readonly verdict: Verdict | 'notAsked';
  /** It holds, but only because its antecedent was never true. */
  readonly vacuous: boolean;
  /** Steps of a shortest counterexample; of a lasso, stem and loop together. */
  readonly steps: number | null;
  /** Which violation; the same one may be found in several variants. */
  readonly violation: number | null;
  /** Why it is undecided. */
  readonly why: string | null;
}

/** All properties of one variant in one set of bounds. */
export interface MatrixRow {
  /** As many as there are properties, in their order. */
  readonly cells: readonly MatrixCell[];
  /** Null where nothing was asked, or the search never began. */
  readonly counts: Pick<Outcome['counts'], 'states' | 'transitions' | 'depth'> | null;
  readonly limit: Limit | null;
}

/** One set of bounds. */
export interface MatrixTable {
  readonly boundsName: string;
  readonly size: Size;
  readonly bounds: Readonly<Record<string, Json>>;
  /** Bound → value, where it was set over the named set. */
  readonly bound: Readonly<Record<string, Json>>;
  /** As many as there are variants, in their order. */
  readonly rows: readonly MatrixRow[];
}

/** A counterexample, told once for all cells that have the very same one. */
export interface Violation {
  readonly property: string;
  readonly reason: ReasonJson | null;
  readonly trace: Trace;
  /** How many initial states there are: where there are several, a story must say which one it starts from. */
  readonly initial: number;
}

/** A cell with its values in the behaviour that violates, and in the one of the variant that does not. */
export interface Contrast {
  readonly cell: string;
  readonly violated: Json;
  readonly kept: Json;
}

/** Where two behaviours part: after this step (0: from the start) these cells differ. Of a step that is disabled by
 * the state, where what it needs was lost. */
export interface Parting {
  readonly step: number;
  readonly instance: string | null;
  readonly contrasts: readonly Contrast[];
}

/** What becomes of a violating trace in a variant that keeps the promise. Steps are counted from 1. */
export type Fate =
  /**
   * The step is disabled there. It would be enabled if these cells had the values `violated`: those of the other
   * behaviour, as far as they matter. None of them can be spared.
   */
  | {
      readonly kind: 'disabledByState';
      readonly step: number;
      readonly instance: string;
      /** After which step all of them differ; 0: from the start. */
      readonly since: number;
      readonly contrasts: readonly Contrast[];
    }
  /** The step is disabled there even where everything that it reads is as in the other behaviour. */
  | {
      readonly kind: 'disabledByGuard';
      readonly step: number;
      readonly instance: string;
      readonly reads: readonly { readonly cell: string; readonly value: Json }[];
    }
  /** There is no such step there at all. */
  | { readonly kind: 'gone'; readonly step: number; readonly instance: string }
  /** All steps are enabled, and yet the promise is kept. */
  | { readonly kind: 'kept'; readonly why: string };

/** Why a variant keeps a promise that its neighbours, which differ from it in one switch, break. */
export interface Explanation {
  readonly table: number;
  readonly property: string;
  /** The variant that keeps the promise. */
  readonly kept: number;
  readonly violation: number;
  /** The neighbours with this violation, and the switch in which each of them differs. */
  readonly neighbours: readonly { readonly variant: number; readonly differs: string }[];
  readonly parting: Parting | null;
  readonly fate: Fate;
}

/** What a matrix found. */
export interface Matrix {
  readonly format: 'dropproof/matrix';
  readonly version: 1;
  readonly system: string;
  readonly title: string;
  readonly variation: Variation;
  /** The switches that are varied; none for presets. */
  readonly switches: readonly string[];
  /** What the model is made of, as far as stories need to know it. */
  readonly coverage: {
    readonly cells: readonly Pick<CellOutcome, 'name' | 'kind'>[];
    readonly actions: readonly Pick<ActionOutcome, 'name'>[];
  };
  readonly properties: readonly MatrixProperty[];
  /** The first one is the base, unless presets are compared. */
  readonly variants: readonly MatrixVariant[];
  readonly tables: readonly MatrixTable[];
  readonly violations: readonly Violation[];
  readonly explanations: readonly Explanation[];
  /** Cells by verdict, all tables together. */
  readonly counts: Readonly<Record<MatrixCell['verdict'], number>>;
  /** 0 if every cell is decided, else 20. Violations are what a matrix is for. */
  readonly exitCode: 0 | 20;
}
