import { fc, it as law } from '@fast-check/vitest';
import { is } from 'immutable';
import { describe, expect, it } from 'vitest';
import { explore } from '../../src/explore/explore.ts';
import type { Model, Size, State, System } from '../../src/index.ts';
import { disabled, instantiate, next, toJson } from '../../src/index.ts';
import { expectAgreement } from './agreement.ts';
import { withCells } from './cellOrder.ts';
import { findings, isLiveness, violates } from './replay.ts';
import type { Place } from './systems.ts';
import { hasUpTo, keyOf, modelsOf, placesOf, systems, textOf, variants } from './systems.ts';

/**
 * Laws that walk by hand do so in models up to some size, and a variant whose models are all larger has a second chance:
 * a state takes them some milliseconds, the engine a microsecond.
 */
const [mostStates, atLeastOne] = [700, 1500];

const worlds = variants.map((variant) => {
  const models = modelsOf(variant.system, variant.preset);
  const small = models.filter((model) => hasUpTo(mostStates, model));
  const first = () => models.find((model) => hasUpTo(atLeastOne, model));
  const chosen = small.length > 0 ? small : [first()];
  return { ...variant, models: chosen.filter((model) => model !== undefined) };
});

/** Every model is walked through once and explored once, for all laws. */
const places = once(placesOf);
const whole = once((model: Model) => explore(model, { keepGoing: true }));

describe('the engine finds what the naive explorer finds, and every counterexample replays', () => {
  it.each(worlds)('$name, $preset', ({ models }) => {
    for (const model of models) expectAgreement(model, whole(model));
  });
});

describe('actions are deterministic and pure', () => {
  it.each(worlds)('$name, $preset: again they give the same, and change no value', ({ models }) => {
    for (const model of models) {
      const values = new Set([...places(model).values()].flatMap(({ state }) => state));
      const before = [...values].map((value) => JSON.stringify(toJson(value)));
      const fickle = [...places(model).values()].flatMap(({ state, successors }) =>
        model.actions.filter((instance, at) => {
          const again = next(model, state, instance);
          const first = successors[at];
          if (again === disabled || !first) return again !== disabled || first !== undefined;
          return keyOf(again) !== keyOf(first);
        }),
      );
      expect(fickle.map(({ name }) => name)).toEqual([]);
      expect([...values].map((value) => JSON.stringify(toJson(value)))).toEqual(before);
    }
  });
});

describe('equal values of a cell intern to one id, and different ones to different ids', () => {
  it.each(worlds)('$name, $preset', ({ models }) => {
    for (const model of models) {
      for (const values of valuesOfCells(model)) {
        const different = [...values.values()].map(([first]) => first);
        for (const [first, ...others] of values.values()) {
          expect(others.filter((other) => !is(first, other))).toEqual([]);
        }
        for (const [at, one] of different.entries()) {
          expect(different.slice(0, at).filter((other) => is(one, other))).toEqual([]);
        }
        // Or else a trace in JSON would not say which state it is about.
        const texts = different.map((value) => JSON.stringify(toJson(value)));
        expect(new Set(texts).size).toBe(different.length);
      }
    }
  });

  /** For each cell: encoding → every object with that encoding that some action produced. */
  function valuesOfCells(model: Model): Map<string, Set<unknown>>[] {
    const found = model.layout.cells.map(() => new Map<string, Set<unknown>>());
    for (const { state, successors } of places(model).values()) {
      for (const at of [state, ...successors]) {
        for (const [index, value] of at?.entries() ?? []) {
          const text = textOf(value);
          const values = found[index]?.get(text);
          if (values) values.add(value);
          else found[index]?.set(text, new Set([value]));
        }
      }
    }
    return found;
  }
});

describe('what is found does not depend on the order of the cells', () => {
  it.each(worlds)('$name, $preset', ({ models }) => {
    for (const model of models) {
      const reversed = withCells(model, (cells) => cells.toReversed());
      const other = explore(reversed, { keepGoing: true });
      expect(other.counts).toEqual(whole(model).counts);
      expect(findings(other.properties)).toEqual(findings(whole(model).properties));
    }
  });
});

