/**
 * Runs a recorded trace on today's model and finds the first place where the two differ.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Trace, TraceStep } from '../../explore/outcome.ts';
import { cellsRead, follow, startLike, traceOf } from '../../explore/trace.ts';
import { printValue } from '../../report/values.ts';
import type { Instance } from '../../spec/actions.ts';
import { unknownName } from '../../spec/errors.ts';
import type { Model } from '../../spec/system.ts';
import type { State } from '../../spec/transition.ts';
import { initialStates, stateJson } from '../../spec/transition.ts';
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
  const byName = new Map(model.actions.map((instance) => [instance.name, instance]));
  const named = recorded.steps.map(({ instance }) => byName.get(instance));
  const gone = named.indexOf(undefined);
  const known = (gone < 0 ? named : named.slice(0, gone)) as Instance[];
  const states = follow(model, initialStates(model)[start.index] as State, known);
  const at = states.length - 1;
  const name = recorded.steps[at]?.instance;
  let difference: string | undefined;
  if (name !== undefined) {
    const why = named[at]
      ? `${name}, is disabled today; it reads ${readsText(model, named[at], states[at] as State)}`
      : unknownName('instance', name, [...byName.keys()]).message;
    difference = `step ${at + 1}, ${why}`;
  }
  const loop = difference === undefined ? recorded.loop : null;
  const schedule = { start: start.index, instances: known.slice(0, at) };
  const trace = { ...traceOf(model, schedule), loop };
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
  const index = startLike(model, recorded);
  if (index >= 0) return { index };
  const first = stateJson(model, initialStates(model)[0] ?? []);
  const cells = Object.keys(recorded);
  const cell = cells.find((name) => !isDeepStrictEqual(first[name], recorded[name])) ?? '';
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
