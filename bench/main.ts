/**
 * npm run bench [-- --peers] [-- --only NAME]: one table, each row measured beside something that does the same.
 *
 * - A model by its name: searched by one worker, beside the naive explorer (states per second), and with `--peers`
 *   beside SPIN.
 * - `…, 2 workers`: the same search by two threads, beside one, in turns. They must find the same, to the letter.
 * - `…, symmetry`: one state for each orbit of interchangeable ids, beside the search of all states. Columns count orbits.
 * - `…, all decide` and the like: a liveness promise more, beside the search alone.
 * - `…, walks`: what `dropproof fuzz` does, beside walks on the plain function; transitions are steps, no state is kept.
 * - `…, a log`: what `dropproof conform` does with the log of random runs, told in the notes.
 *
 * The last column says how many times as fast; notes and targets follow the table.
 */
import { parseArgs } from 'node:util';
import type { Measurement } from './measure.ts';
import { measure } from './measure.ts';
import { besides, expectFitting, measurePair, noteOn, speedOf } from './pairs.ts';
import type { LogRow, PairRow, Row, SearchRow, WalksRow } from './rows.ts';
import { rows } from './rows.ts';
import { expectSameCounts, hasSpin, measureSpin } from './spin.ts';
import { heading, rowOf, verdictOn } from './table.ts';
import { expectRightCounts, targetLines } from './targets.ts';

const { values } = parseArgs({ options: { peers: { type: 'boolean' }, only: { type: 'string' } } });
const chosen = rows.filter(({ name }) => name.includes(values.only ?? ''));
if (chosen.length === 0) {
  console.error(
    `no row is called '${values.only}'; there are: ${rows.map(({ name }) => name).join('; ')}`,
  );
  process.exit(64);
}
const withSpin = values.peers === true && hasSpin();
if (values.peers && !withSpin) console.error('no peers: spin and gcc are not both on the PATH');

/** A log that takes longer than this is too slow. */
const mostLogSeconds = 60;

/** The naive explorer is slow; a model that serves several rows is measured once. */
const naive = new Map<string, Measurement>();
const notes: string[] = [];

console.log(heading());
for (const row of chosen) await run(row);
if (notes.length > 0) console.log(`\n${notes.join('\n')}`);

async function run(row: Row): Promise<void> {
  if (row.kind === 'search') await runSearch(row);
  else if (row.kind === 'walks') await runWalks(row);
  else if (row.kind === 'log') await runLog(row);
  else await runPair(row);
}

async function runSearch(row: SearchRow): Promise<void> {
  const { name, targets = {} } = row;
  const beside = naive.get(row.naive) ?? (await measure({ by: 'naive', model: row.naive }));
  naive.set(row.naive, beside);
  const toNaive = (at: Measurement) => {
    const speed = at.states / at.seconds / (beside.states / beside.seconds);
    return { speed, what: 'naive' };
  };
  const ours = await measure({ by: 'engine', model: name });
  console.log(rowOf(name, ours, toNaive(ours)));
  expectRightCounts(name, ours, targets);
  notes.push(...targetLines(name, ours, toNaive(ours).speed, targets));
  if (row.naive === name) expectRightCounts(name, ours, countsOf(beside));
  else notes.push(`${name}: the naive explorer cannot bear it, and was measured on ${row.naive}`);
  if (!row.spin || !withSpin) return;
  const spin = measureSpin(row.spin);
  expectSameCounts(name, ours, spin);
  const shown = { ...spin, transitions: ours.transitions };
  console.log(rowOf('  SPIN, the same', shown, toNaive(spin)));
  notes.push(verdictOn(name, ours, spin));
}

async function runPair(row: PairRow): Promise<void> {
  const { kind, name, targets = {} } = row;
  const pair = await measurePair(row);
  const speed = speedOf(pair);
  console.log(rowOf(name, pair.ours, { speed, what: besides[kind] }));
  expectRightCounts(name, pair.ours, targets);
  expectFitting(row, pair);
  notes.push(noteOn(row, pair), ...targetLines(name, pair.ours, speed, targets));
}

async function runWalks({ name, task, stepsPerSecond }: WalksRow): Promise<void> {
  const ours = await measure(task);
  const plain = await measure({ ...task, by: 'plain walks' });
  const rate = (at: Measurement) => at.transitions / at.seconds;
  console.log(rowOf(name, ours, { speed: rate(ours) / rate(plain), what: 'plain' }));
  const perSecond = Math.round(ours.transitions / ours.processorSeconds);
  const calls = ((ours.modelCalls ?? 0) / ours.transitions).toFixed(4);
  const verdict = perSecond >= stepsPerSecond ? 'reached' : 'NOT reached';
  notes.push(
    `${name}: ${perSecond} steps per second of processor time, ${calls} calls of the model a step`,
    `${name}: at least ${stepsPerSecond} steps/s: ${verdict}`,
  );
}

async function runLog({ name, task }: LogRow): Promise<void> {
  const { seconds, transitions: events, states } = await measure(task);
  const speed = Math.round(events / seconds);
  const verdict = seconds < mostLogSeconds ? 'under a minute' : 'TOO SLOW';
  notes.push(
    `${name}: ${events} events accepted in ${seconds.toFixed(1)} s, ${verdict}; ${speed} events/s, ` +
      `in up to ${states} states at a time`,
  );
}

function countsOf({ states, transitions }: Measurement) {
  return { states, transitions };
}
