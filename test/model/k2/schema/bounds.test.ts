import { describe, expect, it } from 'vitest';
import { k2 } from './play.ts';

describe('"transactions over several partitions: what one writes stays in one partition"', () => {
  const transactions = ['client 1: write k, write k2'];

  it('a transaction that writes in two is refused', () => {
    expect(() => k2({ bound: { partitions: 2, transactions } })).toThrow(
      "'client 1: write k, write k2' writes in two partitions; k2/schema has no such transactions",
    );
  });

  it('with one partition both keys are in it, and reads may be anywhere', () => {
    expect(k2({ bound: { transactions } }).bounds).toMatchObject({ transactions });
    expect(k2({ bounds: 'readWrite2' }).bounds).toMatchObject({ partitions: 2 });
  });
});
