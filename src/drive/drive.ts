/**
 * Drives an implementation through a list of instances: what generated tests do.
 */
import { instancesNamed } from '../explore/trace.ts';
import type { Instance } from '../spec/actions.ts';
import { disabled } from '../spec/actions.ts';
import { UsageError } from '../spec/errors.ts';
import type { Choice, Model, System } from '../spec/system.ts';
import { instantiate } from '../spec/system.ts';
import type { State } from '../spec/transition.ts';
import { initialStates, next } from '../spec/transition.ts';
import type { Adapter, AnyAdapter } from './adapter.ts';
import { Walk } from './walk.ts';

/**
 * Performs the instances on a new implementation, those left out that it takes by itself, and compares what is seen with
 * what the model holds after each. Automatic instances that are named must be among what it may have done.
 *
 * @param skip is called where the implementation has by itself done something else that the model allows: then these
 * steps say nothing of it. Absent, that is an error.
 * @throws Divergence with the story, if they differ
 * @throws UsageError if the adapter does not fit the system, or the model does not allow these steps
 *
 * @example
 * await drive(system, adapter, { preset: 'repaired' }, ['admin.drops', 'client.writes(1)']);
 */
export async function drive<Action extends string, Nouns, Impl>(
  system: System<Action, Nouns>,
  adapter: Adapter<Action, Nouns, Impl>,
  choice: Choice,
  steps: readonly string[],
  skip: (why: string) => void = refuse,
): Promise<void> {
  const model = instantiate(system, choice);
  const any: AnyAdapter<Impl> = adapter;
  const walk = new Walk(model, any);
  const instances = instancesNamed(model, steps);
  await walk.with(async (impl) => {
    // Where the steps lead, of all that the implementation may have done.
    let named = initialStates(model);
    for (const [at, instance] of instances.entries()) {
      if (any.automatic?.includes(instance.action)) {
        named = after(model, named, instance, at);
        continue;
      }
      if (!walk.performed.includes(instance)) {
        throw new UsageError(`step ${at + 1}: the adapter never takes ${instance.name}`);
      }
      named = walk.among(named);
      if (named.length === 0) return skip(otherWay(`step ${at + 1}, ${instance.name}`));
      named = after(model, named, instance, at);
      if (!walk.can(instance)) refuse(unseen(at, instance));
      await walk.take(instance, impl);
    }
    if (walk.among(named).length === 0) skip(otherWay('the end'));
  });
}

function after(model: Model, states: readonly State[], instance: Instance, at: number): State[] {
  const found = states.map((state) => next(model, state, instance)).filter((to) => to !== disabled);
  if (found.length > 0) return found;
  return refuse(
    `step ${at + 1}, ${instance.name}, is disabled after the steps before it; ` +
      'if the model or what is automatic has changed, generate the tests anew',
  );
}

function otherWay(until: string): string {
  return (
    `before ${until}, the implementation has by itself done something else than these steps; ` +
    'the model allows that too'
  );
}

function unseen(at: number, { name }: Instance): string {
  return (
    `step ${at + 1}, ${name}, is disabled in some of the states in which the implementation may ` +
    'be: let the adapter observe what tells them apart'
  );
}

function refuse(why: string): never {
  throw new UsageError(why);
}
