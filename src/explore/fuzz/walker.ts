/**
 * Walks through a model, one step after the other, on the plain transition function.
 *
 * A step at random is uniform among the enabled instances: instances are tried in random order until one is enabled.
 * One that is disabled is not tried again before a cell that it read has changed, so a step costs a few calls of the
 * model, not one for each instance.
 */
import type { Instance, Step } from '../../spec/actions.ts';
import { disabled } from '../../spec/actions.ts';
import type { Assignment, Read } from '../../spec/cells.ts';
import type { Model } from '../../spec/system.ts';
import type { State } from '../../spec/transition.ts';
import { readOf, runInstance } from '../../spec/transition.ts';
import type { Safety } from './judge.ts';
import { Judge } from './judge.ts';
import { Tally } from './tally.ts';
import { Watches } from './watches.ts';

/** A whole number from 0 that is less than the given one. */
export type Draw = (below: number) => number;

/** An enabled instance, and what it does. */
export interface Found {
  readonly instance: Instance;
  readonly step: readonly Assignment[];
}

export class Walker {
  readonly judge: Judge;
  readonly tally: Tally;
  /** The instance that is being run; after an error, the one that threw it. */
  running: Instance | null = null;
  readonly #model: Model;
  readonly #reading: readonly Read[];
  readonly #watches: Watches;
  readonly #positions: ReadonlyMap<Instance, number>;
  /** Instances that may be enabled: all but those known to be disabled. */
  #open: number[] = [];
  #state: unknown[] = [];
  #reads: number[] = [];

  constructor(model: Model, properties: readonly Safety[]) {
    const { layout, actions } = model;
    this.#model = model;
    this.judge = new Judge(model, properties);
    this.tally = new Tally(model);
    this.#watches = new Watches(layout.cells.length, actions.length);
    this.#positions = new Map(actions.map((instance, at) => [instance, at]));
    this.#reading = actions.map(({ name }) =>
      readOf(model, name, (cell) => {
        this.#reads.push(cell);
        return this.#state[cell];
      }),
    );
  }

  /**
   * A walk begins. The ids of the promises that are broken there.
   *
   * @throws ModelError if the model breaks its contract, as the other methods do
   */
  begin(state: State): readonly string[] {
    this.#state = [...state];
    this.#watches.clear();
    this.#open = [...this.#model.actions.keys()];
    this.running = null;
    return this.judge.begin(this.#state);
  }

  /** Finds an enabled instance, each one with the same chance; null if there is none. It is not taken yet. */
  find(draw: Draw): Found | null {
    const open = this.#open;
    while (open.length > 0) {
      const at = draw(open.length);
      const member = open[at] as number;
      const step = this.#run(member);
      if (step !== disabled) return { instance: this.#model.actions[member] as Instance, step };
      this.#watches.sleep(member, this.#reads);
      const last = open.pop() as number;
      if (last !== member) open[at] = last;
    }
    return null;
  }

  /** What an instance does here. */
  try(instance: Instance): Step {
    return this.#run(this.#positions.get(instance) as number);
  }

  /** Takes a step. The ids of the promises that are broken by it. */
  take({ instance, step }: Found): readonly string[] {
    const changes = new Map<number, unknown>();
    for (const { cell, value } of step) {
      const before = this.#state[cell.index];
      if (before === value) continue;
      changes.set(cell.index, before);
      this.#state[cell.index] = value;
      this.#watches.wake(cell.index, this.#open);
    }
    this.tally.step(this.#positions.get(instance) as number, changes, this.#state);
    return this.judge.after(this.#state, changes);
  }

  #run(member: number): Step {
    const instance = this.#model.actions[member] as Instance;
    this.#reads = [];
    this.tally.modelCalls++;
    this.running = instance;
    const step = runInstance(this.#model, instance, this.#reading[member] as Read);
    this.running = null;
    return step;
  }
}
