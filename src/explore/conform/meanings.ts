/**
 * From the words of a map to the model: which instances an event names, and which cells it looks at.
 *
 * A name that no variant of the system knows is a mistake in the map. A name that only other variants know is none: such
 * an event is one that this variant cannot take.
 */
import type { Instance } from '../../spec/actions.ts';
import type { AnyCell } from '../../spec/cells.ts';
import { UsageError, unknownName } from '../../spec/errors.ts';
import type { AnyId } from '../../spec/ids.ts';
import type { Model } from '../../spec/system.ts';
import { instantiate } from '../../spec/system.ts';
import { agrees } from './agrees.ts';
import type { LogEvent } from './event.ts';
import type { ConformanceMap, Meaning, Observation, StepNamed, Words } from './map.ts';
import { anyId } from './map.ts';
import type { Expectation } from './outcome.ts';

/** Something that must be seen in a state. */
export interface Seen {
  /** The index of the cell. */
  readonly cell: number;
  /** What was expected, for people. */
  readonly expected: Expectation;
  readonly isTrue: (value: unknown) => boolean;
  /** Two with the same key expect the same; null if nobody can tell. */
  readonly key: string | null;
}

/** What an event means in a model. */
export interface Act {
  /** A new run begins. */
  readonly begins: boolean;
  /** What the event names, in words. */
  readonly names: string;
  /** Indices of instances, one of which is taken; null if no step is. */
  readonly takes: readonly number[] | null;
  readonly before: readonly Seen[];
  readonly after: readonly Seen[];
  /** Two with the same key mean the same; null if nobody can tell. */
  readonly key: string | null;
}

/** An act that leaves everything as it is. */
export const nothing: Act = {
  begins: false,
  names: 'nothing',
  takes: null,
  before: [],
  after: [],
  key: 'nothing',
};

const words: Words<string, unknown> = {
  step: (action, ...ids) => ({ action, ids }),
  cell: (cell, ...ids) => ({
    is: (json) => ({ cell, ids, expects: { json } }),
    fits: (sentence, isTrue) => ({
      cell,
      ids,
      expects: { sentence, isTrue: isTrue as (value: unknown) => boolean },
    }),
  }),
};

/** The acts of a model, in the words of a map. */
export class Meanings {
  /** Indices of the instances that may be taken without an event. */
  readonly hidden: readonly number[];
  readonly #model: Model;
  readonly #map: ConformanceMap;
  readonly #kinds: ReadonlySet<string>;
  readonly #ignored: ReadonlySet<string>;
  readonly #byAction: ReadonlyMap<string, readonly number[]>;
  readonly #byFamily: ReadonlyMap<string, readonly AnyCell[]>;
  readonly #named = new Map<string, readonly number[]>();
  #elsewhere: ReadonlySet<string> | null = null;

