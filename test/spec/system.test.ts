import { describe, expect, it } from 'vitest';
import type { Choice } from '../../src/index.ts';
import {
  count,
  defineSystem,
  instantiate,
  isSystem,
  Layout,
  listOf,
  oneOf,
  UsageError,
} from '../../src/index.ts';

const built: unknown[] = [];

const system = defineSystem({
  name: 'test/drop',
  title: 'a drop',
  switches: {
    checksId: oneOf({ no: 'today', yes: 'the remedy' }),
    order: listOf(['meta', 'message'], { design: ['meta', 'message'] }),
  },
  presets: {
    today: { checksId: 'no', order: ['meta', 'message'] },
    repaired: { checksId: 'yes', order: ['message'] },
  },
  bounds: { nodes: count('nodes', 1, { min: 1, max: 3 }), txns: count('transactions', 2) },
  boundSets: {
    one: { size: 'tiny', differs: {} },
    three: { size: 'small', differs: { nodes: 3 } },
  },
  build: (variant, bounds) => {
    built.push([variant, bounds]);
    return { layout: new Layout(), actions: [], properties: [] };
  },
});

const chosen = (choice?: Choice) => {
  const { preset, variant, boundsName, bounds } = instantiate(system, choice);
  return { preset, variant, boundsName, bounds, built: built.pop() };
};

describe('a model is a system with everything chosen', () => {
  it('the first preset and the first bounds are the usual ones', () => {
    expect(chosen()).toEqual({
      preset: 'today',
      variant: { checksId: 'no', order: 'design' },
      boundsName: 'one',
      bounds: { nodes: 1, txns: 2 },
      built: [
        { checksId: 'no', order: ['meta', 'message'] },
        { nodes: 1, txns: 2 },
      ],
    });
  });

  it('single switches and bounds go over the named ones', () => {
    const choice = {
      preset: 'repaired',
      set: { order: 'design' },
      bounds: 'three',
      bound: { txns: 0 },
    };
    expect(chosen(choice)).toEqual({
      preset: 'repaired',
      variant: { checksId: 'yes', order: 'design' },
      boundsName: 'three',
      bounds: { nodes: 3, txns: 0 },
      built: [
        { checksId: 'yes', order: ['meta', 'message'] },
        { nodes: 3, txns: 0 },
      ],
    });
  });

  it('a system without switches or bounds has one variant and one size', () => {
    const build = () => ({ layout: new Layout(), actions: [], properties: [] });
    const { preset, boundsName } = instantiate(defineSystem({ name: 'x', title: 'x', build }));
    expect([preset, boundsName]).toEqual(['only', 'only']);
  });
});

describe('a wrong choice is refused with a suggestion', () => {
  it.each<[string, Choice, string]>([
    ['a preset', { preset: 'repared' }, "unknown preset 'repared'. Did you mean 'repaired'?"],
    ['a switch', { set: { checkId: 'yes' } }, "unknown switch 'checkId'. Did you mean 'checksId'?"],
    ['an option', { set: { checksId: 'yess' } }, "switch checksId: unknown option 'yess'. Did you"],
    ['bounds', { bounds: 'tree' }, "unknown bounds 'tree'. Did you mean 'three'?"],
    ['a bound', { bound: { node: 1 } }, "unknown bound 'node'. Did you mean 'nodes'?"],
    ['a size', { bound: { nodes: 9 } }, 'bound nodes: expected a whole number from 1 to 3, got 9'],
    ['an inherited name', { preset: 'toString' }, "unknown preset 'toString'. Known: today, rep"],
  ])('%s', (_, choice, message) => {
    expect(() => instantiate(system, choice)).toThrow(UsageError);
    expect(() => instantiate(system, choice)).toThrow(message);
  });

  it('and does not compile where TypeScript sees it', () => {
    defineSystem({
      name: 'x',
      title: 'x',
      switches: { checksId: oneOf({ no: 'today', yes: 'the remedy' }) },
      // @ts-expect-error there is no such option
      presets: { today: { checksId: 'maybe' } },
      build: () => ({ layout: new Layout(), actions: [], properties: [] }),
    });
  });
});

describe('a system is known by its format', () => {
  it('also if another copy of the library made it', () => {
    expect(isSystem({ ...system })).toBe(true);
    expect([null, undefined, 'system', {}, { format: 'other' }].some(isSystem)).toBe(false);
  });
});
