/**
 * What every preset comes to in every set of bounds. A count that changes means that the protocol has changed; `huge`
 * is left to the benchmark.
 */
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../../src/index.ts';
import { presets } from '../../../../src/model/k2/schema/switches.ts';
import { pin } from '../pins.ts';
import { boundsOf, outcomeOf } from './play.ts';

/** What was taken and what was violated, over all of this file. */
const taken = new Set<string>();
const untaken = new Set<string>();
const promised = new Set<string>();
const violated = new Set<string>();
const unreached: string[] = [];
const pinned: string[] = [];

/** Some of the searches take seconds, and here are many of them. */
const patience = 180_000;

function table(bounds: readonly string[], of: readonly string[] = Object.keys(presets)): string {
  pinned.push(...bounds);
  const lines = bounds.flatMap((name) =>
    of.map((preset) => {
      const outcome = outcomeOf({ preset, bounds: name });
      remember(outcome);
      return `${name.padEnd(13)} ${pin(preset, outcome)}`;
    }),
  );
  return ['', ...lines, ''].join('\n');
}

function remember({ properties, coverage }: Outcome): void {
  for (const { name, taken: times } of coverage.actions) (times > 0 ? taken : untaken).add(name);
  for (const { id, kind, verdict } of properties) {
    if (kind !== 'reachable') promised.add(id);
    if (kind !== 'reachable' && verdict === 'violated') violated.add(id);
    if (kind === 'reachable' && verdict !== 'holds') unreached.push(id);
  }
}

it(
  'tiny',
  () => {
    expect(table(boundsOf('tiny'))).toMatchInlineSnapshot(`
      "
      base          documented    1198    3161  22
      base          literal        729    1880  22  P3 11, P26 10
      base          byName         768    1696  22  P3 11, P4 15, P6 10, P13 13, P15 14, P26 10
      base          repaired       892    2325  22
      stale         documented     836    2169  21
      stale         literal        463    1176  21  P3 10, P26 9
      stale         byName         508    1129  21  P3 10, P4 14, P6 10, P13 12, P15 14, P26 9
      stale         repaired       782    2055  22
      truncate      documented     164     288  13  P4 8, (P6i 7)
      truncate      literal        104     187  13  P4 8, (P6i 7), P26 9
      truncate      byName         104     187  13  P4 8, (P6i 7), P26 9
      truncate      repaired       132     244  13
      truncateCrash documented     658    1302  16  P4 8, (P6i 7), P6t 10
      truncateCrash literal        498     970  16  P4 8, (P6i 7), P6t 10, P26 9
      truncateCrash byName         498     970  16  P4 8, (P6i 7), P6t 10, P26 9
      truncateCrash repaired       544    1132  16
      standby       documented      89     161  15
      standby       literal         79     142  15  P6 9, P7 9, P12 11, P16 11, P21 11
      standby       byName          79     142  15  P6 9, P7 9, P12 11, P16 11, P21 11
      standby       repaired        89     161  15
      twoAdmins     documented    1151    3027  25
      twoAdmins     literal       1424    3705  22
      twoAdmins     byName        1699    4289  25  P6 10, P15 14
      twoAdmins     repaired       982    2530  25
      gate          documented    2720    8298  22
      gate          literal       2080    6105  22  P3 11, P26 10
      gate          byName        2813    7357  22  P3 11, P4 12, P6 10, P13 7, P15 14, P24 14, P26 10
      gate          repaired      2088    6264  22
      hasty         documented    1792    5416  23
      hasty         literal       2162    6418  23
      hasty         byName        1826    4892  23  P6 10, P15 14, P24 15
      hasty         repaired      1484    4413  23
      partial       documented      48      78  14
      partial       literal         83     135  12  P24 7
      partial       byName          83     135  12  P24 7
      partial       repaired        48      78  14
      plog          documented      20      27  12
      plog          literal         20      27  12
      plog          byName          20      27  12
      plog          repaired        20      27  12
      "
    `);
  },
  patience,
);

it(
  'small, without crashes',
  () => {
    expect(
      table(['readWrite', 'readWrite2', 'marks', 'latePush', 'deadNode', 'move']),
    ).toMatchInlineSnapshot(`
      "
      readWrite     documented    1046    2674  23
      readWrite     literal        673    1681  23  P3 11, P26 10
      readWrite     byName         870    1880  23  P1 14, P3 11, P4 15, P6 10, P13 13, P15 14, P26 10
      readWrite     repaired      1000    2598  23
      readWrite2    documented    4488   15216  29
      readWrite2    literal       2598    8695  29  P3 14, P26 10
      readWrite2    byName        3400    9886  29  P1 17, P3 14, P4 18, P6 13, P13 16, P15 20, P26 10
      readWrite2    repaired      4764   16218  29
      marks         documented    4238   11708  26
      marks         literal       3593    9577  26  P3 11, P26 10
      marks         byName        5692   13418  27  P1 15, P3 11, P4 15, P6 15, P13 13, P14 18, P15 17, P26 10
      marks         repaired      4576   13225  27
      latePush      documented   12364   38113  32
      latePush      literal       5359   15185  32  P3 17, P6 21, P7 16, P12 25, P16 18, P21 23, P26 16
      latePush      byName        5892   15157  33  P3 17, P4 21, P6 21, P7 16, P12 25, P13 19, P15 23, P16 18, P21 23, P24 25, P26 16
      latePush      repaired     10367   31780  32
      deadNode      documented    7904   24808  27  deadlock 15
      deadNode      literal       3508   10831  26  P3 11, P6 7, P7 7, P26 10, P27 6, deadlock 15
      deadNode      byName        3572   10082  26  P1 14, P3 11, P4 15, P6 7, P7 7, P13 13, P15 11, P26 10, P27 6, deadlock 13
      deadNode      repaired      7221   22873  28  deadlock 15
      move          documented    7020   18673  25  P3 14, P6 9, P7 9, P12 11, P16 11, P21 11
      move          literal       5351   13729  25  P3 11, P6 9, P7 9, P12 11, P16 11, P21 11, P24 16, P26 10
      move          byName        4923   11179  25  P3 11, P4 15, P6 9, P7 9, P12 11, P13 13, P15 14, P16 11, P21 11, P24 14, P26 10
      move          repaired      4362   11792  25
      "
    `);
  },
  patience,
);

