/**
 * The answer to a violated liveness property: a stem, a loop, and the reason in words.
 */
import type { Property } from '../../spec/properties.ts';
import type { ReasonJson, Trace } from '../outcome.ts';
import type { Schedule } from '../trace.ts';
import { statesOf, traceOf } from '../trace.ts';
import { cycleThrough } from './cycle.ts';
import type { Graph } from './graph.ts';
import type { LassoJudgement } from './lassoCheck.ts';
import { judgeLasso } from './lassoCheck.ts';
import type { Ends } from './stem.ts';
import { stemTo } from './stem.ts';

/** A lasso that violates a property, told. Cost: the time of the search, once or twice. */
export function lassoFor(
  graph: Graph,
  property: Property,
  ends: Ends,
): { readonly trace: Trace; readonly reason: ReasonJson } {
  const { model } = graph.search;
  const { schedule: stem, entry } = stemTo(graph, ends);
  graph.expand(entry);
  const cycle = graph.mayStay() ? [] : cycleThrough(graph, entry, ends.goals);
  const taken = cycle.map((instance) => model.actions[instance]!);
  const schedule: Schedule = { start: stem.start, instances: [...stem.instances, ...taken] };
  const loop = stem.instances.length;
  const { instances } = schedule;
  const judgement = judgeLasso(model, property, {
    states: statesOf(model, schedule),
    instances,
    loop,
  });
  if (judgement.flaw !== null) {
    throw new Error(`the lasso is no counterexample to ${property.id}: ${judgement.flaw}`);
  }
  const trace = { ...traceOf(model, schedule), loop };
  return { trace, reason: reasonOf(property, judgement, instances.length, loop) };
}

/** Why a lasso violates its property, in words. */
export function reasonOf(
  { kind }: Property,
  { since, excused, optional }: Extract<LassoJudgement, { readonly flaw: null }>,
  steps: number,
  loop: number,
): ReasonJson {
  const stays = loop === steps;
  const due = since === 0 ? 'at the start it is due' : `after step ${since} it is due`;
  const rounds = `steps ${loop + 1} ${steps - loop === 2 ? 'and' : 'to'} ${steps}`;
  const end = stays
    ? `${steps === 0 ? 'from the start' : `after step ${steps}`} nothing has to happen any more`
    : `${rounds} may repeat for ever, and nobody is neglected`;
  const sentence =
    kind === 'leadsTo' ? `${due}, and ${end}` : `${end}, and what is promised never comes`;
  const facts = {
    ...(optional.length > 0 && { 'may happen, but need not': optional }),
    ...(excused.length > 0 && { 'not taken, but disabled now and then': excused }),
  };
  return { sentence, facts };
}
