/**
 * Searches on from the end of a way: can a promise still be broken, a witness still be reached?
 */
import type { Read } from '../../spec/cells.ts';
import { unknownName } from '../../spec/errors.ts';
import type { LeadsTo, Property } from '../../spec/properties.ts';
import { because } from '../../spec/properties.ts';
import type { Model } from '../../spec/system.ts';
import type { State } from '../../spec/transition.ts';
import { guarded, readOf } from '../../spec/transition.ts';
import { exploring } from '../explore.ts';
import type { Progress, Signal } from '../options.ts';
import type { PropertyOutcome, Trace, Verdict } from '../outcome.ts';
import { instancesNamed, statesOf } from '../trace.ts';
import { aboutDeadlock } from '../verdicts.ts';
import type { Found, Way } from './view.ts';

/** The same protocol, but beginning in the given state. */
export function startingAt(model: Model, state: State): Model {
  const start = model.layout.cells.map((cell) => ({ cell, value: state[cell.index] }));
  return { ...model, starts: [start] };
}

/** Where one question is asked as several, this verdict on one of them is that on all. */
const gravity: readonly Verdict[] = ['violated', 'undecided', 'unreached', 'holds'];

/** A witness is asked for as what must never be: then there is a way to it. */
const ofWitness = {
  violated: 'holds',
  holds: 'unreached',
  unreached: 'unreached',
  undecided: 'undecided',
} as const satisfies Record<Verdict, Verdict>;

/**
 * Explores from the end of a way, until the property is decided or there are more states than allowed. What must come is
 * judged of the way and what follows it together: it may have come already, or be due.
 *
 * @throws UsageError for an unknown property, or for a way that cannot be gone
 */
export function* searchOn(
  model: Model,
  way: Way,
  id: string,
  maxStates: number,
): Generator<Progress, Found, Signal> {
  const instances = instancesNamed(model, way.instances);
  const states = statesOf(model, { start: way.start, instances });
  const asked = model.properties.find((property) => property.id === id);
  if (!asked && id !== 'deadlock') {
    throw unknownName('property', id, [...model.properties.map((at) => at.id), 'deadlock']);
  }
  const { name, kind } = asked ?? aboutDeadlock;
  const found = { property: { id, name, kind }, cameAfter: null, dueSince: null, way: null };
  const came =
    asked?.kind === 'eventually' ? where(model, id, states, asked.reached)[0] : undefined;
  if (came !== undefined) {
    return { ...found, verdict: 'holds', cameAfter: came, states: 0 };
  }
  const dueSince = asked?.kind === 'leadsTo' ? dueAfter(model, asked, states) : null;
  const properties = asked ? askedFor(asked, dueSince !== null) : [];
  const from = { ...startingAt(model, states.at(-1) as State), properties };
  const ids = properties.length > 0 ? properties.map((at) => at.id) : [id];
  const { counts, properties: answers } = yield* exploring(from, { properties: ids, maxStates });
  const worst = (one: PropertyOutcome, other: PropertyOutcome) =>
    gravity.indexOf(other.verdict) < gravity.indexOf(one.verdict) ? other : one;
  const { verdict, trace } = answers.reduce(worst);
  return {
    ...found,
    verdict: kind === 'reachable' ? ofWitness[verdict] : verdict,
    dueSince,
    states: counts.states,
    way: trace && longer(way, trace),
  };
}

function longer({ start, instances }: Way, { steps, loop }: Trace): Way {
  return {
    start,
    instances: [...instances, ...steps.map(({ instance }) => instance)],
    loop: loop === null ? null : instances.length + loop,
  };
}

/** After how many steps of a way something is so, each time. */
function where(model: Model, id: string, states: readonly State[], says: (read: Read) => boolean) {
  return [...states.keys()].filter((at) =>
    guarded(id, () => says(readOf(model, id, (index) => states[at]?.[index]))),
  );
}

/** Since how many steps what must follow is awaited at the end of a way; null if it is not. */
function dueAfter(
  model: Model,
  { id, from, to }: LeadsTo,
  states: readonly State[],
): number | null {
  const kept = where(model, id, states, to).at(-1) ?? -1;
  return where(model, id, states, from).find((at) => at > kept) ?? null;
}

/** What a search asks in order to answer for a property. What is due already must come, whatever falls due later. */
function askedFor(property: Property, isDue: boolean): Property[] {
  if (property.kind === 'reachable') {
    const { reached, ...about } = property;
    const holds = (read: Read) => !reached(read) || because('it is reached');
    return [{ ...about, kind: 'always', holds }];
  }
  if (property.kind !== 'leadsTo' || !isDue) return [property];
  const { from: _, to, ...about } = property;
  const now: Property = { ...about, id: `${property.id}, due`, kind: 'eventually', reached: to };
  return [property, now];
}
