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

/** The table of all bounds of a size. */
function tables(size: Size): string {
  const bounds = Object.entries(k2Collection.boundSets).filter(([, at]) => at.size === size);
  const lines = bounds.flatMap(([name]) => [
    name,
    ...Object.keys(presets).map(
      (preset) => `  ${preset.padEnd(16)} ${found({ preset, bounds: name })}`,
    ),
  ]);
  return ['', ...lines, ''].join('\n');
}

it('tiny', () => {
  expect(tables('tiny')).toMatchInlineSnapshot(`
    "
    note
      documented           241     435  18  P1 13, (P2 11)
      documentedWithId     175     292  17
      identified           284     504  19  (P2 12)
      code2021             147     196  19  (P2 13), P15 7, (P23 14)
      code2023             138     181  19  P15 7, (P23 13)
      repaired             291     510  19  (P2 12)
    readOnly
      documented           183     336  17  P1 13, (P2 11)
      documentedWithId     141     245  17
      identified           195     362  18  (P2 12)
      code2021             131     186  18  P1 15, (P2 13), P15 7
      code2023             110     151  18  P15 7, (P23 13)
      repaired             195     362  18  (P2 12)
    twoTxns
      documented           303     581  19  (P2 11)
      documentedWithId     267     503  19
      identified           339     659  20  (P2 12)
      code2021             229     340  20  (P2 13), P15 7
      code2023             211     310  20  P15 7, (P23 13)
      repaired             339     659  20  (P2 12)
    lateUnload
      documented           141     255  17  P8 14, P24 16
      documentedWithId     141     255  17  P8 14, P24 16
      identified           137     251  17
      code2021             135     203  19  P8 16, P15 7, P24 17
      code2023             135     203  19  P8 16, P15 7, P24 17
      repaired             137     251  17
    lateDrop
      documented           192     351  21  P9 11, deadlock 19
      documentedWithId     192     351  21  P9 11, deadlock 19
      identified           157     294  17
      code2021             179     273  22  P8 17, P9 13, P15 7, P24 18, deadlock 20
      code2023             179     273  22  P8 17, P9 13, P15 7, P24 18, deadlock 20
      repaired             157     294  17
    lateAssign
      documented           218     382  22  P7 14, P8 19, P24 21
      documentedWithId     218     382  22  P7 14, P8 19, P24 21
      identified           203     364  22
      code2021             204     305  25  P7 16, P8 22, P19 22, P24 23, deadlock 22
      code2023             205     306  25  P7 16, P8 22, P24 23
      repaired             199     358  22
    overtaking
      documented           513    1056  19  P7 10, P8 16, P9 4, P24 18
      documentedWithId     513    1056  19  P7 10, P8 16, P9 4, P24 18
      identified           298     605  19
      code2021             418     768  20  P7 11, P9 5, P10f 10, P19 18, deadlock 18
      code2023             422     774  20  P7 11, P8 18, P9 5, P10f 10, P24 19
      repaired             261     492  23
    doubleStop
      documented            81     147  16
      documentedWithId      81     147  16
      identified            81     147  16
      code2021              81     124  19  P8 17, P15 7, P24 18
      code2023              81     124  19  P8 17, P15 7, P24 18
      repaired              81     147  16
    lostDrop
      documented            86     142  14
      documentedWithId      86     142  14
      identified            86     142  14
      code2021              74     103  15  P10f 6, P15 7
      code2023              74     103  15  P10f 6, P15 7
      repaired              86     142  14
    lossy
      documented           160     314  19  P16 7, P16l 7
      documentedWithId     160     314  19  P16 7, P16l 7
      identified           160     314  19  P16 7, P16l 7
      code2021             163     277  21  P15 10, P16 8, P16l 8, P19 20, deadlock 20
      code2023             151     263  21  P15 10, P16 8, P16l 8
      repaired             126     262  19
    lateAppend
      documented           339     632  17  (P2 11), P15 10
      documentedWithId     213     359  16  P15 10
      identified           394     727  18  (P2 12), P15 10
      code2021             183     252  18  P15 7, (P23 13)
      code2023             183     252  18  P15 7, (P23 13)
      repaired             380     694  18  (P2 12)
    busyNode
      documented            53      75  16
      documentedWithId      53      75  16
      identified            53      75  16
      code2021              37      45  15  P16 12, P16l 12, P19 3, deadlock 6
      code2023              43      51  15  P8 7, P16 12, P16l 12, P19 3, P24 7
      repaired              53      75  16
    cross
      documented            88     143  13  P4 10, P5 10
      documentedWithId      88     143  13  P4 10, P5 10
      identified           123     197  14  P4 10, P5 10
      code2021              67     102  14  P4 11, P5 11, P15 7
      code2023              67     102  14  P4 11, P5 11, P15 7
      repaired             123     197  14
    foreignDrop
      documented            88     164  14  P3 10
      documentedWithId      88     164  14  P3 10
      identified           131     248  15
      code2021              76     130  14  P3 11, P15 7
      code2023              76     130  14  P3 11, P15 7
      repaired             131     248  15
    foreignRead
      documented           371     793  20  P1 14, (P2 12), P3 11
      documentedWithId     305     626  20  P3 11
      identified           480    1030  21  (P2 13)
      code2021             253     419  21  (P2 14), P3 12, P15 7, (P23 15)
      code2023             244     404  21  P3 12, P15 7, (P23 14)
      repaired             480    1030  21  (P2 13)
    "
  `);
});

