/**
 * The expected verdicts of the reference about ticks (11), each with its story, and the counts of all presets.
 */
import { describe, expect, it } from 'vitest';
import { presets } from '../../../../src/model/milvus/ticks/switches.ts';
import { milvusTicks } from '../../../../src/model/milvus/ticks/system.ts';
import type { Row } from '../told.ts';
import { found, outcomeOf, tellEach } from '../told.ts';

const rootcoord = (...tokens: readonly string[]) => tokens.map((token) => `rootcoord.${token}`);
const [takeTick, takeMessage] = ['consumer.takeTick', 'consumer.takeMessage'];

const rows: readonly Row[] = [
  {
    row: 'VT1',
    variant: 'design-2021',
    bounds: 'alone',
    finds: 'short',
    properties: ['T2'],
    story: 'a tick passes between stamp and send',
    steps: [
      'rootcoord.stamp',
      'ticker.tick',
      ...rootcoord('otherCall', 'send'),
      takeTick,
      takeMessage,
    ],
  },
  {
    row: 'VT1',
    variant: 'design-2021',
    bounds: 'alone',
    finds: 'short',
    properties: ['T4'],
    story: 'nobody gives the producer back',
    steps: [...rootcoord('stamp', 'otherCall', 'send'), 'ticker.tick', takeMessage, takeTick],
  },
  {
    row: 'VT1',
    variant: 'design-2021',
    bounds: 'alone',
    finds: 'holds',
    properties: ['T3'],
    story: 'so ticks go on',
  },
  {
    row: 'VT2',
    variant: 'code-2021-07',
    bounds: 'alone',
    finds: 'medium',
    properties: ['T3'],
    story: 'last producer gone, no later tick, the drop stays in the buffer',
    steps: [
      ...rootcoord('stamp', 'register', 'otherCall', 'send', 'unregister', 'giveBack'),
      takeMessage,
    ],
  },
  {
    row: 'VT3',
    variant: 'code-2021-11',
    bounds: 'shared',
    finds: 'medium',
    properties: ['T1'],
    story: 'insert(B) stamped before, appended after the forced tick: reads of B miss it',
    steps: [
      'proxy.stampInsert(B)',
      ...rootcoord('stamp', 'register', 'otherCall', 'send', 'unregister', 'forceTick'),
      'proxy.appendInsert',
      takeMessage,
      takeTick,
      takeMessage,
    ],
  },
  {
    row: 'VT4',
    variant: 'code-2021-12',
    bounds: 'alone',
    finds: 'medium',
    properties: ['T3'],
    story: 'stamp older than the last tick: forced tick skipped, drop held for ever',
    steps: [
      'rootcoord.stamp',
      'ticker.tick',
      ...rootcoord('otherCall', 'register', 'send'),
      ...rootcoord('unregister', 'forceTick', 'giveBack'),
      takeTick,
      takeMessage,
      takeTick,
    ],
  },
];

describe('the timestamp of step 7 as "the point"', () => tellEach(milvusTicks, rows));

describe('VT5: a stamp that is registered at once, and a wait for a tick to pass it, keep every promise', () => {
  it.each(Object.keys(milvusTicks.boundSets))('%s', (bounds) => {
    const { properties } = outcomeOf(milvusTicks, { preset: 'tombstone-2022-10', bounds });
    expect(properties.filter(({ verdict }) => verdict !== 'holds')).toEqual([]);
  });

  it('unless ticks come from elsewhere, and RootCoord hears of none', () => {
    const set = { tickedBy: 'logService' };
    const { properties } = outcomeOf(milvusTicks, { preset: 'tombstone-2022-10', set });
    const broken = properties.filter(({ verdict }) => verdict !== 'holds');
    expect(broken.map(({ id }) => id)).toEqual(['T4', 'T6']);
  });
});

/** The wide bounds are slow where a tick is forced; one preset of each kind is enough. */
const wide = ['design-2021', 'code-2021-07', 'tombstone-2022-10'];

it('what every preset comes to in every set of bounds', () => {
  const lines = Object.keys(milvusTicks.boundSets).flatMap((bounds) => [
    bounds,
    ...Object.keys(presets)
      .filter((preset) => bounds !== 'wide' || wide.includes(preset))
      .map((preset) => `  ${preset.padEnd(17)} ${found(milvusTicks, { preset, bounds })}`),
  ]);
  expect(['', ...lines, ''].join('\n')).toMatchInlineSnapshot(`
    "
    alone
      design-2021             33       39   9  T2 6, T4 6
      code-2021-07            66       90  12  T2 7, T3 7
      code-2021-11           116      174  14  T2 7, T3 11
      code-2021-12           116      175  14  T2 7, T3 11
      code-2022-01           114      172  14  T2 7, T3 11
      tombstone-2022-10       52       82  12
    shared
      design-2021            386      599  14  T2 6, T4 6
      code-2021-07           862     1569  17  T2 7
      code-2021-11          1573     2938  19  T1 11, T2 7
      code-2021-12          1567     2941  19  T1 11, T2 7
      code-2022-01          1524     2852  19  T1 11, T2 7
      tombstone-2022-10      662     1296  17
    own
      design-2021            386      599  14  T2 6, T4 6
      code-2021-07           862     1569  17  T2 7
      code-2021-11          1573     2938  19  T1 11, T2 7, T5 13
      code-2021-12          1567     2941  19  T1 11, T2 7, T5 13
      code-2022-01          1524     2852  19  T1 11, T2 7, T5 13
      tombstone-2022-10      662     1296  17
    wide
      design-2021          17434    34754  21  T2 6, T4 8
      code-2021-07         40175    90025  24  T2 7
      tombstone-2022-10    30602    71183  24
    "
  `);
});
