/**
 * What every preset comes to in every set of bounds: states, transitions, depth, and the violated properties with
 * the number of steps of the shortest trace. In brackets: report only.
 *
 * A count that changes means that the protocol has changed; `huge` is left to the benchmark.
 */
import { expect, it } from 'vitest';
import { presets } from '../../../../src/model/k2/collection/switches.ts';
import { outcomeOf } from './play.ts';

function row(preset: string, bounds: string): string {
  const { counts, properties } = outcomeOf({ preset, bounds });
  const violated = properties
    .filter(({ verdict }) => verdict !== 'holds')
    .map(({ id, reportOnly, trace }) => {
      const text = `${id} ${trace?.steps.length}`;
      return reportOnly ? `(${text})` : text;
    });
  const numbers = [counts.states, counts.transitions, counts.depth];
  return [
    preset.padEnd(16),
    ...numbers.map((number, at) => String(number).padStart(at === 2 ? 3 : 7)),
    ` ${violated.join(', ')}`,
  ]
    .join(' ')
    .trimEnd();
}

function table(bounds: string, of: readonly string[] = Object.keys(presets)): string {
  return ['', ...of.map((preset) => row(preset, bounds)), ''].join('\n');
}

it('note', () => {
  expect(table('note')).toMatchInlineSnapshot(`
    "
    documented           241     435  18  P1 13, (P2 11)
    documentedWithId     175     292  17
    identified           284     504  19  (P2 12)
    code2021             147     196  19  (P2 13), P15 7, (P23 14)
    code2023             138     181  19  P15 7, (P23 13)
    repaired             291     510  19  (P2 12)
    "
  `);
});

it('readOnly', () => {
  expect(table('readOnly')).toMatchInlineSnapshot(`
    "
    documented           183     336  17  P1 13, (P2 11)
    documentedWithId     141     245  17
    identified           195     362  18  (P2 12)
    code2021             131     186  18  P1 15, (P2 13), P15 7
    code2023             110     151  18  P15 7, (P23 13)
    repaired             195     362  18  (P2 12)
    "
  `);
});

it('twoTxns', () => {
  expect(table('twoTxns')).toMatchInlineSnapshot(`
    "
    documented           303     581  19  (P2 11)
    documentedWithId     267     503  19
    identified           339     659  20  (P2 12)
    code2021             229     340  20  (P2 13), P15 7
    code2023             211     310  20  P15 7, (P23 13)
    repaired             339     659  20  (P2 12)
    "
  `);
});

it('note2', () => {
  expect(table('note2')).toMatchInlineSnapshot(`
    "
    documented           475    1031  22  P1 15, (P2 13)
    documentedWithId     357     732  21
    identified           568    1216  23  (P2 14)
    code2021             374     651  24  (P2 16), P15 10, (P23 18)
    code2023             354     601  24  P15 10, (P23 16)
    repaired             581    1232  23  (P2 14)
    "
  `);
});

it('lateUnload', () => {
  expect(table('lateUnload')).toMatchInlineSnapshot(`
    "
    documented           141     255  17  P8 14, P24 16
    documentedWithId     141     255  17  P8 14, P24 16
    identified           137     251  17
    code2021             135     203  19  P8 16, P15 7, P24 17
    code2023             135     203  19  P8 16, P15 7, P24 17
    repaired             137     251  17
    "
  `);
});

it('lateDrop', () => {
  expect(table('lateDrop')).toMatchInlineSnapshot(`
    "
    documented           192     351  21  P9 11, deadlock 19
    documentedWithId     192     351  21  P9 11, deadlock 19
    identified           157     294  17
    code2021             179     273  22  P8 17, P9 13, P15 7, P24 18, deadlock 20
    code2023             179     273  22  P8 17, P9 13, P15 7, P24 18, deadlock 20
    repaired             157     294  17
    "
  `);
});

