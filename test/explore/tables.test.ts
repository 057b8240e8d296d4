import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { Batch, batchSize } from '../../src/explore/batch.ts';
import { Effects } from '../../src/explore/effects.ts';
import { HalfStore } from '../../src/explore/half.ts';
import { Bits } from '../../src/explore/liveness/bits.ts';
import { StateIndex } from '../../src/explore/liveness/stateIndex.ts';
import { PairMap } from '../../src/explore/pairMap.ts';
import { PairTable } from '../../src/explore/pairs.ts';
import { RootSet } from '../../src/explore/root.ts';

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

  test.prop([fc.nat(300), fc.nat(300), fc.nat(50)])(
    'nobody hears that a table is tight before what it was to have room for is used up',
    (before, spare, margin) => {
      let tight = 0;
      const table = new PairTable(() => tight++, margin);
      const fill = (upTo: number) => {
        while (table.count < upTo) {
          table.intern(table.count, 0);
          if (!table.hasRoomFor(0)) table.grow();
        }
      };
      fill(before);
      table.grow(spare);
      tight = 0;
      expect(table.hasRoomFor(spare)).toBe(true);
      for (let more = 0; more < spare; more++) table.intern(before + more, 0);
      expect(tight).toBe(0);
      expect(table.bytes).toBeGreaterThanOrEqual(12 * table.count);
    },
  );

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
  let [lefts, rights] = [1, 1];
  const flush = () => {
    if (root.add(batch, lefts, rights)) return;
    expect(batch.size).toBeGreaterThan(0);
    root.grow(lefts, rights);
    expect(root.add(batch, lefts, rights)).toBe(true);
  };
  for (const [left, right] of list) {
    batch.left[batch.size] = left;
    batch.right[batch.size++] = right;
    lefts = Math.max(lefts, left + 1);
    rights = Math.max(rights, right + 1);
    if (batch.size === batchSize) flush();
  }
  if (batch.size > 0) flush();
  return Array.from({ length: root.count }, (_, at) => `${root.leftOf(at)} ${root.rightOf(at)}`);
}

describe('after the search every pair finds its state again', () => {
  // Few rights: dense. Many: hashed.
  test.prop([
    fc.constantFrom(20, 5000),
    fc.array(fc.tuple(fc.nat(19), fc.nat()), { minLength: 1 }),
  ])('whichever form the index has', (rights, list) => {
    const root = new RootSet(1, 1, 1e9);
    add(
      root,
      list.map(([left, right]) => [left, right % rights] as const),
    );
    const index = new StateIndex(root, 20, rights);
    for (const _ of index.fill());
    const batch = new Batch(root.count);
    for (let state = 0; state < root.count; state++) {
      batch.left[state] = root.leftOf(state);
      batch.right[state] = root.rightOf(state);
    }
    batch.size = root.count;
    const into = new Int32Array(root.count);
    index.find(batch, into);
    expect([...into]).toEqual([...into.keys()]);
  });

  test.prop([fc.uniqueArray(fc.nat(200))])(
    'a set of states walks its members in order',
    (states) => {
      const bits = new Bits(201);
      for (const state of states) bits.add(state);
      const walked: number[] = [];
      for (let at = bits.next(0); at >= 0; at = bits.next(at + 1)) walked.push(at);
      expect(walked).toEqual(states.toSorted((a, b) => a - b));
      expect(states.every((state) => bits.has(state))).toBe(true);
      expect(bits.isEmpty).toBe(states.length === 0);
    },
  );
});

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
    expect(add(new RootSet(1, 1, 1e9), list)).toEqual(expected);
  });

  test.prop([pairs(40)])('adding in any pattern gives what a Set gives', (list) => {
    const expected = [...new Set(list.map(([left, right]) => `${left} ${right}`))];
    expect(add(new RootSet(1, 1, 1e9), list)).toEqual(expected);
  });

  it('refuses to grow beyond the states that it may hold', () => {
    const root = new RootSet(1, 1, 3);
    const list: [number, number][] = [0, 1, 2, 3].map((id) => [id, id]);
    expect(add(root, list)).toHaveLength(4);
    expect(() => root.grow(10, 10)).toThrow('there is room for 3 states');
  });

  test.prop([pairs(40)])('and comes back from what it was saved as', (list) => {
    const root = new RootSet(1, 1, 1e9);
    const states = add(root, list);
    const copy = new RootSet(1, 1, 1e9);
    copy.restore(Int32Array.from(root.pieces.flatMap((piece) => [...piece])), 41, 41);
    expect(add(copy, list)).toEqual(states);
  });
});

const storeOf = (width: number) =>
  new HalfStore(
    Array.from({ length: width }, (_, at) => at),
    () => new PairTable(),
    () => 0,
  );

describe('a half of the state is a tree of pair tables', () => {
  const rows = (width: number) =>
    fc.array(fc.array(fc.nat(3), { minLength: width, maxLength: width }), { minLength: 1 });
  const worlds = fc
    .integer({ min: 0, max: 9 })
    .chain((width) => fc.tuple(fc.constant(width), rows(width)));

  test.prop([worlds])(
    'equal rows are one half, and unpack to what was interned',
    ([width, list]) => {
      const store = storeOf(width);
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
      const store = storeOf(width);
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
