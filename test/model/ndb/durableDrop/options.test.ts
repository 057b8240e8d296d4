/**
 * Every option of every switch makes a difference to counts or verdicts somewhere; what each comes to is pinned.
 */
import { describe, expect, it } from 'vitest';
import { ndbDurableDrop } from '../../../../src/model/ndb/durableDrop/system.ts';
import { stage, summary } from '../stage.ts';

const { outcome } = stage(ndbDurableDrop);

/** Switch, base, bounds: there, all options of the switch differ pairwise. */
const rows: readonly (readonly [string, string, string])[] = [
  ['decision', 'note', 'small'],
  ['reportPoint', 'repaired', 'small'],
  ['takeover', 'repaired', 'small'],
  ['abortDurable', 'repaired', 'small'],
  ['restartRule', 'repaired', 'small'],
  ['restartMaster', 'note', 'lagging'],
  ['nodeLock', 'repaired', 'small'],
  ['enableAt', 'note', 'add'],
  ['nfInDict', 'note', 'small'],
  ['flush', 'note', 'small'],
  ['markPhase', 'repaired', 'small'],
  ['barrier', 'note', 'small'],
  ['restartCleanup', 'note', 'small'],
  ['restartOrder', 'note', 'small'],
  ['abortAdd', 'note', 'add'],
];

/** A line for each option. */
function lines(name: string, variant: string, bounds: string): string[] {
  return Object.keys(ndbDurableDrop.switches[name]?.options ?? {}).map((option) => {
    const found = summary(outcome(`${variant} + ${name}=${option}`, bounds));
    return `${option.padEnd(14)} ${found}`;
  });
}

describe('options make a difference', () => {
  it.each(rows)('%s (%s, %s)', (name, variant, bounds) => {
    const options = lines(name, variant, bounds);
    const found = options.map((line) => line.slice(14));
    expect(new Set(found).size, options.join('\n')).toBe(options.length);
  });

  it('and no switch is left out', () => {
    expect(rows.map(([name]) => name)).toEqual(Object.keys(ndbDurableDrop.switches));
  });

  it('each comes to', () => {
    const all = rows.flatMap(([name, variant, bounds]) => [
      `${name} (${variant}, ${bounds})`,
      ...lines(name, variant, bounds).map((line) => `  ${line}`),
    ]);
    expect(['', ...all, ''].join('\n')).toMatchInlineSnapshot(`
      "
      decision (note, small)
        twoStep           4157    8387  32
        oneStep           3620    7218  29
      reportPoint (repaired, small)
        atEnd             2684    4766  32
        afterDecide       3866    7593  32
        afterPrepare      4494    8771  32  secured-means-gone 8, secured-completes 11
        afterOwnFlush     4578    8960  32  secured-means-gone 7, secured-completes 10
      takeover (repaired, small)
        bySurvivor        2684    4766  32
        byEffect          2905    5061  32  aborted-means-back 16
        forward           2286    4167  32
        back              3402    5770  32  aborted-means-back 16, in-use-is-complete 15, one-outcome 14
        none              2130    3765  32  nothing-half-done 2, nobody-shut-out 2, drop-ends 2, node-comes-back 2, deadlock 9
      abortDurable (repaired, small)
        no                2684    4766  32
        yes               2556    4559  32
      restartRule (repaired, small)
        byDecision        2684    4766  32
        complete          2839    4983  32  aborted-means-back 14
        rollBack          2878    5077  32  secured-means-gone 19, in-use-is-complete 13
      restartMaster (note, lagging)
        newest            1856    3394  29
        any               2205    3973  29  secured-means-gone 9, in-use-is-complete 16, secured-completes 9
      nodeLock (repaired, small)
        on                2684    4766  32
        off               9422   20131  39  durable-first 13, closed-before-release 12, secured-means-gone 16, in-use-is-complete 16, nodes-agree 16, one-outcome 15, start-excludes-change 3, no-leftovers 17, nothing-half-done 13, drop-ends 13, deadlock 20
      enableAt (note, add)
        commit            1397    2258  20
        add               1397    2258  20  closed-before-release 4
      nfInDict (note, small)
        counted           3620    7218  29
        ignored           3721    7354  29  nothing-half-done 4, nobody-shut-out 4, drop-ends 4, secured-completes 4, node-comes-back 4, deadlock 11
      flush (note, small)
        first             3620    7218  29
        last              2406    4418  29  durable-first 5, in-use-is-complete 9
      markPhase (repaired, small)
        commit            2684    4766  32
        prepare           2684    4766  32  in-use-is-open 6
      barrier (note, small)
        on                3620    7218  29
        off               3762    7733  28  closed-before-release 6
      restartCleanup (note, small)
        compare           3620    7218  29
        masterState       4255    8087  29  no-leftovers 14
        off               4301    8171  29  no-leftovers 8
      restartOrder (note, small)
        filesFirst        3620    7218  29
        schemaFirst       3171    6416  25  no-leftovers 17
        decisionFirst     4094    8092  29
      abortAdd (note, add)
        localDrop         1397    2258  20
        forget            1349    2182  20  no-leftovers 6
      "
    `);
  });
});
