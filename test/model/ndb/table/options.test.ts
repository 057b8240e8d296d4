/**
 * Every option of every switch makes a difference to counts or verdicts somewhere; what each comes to is pinned.
 */
import { describe, expect, it } from 'vitest';
import { ndbTable } from '../../../../src/model/ndb/table/system.ts';
import { stage, summary } from '../stage.ts';

const { outcome } = stage(ndbTable);

/** Switch, base, bounds: there, all options of the switch differ pairwise. */
const rows: readonly (readonly [string, string, string])[] = [
  ['protocol', 'note', 'tiny'],
  ['waits', 'note + read=lock', 'tiny'],
  ['lqhMark', 'repaired', 'two'],
  ['tcMark', 'note', 'tiny'],
  ['dihMark', 'note', 'small-lcp'],
  ['lcpAnswer', 'note', 'small-lcp'],
  ['lcpWait', 'note', 'small-lcp'],
  ['unlink', 'note', 'small-lcp'],
  ['links', 'repaired', 'two'],
  ['nf', 'note', 'failures'],
  ['tcTakeover', 'repaired + read=lock', 'small'],
  ['reportPoint', 'repaired', 'failures'],
  ['takeover', 'repaired', 'failures'],
  ['abortDurable', 'repaired', 'failures'],
  ['restartRule', 'repaired', 'failures'],
  ['restartMaster', 'repaired', 'failures'],
  ['nodeLock', 'repaired', 'failures'],
  ['enableAt', 'repaired', 'add-lcp'],
  ['identity', 'repaired', 'two'],
  ['lqhCheck', 'repaired + links=split', 'two'],
  ['txnPin', 'repaired', 'tiny'],
  ['bindAt', 'repaired', 'tiny'],
  ['cache', 'repaired', 'tiny'],
  ['read', 'repaired', 'tiny'],
  ['counter', 'repaired', 'medium'],
  ['dropRetry', 'repaired', 'medium'],
];

/** A line for each option. */
function lines(name: string, variant: string, bounds: string): string[] {
  return Object.keys(ndbTable.switches[name]?.options ?? {}).map((option) => {
    const found = summary(outcome(`${variant} + ${name}=${option}`, bounds));
    return `${option.padEnd(13)} ${found}`;
  });
}

