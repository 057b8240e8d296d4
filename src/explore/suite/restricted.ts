/**
 * A model as a test of the real thing can drive it: what it does by itself it does at once, and some is never done.
 */
import type { Instance, Step } from '../../spec/actions.ts';
import { disabled } from '../../spec/actions.ts';
import type { Read } from '../../spec/cells.ts';
import { unknownName } from '../../spec/errors.ts';
import type { Model } from '../../spec/system.ts';
import { runInstance } from '../../spec/transition.ts';
import { encode } from '../../spec/value.ts';

/** Which actions nobody can drive. */
export interface Undriven {
  /** Actions that the implementation takes by itself, as soon as they change something. */
  readonly automatic?: readonly string[];
  /** Actions that no test takes. */
  readonly never?: readonly string[];
}

/**
 * The model in which automatic actions go before all others, and those that are never taken are gone. Every behaviour
 * of it is one of the model.
 *
 * @throws UsageError for an action that the model does not have
 */
export function restricted(model: Model, { automatic = [], never = [] }: Undriven): Model {
  refuseUnknown(model, [...automatic, ...never]);
  if (automatic.length + never.length === 0) return model;
  const left = model.actions.filter(({ action }) => !never.includes(action));
  const hasty = left.filter(({ action }) => automatic.includes(action));
  const patient = (instance: Instance): Instance => ({
    ...instance,
    run: (read) => {
      const isHurried = hasty.some((at) => changes(runInstance(model, at, read), read));
      return isHurried ? disabled : instance.run(read);
    },
  });
  return {
    ...model,
    actions: left.map((at) => (automatic.includes(at.action) ? at : patient(at))),
  };
}

/** A step that changes nothing is none: who waits for such steps to end waits forever. */
function changes(step: Step, read: Read): boolean {
  return step !== disabled && step.some(({ cell, value }) => encode(read(cell)) !== encode(value));
}

function refuseUnknown(model: Model, actions: readonly string[]): void {
  const known = [...new Set(model.actions.map(({ action }) => action))];
  for (const action of actions) {
    if (!known.includes(action)) throw unknownName('action', action, known);
  }
}
