/**
 * Why a variant keeps a promise that its neighbour breaks: the violating trace of the one, replayed in the other.
 *
 * A guard gives no reason for being closed, but one can be found out, because an action is a function of what it
 * reads: it is asked again, with some cells as they are in the violating behaviour. The fewest changes that open it
 * are the reason; where none do, the guard itself is what the switch changes.
 */
import type { RecordOf } from 'immutable';
import { is, isRecord } from 'immutable';
import type { Instance } from '../../spec/actions.ts';
import { disabled } from '../../spec/actions.ts';
import type { AnyCell } from '../../spec/cells.ts';
import type { Model } from '../../spec/system.ts';
import type { State } from '../../spec/transition.ts';
import { initialStates, next } from '../../spec/transition.ts';
import { toJson } from '../../spec/value.ts';
import type { PropertyOutcome, Trace } from '../outcome.ts';
import { cellsRead, follow, instancesNamed, startLike } from '../trace.ts';
import { judgeTrace } from '../traceCheck.ts';
import type { Contrast, Fate, Parting } from './outcome.ts';

/** A cell of the model that keeps the promise, and where the other model has it. */
interface Shared {
  readonly cell: AnyCell;
  readonly other: number;
}

/** Where the two behaviours part, and how the replayed one ends. */
export interface Account {
  readonly parting: Parting | null;
  readonly fate: Fate;
}

/**
 * Replays a trace that violates a property in `broken` on `sound`, in which the property holds. Cost: the trace is
 * run twice, and the step that is disabled a few times more.
 */
export function accountFor(
  sound: Model,
  broken: Model,
  property: Pick<PropertyOutcome, 'id' | 'kind'>,
  trace: Trace,
): Account {
  const names = trace.steps.map(({ instance }) => instance);
  const start = startLike(broken, trace.initial);
  const violating = follow(
    broken,
    initialStates(broken)[start] as State,
    instancesNamed(broken, names),
  );
  const byName = new Map(sound.actions.map((instance) => [instance.name, instance]));
  const known = names.map((name) => byName.get(name));
  const gone = known.indexOf(undefined);
  const instances = (gone < 0 ? known : known.slice(0, gone)) as Instance[];
  const states = follow(sound, startIn(sound, start), instances);
  const shared = sharedCells(sound, broken);
  const parting = partingOf(states, violating, shared, names);
  const at = states.length - 1;
  const instance = names[at];
  if (instance === undefined) {
    const judgement = judgeTrace(sound, property, { states, trace });
    // The search says that this cannot be, so one of the two is wrong.
    if (judgement.violated) throw new Error(`${property.id} holds, and yet its trace violates it`);
    return { parting, fate: { kind: 'kept', why: judgement.why } };
  }
  const step = { step: at + 1, instance };
  const stopped = instances[at];
  if (!stopped) return { parting, fate: { kind: 'gone', ...step } };
  const here = states[at] as State;
  const there = violating[at] as State;
  const blamed = blame(sound, stopped, here, there, shared);
  if (blamed === null) {
    const reads = cellsRead(sound, stopped, here).map(({ name: cell, index }) => ({
      cell,
      value: toJson(here[index]),
    }));
    return { parting, fate: { kind: 'disabledByGuard', ...step, reads } };
  }
  const contrasts = blamed.map(({ shared: { cell }, value }) => ({
    cell: cell.name,
    violated: toJson(value),
    kept: toJson(here[cell.index]),
  }));
  const since = Math.max(...blamed.map(({ shared: cell }) => sinceWhen(cell, states, violating)));
  // What parted before may have nothing to do with it: the step that closed the guard tells why.
  const closing =
    since > (parting?.step ?? 0) ? partingOf(states, violating, shared, names, since) : parting;
  return { parting: closing, fate: { kind: 'disabledByState', ...step, since, contrasts } };
}

/** After which step a cell is at last otherwise than in the other behaviour. */
function sinceWhen(
  { cell, other }: Shared,
  states: readonly State[],
  violating: readonly State[],
): number {
  const isSame = (at: number) => is(states[at]?.[cell.index], violating[at]?.[other]);
  return states.findLastIndex((_, at) => isSame(at)) + 1;
}

/** The initial state in the same place; what differs about it then shows as a parting from the start. */
function startIn(model: Model, start: number): State {
  const starts = initialStates(model);
  return (starts[start] ?? starts[0]) as State;
}

/** A blamed cell, and the value that it would need. */
interface Blamed {
  readonly shared: Shared;
  readonly value: unknown;
}

/**
 * The fewest cells which, with values of the other behaviour, would enable the step; of a record, the fewest fields.
 * Null if it stays disabled with all of them. "Fewest": none can be spared.
 */
function blame(
  model: Model,
  instance: Instance,
  here: State,
  there: State,
  shared: readonly Shared[],
): Blamed[] | null {
  const differing = shared
    .filter((at) => !is(here[at.cell.index], there[at.other]))
    .map((at): Blamed => ({ shared: at, value: there[at.other] }));
  const isEnabledWith = (blamed: readonly Blamed[]) => {
    const state = [...here];
    for (const { shared: at, value } of blamed) state[at.cell.index] = value;
    try {
      return next(model, state, instance) !== disabled;
    } catch {
      // Such a state need not be reachable here, and the action may say so.
      return false;
    }
  };
  if (!isEnabledWith(differing)) return null;
  let needed = differing;
  for (const cell of differing) {
    const without = needed.filter((at) => at !== cell);
    if (isEnabledWith(without)) needed = without;
  }
  for (const at of needed.keys()) {
    const own = here[(needed[at] as Blamed).shared.cell.index];
    for (const field of fieldsOf(own, (needed[at] as Blamed).value)) {
      const { shared: cell, value } = needed[at] as Blamed;
      const nearer = (value as Fields).set(field, (own as Fields).get(field, undefined));
      const closer = needed.with(at, { shared: cell, value: nearer });
      if (isEnabledWith(closer)) needed = closer;
    }
  }
  return needed;
}

type Fields = RecordOf<Record<string, unknown>>;

/** The fields of two values, if both are records of the same kind. */
function fieldsOf(a: unknown, b: unknown): string[] {
  if (!isRecord(a) || !isRecord(b)) return [];
  const fields = [a, b].map((at) => [...(at as Fields).toSeq().keySeq()]);
  const [list = [], others = []] = fields;
  return list.join(' ') === others.join(' ') ? list : [];
}

/** Ghosts are left out: no guard reads them, and what they tell follows from the rest. */
function sharedCells(sound: Model, broken: Model): Shared[] {
  const others = new Map(broken.layout.cells.map(({ name, index }) => [name, index]));
  return sound.layout.cells.flatMap((cell) => {
    const other = others.get(cell.name);
    return other === undefined || cell.kind === 'ghost' ? [] : [{ cell, other }];
  });
}

function partingOf(
  states: readonly State[],
  violating: readonly State[],
  shared: readonly Shared[],
  names: readonly string[],
  from = 0,
): Parting | null {
  for (const [step, here] of states.entries()) {
    if (step < from) continue;
    const there = violating[step] as State;
    const differing = shared.filter((at) => !is(here[at.cell.index], there[at.other]));
    if (differing.length === 0) continue;
    const contrasts = differing.map((cell) => contrastOf(cell, here, there));
    return { step, instance: names[step - 1] ?? null, contrasts };
  }
  return null;
}

function contrastOf({ cell, other }: Shared, here: State, there: State): Contrast {
  return { cell: cell.name, violated: toJson(there[other]), kept: toJson(here[cell.index]) };
}
