/**
 * A search in another way, or for more, beside the plain search of the same model.
 *
 * A machine that is shared has good and bad minutes, so the two are run in turns. The fastest run of each counts: whatever
 * else the machine has to do only ever adds time. What they find must fit together; otherwise there is nothing to compare.
 */
import type { Measurement } from './measure.ts';
import { measure } from './measure.ts';
import type { PairRow } from './rows.ts';

/** Of each of the two, the fastest run. */
export interface Pair {
  readonly ours: Measurement;
  readonly plain: Measurement;
  /** What two plain searches at once, in processes of their own, do in the time of one: what the cores give. */
  readonly ceiling: number | null;
}

/** How many times as fast as the plain search. */
export function speedOf({ ours, plain }: Pair): number {
  return plain.seconds / ours.seconds;
}

/** Runs both in turns. */
export async function measurePair({ kind, task, beside, turns }: PairRow): Promise<Pair> {
  const ours: Measurement[] = [];
  const plain: Measurement[] = [];
  const atOnce: Measurement[] = [];
  for (let turn = 0; turn < turns; turn++) {
    plain.push(await measure(beside));
    ours.push(await measure(task));
    if (kind === 'workers') {
      atOnce.push(slower(await Promise.all([measure(beside), measure(beside)])));
    }
  }
  const alone = fastest(plain);
  const ceiling = atOnce.length > 0 ? (2 * alone.seconds) / fastest(atOnce).seconds : null;
  return { ours: fastest(ours), plain: alone, ceiling };
}

/** What the plain search is called in the table. */
export const besides: Readonly<Record<PairRow['kind'], string>> = {
  workers: 'one worker',
  symmetry: 'without',
  liveness: 'search alone',
};

/** @throws Error if the two did not find what they should */
export function expectFitting({ kind, name }: PairRow, { ours, plain }: Pair): void {
  const told = {
    workers: [ours.search?.findings, plain.search?.findings],
    symmetry: [ours.search?.fullStates, plain.states],
    liveness: [ours.states, plain.states],
  }[kind];
  if (told[0] !== told[1]) throw new Error(`${name}: ${told[0]}, but otherwise ${told[1]}`);
  const open = ours.search?.lively.filter((verdict) => verdict !== 'holds') ?? [];
  if (open.length > 0) throw new Error(`${name}: the promise is ${open[0]}`);
}

/** What the columns of the table do not show. */
export function noteOn({ kind, name, turns }: PairRow, pair: Pair): string {
  const { ours, plain, ceiling } = pair;
  const seconds = `${ours.seconds.toFixed(1)} s to ${plain.seconds.toFixed(1)} s`;
  switch (kind) {
    case 'workers':
      return (
        `${name}: the same outcome in ${seconds} of one worker, the fastest of ${turns}; they had ` +
        `${coresOf(ours)} cores, the one had ${coresOf(plain)}; processor time ` +
        `${(ours.processorSeconds / plain.processorSeconds).toFixed(2)} times that of the one; ` +
        `two processes at once do ${ceiling?.toFixed(2)} times the work of one`
      );
    case 'symmetry': {
      const [one, other] = [tableBytes(ours), tableBytes(plain)];
      return (
        `${name}: stands for ${ours.search?.fullStates} states; ${seconds} without; tables of ` +
        `${(one / ours.states).toFixed(0)} bytes an orbit, ${(one / other).toFixed(2)} of those without`
      );
    }
    case 'liveness': {
      const times = (1 / speedOf(pair)).toFixed(1);
      const onTop = (ours.grownBytes - plain.grownBytes) / ours.states;
      return (
        `${name}: holds; ${seconds} of the search alone, ${times} times the time and ` +
        `${onTop.toFixed(1)} bytes/state on top`
      );
    }
  }
}

/** How many cores a run had: on a busy machine fewer than it has threads, and then its time says little. */
function coresOf({ processorSeconds, seconds }: Measurement): string {
  return (processorSeconds / seconds).toFixed(1);
}

function tableBytes({ search }: Measurement): number {
  return search?.tableBytes ?? 0;
}

function fastest(runs: readonly Measurement[]): Measurement {
  return runs.reduce((best, run) => (run.seconds < best.seconds ? run : best));
}

function slower([one, other]: readonly [Measurement, Measurement]): Measurement {
  return fastest([one, other]) === one ? other : one;
}
