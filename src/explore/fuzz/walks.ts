/**
 * Walks as fast-check knows them: an arbitrary that draws schedules at random and makes failing ones shorter.
 *
 * A schedule is a list of instances in which a disabled one is skipped, so every sub-list of a schedule is a
 * schedule. A value is the walk that a schedule led to: the instances that were really taken, up to the first flaw.
 */
import fc from 'fast-check';
import type { Instance } from '../../spec/actions.ts';
import { disabled } from '../../spec/actions.ts';
import { ModelError } from '../../spec/errors.ts';
import type { Model } from '../../spec/system.ts';
import type { State } from '../../spec/transition.ts';
import { initialStates, next } from '../../spec/transition.ts';
import type { Schedule } from '../trace.ts';
import type { Safety } from './judge.ts';
import type { Tally } from './tally.ts';
import type { Found } from './walker.ts';
import { Walker } from './walker.ts';

/** What is wrong with the end of a walk. */
export type Flaw =
  /** Promises that its last step breaks (without steps: that are broken from the start). */
  | { readonly kind: 'violated'; readonly ids: readonly string[] }
  /** The model's code broke its contract, in the state after so many steps. */
  | { readonly kind: 'broken'; readonly error: ModelError; readonly after: number };

/** A schedule that was run. */
export interface Walk extends Schedule {
  readonly flaw: Flaw | null;
  /** Promises that are only reported and that broke on the way, with the number of steps after which they did. */
  readonly asides: readonly { readonly id: string; readonly after: number }[];
}

/** Where shrinking goes on: the length of the blocks that it leaves out, and where the next one ends. */
interface Position {
  readonly size: number;
  readonly end: number;
}

/** Pairs are many: from so many steps on they are not tried. */
const mostStepsForPairs = 60;

/** Finds the next step, or null if there is none. */
type Move = (walker: Walker) => Found | null;

/** Walks of at most so many steps that watch the given properties. */
export class Walks extends fc.Arbitrary<Walk> {
  readonly #model: Model;
  readonly #walker: Walker;
  readonly #starts: readonly State[];
  readonly #maxSteps: number;
  /** The properties that do not end a walk. */
  readonly #aside: ReadonlySet<string>;

  constructor(
    model: Model,
    properties: readonly Safety[],
    maxSteps: number,
    aside: Iterable<string> = [],
  ) {
    super();
    this.#model = model;
    this.#walker = new Walker(model, properties);
    this.#starts = initialStates(model);
    this.#maxSteps = maxSteps;
    this.#aside = new Set(aside);
  }

  /** What all walks together have met. */
  get tally(): Tally {
    return this.#walker.tally;
  }

  /** The properties that were put to the test. */
  get judged(): ReadonlySet<string> {
    return this.#walker.judge.judged;
  }

  /** A property that is known to be violated need not be asked again. */
  retire(id: string): void {
    this.#walker.judge.retire(id);
  }

  override generate(random: fc.Random): fc.Value<Walk> {
    const draw = (below: number) => random.nextInt(0, below - 1);
    const start = this.#starts.length === 1 ? 0 : draw(this.#starts.length);
    let left = this.#maxSteps;
    const walk = this.#walk(start, this.#starts[start] as State, [], (walker) =>
      left-- > 0 ? walker.find(draw) : null,
    );
    const { length } = walk.instances;
    this.tally.run(length, walk.flaw === null && length < this.#maxSteps);
    return new fc.Value(walk, undefined);
  }

  /** The same schedule once more, from its start. */
  again({ start, instances }: Schedule): Walk {
    return this.#walk(start, this.#starts[start] as State, [], this.#following(instances));
  }

  override canShrinkWithoutContext(value: unknown): value is Walk {
    return typeof value === 'object' && value !== null && 'instances' in value;
  }

  /**
   * Sub-lists, by leaving out blocks of steps: the whole, halves, quarters … single steps, and of a short walk also
   * any two, such as one that another takes back. After a success it goes on from where it was; it ends when nothing
   * of that can be left out.
   */
  override shrink(walk: Walk, context: unknown): fc.Stream<fc.Value<Walk>> {
    return fc.stream(this.#shorter(walk, context as Position | undefined));
  }

  *#shorter(walk: Walk, position: Position | undefined): Generator<fc.Value<Walk>> {
    const { start, instances } = walk;
    const { length } = instances;
    const states = this.#statesBefore(walk);
    const without = (first: number, rest: readonly Instance[]) =>
      this.#walk(start, states[first] as State, instances.slice(0, first), this.#following(rest));
    let end = position?.end ?? length;
    for (let size = Math.min(position?.size ?? length, length); size > 0; ) {
      for (const last of blockEnds(end, length, size)) {
        const first = Math.max(0, last - size);
        yield new fc.Value(without(first, instances.slice(last)), { size, end: first });
      }
      end = length;
      size = size === 1 ? 0 : Math.ceil(size / 2);
    }
    if (length > mostStepsForPairs) return;
    for (const [first, last] of pairs(length)) {
      const rest = instances.slice(first + 1).toSpliced(last - first - 1, 1);
      yield new fc.Value(without(first, rest), { size: 1, end: first });
    }
  }

  /** The moves of a schedule; those that are disabled are skipped. */
  #following(instances: readonly Instance[]): Move {
    let at = 0;
    return (walker) => {
      for (let instance = instances[at++]; instance !== undefined; instance = instances[at++]) {
        const step = walker.try(instance);
        if (step !== disabled) return { instance, step };
      }
      return null;
    };
  }

  /** Walks on from a state that so many instances have led to, until there is no move or something is wrong. */
  #walk(start: number, from: State, kept: readonly Instance[], move: Move): Walk {
    const walker = this.#walker;
    const instances = [...kept];
    const asides: { id: string; after: number }[] = [];
    const walk = (flaw: Flaw | null): Walk => ({ start, instances, flaw, asides });
    try {
      let violated = walker.begin(from);
      for (;;) {
        for (const id of violated) {
          if (this.#aside.has(id)) asides.push({ id, after: instances.length });
        }
        const ids = violated.filter((id) => !this.#aside.has(id));
        if (ids.length > 0) return walk({ kind: 'violated', ids });
        const found = move(walker);
        if (found === null) return walk(null);
        instances.push(found.instance);
        violated = walker.take(found);
      }
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      const after = instances.length;
      if (walker.running !== null) instances.push(walker.running);
      return walk({ kind: 'broken', error, after });
    }
  }

  /** The state before each step. */
  #statesBefore({ start, instances }: Walk): State[] {
    const states = [this.#starts[start] as State];
    for (const [at, instance] of instances.slice(0, -1).entries()) {
      const after = next(this.#model, states[at] as State, instance);
      states.push(after === disabled ? (states[at] as State) : after);
    }
    return states;
  }
}

/** All pairs of positions, the last ones first. */
function* pairs(length: number): Generator<readonly [number, number]> {
  for (let last = length - 1; last > 0; last--) {
    for (let first = last - 1; first >= 0; first--) yield [first, last];
  }
}

/** Where blocks of a size end, from a position down to the front, and then from the back down to that position. */
function* blockEnds(from: number, length: number, size: number): Generator<number> {
  for (let end = from; end > 0; end -= size) yield end;
  for (let end = length; end > from; end -= size) yield end;
}