it('lateAssign', () => {
  expect(table('lateAssign')).toMatchInlineSnapshot(`
    "
    documented           218     382  22  P7 14, P8 19, P24 21
    documentedWithId     218     382  22  P7 14, P8 19, P24 21
    identified           203     364  22
    code2021             204     305  25  P7 16, P8 22, P19 22, P24 23, deadlock 22
    code2023             205     306  25  P7 16, P8 22, P24 23
    repaired             199     358  22
    "
  `);
});

it('overtaking', () => {
  expect(table('overtaking')).toMatchInlineSnapshot(`
    "
    documented           513    1056  19  P7 10, P8 16, P9 4, P24 18
    documentedWithId     513    1056  19  P7 10, P8 16, P9 4, P24 18
    identified           298     605  19
    code2021             418     768  20  P7 11, P9 5, P10f 10, P19 18, deadlock 18
    code2023             422     774  20  P7 11, P8 18, P9 5, P10f 10, P24 19
    repaired             261     492  23
    "
  `);
});

it('doubleStop', () => {
  expect(table('doubleStop')).toMatchInlineSnapshot(`
    "
    documented            81     147  16
    documentedWithId      81     147  16
    identified            81     147  16
    code2021              81     124  19  P8 17, P15 7, P24 18
    code2023              81     124  19  P8 17, P15 7, P24 18
    repaired              81     147  16
    "
  `);
});

it('lostDrop', () => {
  expect(table('lostDrop')).toMatchInlineSnapshot(`
    "
    documented            86     142  14
    documentedWithId      86     142  14
    identified            86     142  14
    code2021              74     103  15  P10f 6, P15 7
    code2023              74     103  15  P10f 6, P15 7
    repaired              86     142  14
    "
  `);
});

it('lossy', () => {
  expect(table('lossy')).toMatchInlineSnapshot(`
    "
    documented           160     314  19  P16 7
    documentedWithId     160     314  19  P16 7
    identified           160     314  19  P16 7
    code2021             163     277  21  P15 10, P16 8, P19 20, deadlock 20
    code2023             151     263  21  P15 10, P16 8
    repaired             126     262  19
    "
  `);
});

it('log', () => {
  expect(table('log')).toMatchInlineSnapshot(`
    "
    documented          1119    2390  22  (P2 12)
    documentedWithId    1049    2219  22  (P2 12)
    identified          1170    2433  22  (P2 12)
    code2021             402     578  20  P15 7, P16 6, (P23 14)
    code2023             402     578  20  P15 7, P16 6, (P23 14)
    repaired            1184    2433  22  (P2 12)
    "
  `);
});

it('lateAppend', () => {
  expect(table('lateAppend')).toMatchInlineSnapshot(`
    "
    documented           339     632  17  (P2 11), P15 10
    documentedWithId     213     359  16  P15 10
    identified           394     727  18  (P2 12), P15 10
    code2021             183     252  18  P15 7, (P23 13)
    code2023             183     252  18  P15 7, (P23 13)
    repaired             380     694  18  (P2 12)
    "
  `);
});

it('reload', () => {
  expect(table('reload')).toMatchInlineSnapshot(`
    "
    documented          1101    2314  22  P1 13, (P2 11)
    documentedWithId     725    1420  21
    identified          1256    2593  23  (P2 12)
    code2021             396     557  20  (P2 13), P15 7, P16 6, (P23 14)
    code2023             372     514  20  P15 7, P16 6, (P23 13)
    repaired            1292    2636  23  (P2 12)
    "
  `);
});

it('medium', () => {
  expect(table('medium')).toMatchInlineSnapshot(`
    "
    documented         10821   29717  28  P1 15, (P2 13)
    documentedWithId    4886   11433  27
    identified         13262   34744  30  (P2 14)
    code2021            7055   14492  30  (P2 16), P15 10, (P23 17)
    code2023            6439   12648  30  P15 10, (P23 16)
    repaired           12851   33707  30  (P2 14)
    "
  `);
});

it('largeLinks', () => {
  expect(table('largeLinks', ['documented', 'repaired'])).toMatchInlineSnapshot(`
    "
    documented        178483  580927  32  P1 15, (P2 13), P8 18, P24 20
    repaired          196213  643799  34  (P2 14)
    "
  `);
});
