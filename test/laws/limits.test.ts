import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { explore } from '../../src/explore/explore.ts';
import type { Outcome } from '../../src/index.ts';
import { expectReplays } from './agreement.ts';
import { modelOf, tables } from './randomSystem.ts';

const runs = { numRuns: 200 };

/** A search that was cut claims nothing that it has not seen: only violations, and witnesses that were reached. */
function expectModesty(outcome: Outcome): void {
  expect(outcome.complete).toBe(false);
  expect(outcome.verdict).not.toBe('holds');
  expect(outcome.exitCode).not.toBe(0);
  for (const { kind, verdict } of outcome.properties) {
    const decided = kind === 'reachable' ? 'holds' : 'violated';
    expect(verdict === 'undecided' || verdict === decided).toBe(true);
  }
}

describe('every limit ends in undecided, never in a crash and never in success', () => {
  it.prop([tables(), fc.integer({ min: 1, max: 40 })], runs)(
    'a limit on states',
    (random, most) => {
      const model = modelOf(random);
      const whole = explore(model, { keepGoing: true });
      const cut = explore(model, { keepGoing: true, maxStates: most });
      if (cut.complete) {
        expect(cut).toEqual(whole);
        return;
      }
      expect(cut.limit).toBe('states');
      expect(cut.counts.states).toBeLessThanOrEqual(whole.counts.states);
      expectModesty(cut);
      expectReplays(model, cut);
    },
  );

  it.prop([tables(), fc.integer({ min: 1, max: 8 })], runs)('a limit on depth', (random, most) => {
    const model = modelOf(random);
    const whole = explore(model, { keepGoing: true });
    const cut = explore(model, { keepGoing: true, maxDepth: most });
    // The last level allowed is found and judged, but not left: whether more follows stays open.
    expect(cut.complete).toBe(whole.counts.depth < most);
    if (cut.complete) {
      expect(cut).toEqual(whole);
      return;
    }
    expect(cut.limit).toBe('depth');
    expect(cut.counts.depth).toBe(most);
    expect(cut.counts.levels).toEqual(whole.counts.levels.slice(0, most));
    for (const [at, { kind, verdict, trace }] of whole.properties.entries()) {
      if (kind !== 'always' || verdict !== 'violated') continue;
      const isNear = (trace?.steps.length ?? 0) < most;
      expect(cut.properties[at]?.verdict).toBe(isNear ? 'violated' : 'undecided');
    }
    expectModesty(cut);
    expectReplays(model, cut);
  });

  it.prop([tables()], runs)('and one that is not reached changes nothing', (random) => {
    const model = modelOf(random);
    const whole = explore(model, { keepGoing: true });
    const { states, depth } = whole.counts;
    const limits = { maxStates: states + 1, maxDepth: depth + 1, maxMemory: 2 ** 40 };
    expect(explore(model, { keepGoing: true, ...limits })).toEqual(whole);
  });
});