  /** @throws UsageError if the map is of another system, or names what no variant of it has */
  constructor(model: Model, map: ConformanceMap) {
    this.#model = model;
    this.#map = map;
    if (map.system !== model.system.name) {
      throw new UsageError(`the map is made for ${map.system}, not for ${model.system.name}`);
    }
    this.#ignored = new Set(map.ignore);
    this.#kinds = new Set([...Object.keys(map.events), ...this.#ignored, ...(map.begins ?? [])]);
    refuseTwice(map);
    this.#byAction = grouped(
      model.actions,
      ({ action }) => action,
      (_, at) => at,
    );
    this.#byFamily = grouped(
      model.layout.cells,
      ({ family }) => family,
      (cell) => cell,
    );
    this.hidden = (map.hidden?.actions ?? []).flatMap((action) => this.#instancesOf(action));
  }

  /** Is an event of this kind one that means nothing? */
  ignores({ kind }: LogEvent): boolean {
    return this.#ignored.has(kind);
  }

  /**
   * What an event means.
   *
   * @throws UsageError with the number of its line
   */
  of(event: LogEvent): Act {
    const { kind, line } = event;
    if (!this.#kinds.has(kind)) {
      const { message } = unknownName('kind of event', kind, [...this.#kinds]);
      throw new UsageError(`line ${line}: ${message} Events to pass over are listed in 'ignore'`);
    }
    if (this.#map.begins?.includes(kind)) return { ...nothing, begins: true, names: 'a new run' };
    const rule = this.#map.events[kind];
    let meaning: Meaning | undefined;
    try {
      meaning = rule?.(event, words);
    } catch (error) {
      if (error instanceof UsageError) throw error;
      const what = `line ${line}: the map's rule for '${kind}' throws ${String(error)}`;
      throw new UsageError(what, { cause: error });
    }
    return inLine(line, () => this.#act(kind, meaning));
  }

  #act(kind: string, meaning: Meaning | undefined): Act {
    const { takes, before = [], after = [] } = meaning ?? {};
    if (takes === undefined && before.length + after.length === 0) {
      throw new UsageError(
        `the map's rule for '${kind}' answers nothing; expected { takes, before, after }, ` +
          "or the kind among 'ignore'",
      );
    }
    const named = takes === undefined ? [] : [takes].flat();
    if (takes !== undefined && named.length === 0) {
      throw new UsageError(
        `the map's rule for '${kind}' takes one of no steps; ` +
          "leave out 'takes' where no step is taken",
      );
    }
    const seenBefore = before.map((at) => this.#seen(at));
    const seenAfter = after.map((at) => this.#seen(at));
    const indices = named.flatMap((at) => this.#instances(at));
    const keys = [...seenBefore, null, ...seenAfter].map((at) => (at === null ? '|' : at.key));
    const act: Act = {
      begins: false,
      names: named.map(stepText).join(' or ') || 'no step',
      takes: takes === undefined ? null : indices,
      // A state that no step leaves is the state before and after it.
      before: takes === undefined ? [...seenBefore, ...seenAfter] : seenBefore,
      after: takes === undefined ? [] : seenAfter,
      key: keys.includes(null) ? null : JSON.stringify([takes === undefined, indices, keys]),
    };
    return act;
  }

  #instances(step: StepNamed): readonly number[] {
    const key = stepText(step);
    const known = this.#named.get(key);
    if (known !== undefined) return known;
    const all = this.#instancesOf(step.action);
    const fit = all.filter((at) => fits((this.#model.actions[at] as Instance).ids, step.ids));
    if (all.length > 0 && fit.length === 0) {
      const have = all.map((at) => this.#model.actions[at] as Instance);
      throw unknownIds('step', key, step.ids.length, have);
    }
    this.#named.set(key, fit);
    return fit;
  }

  #instancesOf(action: string): readonly number[] {
    const indices = this.#byAction.get(action);
    if (indices !== undefined) return indices;
    this.#elsewhere ??= actionsOfPresets(this.#model);
    if (this.#elsewhere.has(action)) return [];
    throw unknownName('action', action, [
      ...new Set([...this.#byAction.keys(), ...this.#elsewhere]),
    ]);
  }

  #seen({ cell: name, ids, expects }: Observation): Seen {
    const family = this.#byFamily.get(name);
    if (family === undefined) throw unknownName('cell', name, [...this.#byFamily.keys()]);
    const cell = family.find((at) => fits(at.ids, ids));
    if (cell === undefined) {
      const got = ids.length === 0 ? name : `${name}(${ids.join(', ')})`;
      throw unknownIds('cell', got, ids.length, family);
    }
    if ('sentence' in expects) {
      const { sentence, isTrue } = expects;
      return { cell: cell.index, expected: { sentence }, isTrue, key: null };
    }
    const { json } = expects;
    return {
      cell: cell.index,
      expected: { json },
      isTrue: (value) => agrees(cell.name, value, json),
      key: `${cell.name} ${JSON.stringify(json)}`,
    };
  }
}

/** Where the number of ids is right, it may be the bounds that are wrong. */
function unknownIds(
  what: string,
  got: string,
  count: number,
  known: readonly Pick<AnyCell, 'name' | 'ids'>[],
): UsageError {
  const names = known.map(({ name }) => name);
  const { message } = unknownName(what, got, names);
  const isCounted = known.some(({ ids }) => ids.length === count);
  return new UsageError(
    `${message}${isCounted ? ' The bounds may be too small for the log.' : ''}`,
  );
}

function fits(ids: readonly AnyId[], wanted: StepNamed['ids']): boolean {
  return (
    ids.length === wanted.length &&
    ids.every(({ label }, at) => wanted[at] === anyId || label === String(wanted[at]))
  );
}

function stepText({ action, ids }: StepNamed): string {
  if (ids.length === 0) return action;
  return `${action}(${ids.map((id) => (id === anyId ? 'any' : id)).join(', ')})`;
}

/** What the actions of a system are called in its presets, with the same bounds. */
function actionsOfPresets({ system, boundsName, bounds }: Model): ReadonlySet<string> {
  const models = Object.keys(system.presets).map((preset) =>
    instantiate(system, { preset, bounds: boundsName, bound: bounds }),
  );
  return new Set(models.flatMap(({ actions }) => actions.map(({ action }) => action)));
}

function refuseTwice({ events, ignore = [], begins = [] }: ConformanceMap): void {
  const all = [...Object.keys(events), ...ignore, ...begins];
  const twice = all.find((kind, at) => all.indexOf(kind) !== at);
  if (twice === undefined) return;
  throw new UsageError(
    `the map says two things about '${twice}'; ` +
      'a kind of event has a rule, is ignored, or begins a run',
  );
}

function grouped<T, R>(
  list: readonly T[],
  keyOf: (member: T) => string,
  toMember: (member: T, at: number) => R,
): ReadonlyMap<string, readonly R[]> {
  const groups = new Map<string, R[]>();
  for (const [at, member] of list.entries()) {
    const group = groups.get(keyOf(member)) ?? [];
    groups.set(keyOf(member), group);
    group.push(toMember(member, at));
  }
  return groups;
}

function inLine<T>(line: number, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`line ${line}: ${error.message}`);
    throw error;
  }
}
