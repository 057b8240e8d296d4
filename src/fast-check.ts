/**
 * fast-check's model-based tests of a real implementation, with a protocol as the model: its guards are the preconditions,
 * its cells the expectation. A failing run is shrunk, and its message is the story.
 *
 * @example
 * import fc from 'fast-check';
 * import { commandsFor } from 'dropproof/fast-check';
 * import { adapter, system } from './adapter.ts';
 *
 * test('the server does as its model', async () => {
 *   const { commands, run } = commandsFor(system, adapter, { bounds: 'small' });
 *   await fc.assert(fc.asyncProperty(fc.commands(commands, { maxCommands: 50 }), run));
 * });
 */
import type { Arbitrary, AsyncCommand } from 'fast-check';
import { asyncModelRun, constant } from 'fast-check';
import type { Adapter, AnyAdapter } from './drive/adapter.ts';
import { Walk } from './drive/walk.ts';
import type { Instance } from './spec/actions.ts';
import type { Choice, System } from './spec/system.ts';
import { instantiate } from './spec/system.ts';

/** An instance as a command. */
export type InstanceCommand<Impl> = AsyncCommand<Walk<Impl>, Impl>;

/** What {@link commandsFor} answers. */
export interface Commands<Impl> {
  /** One for each instance that the adapter performs: what `fc.commands` chooses from. */
  readonly commands: Arbitrary<InstanceCommand<Impl>>[];
  /** Runs commands on a new implementation, and puts it away. @throws Divergence with the story */
  readonly run: (commands: Iterable<InstanceCommand<Impl>>) => Promise<void>;
}

/**
 * The commands of a system for an implementation of it, in the variant and bounds that are chosen.
 *
 * @throws UsageError for a wrong choice, or if the adapter does not fit the system
 */
export function commandsFor<Action extends string, Nouns, Impl>(
  system: System<Action, Nouns>,
  adapter: Adapter<Action, Nouns, Impl>,
  choice: Choice = {},
): Commands<Impl> {
  const model = instantiate(system, choice);
  const any: AnyAdapter<Impl> = adapter;
  const { performed } = new Walk(model, any);
  return {
    commands: performed.map((instance) => constant(new Command<Impl>(instance))),
    run: async (commands) => {
      const walk = new Walk(model, any);
      await walk.with((impl) => asyncModelRun(() => ({ model: walk, real: impl }), commands));
    },
  };
}

class Command<Impl> implements InstanceCommand<Impl> {
  readonly #instance: Instance;

  constructor(instance: Instance) {
    this.#instance = instance;
  }

  check(walk: Readonly<Walk<Impl>>): boolean {
    return walk.can(this.#instance);
  }

  run(walk: Walk<Impl>, impl: Impl): Promise<void> {
    return walk.take(this.#instance, impl);
  }

  toString(): string {
    return this.#instance.name;
  }
}
