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
import { asyncModelRun, cloneMethod, shuffledSubarray } from 'fast-check';
import type { Adapter, AnyAdapter } from './drive/adapter.ts';
import { Walk } from './drive/walk.ts';
import type { Instance } from './spec/actions.ts';
import type { Choice, System } from './spec/system.ts';
import { instantiate } from './spec/system.ts';

/** A command that takes an instance. */
export type InstanceCommand<Impl> = AsyncCommand<Walk<Impl>, Impl>;

/** What {@link commandsFor} answers. */
export interface Commands<Impl> {
  /** What `fc.commands` draws from. */
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
  const orders = shuffledSubarray([...performed], { minLength: performed.length });
  return {
    commands: [orders.map((order) => new Command<Impl>(order))],
    run: async (commands) => {
      const walk = new Walk(model, any);
      await walk.with((impl) => asyncModelRun(() => ({ model: walk, real: impl }), commands));
    },
  };
}

/**
 * Takes the first instance, in an order of its own, that is enabled. So hardly a command is in vain, however few instances
 * are enabled; and what a command takes hardly changes when shrinking leaves out others.
 */
class Command<Impl> implements InstanceCommand<Impl> {
  readonly #order: readonly Instance[];
  #taken: Instance | undefined;

  constructor(order: readonly Instance[]) {
    this.#order = order;
  }

  check(walk: Readonly<Walk<Impl>>): boolean {
    return this.#order.some((instance) => walk.can(instance));
  }

  async run(walk: Walk<Impl>, impl: Impl): Promise<void> {
    this.#taken = this.#order.find((instance) => walk.can(instance));
    if (this.#taken) await walk.take(this.#taken, impl);
  }

  toString(): string {
    return this.#taken?.name ?? '(not run)';
  }

  /** Each run has commands of its own, so that each says what it took. */
  [cloneMethod](): Command<Impl> {
    return new Command(this.#order);
  }
}
