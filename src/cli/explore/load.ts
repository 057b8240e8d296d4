/**
 * Reads a way through a protocol from a text: an outcome, a trace, or a list of instance names.
 */
import { closes } from '../../explore/liveness/lassoCheck.ts';
import type { Trace } from '../../explore/outcome.ts';
import type { Loaded, Way } from '../../explore/stepping/view.ts';
import { follow, instancesNamed, startLike } from '../../explore/trace.ts';
import { UsageError } from '../../spec/errors.ts';
import type { Model } from '../../spec/system.ts';
import { initialStates } from '../../spec/transition.ts';
import { modelFor } from '../replay/model.ts';
import { savedIn } from '../saved.ts';

const expected =
  'expected an outcome of check --format json, a trace of one, or the names of instances, ' +
  'one on each line';

/**
 * The way that a text tells, as far as it can be gone today.
 *
 * @throws UsageError for a text that tells none, or one of another system, variant or bounds
 */
export async function load(model: Model, text: string): Promise<Loaded> {
  if (text.trim() === '') throw new UsageError(`there is nothing to load; ${expected}`);
  const json = parsed(text);
  if (json === undefined) return loadNames(model, namesIn(text));
  if (isNames(json)) return loadNames(model, json);
  if (isWay(json)) return loadNames(model, json.instances, json.start, json.loop);
  const trace = isOutcome(json) ? await traceIn(model, text) : traceLike(json);
  const names = trace.steps.map(({ instance }) => instance);
  const start = startLike(model, trace.initial);
  if (start < 0) throw new UsageError('the trace starts from a state that is not initial today');
  return loadNames(model, names, start, trace.loop);
}

function loadNames(
  model: Model,
  names: readonly string[],
  start = 0,
  loop: number | null = null,
): Loaded {
  const initial = initialStates(model)[start];
  if (!initial) throw new UsageError(`there is no initial state ${start}`);
  const states = follow(model, initial, instancesNamed(model, names));
  const gone = states.length - 1;
  const way = { start, instances: names.slice(0, gone), loop: null };
  if (gone === names.length) {
    if (loop === null || closes(states, loop)) return { way: { ...way, loop }, note: null };
    const back = `the end does not lead back to where step ${loop + 1} begins`;
    return { way, note: `${back}: it is loaded as a way that just ends` };
  }
  const note = `step ${gone + 1}, ${names[gone]}, is disabled there; what comes before is loaded`;
  return { way, note };
}

/** JSON, or undefined for a text that does not begin like it. */
function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`this is no JSON (${(error as Error).message}); ${expected}`, {
      cause: error,
    });
  }
}

/** Names as people write them down: a line each, perhaps numbered, or with arrows between them. */
function namesIn(text: string): string[] {
  return text
    .split(/\n|→|->/)
    .map((line) => line.replace(/^\s*\d+\.\s+/, '').trim())
    .filter((line) => line !== '');
}

function isNames(json: unknown): json is string[] {
  return Array.isArray(json) && json.every((name) => typeof name === 'string');
}

/** What the page copies of a way that names alone do not tell. */
function isWay(json: unknown): json is Way {
  const { start, instances, loop } = (json ?? {}) as Partial<Way>;
  const isLoop = loop === null || Number.isSafeInteger(loop);
  return Number.isSafeInteger(start) && isNames(instances) && isLoop;
}

function isOutcome(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'format' in json;
}

/** The first violated property's trace; of another variant or other bounds it would mean something else. */
async function traceIn(model: Model, text: string): Promise<Trace> {
  const { content: outcome } = await savedIn('the trace', text, ['outcome']);
  const { system, preset, variant, boundsName, bounds } = model;
  modelFor('the trace', outcome, system, {
    preset,
    set: variant,
    bounds: boundsName,
    bound: bounds,
  });
  const violated = outcome.properties.find((at) => at.trace !== null && at.verdict === 'violated');
  if (violated?.trace) return violated.trace;
  throw new UsageError('the outcome holds no trace: no property is violated in it');
}

function traceLike(json: unknown): Trace {
  const { initial, steps, loop = null } = (json ?? {}) as Partial<Trace>;
  const isTrace =
    typeof initial === 'object' &&
    initial !== null &&
    Array.isArray(steps) &&
    isNames(steps.map((step: unknown) => (step as Trace['steps'][number] | null)?.instance)) &&
    (loop === null || Number.isSafeInteger(loop));
  if (!isTrace) throw new UsageError(`this is no trace; ${expected}`);
  return { initial, steps: steps as Trace['steps'], loop };
}
