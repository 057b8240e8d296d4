import { describe, expect, it } from 'vitest';
import { because, explore, instantiate, property } from '../../src/index.ts';
import { counters } from '../fixtures/counters.ts';
import { simpleAllocator } from '../published/simpleAllocator.ts';
import { transactionCommit } from '../published/transactionCommit.ts';
import { twoPhaseCommit } from '../published/twoPhaseCommit.ts';

describe('one state for each orbit, exactly', () => {
  // biome-ignore format: a table
  const known = [
    [twoPhaseCommit, { participants: 2 }, 34, 56],
    [twoPhaseCommit, { participants: 3 }, 80, 288],
    [twoPhaseCommit, { participants: 4 }, 166, 1_568],
    [twoPhaseCommit, { participants: 5 }, 314, 8_832],
    [twoPhaseCommit, { participants: 6 }, 553, 50_816],
    [twoPhaseCommit, { participants: 7 }, 920, 296_448],
    [transactionCommit, { participants: 6 }, 34, 792],
    // More orbits than the first, provisional halves are kept for.
    [simpleAllocator, { clients: 4, resources: 3 }, 5_714, 110_592],
  ] as const;
  it.each(known.map(([system, bound, ...counts]) => [system.name, bound, system, counts] as const))(
    '%s %j',
    (_name, bound, system, [orbits, states]) => {
      const model = instantiate(system, { bound });
      const asked = model.properties.filter(({ kind }) => kind === 'always').map(({ id }) => id);
      const tuning = { divideAt: [500] };
      const outcome = explore(model, { properties: asked, symmetry: true, tuning });
      expect(outcome.counts).toMatchObject({ states: orbits, fullStates: states });
      expect(outcome).toMatchObject({
        verdict: 'holds',
        complete: true,
        engine: { symmetry: true },
      });
    },
  );

  it('without symmetry a state stands for itself', () => {
    const outcome = explore(instantiate(twoPhaseCommit));
    expect(outcome.counts.fullStates).toBe(null);
    expect(outcome.engine.symmetry).toBe(false);
  });

  it('permutations within one kind do not touch another', () => {
    const model = instantiate(counters({}), { bound: { counters: 2, others: 3 } });
    const { counts } = explore(model, { symmetry: true });
    // Multisets: 2 counters of 3 values, 3 others of 2 values.
    expect(counts).toMatchObject({ states: 6 * 4, fullStates: 3 ** 2 * 2 ** 3 });
  });
});

describe('a combination that is unsound, or too much, is refused with the reason', () => {
  const refusal = (system: ReturnType<typeof counters>, bound = {}) => {
    try {
      explore(instantiate(system, { bound }), { symmetry: true });
    } catch (error) {
      return String(error);
    }
    return 'nothing';
  };

  it('liveness', () => {
    const lively = counters({
      protocol: () => ({
        properties: [property.eventually({ id: 'done', name: 'done', reached: () => true })],
      }),
    });
    expect(refusal(lively)).toMatchInlineSnapshot(
      `"UsageError: symmetry does not go with liveness (done): fairness is a matter of each instance, and orbits do not tell instances apart; choose other properties (--property), or explore without symmetry"`,
    );
    const other = explore(instantiate(lively), { symmetry: true, properties: ['deadlock'] });
    expect(other.verdict).toBe('holds');
  });

  it('nothing that is interchangeable', () => {
    expect(refusal(counters({}), { counters: 1 })).toMatchInlineSnapshot(
      `"UsageError: symmetry: test/counters names no interchangeable ids in this variant and these bounds; explore it without symmetry"`,
    );
  });

  it('too many permutations', () => {
    expect(refusal(counters({}), { counters: 8, others: 2 })).toMatchInlineSnapshot(
      `"UsageError: symmetry: the interchangeable ids (8 of kind counter, 2 of kind other) have 80640 permutations, and the engine compares states under at most 40320; choose smaller bounds, or explore without symmetry"`,
    );
  });
});

describe('a promise about some of the ids is kept or broken with those about the others', () => {
  const system = counters({
    protocol: ({ all, value }) => ({
      properties: all.map((c) =>
        property.always({
          id: `P(${c.label})`,
          name: `counter ${c.label} stays below two`,
          about: [c],
          holds: (read) => read(value(c)) < 2 || because('it does not', { c }),
        }),
      ),
    }),
  });

  it('each has a trace of its own, as without symmetry', () => {
    const [plain, reduced] = [false, true].map(
      (symmetry) => explore(instantiate(system), { keepGoing: true, symmetry }).properties,
    );
    expect(reduced).toEqual(plain);
    expect(reduced?.filter(({ verdict }) => verdict === 'violated')).toHaveLength(3);
  });

  it('also if only one of them is chosen', () => {
    const only = { properties: ['P(1)'], symmetry: true };
    const { properties } = explore(instantiate(system), only);
    expect(properties.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual(['P(1) violated']);
    const steps = properties[0]?.trace?.steps.map(({ instance }) => instance);
    expect(steps).toEqual(['counter.counts(1)', 'counter.counts(1)']);
  });
});
