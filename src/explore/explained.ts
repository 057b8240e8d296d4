/**
 * The model's error, with the state it happened in and the steps that lead there.
 */
import type { Instance } from '../spec/actions.ts';
import { disabled } from '../spec/actions.ts';
import type { ModelError } from '../spec/errors.ts';
import { initialStates, next, stateJson } from '../spec/transition.ts';
import { calmest } from './calmest.ts';
import { stateGoal } from './goals.ts';
import type { ErrorInState } from './reports.ts';
import type { Search } from './search.ts';

/** Completes an error that a search met. */
export function explained(search: Search, at: ErrorInState): ModelError {
  try {
    complete(search, at);
  } catch (error) {
    // A state that is nested too deeply to be written down must do without.
    if (!(error instanceof RangeError)) throw error;
  }
  return at.error;
}

function complete(search: Search, { error, level, state }: ErrorInState): void {
  const { model, root, halves, programs } = search;
  const row = halves.rowOf(root.leftOf(state), root.rightOf(state));
  const values = Array.from(row, (value, cell) => programs.values.valueOf(cell, value));
  error.state = stateJson(model, values);
  const steps = stepsTo(search, level, state);
  if (steps) error.instances = steps.map(({ name }) => name);
}

/**
 * The steps to a stored state, the calmest of the shortest. With symmetry they lead to some state of its orbit, and are
 * then permuted as that state must be. Null if there is no such way, as where ids turned out not to be interchangeable.
 */
function stepsTo(search: Search, level: number, state: number): readonly Instance[] | null {
  const { model, programs, halves, orbits, root } = search;
  const { start, instances } = calmest(search, { level, states: [state] }, stateGoal(search));
  let last = initialStates(model)[start]!;
  for (const instance of instances) {
    const after = next(model, last, instance);
    if (after === disabled) return null;
    last = after;
  }
  const row = Int32Array.from(last, (value, cell) =>
    programs.values.idAlone(cell, value, 'the last step'),
  );
  orbits.find(halves.stores[0].intern(row), halves.stores[1].intern(row));
  if (orbits.left !== root.leftOf(state) || orbits.right !== root.rightOf(state)) return null;
  const { permutations, exchanges } = orbits.group;
  const images = exchanges.map((exchange) => exchange.instances);
  return instances.map((instance) => {
    const at = model.actions.indexOf(instance);
    return model.actions[permutations.image(images, orbits.permutation, at)]!;
  });
}
