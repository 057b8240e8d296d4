import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { explore } from '../../src/explore/explore.ts';
import type { Instance, Model, PropertyOutcome, State, Trace } from '../../src/index.ts';
import { disabled, next } from '../../src/index.ts';
import { decideNaively, mostStates } from '../liveOracle.ts';
import { isFairLoop, lassoViolates } from './lasso.ts';
import { modelOf, tables } from './randomSystem.ts';
import { statesAlong } from './replay.ts';
import { keyOf, placesOf } from './systems.ts';

const lively = tables({ actions: 8, cells: 4, kinds: ['eventually', 'leadsTo'] });

function livenessOf(model: Model) {
  const { properties, counts } = explore(model, { keepGoing: true });
  return { properties: properties.filter(({ kind }) => kind !== 'deadlock'), counts };
}

function lassosOf(model: Model): { readonly id: string; readonly trace: Trace }[] {
  return livenessOf(model).properties.flatMap(({ id, trace }) => (trace ? [{ id, trace }] : []));
}

describe('a second, slow algorithm agrees on random systems', () => {
  it.prop([lively], { numRuns: 400 })(
    'on verdicts and on the length of the way to the loop; and every lasso is one',
    (random) => {
      const model = modelOf(random);
      const { properties, counts } = livenessOf(model);
      for (const { id, trace } of properties) {
        if (trace) expect([id, lassoViolates(model, id, trace)]).toEqual([id, true]);
      }
      if (counts.states > mostStates) return;
      const places = placesOf(model);
      const found = properties.map(({ id, verdict, vacuous, trace }) => {
        return { id, verdict, vacuous, stem: trace?.loop ?? null };
      });
      expect(found).toEqual(properties.map(({ id }) => decideNaively(model, places, id)));
    },
  );

  it('and the random systems are worth the trouble: all sorts of answers are among them', () => {
    const outcomes = fc
      .sample(lively, { numRuns: 300, seed: 1 })
      .flatMap((random) => livenessOf(modelOf(random)).properties);
    const sorts = Map.groupBy(outcomes, sortOf);
    const counts = [...sorts].map(([sort, list]) => [sort, list.length] as const);
    const rare = counts.filter(([, count]) => count < 10);
    expect(new Set(sorts.keys())).toEqual(
      new Set(['vacuous', 'holds', 'stays', 'loops with one step back', 'loops']),
    );
    expect(rare).toEqual([]);
  });

  function sortOf({ vacuous, trace }: PropertyOutcome): string {
    if (!trace || trace.loop === null) return vacuous ? 'vacuous' : 'holds';
    const steps = trace.steps.length - trace.loop;
    if (steps === 0) return 'stays';
    return steps === 2 ? 'loops with one step back' : 'loops';
  }
});

describe('the loop of a lasso is as short as any from where it is entered', () => {
  const mostSteps = 4;

  it.prop([lively], { numRuns: 200 })('found by trying every way', (random) => {
    const model = modelOf(random);
    for (const { id, trace } of lassosOf(model)) {
      const loop = trace.loop as number;
      const steps = trace.steps.length - loop;
      if (steps === 0 || steps > mostSteps) continue;
      const entry = statesAlong(model, trace)[loop] as State;
      const shorter = walksFrom(model, entry, steps - 1).filter(
        ({ states, taken }) =>
          keyOf(states.at(-1) as State) === keyOf(entry) &&
          isFairLoop(model, states, taken) &&
          lassoViolates(model, id, { ...trace, ...closed(trace, loop, taken) }),
      );
      expect([id, shorter]).toEqual([id, []]);
    }
  });

  /** The same way to the loop, and another way round. */
  function closed({ steps }: Trace, loop: number, taken: readonly Instance[]) {
    const [any] = steps;
    const round = taken.map(({ name }) => ({ ...any, instance: name }) as Trace['steps'][number]);
    return { steps: [...steps.slice(0, loop), ...round] };
  }

  interface Walk {
    readonly states: readonly State[];
    readonly taken: readonly Instance[];
  }

  /** Every way of up to so many steps. */
  function walksFrom(model: Model, start: State, steps: number): Walk[] {
    const walks: Walk[] = [{ states: [start], taken: [] }];
    for (const { states, taken } of walks) {
      if (taken.length === steps) continue;
      for (const instance of model.actions) {
        const after = next(model, states.at(-1) as State, instance);
        if (after === disabled) continue;
        walks.push({ states: [...states, after], taken: [...taken, instance] });
      }
    }
    return walks;
  }
});
