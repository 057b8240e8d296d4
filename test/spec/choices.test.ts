import { describe, expect, it } from 'vitest';
import { count, listOf, oneOf, program, UsageError } from '../../src/index.ts';

describe('a switch with named options', () => {
  const drop = oneOf({ byName: 'today', byId: 'the remedy' });

  it('parses what it prints', () => {
    expect(drop.print(drop.parse('byId'))).toBe('byId');
  });

  it('refuses any other with a suggestion', () => {
    expect(() => drop.parse('byIds')).toThrow(UsageError);
    expect(() => drop.parse('byIds')).toThrow(
      "unknown option 'byIds'. Did you mean 'byId'? Known: byName, byId.",
    );
    expect(() => drop.parse('toString')).toThrow("unknown option 'toString'.");
  });
});

describe('a switch whose options are lists', () => {
  const order = listOf(['meta', 'message', 'release'], { design: ['meta', 'release'], none: [] });

  it('takes a named list', () => {
    expect(order.parse('design')).toEqual(['meta', 'release']);
    expect(order.parse('none')).toEqual([]);
  });

  it('takes any other list given literally, and prints it so', () => {
    expect(order.parse('release,meta')).toEqual(['release', 'meta']);
    expect(order.print(order.parse('release,meta'))).toBe('release,meta');
    expect(order.options).toEqual({ design: 'meta,release', none: '' });
  });

  it('refuses an unknown element, and one that stands twice', () => {
    expect(() => order.parse('meta,mesage')).toThrow(
      "unknown list element 'mesage'. Did you mean 'message'? Known: meta, message, release, design, none.",
    );
    expect(() => order.parse('meta,meta')).toThrow(
      "'meta,meta' names meta twice; each element may stand once",
    );
  });
});

describe('a bound that counts', () => {
  const nodes = count('nodes', 1, { min: 1, max: 3 });

  it('takes whole numbers in its range', () => {
    expect([1, 3].map(nodes.parse)).toEqual([1, 3]);
    expect(nodes.usual).toBe(1);
  });

  it.each([0, 4, 1.5, '2', null, [1]])('refuses %j and says what it expected', (json) => {
    expect(() => nodes.parse(json)).toThrow(UsageError);
    expect(() => nodes.parse(json)).toThrow(
      `expected a whole number from 1 to 3, got ${JSON.stringify(json)}`,
    );
  });
});

describe('a bound that is a small program', () => {
  it('is whatever its own check lets through', () => {
    const steps = program('what the admin asks for', ['drop A'], (json) => {
      if (Array.isArray(json) && json.every((step) => typeof step === 'string')) return json;
      throw new UsageError('expected a list of steps');
    });
    expect(steps.parse(['create A'])).toEqual(['create A']);
    expect(() => steps.parse('create A')).toThrow('expected a list of steps');
  });
});
