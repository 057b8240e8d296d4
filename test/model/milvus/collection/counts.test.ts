/**
 * What every preset comes to in every set of bounds: states, transitions, depth, and the violated properties with the
 * number of steps of the shortest trace.
 *
 * A count that changes means that the protocol has changed. Of the larger bounds only presets are here that a minute or
 * two decides together.
 */
import { expect, it } from 'vitest';
import type { Size } from '../../../../src/index.ts';
import { presets } from '../../../../src/model/milvus/collection/presets.ts';
import { milvusCollection } from '../../../../src/model/milvus/collection/system.ts';
import { found } from '../told.ts';

/** The table of all bounds of a size. */
function tables(size: Size, of: readonly string[] = Object.keys(presets)): string {
  const bounds = Object.entries(milvusCollection.boundSets).filter(([, at]) => at.size === size);
  const lines = bounds.flatMap(([name]) => [
    name,
    ...of.map(
      (preset) => `  ${preset.padEnd(17)} ${found(milvusCollection, { preset, bounds: name })}`,
    ),
  ]);
  return ['', ...lines, ''].join('\n');
}

it('tiny', () => {
  expect(tables('tiny')).toMatchInlineSnapshot(`
    "
    tiny
      design-2021            640     1787  20  S1 11, S3 12, S7a 8, S13 4, L2 16, L3 16, L7 16, L8 14
      code-2021-11           315      697  21  S1 14, S3 15, S6 4, S7a 9, S13 4, L2 17, L3 17, L7 17, L8 15
      code-2021-12           378      866  24  S1 15, S3 16, S6 6, S7a 8, S13 6, L7 18, L8 16
      code-2022-01           288      632  24  S1 15, S3 16, S6 9, S7a 11, S13 9, L7 18, L8 16
      tombstone-2022-10      734     1845  25  S1 9, S3 10, S7a 14, S13 12, L2 18, L3 18, L7 18, L8 16
      tombstone-fixed        316      724  26
      wal-fastack            249      518  26  S1 16, S12 14, S13 11, L2 19, L3 19, L8 17
      wal-2026               133      238  26  S13 16
      repaired-2021          313      713  23  S7a 9, S13 5
    files
      design-2021            886     2613  22  S1 11, S3 12, S7a 8, S13 4, L2 16, L3 16, L7 16, L8 14
      code-2021-11           451     1020  23  S1 14, S3 15, S6 4, S7a 9, S12 13, S13 4, L2 17, L3 17, L7 17, L8 15
      code-2021-12          1790     4984  31  S1 15, S3 16, S6 6, S7a 8, S12 12, S13 6, L2 23, L3 23, L7 18, L8 16
      code-2022-01          1352     3676  31  S1 15, S3 16, S6 9, S7a 11, S12 15, S13 9, L2 23, L3 23, L7 18, L8 16
      tombstone-2022-10     4230    11833  31  S1 9, S3 10, S7a 14, S12 18, S13 12, L2 18, L3 18, L7 18, L8 16
      tombstone-fixed       1436     3994  29
      wal-fastack           1515     4441  32  S1 16, S12 14, S13 11, L2 19, L3 19, L8 17
      wal-2026               728     1853  31  S13 16
      repaired-2021         1437     4166  29  S7a 9, S13 5
    "
  `);
});

