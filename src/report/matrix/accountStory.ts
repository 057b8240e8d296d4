/**
 * A counterexample of a matrix as a story.
 */
import type { Matrix } from '../../explore/matrix/outcome.ts';
import type { Story } from '../story/story.ts';
import { storyOf } from '../story/tell.ts';
import type { Account } from './accounts.ts';

/** The story of how a property is violated. */
export function storyOfAccount({ system, coverage }: Matrix, at: Account): Story {
  const { initial, reason, trace } = at.violation;
  return storyOf({ system, coverage, counts: { initial } }, { ...at.property, reason, trace });
}
