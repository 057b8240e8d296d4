/**
 * Looks around on a way through a protocol: what may happen next, what may not and why, and what is broken.
 */
import { is } from 'immutable';
import { disabled } from '../../spec/actions.ts';
import type { Model } from '../../spec/system.ts';
import type { State } from '../../spec/transition.ts';
import { initialStates, next } from '../../spec/transition.ts';
import { toJson } from '../../spec/value.ts';
import { cellsRead, instancesNamed, laneJson, statesOf, traceOf } from '../trace.ts';
import type { Behaviour } from '../traceCheck.ts';
import { judgeTrace } from '../traceCheck.ts';
import { aboutDeadlock } from '../verdicts.ts';
import type { BrokenView, CellValue, InstanceView, View, Way } from './view.ts';

/**
 * What there is to see after so many steps of a way.
 *
 * Cost: a call of the model for each instance, and one for each promise.
 *
 * @throws UsageError for a way that cannot be gone
 */
export function look(model: Model, { start, instances, loop }: Way, step: number): View {
  const schedule = { start, instances: instancesNamed(model, instances) };
  const states = statesOf(model, schedule);
  const trace = { ...traceOf(model, schedule), loop };
  const until = Math.max(0, Math.min(step, instances.length));
  return {
    trace,
    starts: until === 0 ? startsOf(model) : [],
    instances: instanceViews(model, states[until] as State),
    broken: brokenIn(model, {
      states: states.slice(0, until + 1),
      trace: {
        ...trace,
        steps: trace.steps.slice(0, until),
        loop: until === instances.length ? loop : null,
      },
    }),
  };
}

function startsOf(model: Model): CellValue[][] {
  const starts = initialStates(model);
  if (starts.length === 1) return [];
  const [first] = starts as [State];
  const different = model.layout.cells.filter(({ index }) =>
    starts.some((start) => !is(start[index], first[index])),
  );
  return starts.map((start) =>
    different.map(({ name, index }) => ({ cell: name, value: toJson(start[index]) })),
  );
}

function instanceViews(model: Model, state: State): InstanceView[] {
  return model.actions.map((instance) => {
    const { name, lane, label, kind } = instance;
    const isEnabled = next(model, state, instance) !== disabled;
    const reads = () =>
      cellsRead(model, instance, state).map((cell) => ({
        cell: cell.name,
        value: toJson(state[cell.index]),
      }));
    return { name, lane: laneJson(lane), label, kind, closedBy: isEnabled ? null : reads() };
  });
}

function brokenIn(model: Model, behaviour: Behaviour): BrokenView[] {
  const asked = model.properties.filter(({ appliesTo }) => appliesTo !== false);
  // What must never be is broken by a last state, also by one that repeats for ever.
  const ended = { ...behaviour, trace: { ...behaviour.trace, loop: null } };
  return [...asked, aboutDeadlock].flatMap((property) => {
    const isEndless = property.kind === 'eventually' || property.kind === 'leadsTo';
    const judgement = judgeTrace(model, property, isEndless ? behaviour : ended);
    if (!judgement.violated) return [];
    const { id, name } = property;
    return [{ id, name, reason: judgement.reason }];
  });
}
