/**
 * The programs of a model: its actions and properties, as functions from value ids to small results.
 *
 * This is the only file of the engine that calls the model.
 */
import type { Instance } from '../spec/actions.ts';
import { disabled } from '../spec/actions.ts';
import type { Assignment, Read } from '../spec/cells.ts';
import { ModelError } from '../spec/errors.ts';
import type { Property } from '../spec/properties.ts';
import { renamed } from '../spec/renaming.ts';
import type { Model } from '../spec/system.ts';
import { guarded, initialStates, readOf, runInstance } from '../spec/transition.ts';
import type { Program } from './calls.ts';
import { plainResult } from './calls.ts';
import {
  claims,
  describeClaim,
  judgementOf,
  type Predicate,
  predicatesOf,
  stepJudgementOf,
} from './claims.ts';
import { Effects } from './effects.ts';
import type { Cost } from './effort.ts';
import { Effort, joined } from './effort.ts';
import type { Learned } from './learned.ts';
import { disabledResult } from './moves.ts';
import { share } from './sharing.ts';
import { StepClaims } from './stepClaims.ts';
import type { Exchange } from './symmetry/exchanges.ts';
import { exchangeOf } from './symmetry/valueRenaming.ts';
import { DecisionTrees } from './trees.ts';
import type { Origin } from './values.ts';
import { Values } from './values.ts';

/** A group of properties that are asked at the same moments. */
export interface Checks {
  readonly properties: readonly { readonly id: string; readonly reportOnly?: boolean }[];
  readonly trees: DecisionTrees;
}

type OnRead = (cell: number) => number;

export class Programs {
  readonly values: Values;
  readonly effects = new Effects();
  readonly actions: DecisionTrees;
  /** `always` and `reachable`: asked in every state. */
  readonly states: Checks;
  /** Asked in quiescent states. */
  readonly quiescent: Checks;
  /** Whether a state without enabled instances is final: asked in such states. */
  readonly final: Checks;
  /** `neverStep`: asked about steps. A result is one of `stepClaims`. */
  readonly steps: Checks;
  readonly stepClaims = new StepClaims();
  /** What liveness properties look at, in the order of {@link predicatesOf}: asked once the search is over. */
  readonly liveness: Checks;
  /** The initial states as rows of value ids, each different one once, with its index in the model's list. */
  readonly starts: readonly { readonly row: Int32Array; readonly index: number }[];

  /** What is shared with other threads, if there are any. */
  learned: Learned | null = null;

  readonly #model: Model;
  readonly #exchanges: readonly Exchange[];
  #hear = () => false;

