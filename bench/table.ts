/**
 * The table, line by line, so that each row can be printed as soon as it is measured.
 */
import type { Measurement } from './measure.ts';

const columns = [
  ['model', 34],
  ['states', 12],
  ['transitions', 13],
  ['seconds', 9],
  ['states/s', 12],
  ['transitions/s', 14],
  ['bytes/state', 12],
  ['model calls', 12],
  ['as fast as', 20],
] as const;

/** The names of the columns, and a rule under them. */
export function heading(): string {
  const names = line(columns.map(([name]) => name));
  return `${names}\n${'─'.repeat(names.length)}`;
}

/** How many times as fast as what. */
export interface Beside {
  readonly speed: number;
  readonly what: string;
}

/** One row. */
export function rowOf(name: string, at: Measurement, beside: Beside | null): string {
  const keepsStates = at.states > 0;
  return line([
    name,
    keepsStates ? whole(at.states) : '–',
    whole(at.transitions),
    at.seconds.toFixed(2),
    keepsStates ? whole(at.states / at.seconds) : '–',
    whole(at.transitions / at.seconds),
    keepsStates ? (at.grownBytes / at.states).toFixed(1) : '–',
    at.modelCalls === null ? '–' : whole(at.modelCalls),
    beside === null ? '–' : `${shown(beside.speed)}× ${beside.what}`,
  ]);
}

/** How we compare with a peer that did the same. */
export function verdictOn(name: string, ours: Measurement, peer: Measurement): string {
  const speed = (peer.seconds / ours.seconds).toFixed(2);
  const memory = (ours.peakBytes / peer.peakBytes).toFixed(2);
  return `${name}: ${speed} times as fast as SPIN, in ${memory} of its memory`;
}

/** The first column is text and stands left; the others are numbers and stand right. */
function line(cells: readonly string[]): string {
  return cells
    .map((cell, at) => {
      const width = columns[at]?.[1] ?? 0;
      return at === 0 ? cell.padEnd(width) : cell.padStart(width);
    })
    .join('');
}

function shown(speed: number): string {
  return speed.toFixed(speed < 10 ? 2 : 1);
}

function whole(number: number): string {
  return Math.round(number).toLocaleString('en').replaceAll(',', ' ');
}
