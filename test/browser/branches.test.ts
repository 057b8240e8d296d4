import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { Walk } from '../../src/browser/branches.ts';
import {
  adopted,
  begun,
  chosen,
  newWalk,
  switched,
  wayHere,
  wayOf,
  wentTo,
} from '../../src/browser/branches.ts';

const choose = (walk: Walk, ...names: string[]) => names.reduce(chosen, walk);

describe('nothing that was gone is forgotten', () => {
  it('at the end of a branch, a choice makes it longer', () => {
    const walk = choose(newWalk, 'a', 'b');
    expect(walk).toEqual({
      branches: [{ start: 0, instances: ['a', 'b'], loop: null }],
      at: 0,
      step: 2,
    });
  });

  it('in the middle, the same choice goes along, another one begins a branch', () => {
    const back = wentTo(choose(newWalk, 'a', 'b', 'c'), 1);
    expect(chosen(back, 'b')).toEqual({ ...back, step: 2 });
    const forked = chosen(back, 'x');
    expect(forked.branches.map(({ instances }) => instances.join(''))).toEqual(['abc', 'ax']);
    expect(wayHere(forked).instances).toEqual(['a', 'x']);
    expect(wayOf(switched(forked, 0)).instances).toEqual(['a', 'b', 'c']);
  });

  it('what is there already is found, not added', () => {
    const walk = adopted(choose(newWalk, 'a'), { start: 0, instances: ['a', 'b'], loop: null });
    expect(walk.branches).toHaveLength(2);
    expect(adopted(walk, { start: 0, instances: ['a', 'b'], loop: null }, 1)).toEqual({
      ...walk,
      step: 1,
    });
  });

  it('a branch that repeats for ever stays as it is; going on from its end begins another', () => {
    const lasso = { start: 0, instances: ['a', 'b'], loop: 1 };
    const walk = adopted(choose(newWalk, 'a', 'b'), lasso);
    expect(wayOf(walk)).toEqual(lasso);
    const on = chosen(walk, 'c');
    expect(on.branches.map(({ loop }) => loop)).toEqual([null, 1, null]);
    expect(wayOf(on).instances).toEqual(['a', 'b', 'c']);
  });

  it('another initial state begins a branch, and its own is found again', () => {
    const walk = begun(choose(newWalk, 'a'), 1);
    expect(wayOf(walk)).toEqual({ start: 1, instances: [], loop: null });
    const on = chosen(walk, 'b');
    expect(wayHere(on)).toEqual({ start: 1, instances: ['b'], loop: null });
    expect(begun(on, 0)).toEqual({ ...on, at: 0, step: 0 });
    expect(begun(on, 1)).toEqual({ ...on, step: 0 });
  });

  const move = fc.oneof(
    fc.constantFrom('a', 'b', 'c').map((name) => (walk: Walk) => chosen(walk, name)),
    fc.nat({ max: 6 }).map((step) => (walk: Walk) => wentTo(walk, step)),
    fc.nat().map((at) => (walk: Walk) => switched(walk, at % walk.branches.length)),
  );

  test.prop([fc.array(move, { maxLength: 40 })])('whatever the reader does', (moves) => {
    const seen: string[] = [];
    let walk = newWalk;
    for (const act of moves) {
      walk = act(walk);
      seen.push(wayHere(walk).instances.join(''));
      expect(walk.step).toBeLessThanOrEqual(wayOf(walk).instances.length);
    }
    const kept = walk.branches.map(({ instances }) => instances.join(''));
    expect(seen.filter((way) => !kept.some((branch) => branch.startsWith(way)))).toEqual([]);
    expect(new Set(kept).size).toBe(kept.length);
  });
});
