/**
 * npm run finds -- [--only SYSTEM] [--seeds 5] [--every 1] [--strategy mixed]: one table, what fuzzing finds of what
 * the search finds.
 *
 * Each violated cell that a single walk can break, of every preset at the tiny and small bounds that the gate watches,
 * is fuzzed by itself: how many steps until it is found (median of the seeds), and how long the trace is beside the
 * shortest. `--every 7` takes every seventh cell. Each seed that does not find its cell within 200 000 steps is listed;
 * a trace that is shorter than the shortest ends the run. In the end every preset in every bounds is fuzzed with all its
 * promises at once, and what is found there although the search excludes it is listed.
 */
import { parseArgs } from 'node:util';
import { strategyNames } from '../src/explore/fuzz/strategies.ts';
import type { Comparison } from '../test/finds.ts';
import { comparisons, foundIn, knownWorlds, mostSteps, violatedCells } from '../test/finds.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    seeds: { type: 'string', default: '5' },
    every: { type: 'string', default: '1' },
    strategy: { type: 'string', default: 'mixed' },
  },
});
/** Walks of each preset in bounds with all its promises. */
const runsOfAll = 300;

const strategy = strategyNames.find((name) => name === values.strategy);
const cells = violatedCells().filter(({ system }) => system.name.includes(values.only));
const chosen = cells.filter((_, at) => at % Number(values.every) === 0);
if (strategy === undefined || chosen.length === 0) {
  console.error(`nothing to do; strategies are ${strategyNames.join(', ')}`);
  process.exit(64);
}
const seeds = Array.from({ length: Number(values.seeds) }, (_, at) => at + 1);
const bySystem = new Map<string, Comparison[]>();
console.log(
  line('system', 'cells', 'found', 'median steps', 'at most', 'trace to shortest', 'worst'),
);
for (const [name, list] of Map.groupBy(chosen, ({ system }) => system.name)) {
  const found = list.map((cell) => comparisons(cell, seeds, strategy));
  bySystem.set(name, found);
  console.log(rowOf(name, found));
}
const all = [...bySystem.values()].flat();
console.log(rowOf('all', all));
for (const { name, misses } of all) {
  for (const seed of misses) console.log(`not found in ${mostSteps} steps: ${name}, seed ${seed}`);
}
const worlds = knownWorlds()
  .filter(({ system }) => system.name.includes(values.only))
  .filter((_, at) => at % Number(values.every) === 0);
const found = worlds.flatMap((world) => foundIn(world, runsOfAll));
const excluded = found.filter(({ isExcluded }) => isExcluded);
console.log(
  `${worlds.length} presets in bounds, all promises at once: ${found.length} violations found, ` +
    `${excluded.length} of them excluded by the search`,
);
for (const { name } of excluded) console.log(`excluded by the search: ${name}`);

function rowOf(name: string, list: readonly Comparison[]): string {
  const steps = list.map((at) => at.steps).toSorted((a, b) => a - b);
  const ratios = list.flatMap((at) => at.ratios);
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
  return line(
    name,
    list.length,
    steps.filter((count) => count <= mostSteps).length,
    steps[Math.floor(steps.length / 2)] ?? '–',
    steps.at(-1) ?? '–',
    mean.toFixed(3),
    Math.max(...ratios).toFixed(2),
  );
}

function line(name: string, ...columns: readonly (string | number)[]): string {
  return [name.padEnd(20), ...columns.map((text) => String(text).padStart(18))].join('');
}