describe('options make a difference', () => {
  it.each(rows)('%s (%s, %s)', (name, variant, bounds) => {
    const options = lines(name, variant, bounds);
    const found = options.map((line) => line.slice(13));
    expect(new Set(found).size, options.join('\n')).toBe(options.length);
  });

  it('and no switch is left out', () => {
    expect(rows.map(([name]) => name)).toEqual(Object.keys(ndbTable.switches));
  });

  it('each comes to', () => {
    const all = rows.flatMap(([name, variant, bounds]) => [
      `${name} (${variant}, ${bounds})`,
      ...lines(name, variant, bounds).map((line) => `  ${line}`),
    ]);
    expect(['', ...all, ''].join('\n')).toMatchInlineSnapshot(`
      "
      protocol (note, tiny)
        note             4024   10023  52  (table-of-start 18)
        later            3148    7517  41  (table-of-start 18)
      waits (note + read=lock, tiny)
        asked            3291    7664  52  (table-of-start 18)
        local            3253    7657  46  (table-of-start 18)
        off              3584    8747  46  op-has-fragment 22, release-when-idle 22, (table-of-start 18)
      lqhMark (repaired, two)
        on               2429    5885  57  (table-of-start 50)
        off              2289    5679  57  (table-of-start 50)
      tcMark (note, tiny)
        on               4024   10023  52  (table-of-start 18)
        off              4284   10867  52  (table-of-start 18)
      dihMark (note, small-lcp)
        on               3648    9836  39
        off              5358   14996  42
      lcpAnswer (note, small-lcp)
        direct           3648    9836  39
        checkpoint       3816   10386  39
        silent           4116   10841  41  lcp-round-ends 34
      lcpWait (note, small-lcp)
        on               3648    9836  39
        off              4824   13432  42  lcp-has-fragment 27, release-when-idle 27
      unlink (note, small-lcp)
        closesBooks      3648    9836  39
        forgets          4122   10928  42  lcp-round-ends 32
      links (repaired, two)
        shared           2429    5885  57  (table-of-start 50)
        split            2891    7071  57  (table-of-start 49)
      nf (note, failures)
        everywhere      13602   51562  74
        waitsOnly       13715   51744  74  nothing-half-done 6, nobody-shut-out 6, ddl-answered 6, drop-ends 6, secured-completes 12, deadlock 8
        nowhere         13875   52056  74  nothing-half-done 6, nobody-shut-out 6, ddl-answered 6, drop-ends 6, secured-completes 12, deadlock 8
      tcTakeover (repaired + read=lock, small)
        on              18318   47528  45
        off             17875   46370  45  nothing-half-done 18, nobody-shut-out 18, ddl-answered 18, drop-ends 18, deadlock 20
      reportPoint (repaired, failures)
        atEnd            1228    2439  40
        afterDecide      1987    4623  41
        afterPrepare     2167    5076  41  secured-means-gone 9
        afterOwnFlush    2252    5219  41  secured-means-gone 6
      takeover (repaired, failures)
        bySurvivor       1228    2439  40
        byEffect         1228    2439  40  aborted-means-back 17
        forward          1159    2324  40
        back             1284    2524  40  aborted-means-back 17, in-use-is-complete 25, in-use-is-open 24
        none             1034    2078  40  nothing-half-done 4, nobody-shut-out 4, ddl-answered 4, drop-ends 4, deadlock 6
      abortDurable (repaired, failures)
        no               1228    2439  40
        yes              1198    2388  40
      restartRule (repaired, failures)
        byDecision       1228    2439  40
        complete         1230    2439  40  aborted-means-back 12
        rollBack         1230    2439  40  secured-means-gone 24, in-use-is-complete 17
      restartMaster (repaired, failures)
        newest           1228    2439  40
        any              1231    2480  40  secured-means-gone 24, aborted-means-back 17
      nodeLock (repaired, failures)
        on               1228    2439  40
        off              2565    5597  40  secured-means-gone 24, in-use-is-complete 19, nodes-agree 23, start-excludes-change 5
      enableAt (repaired, add-lcp)
        commit           7248   18471  61
        add             12007   31546  61  lcp-has-fragment 41, release-when-idle 41, lcp-round-ends 43
      identity (repaired, two)
        idVersion        2429    5885  57  (table-of-start 50)
        id               2630    6308  60  no-stale-execution 49, (table-of-start 49)
      lqhCheck (repaired + links=split, two)
        on               2891    7071  57  (table-of-start 49)
        off              3137    7679  58  no-stale-execution 38, one-table-per-txn 41, (table-of-start 38)
      txnPin (repaired, tiny)
        off              2183    4735  42  one-table-per-txn 37, (table-of-start 21)
        on               2152    4677  41  (table-of-start 21)
      bindAt (repaired, tiny)
        operation        2152    4677  41  (table-of-start 21)
        start            1150    1912  40
      cache (repaired, tiny)
        refresh          2152    4677  41  (table-of-start 21)
        sticky           1626    2843  40  (table-of-start 21)
      read (repaired, tiny)
        committed        2152    4677  41  (table-of-start 21)
        lock             1908    3940  41  (table-of-start 21)
      counter (repaired, medium)
        kept            64153  144486  63  (table-of-start 28)
        lost            78869  174173  83  versions-agree 23, no-stale-execution 42, (table-of-start 28), identity-unique 27, drop-what-you-opened 37
      dropRetry (repaired, medium)
        giveUp          64153  144486  63  (table-of-start 28)
        byName          96622  212516  90  (table-of-start 28), drop-what-you-opened 38
      "
    `);
  });
});
