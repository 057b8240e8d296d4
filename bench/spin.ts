/**
 * SPIN beside us: the same model in Promela, compiled by gcc, searched exhaustively without reduction.
 *
 * Its counts must equal ours, or the comparison is void and the bench fails.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measurement } from './measure.ts';
import type { SearchRow } from './rows.ts';

/** Full storage of every state, as SPIN does it by default; only reduction is off, and memory ample. */
const compilerFlags = ['-O2', '-DSAFETY', '-DNOREDUCE', '-DMEMLIM=16384'];

/** Are both programs on the PATH? */
export function hasSpin(): boolean {
  try {
    for (const [program, flag] of [
      ['spin', '-V'],
      ['gcc', '--version'],
    ] as const) {
      execFileSync(program, [flag], { stdio: 'ignore' });
    }
    return true;
  } catch {
    return false;
  }
}

/** Runs SPIN's verifier; the time is its own, without the compilation. */
export function measureSpin({ file, n }: NonNullable<SearchRow['spin']>): Measurement {
  const cwd = mkdtempSync(join(tmpdir(), 'dropproof-spin-'));
  const run = (program: string, ...args: readonly string[]) =>
    execFileSync(program, args, { cwd, encoding: 'utf8' });
  try {
    run('spin', '-a', `-DN=${n}`, join(import.meta.dirname, 'peers', file));
    run('gcc', ...compilerFlags, '-o', 'pan', 'pan.c');
    return read(run('./pan'));
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

function read(report: string): Measurement {
  const figure = (what: RegExp): number => {
    const [, text] = what.exec(report) ?? [];
    if (text === undefined) throw new Error(`SPIN's report has no ${what}:\n${report}`);
    return Number(text);
  };
  if (figure(/errors: (\d+)/) !== 0) throw new Error(`SPIN found errors:\n${report}`);
  const seconds = figure(/elapsed time ([\d.e+-]+) seconds/);
  const bytes = figure(/([\d.]+)\s+total actual memory usage/) * 2 ** 20;
  return {
    states: figure(/([\d.e+]+) states, stored/),
    // SPIN counts the initial state as if a transition led to it.
    transitions: figure(/([\d.e+]+) transitions/) - 1,
    seconds,
    // One thread that waits for nothing but a core.
    processorSeconds: seconds,
    grownBytes: bytes,
    peakBytes: bytes,
    modelCalls: null,
  };
}

/** @throws Error unless SPIN counted what we counted, to the eight digits that it prints */
export function expectSameCounts(name: string, ours: Measurement, spin: Measurement): void {
  const told = ({ states, transitions }: Measurement) =>
    `${states.toPrecision(8)} states and ${(transitions + 1).toPrecision(8)} transitions`;
  if (told(ours) === told(spin)) return;
  throw new Error(`${name}: SPIN counts ${told(spin)}, we count ${told(ours)}`);
}
