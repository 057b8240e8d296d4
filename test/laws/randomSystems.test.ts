import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { explore } from '../../src/explore/explore.ts';
import type { PropertyOutcome } from '../../src/index.ts';
import { exploreNaively } from '../oracle.ts';
import { expectAgreement, expectReplays } from './agreement.ts';
import { withCells } from './cellOrder.ts';
import { modelOf, sideBySide, tables } from './randomSystem.ts';
import { findings, isLiveness } from './replay.ts';

const runs = { numRuns: 400 };

describe('on random systems the engine finds what the naive explorer finds', () => {
  it.prop([tables()], runs)(
    'states, transitions, depth, deadlocks, verdicts, shortest traces; and every trace replays',
    (random) => {
      expectAgreement(modelOf(random));
    },
  );

  it.prop([tables()], runs)(
    'and without keepGoing it stops at a violation that is as short as any',
    (random) => {
      const model = modelOf(random);
      const outcome = explore(model);
      const { shortest } = exploreNaively(model);
      const witnesses = new Set(
        model.properties.filter(({ kind }) => kind === 'reachable').map(({ id }) => id),
      );
      const violations = Object.entries(shortest).filter(([id]) => !witnesses.has(id));
      const found = outcome.properties.flatMap((at) =>
        at.trace && !isLiveness(at) ? [at.trace.steps.length] : [],
      );
      expect(outcome.limit).toBe(violations.length > 0 ? 'violation' : null);
      expect(Math.min(...found)).toBe(Math.min(...violations.map(([, steps]) => steps)));
      expectReplays(model, outcome);
    },
  );
});

describe('what is found is a matter of the model alone', () => {
  it.prop([tables()], runs)('it is the same at every run', (random) => {
    const [first, second] = [1, 2].map(() => explore(modelOf(random), { keepGoing: true }));
    expect(second).toEqual(first);
  });

  it.prop([tables(), fc.array(fc.nat(), { minLength: 6, maxLength: 6 })], runs)(
    'it does not depend on the order of the cells',
    (random, weights) => {
      const model = modelOf(random);
      const shuffled = withCells(model, (cells) =>
        cells.toSorted((a, b) => (weights[a.index] ?? 0) - (weights[b.index] ?? 0)),
      );
      const [plain, other] = [model, shuffled].map((at) => explore(at, { keepGoing: true }));
      expect(other?.counts).toEqual(plain?.counts);
      expect(findings(other?.properties ?? [])).toEqual(findings(plain?.properties ?? []));
    },
  );

  it.prop([tables()], runs)(
    'the order of the actions may choose among shortest traces, and changes nothing else',
    (random) => {
      const model = modelOf(random);
      const reversed = { ...model, actions: model.actions.toReversed() };
      const [plain, other] = [model, reversed].map((at) => explore(at, { keepGoing: true }));
      const lengths = (outcome = plain) =>
        findings(outcome?.properties ?? []).map((at) => ({
          ...at,
          reason: null,
          // The way round a loop depends on where it is entered; the way to it is as short as any.
          schedule: at.loop ?? at.schedule?.length,
        }));
      expect(other?.counts).toEqual(plain?.counts);
      expect(lengths(other)).toEqual(lengths(plain));
    },
  );
});

describe('two systems side by side, far more states than the naive explorer could bear', () => {
  /** States of each: two of them make up to a hundred thousand, which take the engine seconds. */
  const [fewest, most] = [70, 300];
  const large = tables({ actions: 10 }).filter((random) => {
    const { complete, counts } = explore(modelOf(random), { keepGoing: true, maxStates: most });
    return complete && counts.states >= fewest;
  });

  it.prop([large, large], { numRuns: 8 })('multiply', (one, two) => {
    const [left, right] = [one, two].map((at) => explore(modelOf(at), { keepGoing: true }));
    const both = explore(sideBySide(one, two), { keepGoing: true });
    if (!left || !right) throw new Error('two outcomes');
    const [a, b] = [left.counts, right.counts];
    expect(both.counts).toMatchObject({
      initial: a.initial * b.initial,
      states: a.states * b.states,
      transitions: a.transitions * b.states + b.transitions * a.states,
      depth: a.depth + b.depth - 1,
      deadlocks: a.deadlocks * b.deadlocks,
    });
    expect(stateAndStepFindings(both.properties)).toEqual([
      ...stateAndStepFindings(left.properties),
      ...stateAndStepFindings(right.properties),
    ]);
  });

  /**
   * What is said of one state or step of one side does not see the other side; quiescence does. A fair behaviour of both is a
   * fair behaviour of each; but a lasso of both is longer.
   */
  function stateAndStepFindings(properties: readonly PropertyOutcome[]) {
    return findings(properties.filter(({ kind }) => !['quiescent', 'deadlock'].includes(kind))).map(
      ({ verdict, vacuous, schedule, loop }) => [
        verdict,
        vacuous,
        loop === null ? schedule?.length : 'a lasso',
      ],
    );
  }
});
