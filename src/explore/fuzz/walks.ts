/**
 * Walks as fast-check knows them: an arbitrary that draws schedules at random and makes failing ones shorter.
 *
 * A schedule is a list of instances in which a disabled one is skipped, so every sub-list of a schedule is a
 * schedule. A value is the walk that a schedule led to: the instances that were really taken, up to the first flaw.
 */
import fc from 'fast-check';
import { ModelError } from '../../spec/errors.ts';
import type { Model } from '../../spec/system.ts';
import { drained } from '../drained.ts';
import type { Programs } from '../programs.ts';
import type { Schedule } from '../trace.ts';
import { Chance } from './chance.ts';
import type { Strategy } from './strategy.ts';
import { nobody, Walker } from './walker.ts';

/** What is wrong with the end of a walk. */
export type Flaw =
  /** Promises that its last step breaks (without steps: that are broken from the start). */
  | { readonly kind: 'violated'; readonly ids: readonly string[] }
  /** The model's code broke its contract, in the state after so many steps. */
  | { readonly kind: 'broken'; readonly error: ModelError; readonly after: number };

/** A schedule that was run: instances by their positions in the model. */
export interface Walk {
  /** Index of the initial state among those of the {@link Programs}. */
  readonly start: number;
  readonly members: readonly number[];
  readonly flaw: Flaw | null;
  /** Promises that do not end a walk and broke on the way, with the number of steps after which they did. */
  readonly asides: readonly { readonly id: string; readonly after: number }[];
}

/** Where shrinking goes on: the length of the blocks that it leaves out, and where the next one ends. */
interface Position {
  readonly size: number;
  readonly end: number;
}

/** The first steps of a walk, which are not taken once more, and the state that they have led to. */
interface Kept {
  readonly members: readonly number[];
  readonly row: Int32Array;
}

/** How walks are made. */
export interface Walking {
  /** Steps of a walk. */
  readonly maxSteps: number;
  /** One is drawn for each walk. */
  readonly strategies: readonly Strategy[];
  /** The properties that do not end a walk. */
  readonly asides: ReadonlySet<string>;
}

/** A caller is heard after so many steps. */
const stepsToHear = 1 << 13;

/** Finds the next instance to take, which is the last that was tried, or {@link nobody}. */
type Move = (walker: Walker) => number;

/** Walks that ask what the programs ask. */
export class Walks extends fc.Arbitrary<Walk> {
  readonly walker: Walker;
  /** Steps of the longest drawn walk. */
  longest = 0;
  /** Drawn walks that ended because nothing was enabled. */
  stuck = 0;
  readonly #starts: Programs['starts'];
  readonly #walking: Walking;
  /** Steps since a caller was heard. */
  #unheard = 0;

  constructor(model: Model, programs: Programs, walking: Walking) {
    super();
    this.walker = new Walker(model, programs);
    this.#starts = programs.starts;
    this.#walking = walking;
  }

  override generate(random: fc.Random): fc.Value<Walk> {
    return new fc.Value(drained(this.drawing(random.nextInt())), undefined);
  }

  /** Draws a walk; yields every few thousand steps. */
  *drawing(seed: number): Generator<void, Walk> {
    const { strategies, maxSteps } = this.#walking;
    const chance = new Chance(seed);
    const strategy = strategies[chance.below(strategies.length)]!;
    const start = chance.below(this.#starts.length);
    strategy.begin(chance);
    let left = maxSteps;
    const walk = yield* this.#make(start, null, (walker) =>
      left-- > 0 ? strategy.choose(walker, chance) : nobody,
    );
    this.longest = Math.max(this.longest, walk.members.length);
    if (walk.flaw === null && walk.members.length < maxSteps) this.stuck++;
    return walk;
  }

  /** A schedule once more, from its start. */
  again({ start, members }: Pick<Walk, 'start' | 'members'>): Walk {
    return this.#walk(start, null, following(members));
  }

  override canShrinkWithoutContext(value: unknown): value is Walk {
    return typeof value === 'object' && value !== null && 'members' in value;
  }

