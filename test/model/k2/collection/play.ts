/**
 * Plays a story (a list of instance names) on the plain transition function, and reads cells by their names.
 */

import { explore } from '../../../../src/explore/explore.ts';
import type { Choice, Model, Outcome } from '../../../../src/index.ts';
import {
  disabled,
  instancesNamed,
  instantiate,
  next,
  statesOf,
  toJson,
} from '../../../../src/index.ts';
import { k2Collection } from '../../../../src/model/k2/collection/system.ts';

export function k2(choice: Choice): Model {
  return instantiate(k2Collection, choice);
}

/** The cells, as JSON, after the steps. @throws UsageError at the first step that is disabled */
export function play(model: Model, steps: readonly string[]): (cell: string) => unknown {
  const instances = instancesNamed(model, steps);
  const last = statesOf(model, { start: 0, instances }).at(-1) ?? [];
  return (name) => {
    const cell = model.layout.cells.find((known) => known.name === name);
    if (!cell) throw new RangeError(`there is no cell ${name}`);
    return toJson(last[cell.index]);
  };
}

/** The names of the instances that are enabled after the steps. */
export function enabledAfter(model: Model, steps: readonly string[]): string[] {
  const state = statesOf(model, { start: 0, instances: instancesNamed(model, steps) }).at(-1) ?? [];
  return model.actions
    .filter((instance) => next(model, state, instance) !== disabled)
    .map(({ name }) => name);
}

/** Explores everything. */
export function outcomeOf(choice: Choice): Outcome {
  return explore(k2(choice), { keepGoing: true });
}

/** What was found about one property. */
export function verdictOf(outcome: Outcome, id: string) {
  const found = outcome.properties.find((known) => known.id === id);
  if (!found) throw new RangeError(`${id} was not checked`);
  return found;
}

/** What a search comes to, as one text: counts, and what is violated after how many steps; in brackets, report only. */
export function found(choice: Choice): string {
  const { counts, properties } = outcomeOf(choice);
  const violated = properties
    .filter(({ verdict }) => verdict !== 'holds')
    .map(({ id, reportOnly, trace }) => {
      const text = `${id} ${trace?.loop ?? trace?.steps.length}`;
      return reportOnly ? `(${text})` : text;
    });
  const numbers = [counts.states, counts.transitions, counts.depth];
  return [
    ...numbers.map((number, at) => String(number).padStart(at === 2 ? 3 : 7)),
    ` ${violated.join(', ')}`,
  ]
    .join(' ')
    .trimEnd();
}
