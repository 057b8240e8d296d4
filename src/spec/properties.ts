/**
 * Properties: the promises of a protocol, as data.
 *
 * A property answers `true`, {@link vacuous} (it holds, but only because nothing that it speaks of was there), or
 * a {@link Reason} that names the offending ids and values, so that a report can say why and not only that.
 */
import type { Read } from './cells.ts';
import type { Declared } from './declared.ts';
import { declaredHere } from './declared.ts';
import type { AnyId } from './ids.ts';

/** Holds for want of anything to judge: the antecedent was false. A property that is always vacuous is suspect. */
export const vacuous: unique symbol = Symbol('vacuous');

/** Why a property is violated: a sentence, and the values it is about. */
export interface Reason {
  readonly sentence: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What a property answers. */
export type Claim = true | typeof vacuous | Reason;

/** What all properties have. */
interface Named {
  /** Short and stable: `P1`. */
  readonly id: string;
  /** A plain name, as one would say it aloud. */
  readonly name: string;
  /** The sentence or fact that it rests on. */
  readonly by?: string;
  /** Shown, but never part of the verdict. */
  readonly reportOnly?: boolean;
  /** False where the variant or the bounds leave nothing to judge; it is then listed as not checked. */
  readonly appliesTo?: boolean;
  /**
   * The ids that it speaks of, where it is one of several promises that differ in nothing else; its `id` is then
   * `name(1, 2)`, like the name of a cell. Needed only of promises that single out some of the ids that a protocol
   * calls interchangeable; the promises about the others must be there too.
   */
  readonly about?: readonly AnyId[];
  /** Where it was made; absent if it was written by hand. */
  readonly declared?: Declared;
}

/** Must be true of every state. */
export interface Always extends Named {
  readonly holds: (read: Read) => Claim;
}
/**
 * Must be true of every step. A step that changes nothing that it looks at never breaks it; it may be asked about
 * such steps too (the same state before and after), to find out what it looks at.
 */
export interface NeverStep extends Named {
  readonly holds: (before: Read, after: Read) => Claim;
}
/** Must be true of every state in which only environment and fault actions are enabled. */
export interface Quiescent extends Named {
  readonly holds: (read: Read) => Claim;
}
/** A witness: some state in which it is true must be reachable, or the model proves less than it seems to. */
export interface Reachable extends Named {
  readonly reached: (read: Read) => boolean;
}
/** Every fair behaviour comes to a state in which it is true. */
export interface Eventually extends Named {
  readonly reached: (read: Read) => boolean;
}
/** Every fair behaviour comes from each state with `from` to one with `to`. */
export interface LeadsTo extends Named {
  readonly from: (read: Read) => boolean;
  readonly to: (read: Read) => boolean;
}

/** A promise of the protocol; the kinds are told apart by `kind`. */
export type Property =
  | (Always & { readonly kind: 'always' })
  | (NeverStep & { readonly kind: 'neverStep' })
  | (Quiescent & { readonly kind: 'quiescent' })
  | (Reachable & { readonly kind: 'reachable' })
  | (Eventually & { readonly kind: 'eventually' })
  | (LeadsTo & { readonly kind: 'leadsTo' });

/** The name of each kind of property. */
export type PropertyKind = Property['kind'];

/**
 * Makes properties.
 *
 * @example
 * property.always({
 *   id: 'P1',
 *   name: 'one incarnation per transaction',
 *   holds: (read) =>
 *     every(txns, (t) => {
 *       if (read(at.txn(t)).phase !== 'committed') return vacuous;
 *       const hits = read(at.history(t)).hits;
 *       return hits.size <= 1 || because('a committed transaction touched two incarnations', { txn: t, hits });
 *     }),
 * });
 */
export const property = {
  always: (at: Always): Property => ({ kind: 'always', declared: declaredHere(), ...at }),
  neverStep: (at: NeverStep): Property => ({ kind: 'neverStep', declared: declaredHere(), ...at }),
  quiescent: (at: Quiescent): Property => ({ kind: 'quiescent', declared: declaredHere(), ...at }),
  reachable: (at: Reachable): Property => ({ kind: 'reachable', declared: declaredHere(), ...at }),
  eventually: (at: Eventually): Property => ({
    kind: 'eventually',
    declared: declaredHere(),
    ...at,
  }),
  leadsTo: (at: LeadsTo): Property => ({ kind: 'leadsTo', declared: declaredHere(), ...at }),
} as const;

/** A reason for a violation; the facts are values, printed in the report. */
export function because(sentence: string, facts: Readonly<Record<string, unknown>> = {}): Reason {
  return { sentence, facts };
}

/**
 * The claim of each item, taken together: the first reason if there is one, `true` if some item was judged,
 * otherwise `vacuous`.
 */
export function every<T>(items: Iterable<T>, claim: (item: T) => Claim): Claim {
  let judged = false;
  for (const item of items) {
    const answer = claim(item);
    if (answer === true) judged = true;
    else if (answer !== vacuous) return answer;
  }
  return judged ? true : vacuous;
}
