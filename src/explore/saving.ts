/**
 * Leaves a search and takes it up again: what it knows as plain tables, and back.
 *
 * Only what cannot be computed again is kept. Values are kept as the calls that gave them (see `values.ts`), the set
 * of states and all slots are built anew, and what is remembered of calls, moves and claims is learned again.
 */
import { UsageError } from '../spec/errors.ts';
import type { Json } from '../spec/value.ts';
import { phases } from './control.ts';
import type { Tally } from './reports.ts';
import type { Search } from './search.ts';
import type { Snapshot } from './snapshot.ts';
import type { Origin, Values } from './values.ts';

type Table = Snapshot['tables'][number];

/** How far a search is, as it is written down. */
interface Recorded {
  /** How often its halves were chosen. */
  readonly divisions: number;
  readonly level: number;
  readonly phase: 'judge' | 'expand';
  readonly next: number;
  readonly levelStarts: readonly number[];
  readonly transitions: number;
  readonly deadlocks: number;
  /** Property → level of its sighting. */
  readonly sightings: readonly (readonly [id: string, level: number])[];
  readonly sideOf: readonly number[];
  readonly fingerprint: number;
  readonly tally: {
    readonly enabled: readonly number[];
    readonly loops: readonly number[];
    readonly judged: readonly string[];
    readonly expanded: number;
    readonly calls: readonly number[];
    readonly millis: readonly number[];
    readonly due: readonly number[];
  };
  readonly seconds: number;
}

/**
 * Everything that a search knows. Only while it is at rest; the tables are live.
 *
 * @param of what the search is of
 */
export function snapshotOf(
  search: Search,
  of: Json,
  { divisions, seconds }: Pick<Recorded, 'divisions' | 'seconds'>,
): Snapshot {
  const { programs } = search;
  const { phase, sightings, tally, ...rest } = search.standing;
  const { enabled, loops, judged, expanded, cost } = tally;
  programs.values.learn();
  const recorded: Recorded = {
    ...rest,
    divisions,
    phase: phase === phases.judge ? 'judge' : 'expand',
    sightings: [...sightings].map(([id, at]) => [id, at.level]),
    sideOf: [...search.tables.sideOf],
    fingerprint: programs.values.fingerprint,
    tally: {
      enabled: [...enabled],
      loops: [...loops],
      judged,
      expanded,
      calls: [...cost.calls],
      millis: [...cost.millis],
      due: [...cost.due],
    },
    seconds,
  };
  return {
    // This is plain data, which its type does not say.
    about: { search: of, state: recorded as unknown as Json },
    tables: [...tablesOf(search)],
  };
}

function* tablesOf({ programs, root, halves, sightings }: Search): Generator<Table> {
  yield { name: 'origins', pieces: programs.values.origins.map(packed) };
  for (const [side, { tables }] of halves.stores.entries()) {
    for (const [node, { pieces }] of tables.entries()) {
      yield { name: `half ${side} node ${node}`, pieces };
    }
  }
  yield { name: 'queue', pieces: root.pieces };
  for (const [id, { states }] of sightings) {
    yield { name: `states of ${id}`, pieces: [Int32Array.from(states)] };
  }
}

/** How far the search was that a snapshot is of. */
export function recordedIn({ about }: Snapshot): Recorded {
  return about.state as unknown as Recorded;
}

/**
 * Brings the values of a model to where a snapshot was taken. Before any search is made of it.
 *
 * @throws UsageError if the model does not give the values that it gave then
 */
export function restoreValues(values: Values, snapshot: Snapshot): void {
  values.repeat(unpacked(tableOf(snapshot, 'origins')));
  if (values.fingerprint === recordedIn(snapshot).fingerprint) return;
  throw new UsageError(
    'the checkpoint was made with another version of this model: its values differ. ' +
      'Start anew without it',
  );
}

/** Brings a new search to where a snapshot was taken. */
export function restore(search: Search, snapshot: Snapshot): void {
  const recorded = recordedIn(snapshot);
  const table = (name: string) => tableOf(snapshot, name);
  const { stores } = search.halves;
  for (const [side, { tables }] of stores.entries()) {
    for (const [node, pairs] of tables.entries()) pairs.restore(table(`half ${side} node ${node}`));
  }
  search.root.restore(table('queue'), stores[0].count, stores[1].count);
  const { level, next, levelStarts, transitions, deadlocks } = recorded;
  search.standAt({
    level,
    phase: phases[recorded.phase],
    next,
    levelStarts,
    transitions,
    deadlocks,
    sightings: new Map(
      recorded.sightings.map(([id, at]) => [
        id,
        { level: at, states: [...table(`states of ${id}`)] },
      ]),
    ),
    tally: tallyOf(recorded),
  });
}

function tableOf({ tables }: Snapshot, name: string): Int32Array {
  const pieces = tables.find((table) => table.name === name)?.pieces ?? [];
  return pieces.length === 1 ? pieces[0]! : Int32Array.from(pieces.flatMap((at) => [...at]));
}

function tallyOf({ tally }: Recorded): Tally {
  const { enabled, loops, judged, expanded, calls, millis, due } = tally;
  return {
    enabled: Float64Array.from(enabled),
    loops: Float64Array.from(loops),
    judged,
    expanded,
    cost: {
      calls: Float64Array.from(calls),
      millis: Float64Array.from(millis),
      due: Float64Array.from(due),
    },
    nodes: 0,
  };
}

function packed({ by, reads, made }: Origin): Int32Array {
  return Int32Array.of(by, reads.length, made.length, ...reads, ...made);
}

function unpacked(words: Int32Array): Origin[] {
  const origins: Origin[] = [];
  for (let at = 0; at < words.length; ) {
    const [by, reads, made] = [words[at]!, words[at + 1]!, words[at + 2]!];
    const [first, second] = [at + 3, at + 3 + reads];
    at = second + made;
    origins.push({
      by,
      reads: [...words.subarray(first, second)],
      made: [...words.subarray(second, at)],
    });
  }
  return origins;
}
