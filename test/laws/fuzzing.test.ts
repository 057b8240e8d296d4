import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { explore } from '../../src/explore/explore.ts';
import { fuzz } from '../../src/explore/fuzz/fuzzing.ts';
import type { Safety } from '../../src/explore/fuzz/judge.ts';
import type { Walk } from '../../src/explore/fuzz/walks.ts';
import { Walks } from '../../src/explore/fuzz/walks.ts';
import type { Instance, Model, Outcome } from '../../src/index.ts';
import { disabled, initialStates, instantiate, next, stateJson } from '../../src/index.ts';
import { k2Collection } from '../../src/model/k2/collection/system.ts';
import { exploreNaively } from '../oracle.ts';
import { expectReplays } from './agreement.ts';
import { modelOf, tables } from './randomSystem.ts';
import { findings, violates } from './replay.ts';
import { modelsOf } from './systems.ts';

const safetyOf = (model: Model) =>
  model.properties.filter((at): at is Safety => at.kind === 'always' || at.kind === 'neverStep');

/** A random system that has something to fuzz. */
const models = tables()
  .map(modelOf)
  .filter((model) => safetyOf(model).length > 0);

/** Fuzzes each property by itself, so that none of them ends the walks of another. */
const fuzzEach = (model: Model, options: { seed: number; runs: number; maxSteps: number }) =>
  safetyOf(model).map(({ id }) => fuzz(model, { ...options, properties: [id] }));

const violatedIn = ({ properties }: Outcome) =>
  properties.filter(({ verdict }) => verdict === 'violated').map(({ id }) => id);

/** The states that a schedule leads through if disabled instances are skipped. */
function statesSkipping(model: Model, instances: readonly Instance[], start = 0) {
  const states = [initialStates(model)[start] as readonly unknown[]];
  for (const instance of instances) {
    const after = next(model, states.at(-1) as readonly unknown[], instance);
    if (after !== disabled) states.push(after);
  }
  return states;
}

describe('on random systems fuzzing finds nothing that the naive explorer excludes', () => {
  it.prop([models, fc.nat()], { numRuns: 60 })(
    'and every violation replays on the plain transition function',
    (model, seed) => {
      const { shortest } = exploreNaively(model, safetyOf(model));
      for (const outcome of fuzzEach(model, { seed, runs: 20, maxSteps: 20 })) {
        for (const { id, trace } of outcome.properties) {
          if (!trace) continue;
          expect(shortest).toHaveProperty(id);
          expect(trace.steps.length).toBeGreaterThanOrEqual(shortest[id] as number);
        }
        expectReplays(model, outcome);
      }
    },
  );

  // Chance is fixed here: with other systems a violation might be too rare for these runs.
  it.prop([models], { numRuns: 60, seed: 1 })(
    'and, given enough runs, all that it finds',
    (model) => {
      const found = fuzzEach(model, { seed: 1, runs: 100, maxSteps: 20 }).flatMap(violatedIn);
      const { shortest } = exploreNaively(model, safetyOf(model));
      const violated = safetyOf(model).filter(({ id }) => id in shortest);
      expect(found).toEqual(violated.map(({ id }) => id));
    },
  );
});

describe('on the K2 collections fuzzing finds what the search finds, at all tiny bounds', () => {
  it.each([
    ['documented', 3],
    ['code2023', 4],
    ['repaired', 0],
  ])('%s', (preset, most) => {
    const found = modelsOf(k2Collection, preset, ['tiny']).map((model) => {
      const { properties } = explore(model, { keepGoing: true });
      const asked = properties.filter(({ id }) => safetyOf(model).some((at) => at.id === id));
      const violated = asked.filter((at) => at.verdict === 'violated' && !at.reportOnly);
      const alone = violated.map(({ id }) => fuzz(model, { seed: 1, properties: [id] }));
      const together = fuzz(model, { seed: 1, runs: 20 });
      const excluded = asked.filter(({ verdict }) => verdict === 'holds').map(({ id }) => id);
      expect(violatedIn(together).filter((id) => excluded.includes(id))).toEqual([]);
      expect(alone.flatMap(violatedIn)).toEqual(violated.map(({ id }) => id));
      return violated.length;
    });
    expect(Math.max(...found)).toBe(most);
  });
});

