/**
 * Looks for a shorter trace to the same violation than the one that random walks and shrinking led to.
 *
 * Shrinking can only leave steps out; what is shorter may go another way. So the engine searches, breadth-first and no
 * deeper than the trace: first with every instance, and if that is too much, with those alone that the trace takes.
 */
import type { AnyCell, Read } from '../../spec/cells.ts';
import { ModelError } from '../../spec/errors.ts';
import type { Always, Property } from '../../spec/properties.ts';
import { because, property, vacuous } from '../../spec/properties.ts';
import type { Model } from '../../spec/system.ts';
import { exploring } from '../explore.ts';
import { againstDeadlock, againstQuiescence } from '../rest.ts';
import type { Schedule } from '../trace.ts';
import { instancesNamed, startLike } from '../trace.ts';

/** A search for a shorter trace may look at so many states. */
const mostStates = 20_000;

/** What is looked for. It must not be the name of a property, nor be only reported. */
const goal = 'goal';

/** The shortest trace that was found to break a promise; the given one, if there is no shorter one. */
export function* polished(model: Model, schedule: Schedule, id: string): Generator<void, Schedule> {
  const target = targetOf(model, id);
  const { instances } = schedule;
  if (instances.length < 2) return schedule;
  const taken = new Set(instances);
  for (const actions of [model.actions, model.actions.filter((at) => taken.has(at))]) {
    const found = yield* search({ ...model, actions, properties: [target] }, instances.length);
    if (found.schedule !== undefined) return found.schedule;
    if (!found.isCut) return schedule;
  }
  return schedule;
}

/** Searches for less than so many steps. */
function* search(
  model: Model,
  steps: number,
): Generator<void, { readonly schedule?: Schedule; readonly isCut: boolean }> {
  const searching = exploring(model, {
    properties: [goal],
    maxDepth: steps,
    maxStates: mostStates,
  });
  try {
    for (;;) {
      const { done, value } = searching.next();
      if (!done) {
        yield;
        continue;
      }
      const trace = value.properties[0]?.trace;
      if (!trace) return { isCut: value.limit === 'states' };
      const instances = instancesNamed(
        model,
        trace.steps.map(({ instance }) => instance),
      );
      return { schedule: { start: startLike(model, trace.initial), instances }, isCut: false };
    }
  } catch (error) {
    // Some other way breaks the model. That is not what was found, and must not hide it.
    if (error instanceof ModelError) return { isCut: true };
    throw error;
  }
}

/** The same promise, in a form that can also be asked where instances are left out: it is the whole model that rests. */
function targetOf(model: Model, id: string): Property {
  const asked = model.properties.find((at) => at.id === id);
  if (asked?.kind === 'always' || asked?.kind === 'neverStep') {
    return { ...asked, id: goal, reportOnly: false };
  }
  const always = (holds: Always['holds']) => property.always({ id: goal, name: goal, holds });
  const valueAt = (read: Read) => (index: number) => read(model.layout.cells[index] as AnyCell);
  if (asked?.kind === 'quiescent') {
    return always((read) =>
      againstQuiescence(model, valueAt(read)) ? vacuous : asked.holds(read),
    );
  }
  return always((read) => againstDeadlock(model, valueAt(read)) !== undefined || because(goal));
}
