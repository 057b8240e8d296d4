import { describe, expect, it } from 'vitest';
import { because, every, property, vacuous } from '../../src/index.ts';

describe('a property answers true, vacuous, or a reason', () => {
  it('a reason is a sentence, and the values that it is about', () => {
    expect(because('two homes', { txn: 1 })).toEqual({ sentence: 'two homes', facts: { txn: 1 } });
    expect(because('lost').facts).toEqual({});
  });
});

describe('the claim of each item, taken together', () => {
  const odd = (n: number) => n % 2 === 1 || because('even', { n });

  it('is the first reason, if there is one', () => {
    expect(every([1, 4, 2], odd)).toEqual(because('even', { n: 4 }));
  });

  it('asks nobody after that', () => {
    const asked: number[] = [];
    every([1, 2, 3], (n) => {
      asked.push(n);
      return odd(n);
    });
    expect(asked).toEqual([1, 2]);
  });

  it('is true if at least one item was judged', () => {
    expect(every([0, 1], (n) => (n === 0 ? vacuous : true))).toBe(true);
  });

  it('is vacuous if none was', () => {
    expect(every([1, 2], () => vacuous)).toBe(vacuous);
    expect(every([], () => true)).toBe(vacuous);
  });
});

describe('properties are data, told apart by their kind', () => {
  it('each maker sets its own', () => {
    const named = { id: 'P', name: 'p' };
    const kinds = [
      property.always({ ...named, holds: () => true }),
      property.neverStep({ ...named, holds: () => true }),
      property.quiescent({ ...named, holds: () => true }),
      property.reachable({ ...named, reached: () => true }),
      property.eventually({ ...named, reached: () => true }),
      property.leadsTo({ ...named, from: () => true, to: () => true }),
    ].map(({ kind }) => kind);
    expect(kinds).toEqual([
      'always',
      'neverStep',
      'quiescent',
      'reachable',
      'eventually',
      'leadsTo',
    ]);
  });
});
