/**
 * Progress of a search: one line that overwrites itself on a terminal, now and then a plain line elsewhere.
 */

import type { ConformProgress } from '../explore/conform/conform.ts';
import type { FuzzProgress } from '../explore/fuzz/options.ts';
import { counted, grouped, memoryText, rounded, secondsText } from '../report/words.ts';
import type { Progress } from './engine.ts';
import type { Io } from './io.ts';

/** How progress is shown: `auto` is a status line on a terminal, plain lines elsewhere. */
export const progressModes = ['auto', 'plain', 'none'] as const;
export type ProgressMode = (typeof progressModes)[number];

/** Shows how a search goes on. */
export interface ProgressLine<P = Progress> {
  readonly update: (progress: P) => void;
  /** A line that stays, if the last one was some seconds ago. */
  readonly note: (text: string) => void;
  /** Makes room for other text: before a warning, and at the end. */
  readonly clear: () => void;
}

const [terminalEveryMs, plainEveryMs] = [200, 5000];
const barWidth = 16;
const clearLine = '\r\x1b[2K';

/** A progress line on stderr. */
export function progressLine(mode: ProgressMode, io: Pick<Io, 'stderr' | 'clock'>): ProgressLine {
  return lineOf(mode, io, progressText);
}

/** A progress line for fuzzing. */
export function fuzzProgressLine(
  mode: ProgressMode,
  io: Pick<Io, 'stderr' | 'clock'>,
): ProgressLine<FuzzProgress> {
  return lineOf(mode, io, fuzzProgressText);
}

/** A progress line for the searches of a matrix. */
export function matrixProgressLine(
  mode: ProgressMode,
  io: Pick<Io, 'stderr' | 'clock'>,
): ProgressLine<MatrixProgress> {
  return lineOf(mode, io, matrixProgressText);
}

/** A progress line for a log that is followed. */
export function conformProgressLine(
  mode: ProgressMode,
  io: Pick<Io, 'stderr' | 'clock'>,
): ProgressLine<ConformProgress> {
  return lineOf(mode, io, conformProgressText);
}

function lineOf<P>(
  mode: ProgressMode,
  { stderr, clock }: Pick<Io, 'stderr' | 'clock'>,
  textOf: (progress: P) => string,
): ProgressLine<P> {
  if (mode === 'none') return { update: () => {}, note: () => {}, clear: () => {} };
  const overwrites = mode === 'auto' && stderr.isTTY;
  const everyMs = overwrites ? terminalEveryMs : plainEveryMs;
  // Where nobody asked for lines the first one waits, so that the log of a short run stays empty.
  let last = mode === 'auto' && !overwrites ? clock() : Number.NEGATIVE_INFINITY;
  let lastNote = last;
  let shown = false;
  const clear = () => {
    if (overwrites && shown) stderr.write(clearLine);
    shown = false;
  };
  return {
    update: (progress) => {
      if (clock() - last < everyMs) return;
      last = clock();
      shown = true;
      const text = textOf(progress);
      // One column stays free, or some terminals begin a new line that can no longer be cleared.
      // Some terminals say that they have 0.
      const room = (stderr.columns || 80) - 1;
      stderr.write(overwrites ? `${clearLine}${text.slice(0, room)}` : `${text}\n`);
    },
    note: (text) => {
      if (clock() - lastNote < plainEveryMs) return;
      lastNote = clock();
      clear();
      stderr.write(`${text}\n`);
    },
    clear,
  };
}

/** The progress of a search in one line. */
export function progressText(progress: Progress): string {
  const { states, transitions, depth, frontier, seconds, bytes } = progress;
  const rate = seconds > 0 ? transitions / seconds : 0;
  return [
    counted(states, 'state'),
    `${rounded(rate)} transitions/s`,
    `depth ${depth}`,
    `frontier ${grouped(frontier)}`,
    memoryText(bytes),
    secondsText(seconds),
  ].join(' · ');
}

/** How far the searches of a matrix are. */
export interface MatrixProgress {
  readonly searches: number;
  readonly all: number;
  /** Of those that are done, how many were known from an earlier run. */
  readonly known: number;
  /** Found by the searches at work. */
  readonly states: number;
  readonly seconds: number;
}

/** The progress of a matrix in one line. The time left is a guess: the rest takes as long as the others did. */
export function matrixProgressText(progress: MatrixProgress): string {
  const { searches, all, known, states, seconds } = progress;
  const made = searches - known;
  const left = made === 0 ? null : (seconds / made) * (all - searches);
  const filled = Math.round((barWidth * searches) / Math.max(1, all));
  const bar = `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}`;
  return [
    `${bar} ${searches} of ${counted(all, 'search', 'searches')}`,
    ...(known > 0 ? [`${grouped(known)} known`] : []),
    ...(states > 0 ? [`at work on ${counted(states, 'state')}`] : []),
    secondsText(seconds),
    ...(left === null ? [] : [`about ${secondsText(left)} left`]),
  ].join(' · ');
}

/** The progress of fuzzing in one line, which has room in 80 columns for an hour's walks. */
export function fuzzProgressText(progress: FuzzProgress): string {
  const { runs, steps, seconds, actions, cells, shrinking } = progress;
  return [
    counted(runs, 'run'),
    ...(shrinking === null
      ? [
          counted(steps, 'step'),
          `${actions.taken}/${counted(actions.all, 'action')}`,
          `${cells.changed}/${counted(cells.all, 'cell')}`,
        ]
      : [`violated; making it shorter, now ${counted(shrinking, 'step')}`]),
    secondsText(seconds),
  ].join(' · ');
}

/** How far a log has been followed, in one line. */
export function conformProgressText({ events, states, seconds }: ConformProgress): string {
  return [
    `${counted(events, 'event')} accepted`,
    `${rounded(seconds > 0 ? events / seconds : 0)} events/s`,
    `in ${counted(states, 'state')} now`,
    secondsText(seconds),
  ].join(' · ');
}
