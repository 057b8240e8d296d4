/**
 * Checks a lasso without the engine, and without what the engine itself asks about it.
 */
import type { Instance, Model, Property, State, Trace } from '../../src/index.ts';
import { disabled, instancesNamed, next, readOf } from '../../src/index.ts';
import { statesAlong } from './replay.ts';
import { keyOf } from './systems.ts';

/** Is it a path that closes, neglects nobody that fairness is asked for, and never keeps the promise once it is due? */
export function lassoViolates(model: Model, id: string, trace: Trace): boolean {
  const { loop, steps } = trace;
  if (loop === null) return false;
  const states = statesAlong(model, trace);
  const names = steps.map(({ instance }) => instance);
  const taken = instancesNamed(model, names).slice(loop);
  if (keyOf(states[loop] as State) !== keyOf(states.at(-1) as State)) return false;
  return isFairLoop(model, states.slice(loop), taken) && neverKept(model, id, states, loop);
}

/** Are these steps, taken again and again, fair? Without steps: is it fair to stay in the state? */
export function isFairLoop(
  model: Model,
  states: readonly State[],
  taken: readonly Instance[],
): boolean {
  const moves = states.map((state) =>
    model.actions.filter((instance) => {
      const after = next(model, state, instance);
      return after !== disabled && keyOf(after) !== keyOf(state);
    }),
  );
  const isMove = (at: number) => keyOf(states[at] as State) !== keyOf(states[at + 1] as State);
  const served = new Set(taken.filter((_, at) => isMove(at)).map(({ fairGroup }) => fairGroup));
  return model.actions.every(({ fairness, fairGroup }) => {
    if (fairness === 'unfair' || served.has(fairGroup)) return true;
    const enabled = moves.map((list) => list.some((at) => at.fairGroup === fairGroup));
    return fairness === 'weak' ? enabled.includes(false) : !enabled.includes(true);
  });
}

function neverKept(model: Model, id: string, states: readonly State[], loop: number): boolean {
  const property = model.properties.find((at) => at.id === id) as Property;
  const read = (state: State) => readOf(model, id, (index) => state[index]);
  if (property.kind === 'eventually') return !states.some((state) => property.reached(read(state)));
  if (property.kind !== 'leadsTo') return false;
  // The promise may fall due at any moment; from then on it is broken if it is kept neither on the way nor in the loop.
  return states.some(
    (state, at) =>
      property.from(read(state)) &&
      !states.slice(Math.min(at, loop)).some((later) => property.to(read(later))),
  );
}
