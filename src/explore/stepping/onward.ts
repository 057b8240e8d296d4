/**
 * Searches on from the end of a way: can a promise still be broken, a witness still be reached?
 */
import { unknownName } from '../../spec/errors.ts';
import type { Property } from '../../spec/properties.ts';
import { because } from '../../spec/properties.ts';
import type { Model } from '../../spec/system.ts';
import type { State } from '../../spec/transition.ts';
import { exploring } from '../explore.ts';
import type { Progress, Signal } from '../options.ts';
import type { Outcome, PropertyOutcome, Trace } from '../outcome.ts';
import { instancesNamed, statesOf } from '../trace.ts';
import type { Found, Way } from './view.ts';

/** The same protocol, but beginning in the given state. */
export function startingAt(model: Model, state: State): Model {
  const start = model.layout.cells.map((cell) => ({ cell, value: state[cell.index] }));
  return { ...model, starts: [start] };
}

/**
 * Explores from the end of a way, until the property is decided or there are more states than allowed.
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
  const state = statesOf(model, { start: way.start, instances }).at(-1) as State;
  const asked = model.properties.find((property) => property.id === id);
  if (!asked && id !== 'deadlock') {
    throw unknownName('property', id, [...model.properties.map((at) => at.id), 'deadlock']);
  }
  const from = startingAt(model, state);
  const properties = asked ? [askedFor(asked)] : [];
  const outcome = yield* exploring({ ...from, properties }, { properties: [id], maxStates });
  const answer = outcome.properties[0] as PropertyOutcome;
  return {
    sentence: sentenceOf(outcome, answer, asked?.kind === 'reachable'),
    way: answer.trace && longer(way, answer.trace),
  };
}

function longer({ start, instances }: Way, { steps, loop }: Trace): Way {
  return {
    start,
    instances: [...instances, ...steps.map(({ instance }) => instance)],
    loop: loop === null ? null : instances.length + loop,
  };
}

/** A witness is asked for as what must never be: then there is a way to it. */
function askedFor(property: Property): Property {
  if (property.kind !== 'reachable') return property;
  const { reached, ...about } = property;
  return {
    ...about,
    kind: 'always',
    holds: (read) => !reached(read) || because('it is reached'),
  };
}

function sentenceOf({ counts }: Outcome, answer: PropertyOutcome, isWitness: boolean): string {
  const { id, name, verdict, trace } = answer;
  const states = `${counts.states} ${counts.states === 1 ? 'state' : 'states'}`;
  switch (verdict) {
    case 'violated':
      return `${id} is ${isWitness ? 'reached' : 'violated'} ${momentOf(trace)}.`;
    case 'undecided':
      return (
        `Undecided: nothing found in the first ${states} from here. ` +
        'dropproof check explores all of them, from the start.'
      );
    case 'holds':
    case 'unreached':
      return isWitness
        ? `${id} is not reached in any of the ${states} that can be reached from here.`
        : `${id}, ${name}: holds in all ${states} that can be reached from here.`;
  }
}

function momentOf(trace: PropertyOutcome['trace']): string {
  if (trace === null) return 'from here; there is no memory to look for the way';
  const { steps, loop } = trace;
  const before = loop ?? steps.length;
  const after =
    before === 0 ? 'right here' : `after ${before} more ${before === 1 ? 'step' : 'steps'}`;
  if (loop === null) return after;
  const rounds = steps.length - loop;
  return rounds === 0
    ? `${after}, where nothing happens any more`
    : `${after}, by going round for ever in ${rounds} ${rounds === 1 ? 'step' : 'steps'}`;
}
