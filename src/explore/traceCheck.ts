/**
 * Asks a property about the end of a replayed trace, and about all of a lasso.
 */
import type { Claim, Property } from '../spec/properties.ts';
import { vacuous } from '../spec/properties.ts';
import type { Model } from '../spec/system.ts';
import type { State } from '../spec/transition.ts';
import { guarded, readOf } from '../spec/transition.ts';
import { toJson } from '../spec/value.ts';
import { reasonOf } from './liveness/lasso.ts';
import { judgeLasso } from './liveness/lassoCheck.ts';
import type { PropertyOutcome, ReasonJson, Trace } from './outcome.ts';
import { againstDeadlock, againstQuiescence } from './rest.ts';
import { instancesNamed } from './trace.ts';

/** A trace, and the states that it leads to, the initial one first. */
export interface Behaviour {
  readonly states: readonly State[];
  readonly trace: Trace;
}

/** What the model says: a reason for the violation, or why there is none. */
export type Judgement =
  | { readonly violated: true; readonly reason: ReasonJson }
  | { readonly violated: false; readonly why: string };

/** Is the property still violated at the end of this behaviour, or by its never coming to an end? */
export function judgeTrace(
  model: Model,
  { id, kind }: Pick<PropertyOutcome, 'id' | 'kind'>,
  { states, trace }: Behaviour,
): Judgement {
  const last = (index: number) => states.at(-1)?.[index];
  if (kind === 'deadlock') return judgeDeadlock(model, last);
  const property = model.properties.find((at) => at.id === id);
  if (!property) return { violated: false, why: `there is no property ${id}` };
  if (property.kind !== kind) {
    return { violated: false, why: `${id} is ${property.kind}, and was ${kind}` };
  }
  if (trace.loop !== null) return judgeEndless(model, property, states, trace);
  const moving = kind === 'quiescent' ? againstQuiescence(model, last) : undefined;
  if (moving) {
    const why = `${moving.name} is still enabled in the last state, so ${id} says nothing of it`;
    return { violated: false, why };
  }
  const claim = claimOf(model, property, states);
  if (claim === true) return { violated: false, why: `${id} holds` };
  if (claim === vacuous) return { violated: false, why: `${id} has nothing to judge` };
  const facts = Object.entries(claim.facts).map(([name, value]) => [name, toJson(value)]);
  return {
    violated: true,
    reason: { sentence: claim.sentence, facts: Object.fromEntries(facts) },
  };
}

function claimOf(model: Model, property: Property, states: readonly State[]): Claim {
  const read = (state: State | undefined) => readOf(model, property.id, (index) => state?.[index]);
  return guarded(property.id, () => {
    switch (property.kind) {
      case 'always':
      case 'quiescent':
        return property.holds(read(states.at(-1)));
      case 'neverStep':
        return states.length < 2 || property.holds(read(states.at(-2)), read(states.at(-1)));
      case 'reachable':
      case 'eventually':
      case 'leadsTo':
        return true;
    }
  });
}

function judgeEndless(
  model: Model,
  property: Property,
  states: readonly State[],
  trace: Trace,
): Judgement {
  const names = trace.steps.map(({ instance }) => instance);
  const instances = instancesNamed(model, names);
  const loop = trace.loop ?? names.length;
  const judgement = judgeLasso(model, property, { states, instances, loop });
  if (judgement.flaw !== null) return { violated: false, why: judgement.flaw };
  return { violated: true, reason: reasonOf(property, judgement, names.length, loop) };
}

function judgeDeadlock(model: Model, last: (index: number) => unknown): Judgement {
  const what = againstDeadlock(model, last);
  if (what === 'final') return { violated: false, why: 'the last state is final' };
  if (what) return { violated: false, why: `${what.name} is enabled in the last state` };
  return { violated: true, reason: { sentence: 'no action is enabled', facts: {} } };
}
