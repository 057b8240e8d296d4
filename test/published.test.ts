/**
 * The published models: what other checkers count for them, the engine must count too.
 *
 * Each model is written with the public contract alone, as a user would write it.
 */
import { describe, expect, it } from 'vitest';
import { explore } from '../src/explore/explore.ts';
import type { Outcome, System } from '../src/index.ts';
import { instantiate } from '../src/index.ts';
import { exploreNaively } from './oracle.ts';
import { changRoberts } from './published/changRoberts.ts';
import { dieHard } from './published/dieHard.ts';
import { hanoi } from './published/hanoi.ts';
import { missionariesAndCannibals } from './published/missionaries.ts';
import { oneCellCommit } from './published/oneCellCommit.ts';
import { philosophers } from './published/philosophers.ts';
import { prisoners } from './published/prisoners.ts';
import { simpleAllocator } from './published/simpleAllocator.ts';
import { slidingTiles } from './published/slidingTiles.ts';
import { transactionCommit } from './published/transactionCommit.ts';
import { twoPhaseCommit } from './published/twoPhaseCommit.ts';

type Row = readonly [
  system: System,
  bound: Readonly<Record<string, number>>,
  states: number,
  transitions: number,
  depth: number,
  deadlocks: number,
  /** Property → states of its shortest counterexample; every other property holds. */
  violated: Readonly<Record<string, number>>,
];

// biome-ignore format: a table
const published: readonly Row[] = [
  // system                  bound                         states  transitions depth deadlocks violated
  [twoPhaseCommit,           { participants: 2 },              56,         153,   8,  0, {}],
  [twoPhaseCommit,           { participants: 3 },             288,       1_145,  11,  0, {}],
  [twoPhaseCommit,           { participants: 4 },           1_568,       8_257,  14,  0, {}],
  [twoPhaseCommit,           { participants: 5 },           8_832,      58_145,  17,  0, {}],
  [twoPhaseCommit,           { participants: 6 },          50_816,     402_305,  20,  0, {}],
  [twoPhaseCommit,           { participants: 7 },         296_448,   2_744_705,  23,  0, {}],
  [twoPhaseCommit,           { participants: 8 },       1_745_408,  18_507_777,  26,  0, {}],
  [transactionCommit,        { participants: 2 },              12,          22,   5,  2, {}],
  [transactionCommit,        { participants: 3 },              34,          93,   7,  2, {}],
  [transactionCommit,        { participants: 4 },              96,         356,   9,  2, {}],
  [transactionCommit,        { participants: 5 },             274,       1_295,  11,  2, {}],
  [transactionCommit,        { participants: 6 },             792,       4_566,  13,  2, {}],
  [hanoi,                    { discs: 3 },                     27,          78,   8,  0, { unsolved: 8 }],
  [hanoi,                    { discs: 4 },                     81,         240,  16,  0, { unsolved: 16 }],
  [hanoi,                    { discs: 5 },                    243,         726,  32,  0, { unsolved: 32 }],
  [dieHard,                  {},                               16,          96,   8,  0, { never4: 7 }],
  [missionariesAndCannibals, {},                               64,         252,  13,  0, { unsolved: 12 }],
  [philosophers,             { philosophers: 3 },              27,          63,   4,  2, { deadlock: 4 }],
  [philosophers,             { philosophers: 4 },              81,         252,   5,  2, { deadlock: 5 }],
  [philosophers,             { philosophers: 5 },             243,         945,   6,  2, { deadlock: 6 }],
  [philosophers,             { philosophers: 6 },             729,       3_402,   7,  2, { deadlock: 7 }],
  [changRoberts,             { nodes: 3 },                    137,         219,  10,  8, {}],
  [changRoberts,             { nodes: 4 },                    823,       1_775,  15, 16, {}],
  [simpleAllocator,          { clients: 2, resources: 2 },     64,         198,   5,  0, {}],
  [simpleAllocator,          { clients: 3, resources: 2 },    400,       1_632,   6,  0, {}],
  [prisoners,                { prisoners: 2 },                 22,          44,   6,  0, {}],
  [prisoners,                { prisoners: 3 },                 70,         210,  10,  0, {}],
  [prisoners,                { prisoners: 4 },                214,         856,  14,  0, {}],
  [prisoners,                { prisoners: 5 },                646,       3_230,  18,  0, {}],
  [slidingTiles,             { rows: 2, columns: 3 },         360,         840,  22,  0, {}],
  [slidingTiles,             { rows: 3, columns: 3 },     181_440,     483_840,  32,  0, {}],
];

const nameOf = ([system, bound]: Row) => `${system.name} ${JSON.stringify(bound)}`;
const named = published.map((row) => [nameOf(row), row] as const);

