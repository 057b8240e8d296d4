/**
 * A counterexample of a matrix as stories and diagrams want it.
 */
import type { Matrix, Violation } from '../../explore/matrix/outcome.ts';
import type { Stage, Violated } from '../story.ts';
import type { Account } from './accounts.ts';

/** What is known of the model. */
export function stageOf({ system, coverage }: Matrix, { initial }: Violation): Stage {
  return { system, coverage, counts: { initial } };
}

/** The property, and how it is violated. */
export function violatedOf({ property, violation }: Account): Violated {
  const { reason, trace } = violation;
  return { ...property, reason, trace };
}
