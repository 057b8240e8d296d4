/**
 * The end of the text report: how much was explored, and what should make the reader suspicious of success.
 */
import type { Outcome } from '../explore/outcome.ts';
import { columns, wrap } from './layout.ts';
import type { ReportOptions } from './options.ts';
import { counted, grouped, memoryText, rounded, secondsText } from './words.ts';

/** From so many states on, bytes per state are worth telling. */
const tellingStates = 100_000;

/** Counts and warnings, as lines. */
export function coverageLines(outcome: Outcome, options: ReportOptions): string[] {
  return [...countLines(outcome, options), ...warningLines(outcome, options)];
}

function countLines({ counts, timings, memory, cache }: Outcome, options: ReportOptions): string[] {
  const { width, style } = options;
  const sizes = [
    counts.fullStates === null
      ? counted(counts.states, 'state')
      : `${counted(counts.states, 'orbit')} standing for ${counted(counts.fullStates, 'state')}`,
    counted(counts.transitions, 'transition'),
    `depth ${grouped(counts.depth)}`,
    counted(counts.initial, 'initial state'),
    `${counted(counts.deadlocks, 'state')} without a successor`,
  ];
  const costs = [
    secondsText(timings.seconds),
    `${rounded(timings.statesPerSecond)} states/s`,
    memoryText(memory.peakBytes),
    // The tables of a small search are mostly empty: their size says nothing about a large one.
    ...(counts.states >= tellingStates ? [`${grouped(memory.bytesPerState)} bytes a state`] : []),
    `${counted(cache.modelCalls, 'call')} of the model`,
  ];
  const rows = [
    ['explored', sizes.join(', ')],
    ['cost', costs.join(', ')],
  ];
  return columns(
    rows.map(([label = '', text = '']) => [style.faint(label), text]),
    width,
    '  ',
  );
}

/** What was never enabled, never changed, never spent: the engine says it, the reader must judge it. */
function warningLines({ coverage }: Outcome, { width, style }: ReportOptions): string[] {
  if (coverage.warnings.length === 0) return [];
  const warnings = coverage.warnings.map((warning) => style.doubtful(warning));
  return ['', 'Worth a second look', '', ...warnings.flatMap((text) => wrap(text, width, '  ! '))];
}
