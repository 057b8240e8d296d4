/**
 * A suite of tests, as plain data: what its traces take and reach, and what nothing can take or reach.
 */
import type { Limit, Trace } from '../outcome.ts';

/**
 * What a suite is to come by: an action taken, one action taken right after another, a witness reached, the
 * antecedent of a promise true. A step that changes nothing takes no action.
 */
export type GoalKind = 'action' | 'pair' | 'witness' | 'antecedent';

/**
 * `impossible`: in this variant and these bounds nothing comes by it, as the adapter drives it. `excluded`: an action that
 * the adapter never takes. `undecided`: a limit cut the search before.
 */
export type GoalVerdict = 'covered' | 'impossible' | 'excluded' | 'undecided';

/** One goal. */
export interface GoalOutcome {
  readonly kind: GoalKind;
  /** `role.verb`, `role.verb → role.verb`, or the id of a property. */
  readonly name: string;
  readonly verdict: GoalVerdict;
  /** Numbers of the tests that come by it. */
  readonly tests: readonly number[];
}

/** One test: a shortest way to the goal that it is named after, which comes by others as well. */
export interface SuiteTest {
  /** From 1. */
  readonly number: number;
  readonly goal: Pick<GoalOutcome, 'kind' | 'name'>;
  /** How many goals it comes by. */
  readonly covers: number;
  readonly trace: Trace;
}

/** What was generated. Its JSON form is what `dropproof tests --format json` writes. */
export interface TestSuite {
  readonly format: 'dropproof/tests';
  readonly version: 1;
  readonly system: string;
  readonly title: string;
  readonly preset: string;
  readonly variant: Readonly<Record<string, string>>;
  readonly boundsName: string;
  readonly bounds: Readonly<Record<string, unknown>>;
  /** As the adapter drives it: actions that the implementation takes by itself, and those that no test takes. */
  readonly automatic: readonly string[];
  readonly never: readonly string[];
  /** Was every reachable state explored? If not, what is not covered is undecided. */
  readonly complete: boolean;
  readonly limit: Limit | null;
  readonly states: number;
  /**
   * How many pairs of actions, of those that are neither impossible nor excluded themselves, no test takes: impossible, or undecided where
   * the search was cut. They are not listed among the goals.
   */
  readonly otherPairs: number;
  /** Actions first, then pairs, witnesses and antecedents, in the order of the protocol. */
  readonly goals: readonly GoalOutcome[];
  /** The shortest first. */
  readonly tests: readonly SuiteTest[];
}
