import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conform, instantiate } from '../../../src/index.ts';
import { k2Collection } from '../../../src/model/k2/collection/system.ts';
import type { Mutation } from './mutants.ts';
import { mutantOf, mutations, subjects } from './mutants.ts';
import { acceptedNaively } from './oracle.ts';
import { begins, mapOf, ndjson, noneHidden, randomLog } from './randomLog.ts';
import { messageLog, shuffled } from './shuffled.ts';

describe('a log made by random runs, without its hidden steps, is accepted', () => {
  it.each(subjects)('$model.system.name', ({ model, hiding }) => {
    const log = randomLog(model, 3000, hiding, 7);
    const outcome = conform(model, mapOf(model, hiding), ndjson(log));
    expect(outcome).toMatchObject({
      verdict: 'conforms',
      exitCode: 0,
      accepted: log.length,
      log: { events: log.length, runs: 1 + log.filter((line) => line === begins).length },
      mismatch: null,
    });
  });

  it.each(subjects)('$model.system.name, forgetting all the time what is known', (subject) => {
    const { model, hiding } = subject;
    const log = ndjson(mutantOf(subject, 'dropped', 3).log);
    const map = mapOf(model, hiding, 2);
    const outcome = conform(model, map, log);
    expect(conform(model, map, log, { memoryBytes: 1 })).toEqual(outcome);
  });
});

/** What the mutants of one kind came to. */
interface Row {
  mutants: number;
  rejected: number;
  atOnce: number;
  later: number;
  repaired: number;
}

const repairOf = { dropped: 'missing', swapped: 'swapped', altered: 'altered' } as const;

describe('of mutated logs, the event is named at which the prefix stops being that of a behaviour', () => {
  it('as the naive follower finds it, for each of 204 mutants', () => {
    const table: Partial<Record<Mutation, Row>> = {};
    for (const subject of subjects) {
      const { model, hiding } = subject;
      const map = mapOf(model, hiding);
      for (const mutation of mutations) {
        table[mutation] ??= { mutants: 0, rejected: 0, atOnce: 0, later: 0, repaired: 0 };
        const row = table[mutation];
        for (let seed = 0; seed < 17; seed++) {
          const { log, at } = mutantOf(subject, mutation, seed);
          const outcome = conform(model, map, ndjson(log));
          expect(outcome.accepted).toBe(acceptedNaively(model, log, hiding, 0));
          row.mutants++;
          if (outcome.mismatch === null) continue;
          row.rejected++;
          if (mutation === 'other variant' || at === null) continue;
          expect(outcome.accepted).toBeGreaterThanOrEqual(at);
          row[outcome.accepted === at ? 'atOnce' : 'later']++;
          const { repairs } = outcome.mismatch;
          if (repairs.some(({ kind }) => kind === repairOf[mutation])) row.repaired++;
        }
      }
    }
    // Accepted mutants are behaviours: the naive follower accepts them too.
    expect(table).toMatchInlineSnapshot(`
      {
        "altered": {
          "atOnce": 38,
          "later": 12,
          "mutants": 51,
          "rejected": 50,
          "repaired": 50,
        },
        "dropped": {
          "atOnce": 13,
          "later": 17,
          "mutants": 51,
          "rejected": 30,
          "repaired": 30,
        },
        "other variant": {
          "atOnce": 0,
          "later": 0,
          "mutants": 51,
          "rejected": 37,
          "repaired": 0,
        },
        "swapped": {
          "atOnce": 14,
          "later": 3,
          "mutants": 51,
          "rejected": 17,
          "repaired": 16,
        },
      }
    `);
  });
});

describe('the log is a set of sequences by node, with edges by message: any linearisation will do', () => {
  const model = instantiate(k2Collection, { bounds: 'lossy' });
  const seeds = fc.integer({ min: 0, max: 10_000 });

  it('a log is accepted in another order of its lines', () => {
    const check = (seed: number) => {
      const log = shuffled(messageLog(model, seed), 3, seed);
      const outcome = conform(model, mapOf(model, noneHidden, 6), ndjson(log));
      expect(outcome.accepted).toBe(log.length);
    };
    fc.assert(fc.property(seeds, check), { seed: 1, numRuns: 40 });
  });

  it('and refused where the naive follower refuses it', () => {
    const check = (seed: number) => {
      const log = shuffled(messageLog(model, seed), 2, seed);
      const mutant = log.toSpliced(seed % log.length, 1);
      const outcome = conform(model, mapOf(model, noneHidden, 4), ndjson(mutant));
      expect(outcome.accepted).toBe(acceptedNaively(model, mutant, noneHidden, 4));
    };
    fc.assert(fc.property(seeds, check), { seed: 2, numRuns: 20 });
  });

  it.each(subjects)(
    'also with hidden steps and without messages: $model.system.name',
    (subject) => {
      const { model: at, hiding } = subject;
      for (const mutation of mutations) {
        const { log } = mutantOf(subject, mutation, 5);
        const outcome = conform(at, mapOf(at, hiding, 2), ndjson(log));
        expect(outcome.accepted).toBe(acceptedNaively(at, log, hiding, 2));
      }
    },
  );
});
