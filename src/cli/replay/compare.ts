/**
 * Runs a recorded trace on today's model and finds the first place where the two differ.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Trace, TraceStep } from '../../explore/outcome.ts';
import { cellsRead, traceOf } from '../../explore/trace.ts';
import { printValue } from '../../report/values.ts';
import type { Instance } from '../../spec/actions.ts';
import { disabled } from '../../spec/actions.ts';
import { unknownName } from '../../spec/errors.ts';
import type { Model } from '../../spec/system.ts';
import type { State } from '../../spec/transition.ts';
import { initialStates, next, stateJson } from '../../spec/transition.ts';
import type { Json } from '../../spec/value.ts';
import { toJson } from '../../spec/value.ts';

/** How far a trace could be replayed. */
export interface Replayed {
  /** Today's trace, up to the first difference. */
  readonly trace: Trace;
  /** The states of that trace, the initial one first. */
  readonly states: readonly State[];
  /** The first difference as a sentence, if there is one. */
  readonly difference: string | undefined;
}

/** Replays a trace step by step. */
export function replayTrace(model: Model, recorded: Trace): Replayed {
  const start = startOf(model, recorded.initial);
  if (start.index === undefined) {
    return { trace: { ...recorded, steps: [] }, states: [], difference: start.difference };
  }
  const states = [initialStates(model)[start.index] as State];
  const instances: Instance[] = [];
  const byName = new Map(model.actions.map((instance) => [instance.name, instance]));
  let difference: string | undefined;
  for (const [at, { instance: name }] of recorded.steps.entries()) {
    const instance = byName.get(name);
    const before = states[at] as State;
    const after = instance ? next(model, before, instance) : disabled;
    if (instance === undefined || after === disabled) {
      const why = instance
        ? `${name}, is disabled today; it reads ${readsText(model, instance, before)}`
        : unknownName('instance', name, [...byName.keys()]).message;
      difference = `step ${at + 1}, ${why}`;
      break;
    }
    instances.push(instance);
    states.push(after);
  }
  const loop = difference === undefined ? recorded.loop : null;
  const trace = { ...traceOf(model, { start: start.index, instances }), loop };
  const changed = firstChange(recorded.steps, trace.steps, new Set(Object.keys(recorded.initial)));
  return { trace, states, difference: changed ?? difference };
}

/** The cells that an action looks at before it gives up, with their values. */
function readsText(model: Model, instance: Instance, state: State): string {
  return cellsRead(model, instance, state)
    .map(({ name, index }) => `${name} = ${printValue(toJson(state[index]))}`)
    .join(', ');
}

/** The initial state that a trace starts from; cells that are new since do not count. */
function startOf(
  model: Model,
  recorded: Trace['initial'],
): { readonly index?: number; readonly difference?: string } {
  const starts = initialStates(model).map((state) => stateJson(model, state));
  const cells = Object.keys(recorded);
  const same = (start: Trace['initial'], cell: string) =>
    isDeepStrictEqual(start[cell], recorded[cell]);
  const index = starts.findIndex((start) => cells.every((cell) => same(start, cell)));
  if (index >= 0) return { index };
  const [first = {}] = starts;
  const cell = cells.find((name) => !same(first, name)) ?? '';
  const today = Object.hasOwn(first, cell) ? printValue(first[cell] as Json) : 'no longer there';
  const was = printValue(recorded[cell] ?? null);
  return { difference: `at the start, ${cell} was ${was}; today it is ${today}` };
}

/** The first step that changes cells otherwise than it was recorded. */
function firstChange(
  recorded: readonly TraceStep[],
  today: readonly TraceStep[],
  known: ReadonlySet<string>,
): string | undefined {
  for (const [at, step] of today.entries()) {
    const old = changesByCell(recorded[at] as TraceStep, known);
    const now = changesByCell(step, known);
    const cell = [...new Set([...old.keys(), ...now.keys()])].find(
      (name) => !isDeepStrictEqual(old.get(name), now.get(name)),
    );
    if (cell === undefined) continue;
    const [was, is] = [changeText(old.get(cell)), changeText(now.get(cell))];
    return `step ${at + 1}, ${step.instance}: ${cell} was ${was}; today it is ${is}`;
  }
  return undefined;
}

type Change = Readonly<{ before: Json; after: Json }>;

function changesByCell(step: TraceStep, known: ReadonlySet<string>): Map<string, Change> {
  return new Map(
    step.changes
      .filter(({ cell }) => known.has(cell))
      .map(({ cell, before, after }) => [cell, { before, after }]),
  );
}

function changeText(change: Change | undefined): string {
  if (!change) return 'not changed';
  return `changed from ${printValue(change.before)} to ${printValue(change.after)}`;
}
