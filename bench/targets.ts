/**
 * What a row is meant to reach, and whether it did. Counts are not targets: they must be right.
 */
import type { Measurement } from './measure.ts';

export interface Targets {
  /** The published counts of the model. */
  readonly states?: number;
  readonly transitions?: number;
  /** What orbits stand for. */
  readonly fullStates?: number;
  /** At least so many states a second for each one of the naive explorer. */
  readonly toNaive?: number;
  /** At least so many times as fast as the plain search. */
  readonly toPlain?: number;
  readonly transitionsPerSecond?: number;
  /** At most. */
  readonly bytesPerState?: number;
  readonly modelCalls?: number;
}

/** @throws if the counts are not the published ones, or not those of the naive explorer on the same model */
export function expectRightCounts(
  name: string,
  ours: Measurement,
  expected: Pick<Targets, 'states' | 'transitions' | 'fullStates'>,
): void {
  const counted = { ...ours, fullStates: ours.search?.fullStates };
  for (const what of ['states', 'transitions', 'fullStates'] as const) {
    const [count, wanted] = [counted[what], expected[what]];
    if (wanted === undefined || wanted === count) continue;
    throw new Error(`${name}: ${count} ${what}, but expected ${wanted}`);
  }
}

/**
 * A line for each target.
 *
 * @param speed how many times as fast as what it was measured beside
 */
export function targetLines(
  name: string,
  ours: Measurement,
  speed: number,
  targets: Targets,
): string[] {
  const { toNaive, toPlain, transitionsPerSecond, bytesPerState, modelCalls } = targets;
  const lines: string[] = [];
  const judge = (what: string, reached: boolean) =>
    lines.push(`${name}: ${what}: ${reached ? 'reached' : 'NOT reached'}`);
  if (toNaive !== undefined) {
    judge(`at least ${toNaive} times the naive explorer`, speed >= toNaive);
  }
  if (toPlain !== undefined) judge(`at least ${toPlain} times one worker`, speed >= toPlain);
  if (transitionsPerSecond !== undefined) {
    const rate = ours.transitions / ours.seconds;
    judge(`at least ${transitionsPerSecond} transitions/s`, rate >= transitionsPerSecond);
  }
  if (bytesPerState !== undefined) {
    judge(`at most ${bytesPerState} bytes/state`, ours.grownBytes / ours.states <= bytesPerState);
  }
  if (modelCalls !== undefined) {
    judge(`fewer than ${modelCalls} model calls`, (ours.modelCalls ?? 0) < modelCalls);
  }
  return lines;
}