  /**
   * Sub-lists, by leaving out blocks of steps from the back: the whole, halves, quarters … single steps. After a
   * success it goes on from where it was; it ends when no single step can be left out.
   */
  override shrink(walk: Walk, context: unknown): fc.Stream<fc.Value<Walk>> {
    return fc.stream(this.#shorter(walk, context as Position | undefined));
  }

  *#shorter(walk: Walk, position: Position | undefined): Generator<fc.Value<Walk>> {
    const { start, members } = walk;
    const { length } = members;
    const rows = this.#rowsBefore(walk);
    let end = position?.end ?? length;
    for (let size = Math.min(position?.size ?? length, length); size > 0; ) {
      for (const last of blockEnds(end, length, size)) {
        const first = Math.max(0, last - size);
        const rest = following(members.slice(last));
        const kept = first > 0 ? { members: members.slice(0, first), row: rows[first]! } : null;
        const shorter = this.#walk(start, kept, rest);
        // Who breaks the model may be asked at the end without having been in the list.
        if (shorter.members.length < length) yield new fc.Value(shorter, { size, end: first });
      }
      end = length;
      size = size === 1 ? 0 : Math.ceil(size / 2);
    }
  }

  #walk(start: number, kept: Kept | null, move: Move): Walk {
    return drained(this.#make(start, kept, move));
  }

  /** Walks until there is no move or something is wrong, on from what is kept. */
  *#make(start: number, kept: Kept | null, move: Move): Generator<void, Walk> {
    const { walker } = this;
    const members = kept === null ? [] : [...kept.members];
    const asides: { id: string; after: number }[] = [];
    const walk = (flaw: Flaw | null): Walk => ({ start, members, flaw, asides });
    try {
      let violated = kept === null ? walker.begin(start) : walker.goOnFrom(kept.row);
      for (;;) {
        const ids = violated.length === 0 ? violated : this.#sorted(violated, members, asides);
        if (ids.length > 0) return walk({ kind: 'violated', ids });
        const member = move(walker);
        if (member === nobody) break;
        members.push(member);
        violated = walker.take(member);
        if (++this.#unheard === stepsToHear) {
          this.#unheard = 0;
          yield;
        }
      }
      const deadlock = walker.isStuck() ? walker.promises.atTheEnd() : [];
      return walk(deadlock.length > 0 ? { kind: 'violated', ids: deadlock } : null);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      const after = members.length;
      if (walker.running !== nobody) members.push(walker.running);
      return walk({ kind: 'broken', error, after });
    }
  }

  /** Those that end the walk; the others are noted. */
  #sorted(
    violated: readonly string[],
    { length: after }: readonly number[],
    asides: { id: string; after: number }[],
  ): readonly string[] {
    const isAside = (id: string) => this.#walking.asides.has(id);
    asides.push(...violated.filter(isAside).map((id) => ({ id, after })));
    return violated.filter((id) => !isAside(id));
  }

  /** The row before each step. A walk that breaks the model does so again, at its end. */
  #rowsBefore({ start, members }: Walk): Int32Array[] {
    const rows = [this.#starts[start]!.row];
    let at = 0;
    this.#walk(start, null, (walker) => {
      if (at > 0) rows.push(walker.now.slice());
      const member = members[at++] ?? nobody;
      return member !== nobody && walker.tries(member) ? member : nobody;
    });
    return rows;
  }
}

/** The moves of a schedule; those that are disabled are skipped. */
function following(members: readonly number[]): Move {
  let at = 0;
  return (walker) => {
    while (at < members.length) {
      const member = members[at++]!;
      if (walker.tries(member)) return member;
    }
    return nobody;
  };
}

/** The schedule of a walk, as it can be told. */
export function scheduleOf(
  model: Model,
  programs: Programs,
  walk: Pick<Walk, 'start' | 'members'>,
): Schedule {
  return {
    start: programs.starts[walk.start]!.index,
    instances: walk.members.map((member) => model.actions[member]!),
  };
}

/** Where blocks of a size end, from a position down to the front, and then from the back down to that position. */
function* blockEnds(from: number, length: number, size: number): Generator<number> {
  for (let end = from; end > 0; end -= size) yield end;
  for (let end = length; end > from; end -= size) yield end;
}
