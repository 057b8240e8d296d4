/**
 * Drives an implementation through a list of instances: what generated tests do.
 */
import { instancesNamed } from '../explore/trace.ts';
import { UsageError } from '../spec/errors.ts';
import type { Choice, System } from '../spec/system.ts';
import { instantiate } from '../spec/system.ts';
import type { Adapter, AnyAdapter } from './adapter.ts';
import { Walk } from './walk.ts';

/**
 * Performs the instances on a new implementation, those left out that it takes by itself, and compares what is seen with
 * what the model holds after each.
 *
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
): Promise<void> {
  const model = instantiate(system, choice);
  const any: AnyAdapter<Impl> = adapter;
  const walk = new Walk(model, any);
  const instances = instancesNamed(model, steps);
  await walk.with(async (impl) => {
    for (const [at, instance] of instances.entries()) {
      if (any.automatic?.includes(instance.action)) continue;
      if (!walk.performed.includes(instance)) {
        throw new UsageError(`step ${at + 1}: the adapter never takes ${instance.name}`);
      }
      if (!walk.can(instance)) {
        throw new UsageError(
          `step ${at + 1}, ${instance.name}, is disabled in a state in which the implementation ` +
            'may be; if the model has changed, generate the tests anew',
        );
      }
      await walk.take(instance, impl);
    }
  });
}