it('small', () => {
  expect(tables('small')).toMatchInlineSnapshot(`
    "
    note2
      documented           475    1031  22  P1 15, (P2 13)
      documentedWithId     357     732  21
      identified           568    1216  23  (P2 14)
      code2021             374     651  24  (P2 16), P15 10, (P23 18)
      code2023             354     601  24  P15 10, (P23 16)
      repaired             581    1232  23  (P2 14)
    log
      documented          1119    2390  22  (P2 12)
      documentedWithId    1049    2219  22  (P2 12)
      identified          1170    2433  22  (P2 12)
      code2021             402     578  20  P15 7, P16 6, P16l 6, (P23 14)
      code2023             402     578  20  P15 7, P16 6, P16l 6, (P23 14)
      repaired            1184    2433  22  (P2 12)
    logCpo
      documented           715    1574  19  (P2 11)
      documentedWithId     571    1190  18
      identified           938    2048  20  (P2 12)
      code2021             339     529  19  P15 7, P16 6, P16l 6, P19 10, (P23 13)
      code2023             339     529  19  P15 7, P16 6, P16l 6, P19 10, (P23 13)
      repaired             963    2079  20  (P2 12)
    cpo
      documented           930    2084  20  P1 13, (P2 11)
      documentedWithId     666    1380  19
      identified          1105    2430  21  (P2 12)
      code2021             427     680  20  (P2 13), P15 7, P16 6, P16l 6, P19 10, (P23 14)
      code2023             397     623  20  P15 7, P16 6, P16l 6, P19 10, (P23 13)
      repaired            1130    2461  21  (P2 12)
    cpo2
      documented           253     576  20
      documentedWithId     253     576  20
      identified           253     576  20
      code2021              92     157  20  P15 10, P16 9, P16l 9, P19 13
      code2023              92     157  20  P15 10, P16 9, P16l 9, P19 13
      repaired             253     576  20
    cut
      documented           823    1937  19  P1 13, (P2 11), P16 5, P16l 5, deadlock 11
      documentedWithId     625    1376  18  P16 5, P16l 5, deadlock 11
      identified           997    2290  20  (P2 12), P16 5, P16l 5, deadlock 11
      code2021             576    1130  20  (P2 13), P15 7, P16 5, P16l 5, (P23 14), deadlock 12
      code2023             549    1067  20  P15 7, P16 5, P16l 5, (P23 13), deadlock 12
      repaired            2046    4716  21  (P2 12), deadlock 12
    reload
      documented          1101    2314  22  P1 13, (P2 11)
      documentedWithId     725    1420  21
      identified          1256    2593  23  (P2 12)
      code2021             396     557  20  (P2 13), P15 7, P16 6, P16l 6, (P23 14)
      code2023             372     514  20  P15 7, P16 6, P16l 6, (P23 13)
      repaired            1292    2636  23  (P2 12)
    crossRecreate
      documented          4280   11766  23  (P2 11), P4 10, P5 10, P20b 7
      documentedWithId    2480    6060  23  P4 10, P5 10, P20b 7
      identified          5192   13966  24  (P2 12), P4 10, P5 10, P20b 7
      code2021            2083    4147  24  P4 11, P5 11, P15 7, P20b 7, (P23 13)
      code2023            2083    4147  24  P4 11, P5 11, P15 7, P20b 7, (P23 13)
      repaired            4788   13255  24  (P2 12)
    crossGiveUp
      documented           156     248  14  P4 10, P5 10
      documentedWithId     156     248  14  P4 10, P5 10
      identified           191     302  14  P4 10, P5 10
      code2021             144     199  15  P4 11, P5 11, P15 7
      code2023             144     199  15  P4 11, P5 11, P15 7
      repaired             183     292  14
    crossCrash
      documented           649    1433  17  P4 10, P5 10
      documentedWithId     649    1433  17  P4 10, P5 10
      identified           887    1930  18  P4 10, P5 10
      code2021             241     406  15  P4 10, P5 10, P15 7, P16 6, P16l 6, P20 5, P22 9, deadlock 9
      code2023             241     406  15  P4 10, P5 10, P15 7, P16 6, P16l 6, P20 5, P22 9, deadlock 9
      repaired             796    1783  18
    "
  `);
});

