/**
 * What properties answer, as small integers.
 */
import type { Read } from '../spec/cells.ts';
import type { Claim, Property } from '../spec/properties.ts';
import { vacuous } from '../spec/properties.ts';
import { checkReason } from '../spec/transition.ts';

/** Results of programs that judge: it holds, it holds vacuously, it is violated (for a witness: reached). */
export const claims = { holds: 0, vacuous: 1, violated: 2 } as const;

/** A predicate on states that a liveness property is made of. */
export interface Predicate {
  /** Of the property. */
  readonly id: string;
  readonly isTrue: (read: Read) => boolean;
}

/** `eventually` looks at one thing, `leadsTo` at two: `from`, then `to`. */
export function predicatesOf(at: Property): Predicate[] {
  if (at.kind === 'eventually') return [{ id: at.id, isTrue: at.reached }];
  if (at.kind !== 'leadsTo') return [];
  return [at.from, at.to].map((isTrue) => ({ id: at.id, isTrue }));
}

export function judgementOf(at: Property, read: Read): number {
  if (at.kind === 'reachable') return at.reached(read) ? claims.violated : claims.vacuous;
  if (at.kind === 'always' || at.kind === 'quiescent') return claimOf(at.id, at.holds(read));
  throw new TypeError(`${at.kind} is not asked about states`);
}

export function stepJudgementOf(at: Property, before: Read, after: Read): number {
  if (at.kind === 'neverStep') return claimOf(at.id, at.holds(before, after));
  throw new TypeError(`${at.kind} is not asked about steps`);
}

function claimOf(where: string, claim: Claim): number {
  if (claim === true) return claims.holds;
  if (claim === vacuous) return claims.vacuous;
  checkReason(where, claim);
  return claims.violated;
}

export function describeClaim(claim: number): string {
  return ['true', 'vacuous', 'a reason'][claim]!;
}
