/**
 * Every option of every switch makes a difference to counts or verdicts somewhere; what each comes to is pinned.
 */
import { describe, expect, it } from 'vitest';
import { ndbPrepDrop } from '../../../../src/model/ndb/prepDrop/system.ts';
import { stage, summary } from '../stage.ts';

const { outcome } = stage(ndbPrepDrop);

/** Switch, base, bounds: there, all options of the switch differ pairwise. */
const rows: readonly (readonly [string, string, string])[] = [
  ['waits', 'note', 'tiny'],
  ['lqhMark', 'note', 'small'],
  ['tcMark', 'note', 'tiny'],
  ['dihMark', 'note', 'tiny'],
  ['lcpAnswer', 'note', 'tiny'],
  ['lcpWait', 'note', 'tiny'],
  ['unlink', 'note', 'tiny'],
  ['links', 'note', 'small'],
  ['nf', 'note', 'small'],
  ['tcTakeover', 'note', 'small'],
  ['roundOrder', 'note', 'small'],
  ['opsEnd', 'note', 'small'],
];

/** A line for each option. */
function lines(name: string, variant: string, bounds: string): string[] {
  return Object.keys(ndbPrepDrop.switches[name]?.options ?? {}).map((option) => {
    const found = summary(outcome(`${variant} + ${name}=${option}`, bounds));
    return `${option.padEnd(11)} ${found}`;
  });
}

describe('options make a difference', () => {
  it.each(rows)('%s (%s, %s)', (name, variant, bounds) => {
    const options = lines(name, variant, bounds);
    const found = options.map((line) => line.slice(11));
    expect(new Set(found).size, options.join('\n')).toBe(options.length);
  });

  it('and no switch is left out', () => {
    expect(rows.map(([name]) => name)).toEqual(Object.keys(ndbPrepDrop.switches));
  });

  it('each comes to', () => {
    const all = rows.flatMap(([name, variant, bounds]) => [
      `${name} (${bounds})`,
      ...lines(name, variant, bounds).map((line) => `  ${line}`),
    ]);
    expect(['', ...all, ''].join('\n')).toMatchInlineSnapshot(`
      "
      waits (tiny)
        asked           664    1123  34
        local           662    1189  28
        off             753    1373  31  op-has-fragment 19, lcp-has-fragment 20, release-when-idle 19
      lqhMark (small)
        on             5743   21894  68
        off            5307   20594  68  wait-conf-honest 16
      tcMark (tiny)
        on              664    1123  34
        off             728    1220  34  no-op-after-mark 9
      dihMark (tiny)
        on              664    1123  34
        off             880    1533  37  no-order-after-mark 17
      lcpAnswer (tiny)
        direct          664    1123  34
        checkpoint      692    1182  34  wait-conf-honest 13
        silent          728    1190  36  lcp-round-ends 32
      lcpWait (tiny)
        on              664    1123  34
        off             816    1417  37  lcp-has-fragment 26, release-when-idle 26
      unlink (tiny)
        closesBooks     664    1123  34
        forgets         724    1194  37  lcp-round-ends 30
      links (small)
        shared         5743   21894  68
        split          8364   34288  68
      nf (small)
        everywhere     5743   21894  68
        waitsOnly      5940   22108  68  all-nodes-dropped 5, drop-ends 5, deadlock 6
        nowhere        6073   22244  68  all-nodes-dropped 5, nobody-waits 17, drop-ends 5, deadlock 6
      tcTakeover (small)
        on             5743   21894  68
        off            5743   21872  68  all-nodes-dropped 13, nobody-waits 13, drop-ends 13, deadlock 13
      roundOrder (small)
        lqhFirst       5743   21894  68
        tcFirst        5233   20335  68  wait-conf-honest 11
      opsEnd (small)
        always         5743   21894  68
        maybe          5743   21894  68  all-nodes-dropped 13, nobody-waits 13, drop-ends 13
      "
    `);
  });
});
