/**
 * What makes a lasso a counterexample, on plain states: it closes, it is fair, and it breaks the promise.
 *
 * The engine asks this about what it found before it tells it, and replay about what was told once. Nothing here
 * knows how the lasso was found.
 */
import type { Instance } from '../../spec/actions.ts';
import { disabled } from '../../spec/actions.ts';
import type { Property } from '../../spec/properties.ts';
import type { Model } from '../../spec/system.ts';
import type { State } from '../../spec/transition.ts';
import { guarded, next, readOf } from '../../spec/transition.ts';
import { encode } from '../../spec/value.ts';

/** A behaviour that never ends. */
export interface Lasso {
  /** The states of the steps, the initial one first: one more than there are instances. */
  readonly states: readonly State[];
  readonly instances: readonly Instance[];
  /** The step that it comes back to, from 0; the number of steps where it stays in the last state for ever. */
  readonly loop: number;
}

/** What is wrong with a lasso, or why it is a counterexample. */
export type LassoJudgement =
  | { readonly flaw: string }
  | {
      readonly flaw: null;
      /** The number of steps after which the promise is due and is never kept. */
      readonly since: number;
      /** Fair groups that are enabled in the loop and make no step there, rightly: they are disabled now and then. */
      readonly excused: readonly string[];
      /** Instances that are enabled where the behaviour stays; nobody asks for them. */
      readonly optional: readonly string[];
    };

/**
 * Is it a fair behaviour that violates an `eventually` or `leadsTo`?
 *
 * @throws ModelError if the model breaks its contract
 */
export function judgeLasso(model: Model, property: Property, lasso: Lasso): LassoJudgement {
  const { states, instances, loop } = lasso;
  const last = states.at(-1) as State;
  if (!closes(states, loop)) {
    return { flaw: `the last state is not the one before step ${loop + 1}, so it does not repeat` };
  }
  const since = brokenSince(model, property, lasso);
  if (since === null) return { flaw: `it does not violate ${property.id}` };
  const round = loop === instances.length ? [last] : states.slice(loop, -1);
  const moving = round.map((state) => movesOf(model, state));
  // A step that changes nothing serves nobody.
  const steps = instances
    .slice(loop)
    .filter((_, at) => !isSame(round[at]!, states[loop + at + 1]!));
  const taken = new Set(steps.map(({ fairGroup }) => fairGroup));
  const excused: string[] = [];
  for (const [group, fairness] of fairGroups(model)) {
    const enabled = moving.map((moves) => moves.some((at) => at.fairGroup === group));
    if (taken.has(group) || !enabled.includes(true)) continue;
    if (fairness === 'strong') {
      return { flaw: `it is not fair: ${group} is enabled again and again, and never taken` };
    }
    if (!enabled.includes(false)) {
      return { flaw: `it is not fair: ${group} is enabled for ever, and never taken` };
    }
    excused.push(group);
  }
  const optional = loop === instances.length ? moving.flat().map(({ name }) => name) : [];
  return { flaw: null, since, excused, optional };
}

/** Is the last state the one that the loop comes back to? */
export function closes(states: Lasso['states'], loop: number): boolean {
  const [again, last] = [states[loop], states.at(-1)];
  return again !== undefined && last !== undefined && isSame(again, last);
}

/** The first moment from which on the promise is due and is not kept, as a number of steps; null if there is none. */
function brokenSince(model: Model, property: Property, { states, loop }: Lasso): number | null {
  if (property.kind !== 'eventually' && property.kind !== 'leadsTo') return null;
  const ask = (says: (typeof property & { kind: 'eventually' })['reached'], state: State) =>
    guarded(property.id, () => says(readOf(model, property.id, (index) => state[index])));
  const isKept = property.kind === 'eventually' ? property.reached : property.to;
  const lastKept = states.findLastIndex((state) => ask(isKept, state));
  if (property.kind === 'eventually') return lastKept < 0 ? 0 : null;
  // Kept in the loop is kept again and again.
  if (lastKept >= loop) return null;
  const due = states.slice(lastKept + 1).findIndex((state) => ask(property.from, state));
  return due < 0 ? null : lastKept + 1 + due;
}

/** The instances that would change something in a state. */
function movesOf(model: Model, state: State): Instance[] {
  return model.actions.filter((instance) => {
    const after = next(model, state, instance);
    return after !== disabled && !isSame(state, after);
  });
}

function fairGroups({ actions }: Model): Map<string, Instance['fairness']> {
  const fair = actions.filter(({ fairness }) => fairness !== 'unfair');
  return new Map(fair.map(({ fairGroup, fairness }) => [fairGroup, fairness]));
}

function isSame(one: State, other: State): boolean {
  return one.every((value, at) => value === other[at] || encode(value) === encode(other[at]));
}
