/**
 * What is measured: each row of the table, and beside what.
 */
import { catalogue } from '../src/catalogue.ts';
import type { Model, System } from '../src/index.ts';
import { instantiate } from '../src/index.ts';
import { oneCellCommit } from '../test/published/oneCellCommit.ts';
import { twoPhaseCommit } from '../test/published/twoPhaseCommit.ts';
import { grid } from './grid.ts';
import type { Targets } from './targets.ts';

/** Builds the model that a name stands for; a child process knows it by its name. */
export const models: Readonly<Record<string, () => Model>> = {
  'two-phase commit 7': () => commit(twoPhaseCommit, 7),
  'two-phase commit 8': () => commit(twoPhaseCommit, 8),
  'two-phase commit 9': () => commit(twoPhaseCommit, 9),
  'grid 5': () => instantiate(grid, { bound: { counters: 5 } }),
  'grid 7': () => instantiate(grid, { bound: { counters: 7 } }),
  'k2/collection medium': () => k2('medium'),
  'k2/collection huge': () => k2('huge'),
  'one-cell commit 6': () => commit(oneCellCommit, 6),
};

export interface Row {
  readonly model: string;
  /** What the naive explorer is given: the same, or the largest of the family that it can bear. */
  readonly naive: string;
  /** The Promela model of the same, and its size. */
  readonly spin?: { readonly file: string; readonly n: number };
  readonly targets?: Targets;
}

const commitTargets: Readonly<Record<number, Targets>> = {
  7: { states: 296_448, transitions: 2_744_705, toNaive: 60 },
  8: { states: 1_745_408, transitions: 18_507_777 },
  9: {
    states: 10_340_352,
    transitions: 123_558_401,
    transitionsPerSecond: 5e6,
    bytesPerState: 30,
    modelCalls: 1000,
  },
};

export const rows: readonly Row[] = [
  ...[7, 8, 9].map((n) => ({
    model: `two-phase commit ${n}`,
    naive: 'two-phase commit 7',
    spin: { file: 'twoPhaseCommit.pml', n },
    targets: commitTargets[n] ?? {},
  })),
  {
    model: 'grid 7',
    naive: 'grid 5',
    spin: { file: 'grid.pml', n: 7 },
    targets: { states: 10 ** 7, transitions: 63 * 10 ** 6, transitionsPerSecond: 8e6 },
  },
  { model: 'k2/collection medium', naive: 'k2/collection medium' },
  { model: 'k2/collection huge', naive: 'k2/collection medium' },
  { model: 'one-cell commit 6', naive: 'one-cell commit 6', targets: { toNaive: 1 } },
];

function commit(system: System, participants: number): Model {
  return instantiate(system, { bound: { participants } });
}

function k2(bounds: string): Model {
  const system = catalogue['k2/collection'];
  if (!system) throw new Error('k2/collection is not in the catalogue');
  return instantiate(system, { bounds });
}
