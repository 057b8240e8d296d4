/**
 * What every preset comes to in every set of bounds: states, transitions, depth, and the violated properties with
 * the number of steps of the shortest trace. In brackets: report only.
 *
 * A count that changes means that the protocol has changed; `huge` is left to the benchmark.
 */
import { expect, it } from 'vitest';
import type { Size } from '../../../../src/index.ts';
import { presets } from '../../../../src/model/k2/collection/switches.ts';
import { k2Collection } from '../../../../src/model/k2/collection/system.ts';
import { found } from './play.ts';

/** The table of all bounds of a size, for all presets or some. */
function tables(size: Size, of: readonly string[] = Object.keys(presets)): string {
  const bounds = Object.entries(k2Collection.boundSets).filter(([, at]) => at.size === size);
  const lines = bounds.flatMap(([name]) => [
    name,
    ...of.map((preset) => `  ${preset.padEnd(16)} ${found({ preset, bounds: name })}`),
  ]);
  return ['', ...lines, ''].join('\n');
}

it('tiny', () => {
  expect(tables('tiny')).toMatchInlineSnapshot();
});

it('small', () => {
  expect(tables('small')).toMatchInlineSnapshot();
});

it('medium', () => {
  expect(tables('medium')).toMatchInlineSnapshot();
});

it('large', () => {
  expect(tables('large', ['documented', 'repaired'])).toMatchInlineSnapshot();
});
