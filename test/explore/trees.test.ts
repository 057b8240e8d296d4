/**
 * Decision trees: a reference that somebody holds stays good, however the tree grows.
 */
import { describe, expect, it } from 'vitest';
import { plainResult } from '../../src/explore/calls.ts';
import { Effort } from '../../src/explore/effort.ts';
import { DecisionTrees, notKnown } from '../../src/explore/trees.ts';

/** Reads cell 0, then cell 1, and answers the sum of their values. */
const sum = {
  name: 'sum',
  prepare: (read: (cell: number) => number) => () => read(0) + read(1),
  ...plainResult,
  describe: String,
};

describe('who waits at a node learns there', () => {
  it('also if the value that led to it was far out once, and is not any more', () => {
    const trees = new DecisionTrees([sum], (cell) => `cell ${cell}`, new Effort(1, 2));
    const learn = (...row: readonly number[]) => trees.learn(0, Int32Array.from(row));
    const child = (value: number) => trees.childOf(trees.roots[0] ?? notKnown, value);
    learn(1000, 0);
    const waiting = child(1000);
    for (let value = 0; value < 130; value++) learn(value, 0);
    learn(501, 0);
    expect(child(1000)).toBe(waiting);
    learn(1000, 7);
    expect(trees.childOf(waiting, 7)).toBe(-1 - 1007);
  });
});
