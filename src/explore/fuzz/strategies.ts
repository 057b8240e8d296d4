/**
 * The strategies by name.
 */
import type { Model } from '../../spec/system.ts';
import type { Programs } from '../programs.ts';
import { Coverage } from './coverage.ts';
import { Faults } from './faults.ts';
import { Priorities } from './priorities.ts';
import type { Strategy } from './strategy.ts';
import { anyEnabled } from './strategy.ts';

/** What a user may ask for; `mixed` draws one of the others for each walk. */
export const strategyNames = ['mixed', 'uniform', 'pct', 'faults', 'coverage'] as const;
export type StrategyName = (typeof strategyNames)[number];

const uniform: Strategy = { restart: () => {}, begin: () => {}, choose: anyEnabled };

type Turns = readonly (readonly Strategy[])[];

/**
 * For each chunk of walks in turn, the strategies from which one is drawn for each of its walks.
 *
 * Coverage learns from walk to walk, so where strategies are mixed it has chunks of its own, every other one.
 */
export function strategiesFor(name: StrategyName, model: Model, programs: Programs): Turns {
  const pct = new Priorities(model);
  const faults = new Faults(model);
  const coverage = new Coverage(programs, model.layout.cells.length);
  const turns: Readonly<Record<StrategyName, Turns>> = {
    mixed: [[uniform, pct, pct, faults, faults], [coverage]],
    uniform: [[uniform]],
    pct: [[pct]],
    faults: [[faults]],
    coverage: [[coverage]],
  };
  return turns[name];
}