it(
  'small, with crashes of nodes',
  () => {
    expect(
      table(['crash', 'snapshot', 'latePushCrash', 'truncateDrop', 'standbyLag']),
    ).toMatchInlineSnapshot(`
      "
      crash         documented    5645   15242  25  P3 14, P6 10, P7 10, P12 12, P16 12, P21 12
      crash         literal       3831   10188  25  P3 11, P6 10, P7 10, P12 12, P16 12, P21 12, P26 10
      crash         byName        3823    8979  25  P3 11, P4 15, P6 10, P7 10, P12 12, P13 13, P15 14, P16 12, P21 12, P26 10
      crash         repaired      3582    9853  25
      snapshot      documented    5225   12400  27  P3 14, P6 10, P7 10, P12 10, P15 10, P16 10, P21 10
      snapshot      literal       3456    7994  26  P3 11, P6 10, P7 10, P12 10, P15 10, P16 10, P21 10, P26 10
      snapshot      byName        3829    8373  27  P3 11, P4 15, P6 10, P7 10, P12 10, P13 13, P15 10, P16 10, P21 10, P26 10
      snapshot      repaired      4421   11192  26
      latePushCrash documented   50526  158847  35  P3 20, P6 20, P7 16, P12 22, P16 16, P21 21
      latePushCrash literal      29513   85987  35  P3 17, P6 20, P7 16, P12 22, P16 16, P21 21, P26 16
      latePushCrash byName       31340   83439  36  P3 17, P4 21, P6 20, P7 16, P12 22, P13 19, P15 23, P16 16, P21 21, P24 25, P26 16
      latePushCrash repaired     38668  122384  35
      truncateDrop  documented   10893   30311  31  P3 20, P4 8, P6 17, (P6i 7), P6t 10, P7 17, P12 19, P16 19, P21 19
      truncateDrop  literal       6809   18185  31  P3 17, P4 8, P6 17, (P6i 7), P6t 10, P7 17, P12 19, P16 19, P21 19, P26 9
      truncateDrop  byName        6662   16223  31  P3 17, P4 8, P6 17, (P6i 7), P6t 10, P7 17, P12 19, P13 19, P15 22, P16 19, P21 19, P26 9
      truncateDrop  repaired      6874   19791  32
      standbyLag    documented   22888   84680  29
      standbyLag    literal      12030   42110  28  P3 11, P6 10, P7 10, P12 12, P16 12, P21 12, P26 10
      standbyLag    byName       12486   39857  28  P3 11, P4 15, P6 10, P7 10, P12 12, P13 13, P15 16, P16 12, P21 12, P26 10
      standbyLag    repaired     16349   59896  29
      "
    `);
  },
  patience,
);

it(
  'small, with crashes of the CPO',
  () => {
    expect(table(['cpo', 'cpo2'])).toMatchInlineSnapshot(`
      "
      cpo           documented    3598   10494  23
      cpo           literal       1855    5403  23  P3 11, P12 5, P16 5, P26 10
      cpo           byName        1914    4868  23  P3 11, P4 15, P6 10, P12 5, P13 13, P15 13, P16 5, P26 10
      cpo           repaired      2893    8277  23
      cpo2          documented   43066  181759  38
      cpo2          literal      11270   45774  31  P12 5, P16 5
      cpo2          byName        9372   35493  31  P6 13, P12 5, P15 19, P16 5
      cpo2          repaired     40106  167756  38
      "
    `);
  },
  patience,
);

it(
  'medium',
  () => {
    expect(table(boundsOf('medium'))).toMatchInlineSnapshot(`
      "
      medium        documented   97424  387402  34
      medium        literal      30691  117588  34  P3 14, P26 10
      medium        byName       57592  189208  34  P1 17, P3 14, P4 18, P6 13, P13 16, P15 20, P26 10
      medium        repaired     84036  336788  34
      mediumCrash   documented  218234  880793  32  P3 17, P6 13, P7 13, P12 16, P16 16, P21 16
      mediumCrash   literal      68488  269565  32  P3 14, P6 13, P7 13, P12 5, P16 5, P21 16, P26 10
      mediumCrash   byName       67278  239273  32  P3 14, P4 18, P6 13, P7 13, P12 5, P13 16, P15 19, P16 5, P21 16, P26 10
      mediumCrash   repaired    152949  617653  32
      "
    `);
  },
  patience,
);

it(
  'large',
  () => {
    expect(table(['large'], ['documented', 'repaired'])).toMatchInlineSnapshot(`
      "
      large         documented 1122208 5768741  41
      large         repaired    787136 4009355  41
      "
    `);
  },
  patience,
);

describe('all of them together', () => {
  it('are all bounds but those of the benchmark', () => {
    const names = boundsOf('tiny', 'small', 'medium', 'large');
    expect(new Set(pinned)).toEqual(new Set(names));
  });

  it('take every action', () => {
    expect([...untaken].filter((name) => !taken.has(name))).toEqual([]);
  });

  it('reach every witness that is asked for', () => {
    expect(unreached).toEqual([]);
  });

  it('violate every promise but those that only other options break', () => {
    expect([...promised].filter((id) => !violated.has(id))).toEqual(['P10', 'P17']);
  });
});
