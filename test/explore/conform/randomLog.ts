/**
 * Logs of random runs: what a real system would write that behaves like the model. The plain transition function walks,
 * hidden steps leave no line, and a new run begins where the last one ended or became long.
 */
import type { ConformanceMap, Instance, Json, Model, Rule, State } from '../../../src/index.ts';
import {
  defineConformance,
  disabled,
  initialStates,
  instantiate,
  next,
  toJson,
} from '../../../src/index.ts';

/** A line of a log: it tells of a step, or of the value of a cell. */
export interface Line {
  readonly node: string;
  /** The name of an action, or one of the kinds below. */
  readonly kind: string;
  /** The ids of the step, or the name of the cell. */
  readonly ids: readonly string[];
  readonly value?: Json;
  readonly sends?: readonly string[];
  readonly receives?: readonly string[];
}

/** The kind of event that tells a value. */
export const sees = 'sees';
/** The kind of event that means nothing, and passes messages on. */
export const relays = 'relays';
/** A step in so many is followed by a look at a cell. */
const looksEvery = 6;

export interface Hiding {
  readonly actions: readonly string[];
  readonly inARow: number;
}

export const noneHidden: Hiding = { actions: [], inARow: 0 };

const longestRun = 400;

/** A generator of numbers that is the same everywhere (mulberry32). */
export function randomFrom(seed: number): (below: number) => number {
  let at = seed;
  return (below) => {
    at = (at + 0x6d2b79f5) | 0;
    let mixed = Math.imul(at ^ (at >>> 15), 1 | at);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** The line of a step. */
export function lineOf({ action, ids, lane }: Instance): Line {
  const node = [lane.role, ...lane.ids].join(' ');
  return { node, kind: action, ids: ids.map(String) };
}

export const begins: Line = { node: 'operator', kind: 'begins', ids: [] };

/** So many lines of random runs, one after the other. */
export function randomLog(model: Model, length: number, hiding: Hiding, seed: number): Line[] {
  const random = randomFrom(seed);
  const starts = initialStates(model);
  const hidden = new Set(hiding.actions);
  const lines: Line[] = [];
  while (lines.length < length) {
    if (lines.length > 0) lines.push(begins);
    let state = starts[random(starts.length)] as State;
    let inARow = 0;
    for (let steps = 0; steps < longestRun && lines.length < length; steps++) {
      const found = enabledAtRandom(
        model,
        state,
        random,
        (action) => inARow < hiding.inARow || !hidden.has(action),
      );
      if (found === undefined) break;
      state = found.after;
      if (hidden.has(found.instance.action)) {
        inARow++;
      } else {
        inARow = 0;
        lines.push(lineOf(found.instance));
      }
      if (random(looksEvery) === 0) lines.push(lookAt(model, state, random));
    }
  }
  return lines;
}

/** A look at a cell that is at its present value: hidden steps that come before it are no longer counted. */
function lookAt({ layout }: Model, state: State, random: (below: number) => number): Line {
  const cell = layout.cells[random(layout.cells.length)] as (typeof layout.cells)[number];
  return { node: 'observer', kind: sees, ids: [cell.name], value: toJson(state[cell.index]) };
}

function enabledAtRandom(
  model: Model,
  state: State,
  random: (below: number) => number,
  mayTake: (action: string) => boolean,
): { instance: Instance; after: State } | undefined {
  const left = model.actions.filter(({ action }) => mayTake(action));
  while (left.length > 0) {
    const at = random(left.length);
    const instance = left[at] as Instance;
    const after = next(model, state, instance);
    if (after !== disabled) return { instance, after };
    left[at] = left.at(-1) as Instance;
    left.pop();
  }
  return undefined;
}

/** Every action is logged under its own name, also those that only other presets have. */
export function mapOf(
  { system, boundsName, bounds }: Model,
  hidden: Hiding,
  reorder = 0,
): ConformanceMap {
  const models = Object.keys(system.presets).map((preset) =>
    instantiate(system, { preset, bounds: boundsName, bound: bounds }),
  );
  const actions = new Set(models.flatMap((model) => model.actions.map(({ action }) => action)));
  const rules = [...actions].map((action): [string, Rule] => [
    action,
    (event, { step }) => ({ takes: step(action, ...idsOf(event.text('ids'))) }),
  ]);
  const look: Rule = (event, { cell }) => {
    const [, family = '', ids = ''] = /^([^(]+)(?:\((.*)\))?$/.exec(event.text('ids')) ?? [];
    return {
      before: [cell(family, ...(ids === '' ? [] : ids.split(', '))).is(event.json('value'))],
    };
  };
  return defineConformance(system, {
    events: { ...Object.fromEntries(rules), [sees]: look },
    hidden,
    ignore: [relays],
    begins: [begins.kind],
    reorder,
  });
}

const idsOf = (text: string) => (text === '' ? [] : text.split(' '));

export function ndjson(lines: readonly Line[]): string[] {
  return lines.map(({ ids, ...line }) => JSON.stringify({ ...line, ids: ids.join(' ') }));
}
