/**
 * What every preset comes to in every set of bounds: states, transitions, depth, and what does not hold after how many
 * steps. A count that changes means that the protocol has changed.
 *
 * No ids are interchangeable: the lowest node that is up becomes the master.
 */
import { expect, it } from 'vitest';
import { ndbDurableDrop } from '../../../../src/model/ndb/durableDrop/system.ts';
import { stage } from '../stage.ts';

const { table, boundsOf } = stage(ndbDurableDrop);

it('tiny and small', () => {
  expect(table(boundsOf('tiny', 'small'))).toMatchInlineSnapshot(`
    "
    tiny
      note               178     273  19
      note-literal       178     273  19
      code-5.1           110     147  19  no-leftovers 6
      code-later         127     171  21  no-leftovers 8
      repaired           124     168  21
      note-repaired      190     285  19
    small
      note              3620    7218  29
      note-literal      4054    7411  29  no-leftovers 14, nothing-half-done 2, nobody-shut-out 2, drop-ends 2, secured-completes 4, node-comes-back 2, deadlock 9
      code-5.1          2489    4197  28  no-leftovers 8, nothing-half-done 2, nobody-shut-out 2, drop-ends 2, node-comes-back 2, deadlock 9
      code-later        3458    5952  32  no-leftovers 11
      repaired          2684    4766  32
      note-repaired     4094    8092  29
    lagging
      note              1856    3394  29
      note-literal      2019    3470  29  no-leftovers 13, nothing-half-done 5, nobody-shut-out 5, drop-ends 5, secured-completes 7, node-comes-back 5, deadlock 8
      code-5.1          1238    1960  29  no-leftovers 8, nothing-half-done 5, nobody-shut-out 5, drop-ends 5, node-comes-back 5, deadlock 8
      code-later        1566    2486  32  no-leftovers 10
      repaired          1330    2155  32
      note-repaired     2142    3912  29
    add
      note              1397    2258  20
      note-literal      1464    2252  20  no-leftovers 8, nothing-half-done 2, nobody-shut-out 2, node-comes-back 2, deadlock 8
      code-5.1          1392    2114  20  no-leftovers 8, nothing-half-done 2, nobody-shut-out 2, node-comes-back 2, deadlock 8
      code-later        1622    2487  20  no-leftovers 8
      repaired          1547    2516  20
      note-repaired     1547    2516  20
    "
  `);
});

it('medium', () => {
  expect(table(['medium'])).toMatchInlineSnapshot(`
    "
    medium
      note             18557   41689  38  in-use-is-complete 9
      note-literal     20737   45027  38  in-use-is-complete 9, no-leftovers 12, nothing-half-done 2, nobody-shut-out 2, drop-ends 2, secured-completes 4, node-comes-back 2, deadlock 9
      code-5.1         15632   33940  36  no-leftovers 8, nothing-half-done 2, nobody-shut-out 2, drop-ends 2, node-comes-back 2, deadlock 9
      code-later       28375   61906  40  no-leftovers 11
      repaired         20211   43403  40
      note-repaired    19957   45439  36
    "
  `);
});

it('large', () => {
  expect(table(['large'])).toMatchInlineSnapshot(`
    "
    large
      note             88479  264195  39  in-use-is-complete 9
      note-literal    131393  377266  39  in-use-is-complete 9, no-leftovers 14, nothing-half-done 2, nobody-shut-out 2, drop-ends 2, secured-completes 5, node-comes-back 2, deadlock 11
      code-5.1         61030  182544  39  no-leftovers 10, nothing-half-done 2, nobody-shut-out 2, drop-ends 2, node-comes-back 2, deadlock 11
      code-later       92613  266488  43  no-leftovers 14
      repaired         57990  158856  43
      note-repaired   106390  338164  39
    "
  `);
});
