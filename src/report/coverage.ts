/**
 * The end of the text report: how much was explored, and what should make the reader suspicious of success.
 */
import type { FuzzSummary, Outcome } from '../explore/outcome.ts';
import { columns, wrap } from './layout.ts';
import type { ReportOptions } from './options.ts';
import { counted, grouped, memoryText, rounded, secondsText } from './words.ts';

/** From so many states on, it is worth telling what the memory is used for. */
const tellingStates = 100_000;

/** Tables that take less than this share of the memory are not told. */
const tellingShare = 0.01;

/** Counts and warnings, as lines. */
export function coverageLines(outcome: Outcome, options: ReportOptions): string[] {
  return [...countLines(outcome, options), ...warningLines(outcome, options)];
}

function countLines(outcome: Outcome, options: ReportOptions): string[] {
  const { width, style } = options;
  return columns(
    countRows(outcome).map(([label = '', text = '']) => [style.faint(label), text]),
    width,
    '  ',
  );
}

/** How much was explored, and then what it cost: rows of a label and a text. */
export function countRows(outcome: Outcome): string[][] {
  return outcome.fuzz === null ? searchRows(outcome) : fuzzRows(outcome, outcome.fuzz);
}

function searchRows({ counts, timings, memory, cache, profile }: Outcome): string[][] {
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
  const isTelling = counts.states >= tellingStates || profile !== null;
  const all = memory.tables.reduce((sum, { bytes }) => sum + bytes, 0);
  const tables = memory.tables.filter(({ bytes }) => bytes > all * tellingShare);
  return [
    ['explored', sizes.join(', ')],
    ['cost', costs.join(', ')],
    ...(isTelling && tables.length > 0 ? [['tables', tables.map(tableText).join(', ')]] : []),
  ];
}

function tableText({ name, bytes }: Outcome['memory']['tables'][number]): string {
  return `${name} ${memoryText(bytes)}`;
}

function fuzzRows(
  { counts, timings, memory, cache, coverage }: Outcome,
  { runs, steps }: FuzzSummary,
): string[][] {
  // A run begins in a state that no step leads to.
  const rate = (timings.statesPerSecond * steps) / Math.max(1, counts.states);
  const walked = [
    counted(runs, 'run'),
    counted(steps, 'step'),
    `at most ${counted(counts.depth - 1, 'step')} in a run`,
    `${counted(counts.deadlocks, 'run')} ended where nothing was enabled`,
  ];
  const { actions, cells } = coverage;
  const taken = actions.filter(({ enabled }) => enabled > 0).length;
  const changed = cells.filter(({ values }) => values > 1).length;
  const met = [
    `${taken} of ${counted(actions.length, 'action')} taken`,
    `${changed} of ${counted(cells.length, 'cell')} changed`,
  ];
  const costs = [
    secondsText(timings.seconds),
    `${rounded(rate)} steps/s`,
    memoryText(memory.peakBytes),
    `${counted(cache.modelCalls, 'call')} of the model`,
  ];
  return [
    ['walked', walked.join(', ')],
    ['met', met.join(', ')],
    ['cost', costs.join(', ')],
  ];
}

/** What was never enabled, never changed, never spent: the engine says it, the reader must judge it. */
function warningLines({ coverage }: Outcome, { width, style }: ReportOptions): string[] {
  if (coverage.warnings.length === 0) return [];
  const warnings = coverage.warnings.map((warning) => style.doubtful(warning));
  return ['', 'Worth a second look', '', ...warnings.flatMap((text) => wrap(text, width, '  ! '))];
}