describe('every action is taken, and every promise put to the test, in some variant and bounds', () => {
  it.each(systems)('$name', (system) => {
    const presets = Object.keys(system.presets);
    const ofSize = (size: Size) => presets.flatMap((preset) => modelsOf(system, preset, [size]));
    const [tiny, small, medium] = [ofSize('tiny'), ofSize('small'), ofSize('medium')];
    const open = new Set([...tiny, ...small, ...medium].flatMap(namesIn));
    // What costs least comes first: most is found there.
    for (const models of [tiny, small, withOneSwitch(system), medium]) {
      if (open.size === 0) break;
      for (const model of models) {
        if (!namesJudged(model).some((name) => open.has(name))) continue;
        const { coverage, properties } = explore(model, { keepGoing: true });
        for (const { name, enabled } of coverage.actions) if (enabled > 0) open.delete(name);
        for (const { id, vacuous } of properties) if (!vacuous) open.delete(id);
      }
    }
    expect([...open]).toEqual([]);
  });

  const namesIn = ({ actions, properties }: Model) => [
    ...actions.map(({ action }) => action),
    ...properties.map(({ id }) => id),
  ];

  /** What exploring this model may tell of. */
  function namesJudged(model: Model): string[] {
    const properties = model.properties.filter(({ appliesTo }) => appliesTo !== false);
    return namesIn({ ...model, properties });
  }

  /** The first preset with one switch changed, in tiny bounds. */
  function* withOneSwitch(system: System): Generator<Model> {
    const [preset = ''] = Object.keys(system.presets);
    const bounds = Object.entries(system.boundSets).filter(([, { size }]) => size === 'tiny');
    for (const [name, { options }] of Object.entries(system.switches)) {
      for (const option of Object.keys(options)) {
        for (const [of] of bounds) {
          yield instantiate(system, { preset, set: { [name]: option }, bounds: of });
        }
      }
    }
  }
});

describe('every step has a name and a sentence of its own', () => {
  it.each(worlds)('$name, $preset', ({ models }) => {
    for (const { actions } of models) {
      const names = actions.map(({ name }) => name);
      const sentences = actions.map(({ lane, label }) => [lane.role, ...lane.ids, label].join(' '));
      expect(repeated(names)).toEqual([]);
      expect(repeated(sentences)).toEqual([]);
    }
  });

  const repeated = (texts: readonly string[]) =>
    texts.filter((text, at) => texts.indexOf(text) !== at);
});

describe('a random walk stays inside the explored states, and breaks no promise that holds', () => {
  const walks = fc.array(fc.nat(), { minLength: 10, maxLength: 40 });

  for (const { models, preset, name } of worlds) {
    law.prop([walks], { numRuns: 10 })(`${name}, ${preset}`, (choices) => {
      for (const model of models) {
        const kept = whole(model).properties.filter(
          (at) => at.verdict === 'holds' && at.kind !== 'reachable' && !isLiveness(at),
        );
        const path = walk(places(model), choices);
        for (const at of path.keys()) {
          const broken = kept.filter(({ id }) => violates(model, id, path.slice(0, at + 1)));
          expect(broken).toEqual([]);
        }
      }
    });
  }

  /** Takes one of the enabled instances after the other, as the numbers choose, until there is none. */
  function walk(all: ReadonlyMap<string, Place>, choices: readonly number[]): State[] {
    const [first] = all.values();
    const path: State[] = [];
    let place = first;
    for (const choice of choices) {
      if (!place) throw new Error(`the walk left the explored states after ${path.length} steps`);
      path.push(place.state);
      const successors = place.successors.filter((after) => after !== undefined);
      if (successors.length === 0) break;
      place = all.get(keyOf(successors[choice % successors.length] ?? []));
    }
    return path;
  }
});

function once<T>(compute: (model: Model) => T): (model: Model) => T {
  const known = new WeakMap<Model, T>();
  return (model) => {
    const value = known.get(model) ?? compute(model);
    known.set(model, value);
    return value;
  };
}
