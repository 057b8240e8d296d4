import { describe, expect, it } from 'vitest';
import { differences, printCall, printValue, shorten } from '../../src/report/values.ts';

describe('values are printed as people write them', () => {
  it.each([
    [null, 'null'],
    [true, 'true'],
    [-3, '-3'],
    ['open', 'open'],
    ['node.handles(1)', 'node.handles(1)'],
    ['drop A, create A', '"drop A, create A"'],
    ['', '""'],
    [[1, 'a'], '[1, a]'],
    [[], '[]'],
    [{ '#set': [1, 2] }, '{1, 2}'],
    [{ '#set': [] }, '{}'],
    [{ '#map': [['k', { phase: 'open' }]] }, '{k: {phase: open}}'],
    [{ '#map': [[{ '#set': [1] }, 2]] }, '{{1}: 2}'],
    [{ '#bigint': '12' }, '12n'],
    [{ phase: 'open', next: 1 }, '{phase: open, next: 1}'],
    [{ verb: 'OFFLOAD', name: 'A' }, 'OFFLOAD {name: A}'],
    [{ verb: 'STOP' }, 'STOP'],
    [{ name: 'A', verb: 'OFFLOAD' }, '{name: A, verb: OFFLOAD}'],
  ])('%j as %s', (json, text) => {
    expect(printValue(json)).toBe(text);
  });

  it('messages in diagrams are printed as calls, which need no escapes', () => {
    expect(printCall({ verb: 'drop', name: 'A', at: { '#set': [1] } })).toBe(
      'drop(name=A, at={1})',
    );
    expect(printCall({ name: 'A' })).toBe('(name=A)');
    expect(printCall({ verb: 'drop' })).toBe('drop');
    expect(printCall(7)).toBe('7');
  });

  it('a text that is too long shows where it is cut', () => {
    expect(shorten('committed', 9)).toBe('committed');
    expect(shorten('committed', 6)).toBe('commi…');
  });
});

describe('a change names the smallest part that differs', () => {
  it('a field of a record', () => {
    const [before, after] = [
      { phase: 'open', next: 1 },
      { phase: 'committed', next: 1 },
    ];
    expect(differences('txn(1)', before, after)).toEqual([
      { path: 'txn(1).phase', before: 'open', after: 'committed' },
    ]);
  });

  it('a field of a record inside a map, and keys that come and go', () => {
    const before = {
      '#map': [
        ['k1', { value: 0, from: 1 }],
        ['k2', 5],
      ],
    } as const;
    const after = {
      '#map': [
        ['k1', { value: 7, from: 1 }],
        ['k3', 6],
      ],
    } as const;
    expect(differences('rows(1)', before, after)).toEqual([
      { path: 'rows(1)[k1].value', before: '0', after: '7' },
      { path: 'rows(1)[k2]', before: '5', after: '(none)' },
      { path: 'rows(1)[k3]', before: '(none)', after: '6' },
    ]);
  });

  it('a set or a list as a whole', () => {
    expect(differences('hits', { '#set': [1] }, { '#set': [1, 2] })).toEqual([
      { path: 'hits', before: '{1}', after: '{1, 2}' },
    ]);
    expect(differences('queue', [], ['a'])).toEqual([
      { path: 'queue', before: '[]', after: '[a]' },
    ]);
  });

  it('two records of different kinds as a whole', () => {
    expect(differences('slot', { a: 1 }, { b: 1 })).toEqual([
      { path: 'slot', before: '{a: 1}', after: '{b: 1}' },
    ]);
  });

  it('nothing where nothing differs', () => {
    expect(differences('n', 1, 1)).toEqual([]);
  });
});
