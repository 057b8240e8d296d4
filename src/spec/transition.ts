/**
 * The transition function: one model, many uses.
 *
 * Replay, fuzzing, tests and the naive explorer run it on plain states; the engine runs it through its cache. Both
 * go through the same checks, so a model that breaks the contract breaks it everywhere in the same words.
 */
import type { Instance, Step } from './actions.ts';
import { disabled } from './actions.ts';
import type { AnyCell, Assignment, Read } from './cells.ts';
import { ModelError } from './errors.ts';
import type { Reason } from './properties.ts';
import type { Model } from './system.ts';
import type { Json } from './value.ts';
import { toJson } from './value.ts';

/** A plain state: the value of each cell, by the cell's index. Never changed in place. */
export type State = readonly unknown[];

/** The initial states, in the order in which the model gives them. */
export function initialStates(model: Model): State[] {
  const usual = model.layout.cells.map((cell) => cell.initial);
  return (model.starts ?? [[]]).map((start) => assign(usual, checkStep(model, 'starts', start)));
}

/**
 * The successor of a state by one instance, or `disabled`.
 *
 * @throws ModelError if the action throws or breaks the contract
 *
 * @example
 * let [state] = initialStates(model);
 * state = next(model, state, instanceNamed(model, 'cpo.startsDrop'));
 */
export function next(model: Model, state: State, instance: Instance): State | typeof disabled {
  const step = runInstance(
    model,
    instance,
    readOf(model, instance.name, (index) => state[index]),
  );
  return step === disabled ? disabled : assign(state, step);
}

/** Runs an action with whatever `read` it is given, and checks what it returns. */
export function runInstance(model: Model, instance: Instance, read: Read): Step {
  let step: Step;
  try {
    step = instance.run(read);
  } catch (error) {
    throw asModelError(instance.name, error);
  }
  return step === disabled ? disabled : checkStep(model, instance.name, step);
}

/** A `read` over any source of cell values that refuses cells of another layout. `where` names the reader. */
export function readOf(model: Model, where: string, valueAt: (index: number) => unknown): Read {
  const { cells } = model.layout;
  return <V>(cell: { readonly index: number; readonly name: string }): V => {
    if (!cell || cells[cell.index] !== cell) {
      throw new ModelError(
        where,
        `reads ${describeCell(cell)}, which is not a cell of this system`,
      );
    }
    return valueAt(cell.index) as V;
  };
}

/** Runs model code; whatever it throws becomes a {@link ModelError} that names it. */
export function guarded<T>(where: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw asModelError(where, error);
  }
}

function asModelError(where: string, error: unknown): ModelError {
  if (error instanceof ModelError) return error;
  const what = error instanceof Error ? error : JSON.stringify(error);
  return new ModelError(where, `throws ${what}`, { cause: error });
}

/** Refuses what is neither `true` nor `vacuous` and no reason either, such as a `false`. */
export function checkReason(where: string, claim: unknown): void {
  const { sentence, facts } = (claim ?? {}) as Partial<Reason>;
  if (typeof sentence !== 'string' || typeof facts !== 'object' || facts === null) {
    throw new ModelError(
      where,
      `answers ${String(claim)}; expected true, vacuous, or because('a sentence', { the: values })`,
    );
  }
  for (const [name, value] of Object.entries(facts)) {
    try {
      toJson(value);
    } catch (error) {
      throw new ModelError(where, `gives the fact '${name}' a value that cannot be printed`, {
        cause: error,
      });
    }
  }
}

/** A state by cell name, in JSON. */
export function stateJson(model: Model, state: State): Record<string, Json> {
  return Object.fromEntries(
    model.layout.cells.map((cell) => [cell.name, toJson(state[cell.index])]),
  );
}

function checkStep(
  model: Model,
  where: string,
  step: readonly Assignment[],
): readonly Assignment[] {
  if (!Array.isArray(step)) {
    throw new ModelError(
      where,
      `returns ${String(step)}; expected a list of assignments, or disabled`,
    );
  }
  const assigned = new Set<AnyCell>();
  for (const assignment of step as readonly Assignment[]) {
    const cell = assignment?.cell;
    if (!cell || model.layout.cells[cell.index] !== cell) {
      throw new ModelError(
        where,
        `assigns ${describeCell(cell)}, which is not a cell of this system`,
      );
    }
    if (assigned.has(cell)) throw new ModelError(where, `assigns ${cell.name} twice in one step`);
    assigned.add(cell);
  }
  return step;
}

function assign(state: State, step: readonly Assignment[]): State {
  const after = [...state];
  for (const { cell, value } of step) after[cell.index] = value;
  return after;
}

function describeCell(cell: { readonly name?: string } | undefined): string {
  return typeof cell?.name === 'string' ? `'${cell.name}'` : String(cell);
}