describe('the engine counts what other checkers publish for the same model', () => {
  it.each(named)('%s', (_, [system, bound, states, transitions, depth, deadlocks, violated]) => {
    const outcome = explore(instantiate(system, { bound }), { keepGoing: true });
    expect(outcome.complete).toBe(true);
    expect(outcome.counts).toMatchObject({ states, transitions, depth, deadlocks });
    expect(counterexamples(outcome)).toEqual(violated);
  });

  it('ends each level where the next begins, so that the levels add up to the states', () => {
    const { counts } = explore(instantiate(slidingTiles, { bound: { rows: 2, columns: 3 } }));
    expect(counts.levels).toHaveLength(counts.depth);
    expect(counts.levels.reduce((sum, states) => sum + states)).toBe(counts.states);
  });
});

describe('the naive explorer, which shares no code with the engine, counts the same', () => {
  const small = named.filter(([, [, , states]]) => states <= 2_000);

  it.each(small)('%s', (_, [system, bound, states, transitions, depth, deadlocks, violated]) => {
    const model = instantiate(system, { bound });
    const naive = exploreNaively(model);
    expect(naive).toMatchObject({ states, transitions, depth, deadlocks });
    const witnesses = model.properties.filter(({ kind }) => kind === 'reachable');
    const broken = Object.entries(naive.shortest).filter(
      ([id]) => !witnesses.some((witness) => witness.id === id),
    );
    expect(Object.fromEntries(broken.map(([id, steps]) => [id, steps + 1]))).toEqual(violated);
  });
});

describe('liveness of published models under the fairness that they ask for', () => {
  it.each([2, 3, 4, 5])('%i prisoners: everybody is counted in the end', (k) => {
    const outcome = explore(instantiate(prisoners, { bound: { prisoners: k } }));
    expect(verdictsOf(outcome)).toMatchObject({ everybodyCounted: 'holds' });
    expect(outcome.verdict).toBe('holds');
  });

  it('simple allocator: whoever must return what he has, and is served again and again, obtains', () => {
    const outcome = explore(instantiate(simpleAllocator, { bound: { clients: 3 } }));
    expect(outcome.verdict).toBe('holds');
    expect(outcome.properties.filter(({ kind }) => kind === 'leadsTo')).toHaveLength(12);
  });

  it('and if he must return only once he is satisfied, two wait for each other for ever', () => {
    const choice = { preset: 'whenSatisfied', bound: { clients: 3 } };
    const outcome = explore(instantiate(simpleAllocator, choice));
    const { obtains11, satisfied1, returns1 } = verdictsOf(outcome);
    expect([obtains11, satisfied1, returns1]).toEqual(['violated', 'violated', 'holds']);
    const { states, transitions } = outcome.counts;
    expect([states, transitions, outcome.exitCode]).toEqual([400, 1632, 13]);
    const trace = outcome.properties.find(({ id }) => id === 'satisfied1')?.trace;
    expect(trace?.steps.map(({ instance }) => instance)).toEqual([
      'client.requests(1, 1+2)',
      'client.isAllocated(1, 2)',
      'client.requests(2, 1+2)',
      'client.isAllocated(2, 1)',
    ]);
    expect(trace?.loop).toBe(4);
  });

  const verdictsOf = ({ properties }: Outcome) =>
    Object.fromEntries(properties.map(({ id, verdict }) => [id, verdict]));
});

describe('the engine almost never calls the model', () => {
  it('calls two-phase commit fewer than 1 000 times for 18 507 777 transitions', () => {
    const outcome = explore(instantiate(twoPhaseCommit, { bound: { participants: 8 } }));
    expect(outcome.cache.modelCalls).toBeLessThan(1_000);
  });
});

describe('a model written badly on purpose, the whole state in one cell, still gives right answers', () => {
  const alike = published.filter(([system, , states]) => system === twoPhaseCommit && states < 1e4);

  it.each(alike.map((row) => [nameOf(row), row] as const))('%s', (_, [, bound, ...counts]) => {
    const outcome = explore(instantiate(oneCellCommit, { bound }));
    const { states, transitions, depth, deadlocks } = outcome.counts;
    expect([states, transitions, depth, deadlocks, counterexamples(outcome)]).toEqual(counts);
    expect(outcome.verdict).toBe('holds');
  });
});

/** Property → states of the counterexample, for every property that does not hold. */
function counterexamples({ properties }: Outcome): Record<string, number | null> {
  const broken = properties.filter(({ verdict }) => verdict !== 'holds');
  return Object.fromEntries(broken.map(({ id, trace }) => [id, trace && trace.steps.length + 1]));
}