  /** @param exchanges of interchangeable ids, if the search looks at orbits */
  constructor(
    model: Model,
    properties: readonly Property[],
    checksDeadlock: boolean,
    exchanges: readonly Exchange[],
  ) {
    this.#model = model;
    this.#exchanges = exchanges;
    const { cells } = model.layout;
    this.values = new Values(cells, (origin) => this.#repeat(origin));
    this.actions = this.#trees(model.actions.map((instance, at) => this.#action(instance, at)));
    const ofKind = (...kinds: readonly Property['kind'][]): Checks => {
      const chosen = properties.filter(({ kind }) => kinds.includes(kind));
      return { properties: chosen, trees: this.#trees(chosen.map((at) => this.#judge(at))) };
    };
    this.states = ofKind('always', 'reachable');
    this.quiescent = ofKind('quiescent');
    const steps = properties.filter(({ kind }) => kind === 'neverStep');
    this.steps = {
      properties: steps,
      trees: this.#trees(
        steps.map((at) => this.#judgeStep(at)),
        true,
      ),
    };
    const predicates = properties.flatMap(predicatesOf);
    this.liveness = {
      properties: predicates,
      trees: this.#trees(predicates.map((at) => this.#predicate(at))),
    };
    const deadlock = checksDeadlock ? [{ id: 'deadlock' }] : [];
    this.final = { properties: deadlock, trees: this.#trees(deadlock.map(() => this.#final())) };
    this.starts = this.#initialRows();
    if (this.starts.length === 0) throw new ModelError('starts', 'there is no initial state');
  }

  /** What all calls have cost: of the actions, and then of the {@link asked}, in their order. */
  get cost(): Cost {
    return joined(this.#all().map(({ effort }) => effort));
  }

  /** From now on calls are timed. */
  timeWith(clock: () => number): void {
    for (const { effort } of this.#all()) effort.clock = clock;
  }

  /** From now on, other threads are told what is learned here, and what they tell is not asked of the model. */
  share(learned: Learned): void {
    this.learned = learned;
    this.#hear = share(this.#all(), learned);
  }

  /** Takes in what other threads have made and learned. */
  hear(): void {
    this.values.learn();
    this.#hear();
  }

  /** All that is asked about states and steps. */
  get asked(): readonly Checks[] {
    return [this.states, this.quiescent, this.final, this.steps, this.liveness];
  }

  get nodeCount(): number {
    return this.#all().reduce((sum, trees) => sum + trees.nodeCount, 0);
  }

  get bytes(): number {
    return this.#all().reduce((sum, trees) => sum + trees.bytes, 0);
  }

  #all(): readonly DecisionTrees[] {
    return [this.actions, ...this.asked.map(({ trees }) => trees)];
  }

  #trees(programs: readonly Program[], looksAtTwoStates = false): DecisionTrees {
    const { cells } = this.#model.layout;
    const nameOf = (cell: number) =>
      cell < cells.length
        ? cells[cell]!.name
        : `${cells[cell - cells.length]!.name} after the step`;
    const effort = new Effort(programs.length, cells.length);
    return new DecisionTrees(programs, nameOf, effort, looksAtTwoStates);
  }

  #action(instance: Instance, index: number): Program {
    const { name } = instance;
    return {
      name,
      prepare: (onRead) => {
        const read = this.#read(name, onRead);
        return () => {
          const step = runInstance(this.#model, instance, read);
          return step === disabled ? disabledResult : 1 + this.#effectOf(name, index, step);
        };
      },
      describe: (result) => (result === disabledResult ? 'disabled' : this.#describe(result - 1)),
      tell: (result) => (result === disabledResult ? [0] : [1, ...this.effects.tell(result - 1)]),
      hear: ([isEnabled, ...told]) => (isEnabled ? 1 + this.effects.hear(told) : disabledResult),
    };
  }

  #effectOf(name: string, index: number, step: readonly Assignment[]): number {
    const sorted = step.length < 2 ? step : step.toSorted((a, b) => a.cell.index - b.cell.index);
    const cells = sorted.map(({ cell }) => cell.index);
    const values = sorted.map(({ value }) => value);
    const reads = () => this.actions.lastReads();
    return this.effects.intern(cells, this.values.idsOf({ cells, values }, name, index, reads));
  }

  /** Calls an action, or renames ids, as when it gave new values, and answers with these. */
  #repeat({ by, reads, made }: Origin): unknown[] {
    if (by < 0) {
      const { substitution } = this.#exchanges[exchangeOf(by)]!;
      return [renamed(this.values.valueOf(reads[0]!, reads[1]!), substitution)];
    }
    const instance = this.#model.actions[by]!;
    const ids = new Map<number, number>();
    for (let at = 0; at < reads.length; at += 2) ids.set(reads[at]!, reads[at + 1]!);
    const read = this.#read(instance.name, (cell) => ids.get(cell) ?? raise(instance));
    const step = runInstance(this.#model, instance, read);
    if (step === disabled) return raise(instance);
    const given = new Map(step.map(({ cell, value }) => [cell.index, value]));
    const values: unknown[] = [];
    for (let at = 0; at < made.length; at += 2) {
      if (!given.has(made[at]!)) return raise(instance);
      values.push(given.get(made[at]!));
    }
    return values;
  }

  #judge(at: Property): Program {
    return {
      name: at.id,
      prepare: (onRead) => {
        const read = this.#read(at.id, onRead);
        return () => guarded(at.id, () => judgementOf(at, read));
      },
      describe: describeClaim,
      ...plainResult,
    };
  }

  #judgeStep(at: Property): Program {
    const { length } = this.#model.layout.cells;
    return {
      name: at.id,
      prepare: (onRead) => {
        const seen = new Map<number, number>();
        const reading = (offset: number) =>
          this.#read(at.id, (cell) => {
            const value = onRead(offset + cell);
            seen.set(cell, value);
            return value;
          });
        const [before, after] = [reading(0), reading(length)];
        return () => {
          seen.clear();
          const claim = guarded(at.id, () => stepJudgementOf(at, before, after));
          const sorted = [...seen].sort(([a], [b]) => a - b);
          const [cells, values] = [sorted.map(([cell]) => cell), sorted.map(([, value]) => value)];
          return this.stepClaims.intern(at.id, { claim, cells, values });
        };
      },
      describe: (result) => describeClaim(this.stepClaims.of(result).claim),
      tell: (result) => this.stepClaims.tell(result),
      hear: (told) => this.stepClaims.hear(at.id, told),
    };
  }

  #predicate({ id, isTrue }: Predicate): Program {
    return {
      name: id,
      prepare: (onRead) => {
        const read = this.#read(id, onRead);
        return () => guarded(id, () => (isTrue(read) ? claims.violated : claims.holds));
      },
      describe: (result) => (result === claims.violated ? 'true' : 'false'),
      ...plainResult,
    };
  }

  #final(): Program {
    const { final } = this.#model;
    return {
      name: 'final',
      prepare: (onRead) => {
        const read = this.#read('final', onRead);
        return () => guarded('final', () => (final?.(read) ? claims.holds : claims.violated));
      },
      describe: (result) => (result === claims.holds ? 'true' : 'false'),
      ...plainResult,
    };
  }

  #read(where: string, onRead: OnRead): Read {
    return readOf(this.#model, where, (cell) => this.values.valueOf(cell, onRead(cell)));
  }

  #describe(effect: number): string {
    const { cells, values } = this.effects.patchOf(effect);
    const list = [...cells].map((cell, at) => {
      const value = this.values.valueOf(cell, values[at]!);
      return `${this.#model.layout.cells[cell]!.name} := ${String(value)}`;
    });
    return list.length === 0 ? 'no change' : list.join(', ');
  }

  #initialRows() {
    const rows = initialStates(this.#model).map((state, index) => {
      const ids = state.map((value, cell) => this.values.idAlone(cell, value, 'the initial state'));
      return { row: Int32Array.from(ids), index };
    });
    const seen = new Set<string>();
    return rows.filter(({ row }) => {
      const key = row.join(' ');
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    });
  }
}

/** A call that was made before goes otherwise now. */
function raise({ name }: Instance): never {
  throw new ModelError(
    name,
    'does not do again what it did with the same values read: the model is impure, or it changed',
  );
}
