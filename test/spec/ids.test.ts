import { describe, expect, it } from 'vitest';
import { ids } from '../../src/index.ts';

describe('ids are values of a typed class, never bare numbers', () => {
  it('a number makes ids 1, 2, 3 …, a list makes one id for each label', () => {
    expect(ids('partition', 2).map(({ kind, ordinal, label }) => [kind, ordinal, label])).toEqual([
      ['partition', 1, '1'],
      ['partition', 2, '2'],
    ]);
    expect(ids('name', ['A', 'B']).map(String)).toEqual(['A', 'B']);
  });

  it('the same domain twice is the same objects, so that ids compare with ===', () => {
    expect(ids('partition', 3)[1]).toBe(ids('partition', 2)[1]);
    expect(ids('partition', 1)[0]).not.toBe(ids('client', 1)[0]);
    expect(ids('partition', ['x'])[0]).not.toBe(ids('partition', 1)[0]);
  });

  it('nobody can change one', () => {
    const [id] = ids('partition', 1);
    expect(() => Object.assign(id as object, { label: '2' })).toThrow(TypeError);
  });

  it('they never pass for one another in TypeScript', () => {
    const unload = (partition: ReturnType<typeof ids<'partition'>>[number]) => partition.label;
    const [client] = ids('client', 1) as [ReturnType<typeof ids<'client'>>[number]];
    // @ts-expect-error a client is no partition
    expect(unload(client)).toBe('1');
  });
});
