import { fc, it as law } from '@fast-check/vitest';
import {
  Map as ImmutableMap,
  Set as ImmutableSet,
  is,
  List,
  OrderedSet,
  Range,
  Record,
  Stack,
} from 'immutable';
import { describe, expect, it } from 'vitest';
import { EncodingError, encode, ids, toJson } from '../../src/index.ts';

const Message = Record({ verb: 'drop', body: 0 as unknown }, 'Message');
const nodes = ids('node', 2);

/** How to build a value, and in which order: `shuffled` builds sets and maps backwards, and with a detour. */
type Recipe = (shuffled: boolean) => unknown;

const { recipe } = fc.letrec<{ recipe: Recipe; leaf: Recipe }>((tie) => ({
  leaf: fc
    .constantFrom<unknown[]>(0, 1, -1.5, 'a', '0', '', '"', true, null, undefined, 2n, ...nodes)
    .map((value) => () => value),
  recipe: fc.oneof(
    { maxDepth: 3 },
    tie('leaf'),
    fc.array(tie('recipe'), { maxLength: 3 }).map(listOf),
    fc.array(tie('recipe'), { maxLength: 4 }).map(setOf),
    fc.array(fc.tuple(tie('recipe'), tie('recipe')), { maxLength: 4 }).map(mapOf),
    tie('recipe').map(messageOf),
  ),
}));

function listOf(parts: readonly Recipe[]): Recipe {
  return (shuffled) => {
    const values = parts.map((part) => part(shuffled));
    return shuffled ? List(values).push(1).pop() : List(values);
  };
}

function setOf(parts: readonly Recipe[]): Recipe {
  return (shuffled) => {
    const values = parts.map((part) => part(shuffled));
    const set = ImmutableSet(shuffled ? values.toReversed() : values);
    return shuffled && set.size > 1 ? set.remove(values[0]).add(values[0]) : set;
  };
}

function mapOf(pairs: readonly (readonly [Recipe, Recipe])[]): Recipe {
  return (shuffled) => {
    const built = ImmutableMap(pairs.map(([key, at]) => [key(shuffled), at(shuffled)]));
    return shuffled ? ImmutableMap([...built].toReversed()) : built;
  };
}

function messageOf(body: Recipe): Recipe {
  return (shuffled) =>
    shuffled
      ? Message({ verb: 'create' }).set('body', body(shuffled)).remove('verb')
      : Message({ body: body(shuffled) });
}

describe('the canonical encoding of a value', () => {
  law.prop([recipe])('is the same however the value was built', (build) => {
    const [plain, shuffled] = [build(false), build(true)];
    expect(is(plain, shuffled)).toBe(true);
    expect(encode(shuffled)).toBe(encode(plain));
    expect(toJson(shuffled)).toEqual(toJson(plain));
  });

  law.prop([recipe, recipe], { numRuns: 2_000 })(
    'is the same for two values exactly if they are equal',
    (one, two) => {
      const [a, b] = [one(false), two(true)];
      expect(encode(a) === encode(b)).toBe(is(a, b));
    },
  );

  law.prop([recipe])('can be had as JSON, too', (build) => {
    const json = toJson(build(false));
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  });

  it('reads like the value', () => {
    const value = ImmutableMap<unknown, unknown>([
      [nodes[1], Message()],
      [nodes[0], List(['a', 1, true, null])],
    ]);
    expect(encode(value)).toBe(
      "<@4:node:1:1:1>['1:a,#1,T,N],@4:node:2:1:2>Message(verb='4:drop,body=#0,)>",
    );
    expect(toJson(value)).toEqual({
      '#map': [
        ['1', ['a', 1, true, null]],
        ['2', { verb: 'drop', body: 0 }],
      ],
    });
    expect(toJson(ImmutableSet([10, 9, 1]))).toEqual({ '#set': [1, 9, 10] });
  });

  it('tells apart what a careless reader may take for the same', () => {
    const Reply = Record({ verb: 'drop', body: 0 as unknown }, 'Reply');
    const [other] = ids('client', 1);
    const alike = [
      [1, '1', true, 1n, List([1]), ImmutableSet([1]), nodes[0], other],
      [null, undefined, '', 0, false],
      [List(), ImmutableSet(), ImmutableMap(), Stack(), OrderedSet()],
      [Message(), Reply()],
      [List(['a,b']), List(['a', 'b'])],
    ];
    for (const values of alike) {
      expect(new Set(values.map(encode)).size).toBe(values.length);
    }
  });

  it('knows no negative zero', () => {
    expect(encode(List([-0]))).toBe(encode(List([0])));
  });

  it.each([
    ['a function', () => 1, /a function.* has no canonical encoding/],
    ['a plain object', {}, /Object has no canonical encoding; store primitives, ids, or Immutable/],
    ['an array', [1], /Array has no canonical encoding/],
    ['a Date', new Date(0), /Date has no canonical encoding/],
    ['NaN', Number.NaN, /number NaN has no canonical encoding/],
    ['infinity', Number.POSITIVE_INFINITY, /number Infinity has no canonical encoding/],
    ['a symbol', Symbol('s'), /symbol Symbol\(s\) has no canonical encoding/],
    ['a lazy sequence', Range(0, 3).toSeq(), /has no canonical encoding/],
    ['a part of a collection', List([ImmutableSet([{}])]), /Object has no canonical encoding/],
  ])('is refused to %s', (_, value, message) => {
    expect(() => encode(value)).toThrow(EncodingError);
    expect(() => encode(value)).toThrow(message);
    expect(() => toJson(value)).toThrow(EncodingError);
  });
});
