import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Conformance } from '../../../src/index.ts';
import { conform, defineConformance, instantiate } from '../../../src/index.ts';
import { k2Collection } from '../../../src/model/k2/collection/system.ts';
import miniMap from '../../fixtures/miniDrop.map.ts';
import { miniDrop } from '../../fixtures/miniDrop.ts';
import type { Mutant, Mutation, Subject } from './mutants.ts';
import { mutantOf, mutations, subjects } from './mutants.ts';
import { acceptedNaively, statesAfter } from './oracle.ts';
import type { Line } from './randomLog.ts';
import { begins, mapOf, ndjson, noneHidden, randomLog } from './randomLog.ts';
import { messageLog, relayed, shuffled } from './shuffled.ts';

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

describe('it says which actions no event can have been, since the map may have no rule for them', () => {
  const map = defineConformance(miniDrop, {
    events: {
      'asked the node': (event, { step }) => ({
        takes: (['client.reads', 'client.commits'] as const).map((action) =>
          step(action, event.id('client')),
        ),
      }),
    },
    hidden: { actions: ['node.handles'], inARow: 1 },
  });
  const silentAfter = (events: number) => {
    const line = JSON.stringify({ node: 'client', kind: 'asked the node', client: 1 });
    return conform(instantiate(miniDrop), map, Array(events).fill(line)).silent;
  };
  const others = ['cpo.drops', 'cpo.recreates'];
  const faults = ['network.loses', 'network.duplicates', 'network.delays'];

  it('of what an event names, only what it can have been counts', () => {
    expect(silentAfter(1)).toEqual([...others, 'client.commits', ...faults]);
    expect(silentAfter(2)).toEqual([...others, ...faults]);
  });
});

const isValid = new Ajv().compile(JSON.parse(readFileSync('schema/conformance.json', 'utf8')));

/** Where the JSON form of an outcome departs from the schema. */
const flawIn = (outcome: Conformance) => (isValid(outcome) ? null : isValid.errors);

const repairOf = { dropped: 'missing', swapped: 'swapped', altered: 'altered' } as const;

const headings = [
  'mutants',
  'accepted',
  'same',
  'among',
  'others',
  'rejected',
  'at once',
  'later',
  'mended',
] as const;

/**
 * Why a mutant is accepted, as the naive follower sees it right after the mutation: the system may be in the same states as
 * without it, or in those among others, or in others that the rest of the log does not tell apart.
 */
function whyAccepted({ model, other, hiding }: Subject, mutant: Mutant) {
  const { mutation, original, log, until } = mutant;
  const really = mutation === 'other variant' ? other : model;
  const meant = statesAfter(really, original.slice(0, until.original), hiding);
  const found = statesAfter(model, log.slice(0, until.mutant), hiding);
  if (![...meant].every((state) => found.has(state))) return 'others';
  return found.size === meant.size ? 'same' : 'among';
}

describe('of mutated logs, the event is named at which the prefix stops being that of a behaviour', () => {
  /** Kind of mutation → how many of its mutants come to what. */
  const table = new Map<Mutation, Record<string, number>>();

  it.each(subjects)('as the naive follower finds it: $model.system.name', (subject) => {
    const { model, hiding } = subject;
    const map = mapOf(model, hiding);
    for (const mutation of mutations) {
      const row = table.get(mutation) ?? Object.fromEntries(headings.map((name) => [name, 0]));
      table.set(mutation, row);
      const count = (name: string) => {
        row[name] = (row[name] ?? 0) + 1;
      };
      for (let seed = 0; seed < 17; seed++) {
        const mutant = mutantOf(subject, mutation, seed);
        const { log, at } = mutant;
        const outcome = conform(model, map, ndjson(log));
        const { accepted, mismatch } = outcome;
        expect(flawIn(outcome)).toBe(null);
        expect(accepted).toBe(acceptedNaively(model, log, hiding, 0));
        count('mutants');
        count(mismatch ? 'rejected' : 'accepted');
        if (mismatch === null) count(whyAccepted(subject, mutant));
        if (mismatch === null || mutation === 'other variant' || at === null) continue;
        expect(accepted).toBeGreaterThanOrEqual(at);
        count(accepted === at ? 'at once' : 'later');
        if (mismatch.repairs.some(({ kind }) => kind === repairOf[mutation])) count('mended');
      }
    }
  });

  // What is accepted is a behaviour, the naive follower says so too. Where the states are the same, what was dropped changes
  // nothing or only tells, what was swapped commutes, another id does the same, or the variants do the same there.
  it('at the mutation or below it; and its kind is nearly always among the repairs', () => {
    const line = (name: string, cells: readonly (number | string)[]) =>
      `${name.padEnd(14)}${cells.map((cell) => String(cell).padStart(9)).join('')}`;
    const rows = [...table].map(([name, row]) =>
      line(
        name,
        headings.map((at) => row[at] ?? 0),
      ),
    );
    expect(`\n${[line('', headings), ...rows].join('\n')}\n`).toMatchInlineSnapshot(`
      "
                      mutants accepted     same    among   others rejected  at once    later   mended
      dropped              51       21        3        0       18       30       13       17       30
      swapped              51       34       18        4       12       17       14        3       16
      altered              51        1        0        0        1       50       38       12       50
      other variant        51       14       11        0        3       37        0        0        0
      "
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

  it('as where others pass the messages on, in lines that are ignored', () => {
    const check = (seed: number) => {
      const log = shuffled(messageLog(model, seed), 2, seed);
      const accepted = (lines: readonly Line[]) =>
        conform(model, mapOf(model, noneHidden, 6), ndjson(lines)).accepted;
      expect(accepted(relayed(log, seed))).toBe(log.length);
      const mutant = log.toSpliced(seed % log.length, 1);
      const mutantRelayed = relayed(mutant, seed);
      expect(accepted(mutantRelayed)).toBe(acceptedNaively(model, mutantRelayed, noneHidden, 6));
      expect(accepted(mutantRelayed)).toBe(accepted(mutant));
    };
    fc.assert(fc.property(seeds, check), { seed: 3, numRuns: 20 });
  });

  it('messages of ignored events count: what follows one comes after what was before the other', () => {
    const committed = { node: 'client', kind: 'committed', client: 1 };
    const read = { node: 'proxy', kind: 'read', client: 1, incarnation: 1 };
    const says = (node: string, field: 'sends' | 'receives') => ({
      node,
      kind: 'heartbeat',
      [field]: 'm',
    });
    const accepted = (...log: readonly object[]) => {
      const lines = log.map((line) => JSON.stringify(line));
      return conform(instantiate(miniDrop), miniMap, lines).accepted;
    };
    expect(accepted(committed, read)).toBe(2);
    expect(accepted(committed, says('client', 'sends'), says('proxy', 'receives'), read)).toBe(0);
    expect(accepted(committed, says('proxy', 'receives'), read, says('client', 'sends'))).toBe(0);
    expect(accepted(committed, says('client', 'receives'), says('proxy', 'sends'), read)).toBe(2);
    const first = { ...committed, sends: 'm1' };
    const relay = (receives: string, sends: string) => ({
      node: `relay of ${sends}`,
      kind: 'heartbeat',
      receives,
      sends,
    });
    const hops = [relay('m1', 'm2'), relay('m2', 'm3')] as const;
    const last = { ...read, receives: 'm3' };
    expect(accepted(first, ...hops, last)).toBe(0);
    expect(accepted(hops[1], first, last, hops[0])).toBe(0);
    expect(accepted(last, hops[1], hops[0], first)).toBe(0);
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
