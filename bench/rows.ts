/**
 * What is measured: each row of the table, and beside what.
 */
import type { Task } from './measure.ts';
import type { ModelName } from './models.ts';
import type { Targets } from './targets.ts';

/** A search by one worker, beside the naive explorer. */
export interface SearchRow {
  readonly kind: 'search';
  readonly name: ModelName;
  /** What the naive explorer is given: the same, or the largest of the family that it can bear. */
  readonly naive: ModelName;
  /** The Promela model of the same, and its size. */
  readonly spin?: { readonly file: string; readonly n: number };
  readonly targets?: Targets;
}

/** A search in another way or for more, beside the plain one; the two are run in turns. */
export interface PairRow {
  readonly kind: 'workers' | 'symmetry' | 'liveness';
  readonly name: string;
  readonly task: Task;
  readonly beside: Task;
  /** So many times each; the fastest counts. */
  readonly turns: number;
  readonly targets?: Targets;
}

/** Random walks, beside those on the plain transition function. */
export interface WalksRow {
  readonly kind: 'walks';
  readonly name: string;
  readonly task: Task;
  /** What they are meant to reach, on one core. */
  readonly stepsPerSecond: number;
}

/** A log of random runs that is followed; each must be accepted in a minute. */
export interface LogRow {
  readonly kind: 'log';
  readonly name: string;
  readonly task: Task;
}

export type Row = SearchRow | PairRow | WalksRow | LogRow;

const commitTargets: Readonly<Record<7 | 8 | 9, Targets>> = {
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

const searches: readonly SearchRow[] = [
  ...([7, 8, 9] as const).map(
    (n): SearchRow => ({
      kind: 'search',
      name: `two-phase commit ${n}`,
      naive: 'two-phase commit 7',
      spin: { file: 'twoPhaseCommit.pml', n },
      targets: commitTargets[n],
    }),
  ),
  {
    kind: 'search',
    name: 'grid 7',
    naive: 'grid 5',
    spin: { file: 'grid.pml', n: 7 },
    targets: { states: 10 ** 7, transitions: 63 * 10 ** 6, transitionsPerSecond: 8e6 },
  },
  { kind: 'search', name: 'k2/collection medium', naive: 'k2/collection medium' },
  { kind: 'search', name: 'k2/collection huge', naive: 'k2/collection medium' },
  { kind: 'search', name: 'k2/schema medium', naive: 'k2/schema medium' },
  { kind: 'search', name: 'k2/schema huge', naive: 'k2/schema medium' },
  { kind: 'search', name: 'ndb/table medium', naive: 'ndb/table small' },
  { kind: 'search', name: 'milvus/collection medium', naive: 'milvus/collection small' },
  {
    kind: 'search',
    name: 'one-cell commit 6',
    naive: 'one-cell commit 6',
    targets: { toNaive: 1 },
  },
];

const workers = (
  [
    ['two-phase commit 9', 5, { toPlain: 1.6 }],
    ['k2/collection huge', 5, { toPlain: 1.6 }],
    // Gains nothing: its states are values of one cell, and every thread makes every value again.
    ['one-cell commit 6', 1, {}],
  ] as const
).map(
  ([model, turns, targets]): PairRow => ({
    kind: 'workers',
    name: `${model}, 2 workers`,
    task: { by: 'engine', model, workers: 2 },
    beside: { by: 'engine', model },
    turns,
    targets,
  }),
);

const symmetry = (
  [
    ['two-phase commit 7', { states: 920, fullStates: 296_448 }],
    ['two-phase commit 8', { states: 1461, fullStates: 1_745_408 }],
    ['simple allocator 4', { states: 238_036, fullStates: 5_308_416 }],
  ] as const
).map(
  ([model, targets]): PairRow => ({
    kind: 'symmetry',
    name: `${model}, symmetry`,
    task: { by: 'engine', model, symmetry: true },
    beside: { by: 'engine', model },
    turns: 1,
    targets,
  }),
);

const liveness = (
  [
    ['two-phase commit 8, all decide', 'two-phase commit 8'],
    ['grid 7, all come to the end', 'grid 7'],
    ['k2/collection huge, a drop ends', 'k2/collection huge'],
  ] as const
).map(
  ([model, plain]): PairRow => ({
    kind: 'liveness',
    name: model,
    task: { by: 'engine', model },
    beside: { by: 'engine', model: plain },
    turns: 1,
  }),
);

const walks = (['mixed', 'uniform'] as const).map(
  (strategy): WalksRow => ({
    kind: 'walks',
    name: `k2/collection fuzzing, ${strategy} walks`,
    task: { by: 'walks', model: 'k2/collection fuzzing', strategy },
    stepsPerSecond: 300_000,
  }),
);

const logs = (
  [
    ['simple allocator 3', 0],
    ['simple allocator 3', 4],
    ['k2/collection note', 0],
    ['k2/collection note', 4],
    ['ndb/identity small', 0],
    ['ndb/identity small', 4],
  ] as const
).map(
  ([model, reorder]): LogRow => ({
    kind: 'log',
    name: `${model}, a log, reorder ${reorder}`,
    task: { by: 'log', model, reorder },
  }),
);

export const rows: readonly Row[] = [
  ...searches,
  ...workers,
  ...symmetry,
  ...liveness,
  ...walks,
  ...logs,
];
