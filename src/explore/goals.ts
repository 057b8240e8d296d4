/**
 * What a counterexample leads to: a state, or a step from it, that violates a property.
 *
 * Properties that say the same of different interchangeable ids are looked for together, as *aims*: what one of them
 * means in a state, another means in the state with the ids permuted. Without symmetry there is one aim.
 */
import { Batch } from './batch.ts';
import { StateChecks } from './checks.ts';
import type { Search } from './search.ts';
import { StepChecks } from './steps.ts';

/** Called for each aim that is reached in a state, with the instance taken there if it is a step that violates. */
export type OnReached = (aim: number, instance: number | null) => void;

/** What traces are to lead to. */
export interface Goal {
  /** How many aims there are, and the one that is wanted. */
  readonly aims: number;
  readonly wanted: number;
  /** Per exchange of ids: aim → the aim in its place. */
  readonly images: readonly Int32Array[];
  /** Which aims are reached in a state that was sighted (or in a state of its orbit). */
  readonly judge: (left: number, right: number, onReached: OnReached) => void;
}

/** A state as such is the goal. */
export function stateGoal({ orbits }: Search): Goal {
  return {
    aims: 1,
    wanted: 0,
    images: orbits.group.exchanges.map(() => new Int32Array(1)),
    judge: (_left, _right, onReached) => onReached(0, null),
  };
}

/** The goal of showing how a property is violated. */
export function goalOf(search: Search, id: string): Goal {
  const { model, programs, orbits } = search;
  if (id === 'deadlock') return stateGoal(search);
  const ids = orbits.group.alike(id);
  const positions = ids.map((alike) => model.properties.findIndex((at) => at.id === alike));
  const goal = {
    aims: ids.length,
    wanted: ids.indexOf(id),
    images: orbits.group.exchanges.map(({ properties }) =>
      Int32Array.from(positions, (at) => positions.indexOf(properties[at]!)),
    ),
  };
  const { kind } = model.properties[positions[0]!]!;
  const group = kind === 'neverStep' ? 'steps' : kind === 'quiescent' ? 'quiescent' : 'states';
  const { properties } = programs[group];
  const active = ids.map((alike) => properties.findIndex((at) => at.id === alike));
  const judged = new Uint8Array(properties.length);
  if (group !== 'steps') {
    const checks = new StateChecks(programs[group], search.halves, active, judged);
    const judge: Goal['judge'] = (left, right, onReached) => {
      checks.judge(left, right);
      for (const at of checks.violated) onReached(active.indexOf(at), null);
    };
    return { ...goal, judge };
  }
  const checks = new StepChecks(programs, search.halves, active, judged);
  const batch = new Batch(model.actions.length);
  const judge: Goal['judge'] = (left, right, onReached) => {
    batch.size = 0;
    search.moves.trim();
    search.moves.expand(left, right, batch);
    checks.judge(left, right, batch, 0, (at, instance) => onReached(active.indexOf(at), instance));
  };
  return { ...goal, judge };
}
