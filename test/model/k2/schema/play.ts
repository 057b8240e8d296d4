/**
 * What the tests of this system share: its models, and what a search finds in them. How a story is played, and how a
 * verdict is looked up, is as in the collection's tests.
 */
import { explore } from '../../../../src/explore/explore.ts';
import type { Choice, Model, Outcome } from '../../../../src/index.ts';
import { instantiate } from '../../../../src/index.ts';
import { k2Schema } from '../../../../src/model/k2/schema/system.ts';

export { enabledAfter, play, verdictOf } from '../collection/play.ts';

export function k2(choice: Choice): Model {
  return instantiate(k2Schema, choice);
}

/** Explores everything. */
export function outcomeOf(choice: Choice): Outcome {
  return explore(k2(choice), { keepGoing: true });
}

/** The names of the bounds of these sizes. */
export function boundsOf(...sizes: readonly string[]): string[] {
  return Object.entries(k2Schema.boundSets).flatMap(([name, { size }]) =>
    sizes.includes(size) ? [name] : [],
  );
}
