/**
 * What a row is meant to reach, and whether it did. Counts are not targets: they must be right.
 */
import type { Measurement } from './measure.ts';

export interface Targets {
  /** The published counts of the model. */
  readonly states?: number;
  readonly transitions?: number;
  /** At least so many states a second for each one of the naive explorer. */
  readonly toNaive?: number;
  readonly transitionsPerSecond?: number;
  /** At most. */
  readonly bytesPerState?: number;
  readonly modelCalls?: number;
}

/** @throws if the counts are not the published ones, or not those of the naive explorer on the same model */
export function expectRightCounts(
  name: string,
  ours: Measurement,
  { states = ours.states, transitions = ours.transitions }: Pick<Targets, 'states' | 'transitions'>,
): void {
  if (ours.states === states && ours.transitions === transitions) return;
  throw new Error(
    `${name}: ${ours.states} states and ${ours.transitions} transitions, ` +
      `but expected ${states} and ${transitions}`,
  );
}

/** A line for each target. */
export function targetLines(
  name: string,
  ours: Measurement,
  naiveRate: number,
  targets: Targets,
): string[] {
  const { toNaive, transitionsPerSecond, bytesPerState, modelCalls } = targets;
  const lines: string[] = [];
  const judge = (what: string, reached: boolean) =>
    lines.push(`${name}: ${what}: ${reached ? 'reached' : 'NOT reached'}`);
  if (toNaive !== undefined) {
    const ratio = ours.states / ours.seconds / naiveRate;
    judge(`at least ${toNaive} times the naive explorer`, ratio >= toNaive);
  }
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
