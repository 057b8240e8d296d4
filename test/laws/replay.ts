/**
 * Checks a counterexample without the engine: on the plain transition function, and by asking the property itself.
 */
import { is } from 'immutable';
import type { Model, NeverStep, PropertyOutcome, State, Trace } from '../../src/index.ts';
import {
  disabled,
  initialStates,
  instancesNamed,
  next,
  readOf,
  statesOf,
  toJson,
  vacuous,
} from '../../src/index.ts';

/** The states that a trace leads through. */
export function statesAlong(model: Model, { initial, steps }: Trace): State[] {
  const instances = instancesNamed(
    model,
    steps.map(({ instance }) => instance),
  );
  const start = initialStates(model).findIndex(
    (state) => JSON.stringify(named(model, state)) === JSON.stringify(initial),
  );
  return statesOf(model, { start, instances });
}

/** Does the behaviour violate the property at its end? */
export function violates(model: Model, id: string, states: readonly State[]): boolean {
  const [before, after] = [states.at(-2), states.at(-1)] as [State, State];
  const read = (state: State) => readOf(model, id, (index) => state[index]);
  const enabled = () =>
    model.actions.filter((instance) => next(model, after, instance) !== disabled);
  if (id === 'deadlock') return enabled().length === 0 && !model.final?.(read(after));
  const property = model.properties.find((known) => known.id === id);
  switch (property?.kind) {
    case 'always':
      return isReason(property.holds(read(after)));
    case 'quiescent':
      return (
        isReason(property.holds(read(after))) && enabled().every(({ kind }) => kind !== 'system')
      );
    case 'neverStep':
      return before !== undefined && stepViolates(model, property, before, after);
    default:
      throw new TypeError(`${id} is no property that a behaviour can violate`);
  }
}

/** A step breaks a property of steps only if it changes a cell that the property reads. */
function stepViolates(model: Model, property: NeverStep, before: State, after: State): boolean {
  let changes = false;
  const read = (state: State) =>
    readOf(model, property.id, (index) => {
      changes ||= !is(before[index], after[index]);
      return state[index];
    });
  return isReason(property.holds(read(before), read(after))) && changes;
}

/** Is it violated by behaviours that never end only? */
export function isLiveness({ kind }: Pick<PropertyOutcome, 'kind'>): boolean {
  return kind === 'eventually' || kind === 'leadsTo';
}

/** What an outcome says about its properties, and nothing that may differ from run to run. */
export function findings(properties: readonly PropertyOutcome[]) {
  return properties.map(({ id, verdict, vacuous, reason, trace }) => ({
    id,
    verdict,
    vacuous,
    reason,
    schedule: trace?.steps.map(({ instance }) => instance) ?? null,
    loop: trace?.loop ?? null,
  }));
}

function named(model: Model, state: State) {
  return Object.fromEntries(
    model.layout.cells.map((cell) => [cell.name, toJson(state[cell.index])]),
  );
}

function isReason(claim: unknown): boolean {
  return claim !== true && claim !== vacuous;
}
