/**
 * What a gate found, as plain data: every cell, and where it is not as expected.
 *
 * It does not depend on how it was made: not on the number of workers, not on what came from a cache.
 */
import type { Json } from '../../spec/value.ts';
import type { MatrixProperty } from '../matrix/outcome.ts';
import type { ActionOutcome, CellOutcome, Outcome, ReasonJson, Trace } from '../outcome.ts';

/**
 * How it stands with a property. `vacuous`: it holds, but only because there was never anything to judge. `notAsked`:
 * this variant or these bounds leave it nothing to judge. `undecided` is never expected.
 */
export type Standing = 'holds' | 'vacuous' | 'violated' | 'unreached' | 'undecided' | 'notAsked';

/** A standing, and of a violation the steps of its shortest counterexample. */
export interface Stand {
  readonly standing: Standing;
  /** Null where it is not violated, or where the length is not pinned. */
  readonly steps: number | null;
}

/** What is pinned of a search. */
export type Counts = Pick<Outcome['counts'], 'states' | 'transitions' | 'depth'>;

/** One thing that is not as expected. */
export type Difference =
  /** Null: it was not expected at all, or the model does not have it. */
  | {
      readonly kind: 'property';
      readonly id: string;
      readonly expected: Stand | null;
      readonly found: Stand | null;
    }
  | {
      readonly kind: 'count';
      readonly what: keyof Counts;
      readonly expected: number;
      readonly found: number;
    }
  /** The cell is not among the expected ones. */
  | { readonly kind: 'notExpected' }
  /** The cell is expected, and the configuration does not name it. */
  | { readonly kind: 'notNamed' }
  /** The system cannot be loaded or built, or its code fails in the search. */
  | { readonly kind: 'broken'; readonly message: string }
  /** It was to be run, and was not. */
  | { readonly kind: 'notRun' };

/** A property in a cell. */
export interface GateProperty extends MatrixProperty, Stand {
  /** The violation; of what is undecided, why. */
  readonly reason: ReasonJson | null;
  /** Only of a violation that is not as expected. */
  readonly trace: Trace | null;
}

/** Which cell. */
export interface GateName {
  /** As the configuration names it. */
  readonly system: string;
  /** Preset and what is set over it: `documented + collectionId=perRequest`. */
  readonly variant: string;
  /** The set of bounds and what is set over it: `note + partitions=2`. */
  readonly bounds: string;
}

/** A variant of a system in one set of bounds. */
export interface GateCell extends GateName {
  /** The options that choose it on the command line; null if that is not known. */
  readonly choice: {
    readonly preset: string;
    readonly set: Readonly<Record<string, string>>;
    readonly boundsName: string;
    readonly bound: Readonly<Record<string, Json>>;
  } | null;
  readonly properties: readonly GateProperty[];
  readonly counts: (Counts & Pick<Outcome['counts'], 'initial'>) | null;
  readonly differences: readonly Difference[];
}

/** What a gate found. */
export interface GateOutcome {
  readonly format: 'dropproof/gate';
  readonly version: 1;
  /** The configuration as the command line names it. */
  readonly config: string;
  /** What was run, and systems and cells with a difference that could not be. */
  readonly cells: readonly GateCell[];
  /** Cells that were left out on purpose: they belong to another shard, or nothing that they rest on has changed. */
  readonly leftOut: { readonly otherShards: number; readonly unchanged: number };
  /** System → what its models are made of, as far as stories need to know it; only where one is told. */
  readonly coverage: Readonly<
    Record<
      string,
      {
        readonly cells: readonly Pick<CellOutcome, 'name' | 'kind'>[];
        readonly actions: readonly Pick<ActionOutcome, 'name'>[];
      }
    >
  >;
  readonly counts: { readonly asExpected: number; readonly different: number };
  /** 0 if everything that was to be run is as expected, else 30. */
  readonly exitCode: 0 | 30;
}