describe('"every sub-list is a schedule and shrinking works"', () => {
  const walkIn = (model: Model, seed: number) =>
    fc.sample(new Walks(model, [], 30), { seed, numRuns: 1 })[0] as Walk;

  it.prop([models, fc.nat(), fc.array(fc.boolean(), { minLength: 30, maxLength: 30 })])(
    'a sub-list runs: what is disabled is skipped, the rest is taken',
    (model, seed, keeps) => {
      const walk = walkIn(model, seed);
      const instances = walk.instances.filter((_, at) => keeps[at]);
      const again = new Walks(model, [], 30).again({ start: walk.start, instances });
      const states = statesSkipping(model, instances, walk.start);
      expect(again.instances).toHaveLength(states.length - 1);
      expect(statesSkipping(model, again.instances, walk.start)).toEqual(states);
    },
  );

  it.prop([models, fc.nat()], { numRuns: 60 })(
    'from a shrunk trace no single step can be left out',
    (model, seed) => {
      for (const outcome of fuzzEach(model, { seed, runs: 20, maxSteps: 30 })) {
        expectMinimal(model, outcome);
      }
    },
  );

  it('nor from one of the K2 collections', () => {
    const model = instantiate(k2Collection, { bounds: 'medium' });
    const outcome = fuzz(model, { seed: 1 });
    expect(violatedIn(outcome)).toContain('P1');
    expectReplays(model, outcome);
    expectMinimal(model, outcome);
  });

  it.prop([models, fc.nat()], { numRuns: 50 })(
    'fast-check alone shrinks a walk to a minimal one too',
    (model, seed) => {
      const [property] = safetyOf(model);
      const walks = new Walks(model, property ? [property] : [], 30);
      const { counterexample } = fc.check(
        fc.property(walks, ({ flaw }) => flaw === null),
        { seed, numRuns: 20 },
      );
      if (counterexample) expectNoShorter(model, property?.id ?? '', counterexample[0]);
    },
  );

  function expectMinimal(model: Model, { properties }: Outcome) {
    const byName = new Map(model.actions.map((instance) => [instance.name, instance]));
    for (const { id, trace } of properties) {
      if (!trace) continue;
      const instances = trace.steps.map(({ instance }) => byName.get(instance) as Instance);
      const initial = JSON.stringify(trace.initial);
      const start = initialStates(model).findIndex(
        (state) => JSON.stringify(stateJson(model, state)) === initial,
      );
      expectNoShorter(model, id, { start, instances });
    }
  }

  function expectNoShorter(
    model: Model,
    id: string,
    { start, instances }: Pick<Walk, 'start' | 'instances'>,
  ) {
    const without = instances.map((_, at) => instances.toSpliced(at, 1));
    const broken = without.filter((shorter) => {
      const states = statesSkipping(model, shorter, start);
      return states.some((_, at) => violates(model, id, states.slice(0, at + 1)));
    });
    expect(broken).toEqual([]);
  }
});

describe('"--seed and the printed replay command reproduce it"', () => {
  it.prop([models, fc.nat()], { numRuns: 50 })(
    'the same seed gives the same outcome, whatever was fuzzed before',
    (model, seed) => {
      const options = { seed, runs: 30, maxSteps: 20 };
      const [first, second] = [1, 2].map(() => fuzz(model, options));
      expect(second).toEqual(first);
    },
  );

  it.prop([models, fc.nat()], { numRuns: 50 })(
    'a violation is the same if only its property is selected: that is the command that is printed',
    (model, seed) => {
      const options = { seed, runs: 30, maxSteps: 20 };
      const outcome = fuzz(model, options);
      for (const at of outcome.properties.filter(({ trace }) => trace !== null)) {
        const alone = fuzz(model, { ...options, properties: [at.id] });
        expect(findings(alone.properties)).toEqual(findings([at]));
      }
    },
  );

  it('seeds that are close to each other do not draw the same walks', () => {
    const model = instantiate(k2Collection, { preset: 'repaired', bounds: 'note' });
    const steps = [1, 2, 3, 4].map((seed) => {
      const options = { seed, runs: 30, properties: ['P1'] };
      return JSON.stringify(fuzz(model, options).coverage.actions);
    });
    expect(new Set(steps).size).toBe(4);
  });
});