it('small', () => {
  expect(tables('small')).toMatchInlineSnapshot(`
    "
    routes
      design-2021          11057    39134  28  S1 11, S2 14, S13 4, S20 13, L6 17, L7 15, L8 14, L12 17
      code-2021-11          3683    10803  28  S1 14, S2 17, S6 4, S13 4, S20 13, L6 18, L7 16, L8 15, L12 18
      code-2021-12          3773    11091  29  S1 15, S2 18, S6 6, S13 6, S20 14, L6 19, L7 17, L8 16, L12 19
      code-2022-01          2777     7892  29  S1 15, S2 18, S6 9, S13 9, S20 10, L6 19, L7 17, L8 16, L12 19
      tombstone-2022-10     5587    15940  30  S1 9, S2 14, S4 16, S13 12, S18 9, L8 16
      tombstone-fixed       1610     4400  27
      wal-fastack            973     2284  31  S1 16, S13 11, L8 17
      wal-2026               397      826  27
      repaired-2021         1390     3684  25  S13 5
    calls
      design-2021          12583    47546  25  S1 11, S2 14, S13 4, L6 17, L8 14, L12 17
      code-2021-11          4065    12755  25  S1 14, S2 17, S6 4, S13 4, L6 14, L8 11, L12 18
      code-2021-12          4137    13019  26  S1 15, S2 18, S6 6, S13 6, L6 15, L8 12, L12 19
      code-2022-01          2973     9165  26  S1 15, S2 18, S6 9, S13 9, S16 9, L6 19, L8 16, L12 19
      tombstone-2022-10     4963    14339  28  S1 9, S2 14, S13 12, L1 8, L5 8, L6 13, L8 10, L12 8
      tombstone-fixed       7237    19603  30  L1 8, L5 8, L6 13, L12 8
      wal-fastack           1877     4669  30  S1 16, S13 11, L1 7, L8 17, L11 7
      wal-2026              1171     2700  30  L1 7, L11 7
      repaired-2021         3959    12450  25  S13 5, L6 14, L8 11
    proxies
      design-2021            529     1727  18  S1 11, S13 4, L8 14
      code-2021-11           309      845  19  S1 14, S6 4, S13 4, L8 15
      code-2021-12           333      912  20  S1 15, S6 6, S13 6, L8 16
      code-2022-01           243      612  20  S1 15, S6 9, S13 9, L8 16
      tombstone-2022-10      385     1062  20  S1 9, S13 12, L8 16
      tombstone-fixed        246      556  21  L1 6, L5 6, L9 6, L11 6
      wal-fastack            239      573  21  S1 16, S13 11, L8 17
      wal-2026               158      336  21  L1 14, L11 14
      repaired-2021          265      686  19  S13 5, L11 12
    calm
      design-2021           5779    19355  28  S1 11, S2 14, S3 12, S7a 8, S13 4, L2 16, L3 16, L4 17, L6 17, L7 16, L8 14, L12 17
      code-2021-11          1917     5134  28  S1 14, S2 17, S3 15, S6 4, S7a 9, S13 4, L2 17, L3 17, L4 18, L6 18, L7 17, L8 15, L12 18
      code-2021-12          4779    14443  33  S1 15, S2 18, S3 16, S6 6, S7a 8, S13 6, L4 22, L6 19, L7 18, L8 16, L12 19
      code-2022-01          3466    10102  33  S1 15, S2 18, S3 16, S6 9, S7a 11, S13 9, L4 22, L6 19, L7 18, L8 16, L12 19
      tombstone-2022-10     5923    17274  32  S1 9, S2 14, S3 10, S7a 14, S13 12, L2 18, L3 18, L4 19, L7 18, L8 16
      tombstone-fixed       3565     9987  33
      wal-fastack           1965     5435  33  S1 16, S12 14, S13 11, L2 19, L3 19, L4 20, L8 17
      wal-2026              1037     2444  33  S13 16
      repaired-2021         3936    11665  31  S7a 9, S13 5
    small
      design-2021          44229   151567  37  S1 11, S2 14, S3 12, S7a 8, S13 4, S15 5, S17 10, L2 10, L3 10, L4 11, L5 6, L6 11, L7 10, L8 8, L12 17
      code-2021-11         23029    68267  42  S1 14, S2 17, S3 15, S6 4, S6q 6, S7a 9, S13 4, S14 7, S15 5, S17 10, L2 10, L3 10, L4 11, L5 6, L6 11, L7 10, L8 8, L11 8, L12 18
      code-2021-12         96222   344920  49  S1 15, S2 18, S3 16, S5 12, S6 6, S6q 9, S7a 8, S13 6, S16 6, S17 14, L4 17, L6 14, L7 13, L8 11, L12 19
      code-2022-01         52123   166865  49  S1 15, S2 18, S3 16, S5 15, S6 9, S6q 12, S7a 11, S13 9, S16 9, S17 20, L4 20, L6 17, L7 16, L8 14, L12 19
      tombstone-2022-10   150155   511652  48  S1 9, S2 14, S3 10, S7a 14, S13 12, S17 12, L2 18, L3 18, L4 19, L7 18, L8 16
      tombstone-fixed      35048   116325  39
      wal-fastack          28838    91385  48  S1 16, S12 14, S13 11, S17 19, L2 19, L3 19, L4 20, L8 17
      wal-2026             11723    33124  48  S13 16, S17 20
      repaired-2021        17504    58117  35  S7a 9, S13 5, S15 6, S16 6, L2 11, L3 11, L4 12, L5 7, L6 12, L7 11, L8 9
    "
  `);
});

it('medium', { timeout: 120_000 }, () => {
  const some = ['code-2021-11', 'tombstone-fixed', 'wal-fastack', 'wal-2026', 'repaired-2021'];
  expect(tables('medium', some)).toMatchInlineSnapshot(`
    "
    medium
      code-2021-11        516061  1832585  45  S1 15, S2 18, S3 16, S6 4, S6q 6, S7a 9, S13 4, S14 7, S15 5, S17 10, L2 10, L3 10, L4 11, L5 6, L6 11, L7 10, L8 8, L11 8, L12 19
      tombstone-fixed     293055  1184571  43
      wal-fastack         430447  1616743  52  S1 17, S12 14, S13 11, S17 20, L2 20, L3 20, L4 21, L8 18
      wal-2026            110099   379579  50  S13 16, S17 21
      repaired-2021       280343  1101497  38  S7a 9, S13 5, S15 6, S16 6, L2 11, L3 11, L4 12, L5 7, L6 12, L7 11, L8 9
    "
  `);
});

it('large', { timeout: 120_000 }, () => {
  expect(tables('large', ['tombstone-fixed', 'wal-2026'])).toMatchInlineSnapshot(`
    "
    large
      tombstone-fixed    1085067  4850085  47
      wal-2026            393035  1583221  54  S13 18, S17 23
    "
  `);
});
