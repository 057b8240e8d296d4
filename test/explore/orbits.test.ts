import { fc, it as law } from '@fast-check/vitest';
import { Set as ImmutableSet } from 'immutable';
import { describe, expect } from 'vitest';
import { Halves } from '../../src/explore/halves.ts';
import { PairTable } from '../../src/explore/pairs.ts';
import { middleOf } from '../../src/explore/partition.ts';
import { Programs } from '../../src/explore/programs.ts';
import { Group } from '../../src/explore/symmetry/group.ts';
import { Orbits } from '../../src/explore/symmetry/orbits.ts';
import type { AnyId } from '../../src/index.ts';
import { defineSystem, ids, instantiate, Layout, renamed } from '../../src/index.ts';

const all: readonly AnyId[] = ids('node', 4);
const model = instantiate(
  defineSystem({
    name: 'test/orbits',
    title: 'cells without actions',
    build() {
      const layout = new Layout();
      layout.each('level', [all], () => 0);
      layout.one('crew', ImmutableSet<AnyId>());
      layout.each('peer', [all], () => undefined as AnyId | undefined);
      return { layout, actions: [], properties: [], symmetric: [all] };
    },
  }),
);
const { cells } = model.layout;
/** So few entries that lists of permutations are forgotten all the time. */
const mostEntries = 40;

/** What the law needs of an engine, for states that are rows of plain values. */
function engine() {
  const group = new Group(model, [all]);
  const programs = new Programs(model, [], false, group.exchanges);
  const sideOf = middleOf(group.cellOrbits);
  const halves = new Halves(
    sideOf,
    programs.effects,
    () => new PairTable(),
    (cell) => programs.values.countOf(cell),
    1e6,
  );
  const { values } = programs;
  const orbits = new Orbits({ group, cells, values, halves, mostEntries });
  const pairOf = (state: readonly unknown[]): [number, number] => {
    const row = Int32Array.from(state, (value, cell) => values.idAlone(cell, value, 'the test'));
    return [halves.stores[0].intern(row), halves.stores[1].intern(row)];
  };
  return { orbits, pairOf };
}

const node = fc.constantFrom(...all);
const state = fc
  .tuple(
    fc.array(fc.nat(2), { minLength: 4, maxLength: 4 }),
    fc.array(node, { maxLength: 3 }),
    fc.array(fc.option(node, { nil: undefined }), { minLength: 4, maxLength: 4 }),
  )
  .map(([levels, crew, peers]) => [...levels, ImmutableSet(crew), ...peers]);

/** The state with each node renamed to the one at its place in the list. */
function image(of: readonly unknown[], arranged: readonly AnyId[]): unknown[] {
  const substitution = new Map(all.map((id, at) => [id, arranged[at] as AnyId]));
  const made: unknown[] = [];
  for (const [cell, value] of of.entries()) {
    const { family, ids: own } = cells[cell] as (typeof cells)[number];
    const names = own.map((id) => substitution.get(id));
    const name = names.length > 0 ? `${family}(${names.join(', ')})` : family;
    made[cells.findIndex((known) => known.name === name)] = renamed(value, substitution);
  }
  return made;
}

const arrangement = fc.shuffledSubarray([...all], { minLength: 4 });

describe('one state stands for its orbit', () => {
  law.prop(
    [
      fc.array(state, { minLength: 1, maxLength: 12 }),
      fc.array(arrangement, { minLength: 30, maxLength: 30 }),
    ],
    { numRuns: 60 },
  )(
    'whichever of the orbit is asked about, also after lists of permutations were forgotten',
    (states, arrangements) => {
      const { orbits, pairOf } = engine();
      for (const first of states) {
        const images = new Set<string>();
        orbits.find(...pairOf(first));
        const representative = [orbits.left, orbits.right];
        for (const arranged of arrangements) {
          const [left, right] = pairOf(image(first, arranged));
          images.add(`${left} ${right}`);
          orbits.find(left, right);
          expect([orbits.left, orbits.right]).toEqual(representative);
          const { permutation } = orbits;
          const there = [
            orbits.imageOf(0, left, permutation),
            orbits.imageOf(1, right, permutation),
          ];
          expect(there).toEqual(representative);
        }
        const size = orbits.sizeOf(...pairOf(first));
        expect(size).toBeGreaterThanOrEqual(images.size);
        expect(24 % size).toBe(0);
      }
    },
  );
});
