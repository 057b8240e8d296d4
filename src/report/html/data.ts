/**
 * What a page tells its script.
 */
import type { PropertyOutcome } from '../../explore/outcome.ts';
import type { Stage, Story } from '../story/story.ts';

/** The id of the element that holds it. */
export const dataId = 'data';

/** The counterexamples of a page, for the player. */
export interface ReportData {
  readonly stories: readonly TellingData[];
  /** Are ghost cells shown from the start? */
  readonly ghosts: boolean;
}

/** A counterexample, and the commands that lead to it again. */
export interface TellingData {
  readonly story: Story;
  readonly commands: readonly string[];
}

/** A system to walk through. */
export interface ExploreData {
  readonly stage: Stage;
  /** What can be asked for from any state. */
  readonly properties: readonly Pick<PropertyOutcome, 'id' | 'name' | 'kind'>[];
  readonly ghosts: boolean;
}