it('medium', () => {
  expect(tables('medium')).toMatchInlineSnapshot(`
    "
    swap
      documented         10837   33590  30  P1 13, (P2 11)
      documentedWithId    8731   26321  30  P1 23, (P2 21)
      identified         11377   35456  30  P1 23, (P2 12)
      code2021            5673   12250  32  P1 15, (P2 13), P15 7
      code2023            4743    9938  32  P15 7, (P23 13)
      repaired           11377   35456  30  P1 23, (P2 12)
    medium
      documented         10821   29717  28  P1 15, (P2 13)
      documentedWithId    4886   11433  27
      identified         13262   34744  30  (P2 14)
      code2021            7055   14492  30  (P2 16), P15 10, (P23 17)
      code2023            6439   12648  30  P15 10, (P23 16)
      repaired           12851   33707  30  (P2 14)
    "
  `);
});

it('large', { timeout: 240_000 }, () => {
  expect(tables('large')).toMatchInlineSnapshot(`
    "
    large
      documented        451988 1691002  34  P1 15, (P2 13)
      documentedWithId  191901  622305  34
      identified        551797 1970329  36  (P2 14)
      code2021           87789  226014  32  (P2 16), P15 10, P16 8, P16l 8, P19 13, (P23 17)
      code2023           82317  205742  32  P15 10, P16 8, P16l 8, P19 13, (P23 16)
      repaired          627052 2221770  37  (P2 14)
    largeLinks
      documented        178483  580927  32  P1 15, (P2 13), P8 18, P24 20
      documentedWithId   72879  210870  31  P8 18, P24 20
      identified        200808  658844  34  (P2 14)
      code2021          166745  426366  35  (P2 16), P8 21, P15 10, (P23 17), P24 22
      code2023          146703  363056  35  P8 21, P15 10, (P23 16), P24 22
      repaired          196213  643799  34  (P2 14)
    "
  `);
});
