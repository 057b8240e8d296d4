/**
 * npm run bench [-- --peers] [-- --only NAME]: one table, each row measured beside the naive explorer.
 */
import { parseArgs } from 'node:util';
import type { Measurement } from './measure.ts';
import { measure } from './measure.ts';
import type { Row } from './rows.ts';
import { rows } from './rows.ts';
import { expectSameCounts, hasSpin, measureSpin } from './spin.ts';
import { heading, rowOf, verdictOn } from './table.ts';
import { expectRightCounts, targetLines } from './targets.ts';

const { values } = parseArgs({ options: { peers: { type: 'boolean' }, only: { type: 'string' } } });
const chosen = rows.filter(({ model }) => model.includes(values.only ?? ''));
if (chosen.length === 0) {
  console.error(
    `no row is called '${values.only}'; there are: ${rows.map(({ model }) => model).join(', ')}`,
  );
  process.exit(64);
}
const withSpin = values.peers === true && hasSpin();
if (values.peers && !withSpin) console.error('no peers: spin and gcc are not both on the PATH');

/** The naive explorer is slow; a model that serves several rows is measured once. */
const naive = new Map<string, Measurement>();
const notes: string[] = [];

console.log(heading());
for (const row of chosen) await run(row);
if (notes.length > 0) console.log(`\n${notes.join('\n')}`);

async function run(row: Row): Promise<void> {
  const beside = naive.get(row.naive) ?? (await measure('naive', row.naive));
  naive.set(row.naive, beside);
  const naiveRate = beside.states / beside.seconds;
  const ours = await measure('engine', row.model);
  console.log(rowOf(row.model, ours, naiveRate));
  expectRightCounts(row.model, ours, row.targets ?? {});
  notes.push(...targetLines(row.model, ours, naiveRate, row.targets ?? {}));
  if (row.naive === row.model) expectRightCounts(row.model, ours, beside);
  else {
    notes.push(`${row.model}: the naive explorer cannot bear it, and was measured on ${row.naive}`);
  }
  if (!row.spin || !withSpin) return;
  const spin = measureSpin(row.spin);
  expectSameCounts(row.model, ours, spin);
  console.log(rowOf('  SPIN, the same', { ...spin, transitions: ours.transitions }, naiveRate));
  notes.push(verdictOn(row.model, ours, spin));
}
