import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { Effects } from '../../src/explore/effects.ts';
import { HalfStore } from '../../src/explore/half.ts';
import { PairMap } from '../../src/explore/pairMap.ts';
import { PairTable } from '../../src/explore/pairs.ts';
import { Batch, batchSize, RootSet } from '../../src/explore/root.ts';

const pairs = (most: number) =>
  fc.array(fc.tuple(fc.nat(most), fc.nat(most)), { maxLength: 400, size: 'max' });

describe('a pair of ids becomes one dense id, exactly', () => {
  test.prop([pairs(20)])('the same pair has the same id, ids are in order of insertion', (list) => {
    const table = new PairTable();
    const known = new Map<string, number>();
    for (const [left, right] of list) {
      const key = `${left} ${right}`;
      expect(table.find(left, right)).toBe(known.get(key) ?? -1);
      if (!known.has(key)) known.set(key, known.size);
      expect(table.intern(left, right)).toBe(known.get(key));
    }
    expect(table.count).toBe(known.size);
    for (const [key, id] of known) expect(`${table.leftOf(id)} ${table.rightOf(id)}`).toBe(key);
  });

  test.prop([pairs(20)])('a pair map remembers what was added', (list) => {
    const map = new PairMap();
    const known = new Map<string, number>();
    for (const [at, [left, right]] of list.entries()) {
      const key = `${left} ${right}`;
      expect(map.at(left, right)).toBe(known.get(key) ?? -1);
      if (known.has(key)) continue;
      known.set(key, at);
      map.add(left, right, at);
    }
  });
});

/** Adds pairs batch by batch, as the search does, and answers the states in order. */
function add(root: RootSet, list: readonly (readonly [number, number])[]): string[] {
  const batch = new Batch(1);
  const found = new Float64Array(2);
  let [lefts, rights] = [1, 1];
  for (const [at, [left, right]] of list.entries()) {
    batch.left[batch.size] = left;
    batch.right[batch.size] = right;
    batch.instance[batch.size++] = at % 2;
    lefts = Math.max(lefts, left + 1);
    rights = Math.max(rights, right + 1);
    if (batch.size === batchSize) root.add(batch, lefts, rights, found);
  }
  root.add(batch, lefts, rights, found);
  expect(found.reduce((sum, count) => sum + count)).toBe(root.count);
  return Array.from({ length: root.count }, (_, at) => `${root.leftOf(at)} ${root.rightOf(at)}`);
}

describe('the set of states is exact, whichever form it has', () => {
  const spread = (count: number, lefts: number, rights: number) =>
    Array.from({ length: count }, (_, at): [number, number] => [
      (at * 7919) % lefts,
      (at * 40503) % rights,
    ]);
  const worlds: readonly (readonly [string, [number, number][]])[] = [
    ['dense: the halves combine freely', spread(60_000, 300, 200)],
    ['hashed: few of the combinations exist', spread(60_000, 20_000, 2 ** 30)],
    [
      'hashed, then dense',
      [...spread(20_000, 20_000, 2 ** 14), ...spread(400_000, 20_000, 2 ** 8)],
    ],
    ['dense, then hashed', [...spread(60_000, 300, 200), ...spread(30_000, 30_000, 30_000)]],
  ];
  it.each(worlds)('%s', (_, list) => {
    const expected = [...new Set(list.map(([left, right]) => `${left} ${right}`))];
    expect(add(new RootSet(1e9), list)).toEqual(expected);
  });

  test.prop([pairs(40)])('adding in any pattern gives what a Set gives', (list) => {
    const expected = [...new Set(list.map(([left, right]) => `${left} ${right}`))];
    expect(add(new RootSet(1e9), list)).toEqual(expected);
  });

  it('refuses states beyond the limit, and says so only then', () => {
    const list: [number, number][] = [0, 1, 2, 1, 0].map((id) => [id, id]);
    const enough = new RootSet(3);
    expect(add(enough, list)).toHaveLength(3);
    expect(enough.full).toBe(false);
    const tooFew = new RootSet(2);
    expect(add(tooFew, list)).toEqual(['0 0', '1 1']);
    expect(tooFew.full).toBe(true);
  });
});

describe('a half of the state is a tree of pair tables', () => {
  const rows = (width: number) =>
    fc.array(fc.array(fc.nat(3), { minLength: width, maxLength: width }), { minLength: 1 });
  const worlds = fc
    .integer({ min: 0, max: 9 })
    .chain((width) => fc.tuple(fc.constant(width), rows(width)));

  test.prop([worlds])(
    'equal rows are one half, and unpack to what was interned',
    ([width, list]) => {
      const store = new HalfStore(Array.from({ length: width }, (_, at) => at));
      const known = new Map<string, number>();
      for (const row of list) {
        const half = store.intern(Int32Array.from(row));
        expect(known.get(row.join()) ?? half).toBe(half);
        known.set(row.join(), half);
      }
      expect(new Set(known.values()).size).toBe(known.size);
      for (const [key, half] of known) {
        const row = new Int32Array(width + 3);
        store.unpack(half, row, 3);
        expect(row.slice(3).join()).toBe(key);
      }
    },
  );

  test.prop([worlds, fc.array(fc.tuple(fc.nat(8), fc.nat(5)))])(
    'a patched half is the half of the patched row',
    ([width, [first = []]], changes) => {
      const store = new HalfStore(Array.from({ length: width }, (_, at) => at));
      const row = Int32Array.from(first);
      let half = store.intern(row);
      for (const [cell, value] of changes) {
        if (cell >= width) continue;
        row[cell] = value;
        half = store.patch(half, { cells: Int32Array.of(cell), values: Int32Array.of(value) });
        expect(half).toBe(store.intern(row));
      }
    },
  );

  it('knows how many values each cell had', () => {
    const store = new HalfStore([0, 1, 2]);
    for (const row of [
      [0, 5, 1],
      [0, 6, 1],
      [0, 7, 2],
    ])
      store.intern(Int32Array.from(row));
    expect([0, 1, 2].map((position) => store.valuesAt(position))).toEqual([[0], [5, 6, 7], [1, 2]]);
  });
});

describe('effects are interned by what they assign', () => {
  const assignments = fc.array(fc.tuple(fc.nat(5), fc.nat(3)), { maxLength: 4 });

  test.prop([fc.array(assignments)])(
    'equal lists have one id, different ones have two',
    (lists) => {
      const effects = new Effects();
      const known = new Map<string, number>();
      for (const list of lists) {
        const cells = list.map(([cell]) => cell);
        const values = list.map(([, value]) => value);
        const id = effects.intern(cells, values);
        expect(known.get(list.join(';')) ?? id).toBe(id);
        known.set(list.join(';'), id);
        const patch = effects.patchOf(id);
        expect([[...patch.cells], [...patch.values]]).toEqual([cells, values]);
      }
      expect(new Set(known.values()).size).toBe(known.size);
    },
  );
});
