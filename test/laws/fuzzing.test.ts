import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { explore } from '../../src/explore/explore.ts';
import { fuzz } from '../../src/explore/fuzz/fuzzing.ts';
import type { Walk } from '../../src/explore/fuzz/walks.ts';
import { scheduleOf } from '../../src/explore/fuzz/walks.ts';
import { isBreakable, World } from '../../src/explore/fuzz/world.ts';
import type { Instance, Model, Outcome, Schedule } from '../../src/index.ts';
import { disabled, initialStates, instantiate, next, stateJson } from '../../src/index.ts';
import { k2Collection } from '../../src/model/k2/collection/system.ts';
import { exploreNaively } from '../oracle.ts';
import { expectReplays } from './agreement.ts';
import { modelOf, tables } from './randomSystem.ts';
import { findings, violates } from './replay.ts';
import { modelsOf } from './systems.ts';

/** What a walk can break. */
const breakable = (model: Model) => [
  ...model.properties.filter(isBreakable).map(({ id }) => id),
  'deadlock',
];

const models = tables().map(modelOf);

/** Fuzzes each property by itself, so that none of them ends the walks of another. */
const fuzzEach = (model: Model, options: { seed: number; runs: number; maxSteps: number }) =>
  breakable(model).map((id) => fuzz(model, { ...options, properties: [id] }));

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
      const { shortest } = exploreNaively(model);
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
      const { shortest } = exploreNaively(model);
      expect(found).toEqual(breakable(model).filter((id) => id in shortest));
    },
  );
});

describe('on the K2 collections fuzzing finds what the search finds, at all tiny bounds', () => {
  it.each([
    ['documented', 4],
    ['code2023', 5],
    ['repaired', 0],
  ])('%s', (preset, most) => {
    const found = modelsOf(k2Collection, preset, ['tiny']).map((model) => {
      const { properties } = explore(model, { keepGoing: true });
      const asked = properties.filter(({ id }) => breakable(model).includes(id));
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
  it.prop([models, fc.nat(), fc.array(fc.boolean(), { minLength: 30, maxLength: 30 })])(
    'a sub-list runs: what is disabled is skipped, the rest is taken',
    (model, seed, keeps) => {
      const world = new World(model, [], 'uniform');
      const [walk] = fc.sample(world.walks(0, 30), { seed, numRuns: 1 }) as [Walk];
      const members = walk.members.filter((_, at) => keeps[at]);
      const again = world.walksAgain().again({ start: walk.start, members });
      const taken = (at: Pick<Walk, 'start' | 'members'>) => {
        const { start, instances } = scheduleOf(model, world.programs, at);
        return statesSkipping(model, instances, start);
      };
      const states = taken({ start: walk.start, members });
      expect(again.members).toHaveLength(states.length - 1);
      expect(taken(again)).toEqual(states);
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
      const [id = ''] = breakable(model);
      const world = new World(model, [id], 'uniform');
      const { counterexample } = fc.check(
        fc.property(world.walks(0, 30), ({ flaw }) => flaw === null),
        { seed, numRuns: 20 },
      );
      if (counterexample === null) return;
      expectNoShorter(model, id, scheduleOf(model, world.programs, counterexample[0]));
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

  function expectNoShorter(model: Model, id: string, { start, instances }: Schedule) {
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
