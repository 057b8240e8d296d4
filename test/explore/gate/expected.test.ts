import { readFileSync } from 'node:fs';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { ExpectedCell } from '../../../src/explore/gate/expected.ts';
import { keyOf, parseExpected, printExpected } from '../../../src/explore/gate/expected.ts';
import type { Stand } from '../../../src/index.ts';

/** Whole numbers come first in any object, wherever they were written. */
const name = fc
  .string({ unit: 'grapheme' })
  .filter((text) => text !== '__proto__' && !/^\d+$/.test(text));
const count = fc.nat();

const stand: fc.Arbitrary<Stand> = fc.oneof(
  fc
    .constantFrom('holds', 'vacuous', 'unreached', 'notAsked')
    .map((standing): Stand => ({ standing, steps: null })),
  fc.option(count).map((steps): Stand => ({ standing: 'violated', steps })),
);

const cell: fc.Arbitrary<ExpectedCell> = fc.record({
  system: name,
  variant: name,
  bounds: name,
  counts: fc.option(fc.record({ states: count, transitions: count, depth: count })),
  stands: fc
    .dictionary(name, stand, { noNullPrototype: true })
    .map((at) => new Map(Object.entries(at))),
});

const cells = fc.uniqueArray(cell, { selector: keyOf, maxLength: 8 });

/** Without the order of properties, which in a file is by verdict. */
const plain = (list: Iterable<ExpectedCell>) =>
  new Map([...list].map((at) => [keyOf(at), { ...at, stands: Object.fromEntries(at.stands) }]));

describe('the file of expectations', () => {
  test.prop([cells])('is read back as it was written', (list) => {
    expect(plain(parseExpected(printExpected(list), 'x').values())).toEqual(plain(list));
  });

  test.prop([cells])('is written the same once it was read', (list) => {
    const text = printExpected(list);
    expect(printExpected(parseExpected(text, 'x').values())).toBe(text);
  });

  it('is that of this repository, to the letter', () => {
    const text = readFileSync('dropproof.expected.json', 'utf8');
    const isSame = printExpected(parseExpected(text, 'x').values()) === text;
    expect(isSame, 'only `npm run gate -- --update` writes it').toBe(true);
  });
});

describe('what it does not understand it refuses', () => {
  const file = (facts: object) =>
    JSON.stringify({
      format: 'dropproof/expected',
      version: 1,
      systems: { s: { v: { b: facts } } },
    });

  it.each([
    ['{', 'x: is no JSON'],
    ['[]', 'x: expected an object'],
    ['{"format":"dropproof/expected","version":2}', 'x: is not a file of expected verdicts'],
    [file({ undecided: ['P1'] }), "x, s, v, b: does not know 'undecided'"],
    [file({ holds: ['P1'], unreached: ['P1'] }), 'x, s, v, b: P1 stands twice'],
    [file({ holds: 'P1' }), 'x, s, v, b: holds: expected a list'],
    [file({ holds: [1] }), 'x, s, v, b: 1 stands twice, or is no text'],
    [file({ violated: { P1: -1 } }), 'x, s, v, b: violated, P1: expected steps or null'],
    [file({ counts: { states: 1 } }), 'x, s, v, b: counts: expected states, transitions and depth'],
  ])('%s', (text, message) => {
    expect(() => parseExpected(text, 'x')).toThrow(message);
  });
});
