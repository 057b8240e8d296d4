/**
 * The naive explorer: what the engine must agree with, and what it is measured against.
 *
 * Immutable states in a Map, no cache, no ids, every property asked about every state and step.
 */
import { Map as ImmutableMap, List } from 'immutable';
import type { Model, Property, State } from '../src/index.ts';
import { disabled, initialStates, next, readOf, vacuous } from '../src/index.ts';

export interface NaiveOutcome {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly deadlocks: number;
  /** Property id → steps of a shortest violating (or, for a witness, reaching) trace. Absent: none. */
  readonly shortest: Readonly<Record<string, number>>;
  /** Ids of the properties that judged something at least once. */
  readonly judged: ReadonlySet<string>;
}

export function exploreNaively(model: Model, properties = model.properties): NaiveOutcome {
  const shortest: Record<string, number> = {};
  const judged = new Set<string>();
  const read = (state: State) => readOf(model, 'property', (index) => state[index]);
  const ask = (steps: number, id: string, claim: ReturnType<typeof judge>) => {
    if (claim !== vacuous) judged.add(id);
    if (claim === false) shortest[id] ??= steps;
  };
  const inState = (kind: Property['kind'], steps: number, state: State) => {
    for (const at of properties) if (at.kind === kind) ask(steps, at.id, judge(at, read(state)));
  };

  let level = initialStates(model);
  let seen = ImmutableMap(level.map((state) => [List(state), true] as const)).asMutable();
  level = [...seen.keys()].map((state) => state.toArray());
  let [transitions, depth, deadlocks] = [0, 0, 0];
  for (; level.length > 0; depth++) {
    const following: State[] = [];
    for (const state of level) {
      inState('always', depth, state);
      inState('reachable', depth, state);
      let [enabled, ofSystem] = [0, 0];
      for (const instance of model.actions) {
        const after = next(model, state, instance);
        if (after === disabled) continue;
        enabled++;
        if (instance.kind === 'system') ofSystem++;
        for (const at of properties) {
          if (at.kind === 'neverStep') ask(depth + 1, at.id, judgeStep(model, at, state, after));
        }
        const key = List(after);
        if (seen.has(key)) continue;
        seen = seen.set(key, true);
        following.push(after);
      }
      transitions += enabled;
      if (ofSystem === 0) inState('quiescent', depth, state);
      if (enabled > 0) continue;
      deadlocks++;
      if (!model.final?.(read(state))) ask(depth, 'deadlock', false);
    }
    level = following;
  }
  return { states: seen.size, transitions, depth, deadlocks, shortest, judged };
}

function judge(at: Property, read: ReturnType<typeof readOf>) {
  if (at.kind === 'reachable') return at.reached(read) ? false : vacuous;
  if (at.kind !== 'always' && at.kind !== 'quiescent') return vacuous;
  const claim = at.holds(read);
  return claim === true || claim === vacuous ? claim : false;
}

/** A step that changes nothing that the property reads does not break it. */
function judgeStep(model: Model, at: Property, before: State, after: State) {
  if (at.kind !== 'neverStep') return vacuous;
  let changed = false;
  const reading = (state: State) =>
    readOf(model, at.id, (index) => {
      changed ||= !List([before[index]]).equals(List([after[index]]));
      return state[index];
    });
  const claim = at.holds(reading(before), reading(after));
  if (!changed || claim === vacuous) return vacuous;
  return claim === true ? claim : false;
}
