import { fc, it as law } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { drained } from '../../src/explore/drained.ts';
import { explore, searching } from '../../src/explore/explore.ts';
import { Halves } from '../../src/explore/halves.ts';
import { PairTable } from '../../src/explore/pairs.ts';
import { Relaid } from '../../src/explore/relaid.ts';
import type { Search } from '../../src/explore/search.ts';
import type { ExploreOptions, Model } from '../../src/index.ts';
import { instantiate } from '../../src/index.ts';
import { findingsOf } from '../fixtures/tuning.ts';
import { oneCellCommit } from '../published/oneCellCommit.ts';
import { twoPhaseCommit } from '../published/twoPhaseCommit.ts';
import { modelOf, tables } from './randomSystem.ts';

function* itself(search: Search): Generator<void, Search, void> {
  yield;
  return search;
}

const searched = (model: Model, options: ExploreOptions) =>
  drained(searching(model, options, itself));

const rowsOf = (halves: Halves, pairs: Iterable<readonly [left: number, right: number]>) =>
  Array.from(pairs, ([left, right]) => [...halves.rowOf(left, right)]);

const pairsOf = ({ root }: Search) =>
  Array.from({ length: root.count }, (_, state): [number, number] => [
    root.leftOf(state),
    root.rightOf(state),
  ]);

/** The halves of another division, without any. */
function halvesBeside({ programs: { effects, values } }: Search, sideOf: Uint8Array): Halves {
  return new Halves(
    sideOf,
    effects,
    () => new PairTable(),
    (cell) => values.countOf(cell),
    100,
  );
}

describe('"What goes into which half" may be chosen anew at any time', () => {
  const sizes = fc
    .uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 4 })
    .map((list) => list.sort((one, other) => one - other));

  law.prop([tables(), sizes, fc.integer({ min: 1, max: 9 })], { numRuns: 150 })(
    'and nothing that is told changes, in random systems',
    (random, divideAt, chunkStates) => {
      const model = modelOf(random);
      const tuning = { divideAt, chunkStates, goodHalves: 0 };
      const divided = explore(model, { keepGoing: true, tuning });
      expect(findingsOf(divided)).toBe(findingsOf(explore(model, { keepGoing: true })));
    },
  );

  law.prop([tables(), fc.array(fc.nat(1), { minLength: 12, maxLength: 12 })], { numRuns: 150 })(
    'every state keeps its number and its values',
    (random, sides) => {
      const search = searched(modelOf(random), { keepGoing: true });
      const to = halvesBeside(
        search,
        search.tables.sideOf.map((_, cell) => sides[cell % sides.length] ?? 0),
      );
      const pairs = new Relaid(search.halves, to).statesOf(search.root);
      expect(rowsOf(to, pairs)).toEqual(rowsOf(search.halves, pairsOf(search)));
    },
  );

  const choice = { bound: { participants: 5 } };

  it('and is, where far fewer halves come of it: the first states say too little', () => {
    const model = instantiate(twoPhaseCommit, choice);
    const halves = (divideAt: number[], goodHalves = 3) =>
      searched(model, { tuning: { divideAt, chunkStates: 4, goodHalves } }).halves.count;
    const [early, both, late] = [halves([8]), halves([8, 512]), halves([512])];
    expect({ early, both, late }).toMatchInlineSnapshot(`
      {
        "both": 280,
        "early": 8833,
        "late": 280,
      }
    `);
    expect(halves([8, 512], Number.POSITIVE_INFINITY), 'good enough').toBe(early);
  });

  it('but not where nothing is to be gained', () => {
    const model = instantiate(oneCellCommit, choice);
    const sides = (divideAt: number[]) =>
      searched(model, { tuning: { divideAt, goodHalves: 0 } }).tables.sideOf;
    expect(sides([8, 64, 512])).toEqual(sides([8]));
  });
});
