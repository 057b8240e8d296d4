/**
 * What fuzzing finds of what the search finds: the violated cells that the gate knows, each fuzzed by itself.
 */
import { readFileSync } from 'node:fs';
import { catalogue } from '../src/catalogue.ts';
import { isBreakable } from '../src/explore/fuzz/world.ts';
import type { FuzzOptions, Model, Outcome, System } from '../src/index.ts';
import { fuzz, fuzzing, instantiate } from '../src/index.ts';

/** A promise that is broken, and by how many steps at least. */
export interface ViolatedCell {
  readonly system: System;
  readonly preset: string;
  readonly bounds: string;
  readonly id: string;
  readonly shortest: number;
}

/** Fuzzing is meant to find a violation within so many steps. */
export const mostSteps = 200_000;

type Findings = { readonly violated?: Readonly<Record<string, number>> };
type Expected = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, Findings>>>>>
>;

/** A preset in bounds, and what the search finds there: property → the length of a shortest trace. */
export interface KnownWorld {
  readonly system: System;
  readonly preset: string;
  readonly bounds: string;
  readonly violated: Readonly<Record<string, number>>;
}

/** All that the gate knows. */
export function knownWorlds(): KnownWorld[] {
  const { systems } = JSON.parse(readFileSync('dropproof.expected.json', 'utf8')) as {
    readonly systems: Expected;
  };
  return Object.entries(systems).flatMap(([name, presets]) =>
    Object.entries(presets).flatMap(([preset, sets]) =>
      Object.entries(sets).map(([bounds, { violated = {} }]) => {
        return { system: catalogue[name] as System, preset, bounds, violated };
      }),
    ),
  );
}

/** All violated cells that the gate expects, liveness apart. */
export function violatedCells(): ViolatedCell[] {
  return knownWorlds().flatMap(({ system, preset, bounds, violated }) => {
    const { properties } = instantiate(system, { preset, bounds });
    const asked = [...properties.filter(isBreakable).map(({ id }) => id), 'deadlock'];
    return Object.entries(violated)
      .filter(([id]) => asked.includes(id))
      .map(([id, shortest]) => ({ system, preset, bounds, id, shortest }));
  });
}

/** What fuzzing finds in a world where everything is asked at once, and whether the search excludes it. */
export function foundIn(
  { system, preset, bounds, violated }: KnownWorld,
  runs: number,
): { readonly name: string; readonly isExcluded: boolean }[] {
  const outcome = fuzz(counting(instantiate(system, { preset, bounds })), { seed: 1, runs });
  return outcome.properties.flatMap(({ id, trace }) => {
    if (trace === null) return [];
    const isExcluded = trace.steps.length < (violated[id] ?? Number.POSITIVE_INFINITY);
    return [{ name: `${system.name} ${preset} ${bounds} ${id}`, isExcluded }];
  });
}

/** How a cell was found: the median of the steps over some seeds, and how long traces were beside the shortest. */
export interface Comparison {
  readonly name: string;
  readonly steps: number;
  readonly ratios: readonly number[];
  /** The seeds that did not find it within {@link mostSteps}. */
  readonly misses: readonly number[];
}

/** @throws Error if a trace is shorter than the shortest: then the search or the gate is wrong */
export function comparisons(
  { system, preset, bounds, id, shortest }: ViolatedCell,
  seeds: readonly number[],
  strategy: NonNullable<FuzzOptions['strategy']>,
): Comparison {
  const name = `${system.name} ${preset} ${bounds} ${id}`;
  const model = counting(instantiate(system, { preset, bounds }));
  const found = seeds.map((seed) => {
    const outcome = within(model, { seed, strategy, properties: [id], runs: mostSteps });
    const [trace] = outcome.properties.flatMap((at) => (at.trace ? [at.trace] : []));
    if (trace && trace.steps.length < shortest)
      throw new Error(`${name}: shorter than the shortest`);
    const steps = trace ? (outcome.fuzz?.steps ?? 0) : Number.POSITIVE_INFINITY;
    return { steps, ratio: trace ? trace.steps.length / Math.max(1, shortest) : null };
  });
  const steps = found.map((at) => at.steps).toSorted((a, b) => a - b);
  return {
    name,
    steps: steps[Math.floor(steps.length / 2)] ?? Number.POSITIVE_INFINITY,
    ratios: found.flatMap(({ ratio }) => (ratio === null ? [] : [ratio])),
    misses: seeds.filter((_, at) => (found[at]?.steps ?? 0) > mostSteps),
  };
}

/** The same model, where also what is only reported ends the walks. */
function counting(model: Model): Model {
  const properties = model.properties.map((at) => ({ ...at, reportOnly: false }));
  return { ...model, properties };
}

/** Fuzzes until something is found, or until so many steps are made. */
function within(model: Model, options: FuzzOptions): Outcome {
  const running = fuzzing(model, options);
  let step = running.next();
  while (!step.done) {
    const { steps, shrinking } = step.value;
    step = running.next(shrinking === null && steps >= mostSteps ? 'stop' : undefined);
  }
  return step.value;
}
