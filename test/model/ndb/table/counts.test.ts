/**
 * What every preset comes to in every set of bounds: states, transitions, depth, and what does not hold, with the
 * number of steps of the shortest trace. In brackets: report only.
 *
 * A count that changes means that the protocol has changed.
 */
import { describe, expect, it } from 'vitest';
import { explore } from '../../../../src/explore/explore.ts';
import type { Model } from '../../../../src/index.ts';
import { instantiate } from '../../../../src/index.ts';
import { ndbTable } from '../../../../src/model/ndb/table/system.ts';
import { findings } from '../../../laws/replay.ts';
import { stage } from '../stage.ts';

const { table, boundsOf, broken } = stage(ndbTable);

it('tiny', () => {
  expect(table(boundsOf('tiny'))).toMatchInlineSnapshot(`
    "
    tiny
      note              4024   10023  52  (table-of-start 18)
      repaired          2152    4677  41  (table-of-start 21)
      note-literal      4024   10023  52  (table-of-start 18)
      code-5.1          2621    5773  53  one-table-per-txn 48, (table-of-start 18)
      code-later        2352    4990  42  one-table-per-txn 37, (table-of-start 21)
    "
  `);
});

/** Other processes may share the machine. */
const patienceMs = 300_000;

it('small', { timeout: patienceMs }, () => {
  expect(table(boundsOf('small'))).toMatchInlineSnapshot(`
    "
    small
      note            203754  904894  79
      repaired         18589   48725  45
      note-literal    198800  888857  79  nothing-half-done 4, nobody-shut-out 4, ddl-answered 4, drop-ends 4, secured-completes 9, deadlock 7
      code-5.1        100925  401130  78  nothing-half-done 4, nobody-shut-out 4, ddl-answered 4, drop-ends 4, deadlock 7
      code-later       18589   48725  45  versions-agree 23
    failures
      note             13602   51562  74
      repaired          1228    2439  40
      note-literal     13365   50858  74  nothing-half-done 4, nobody-shut-out 4, ddl-answered 4, drop-ends 4, secured-completes 9, deadlock 6
      code-5.1          6806   22504  73  nothing-half-done 4, nobody-shut-out 4, ddl-answered 4, drop-ends 4, deadlock 6
      code-later        1228    2439  40  versions-agree 23
    small-lcp
      note              3648    9836  39
      repaired          1496    3445  28
      note-literal      3648    9836  39
      code-5.1          2038    4659  39
      code-later        1496    3445  28
    two
      note             28469  115636  90  (table-of-start 83)
      repaired          2429    5885  57  (table-of-start 50)
      note-literal     28469  115636  90  (table-of-start 83)
      code-5.1         14855   52455  92  one-table-per-txn 87, (table-of-start 83)
      code-later        2451    5923  59  one-table-per-txn 54, (table-of-start 50)
    add-lcp
      note             85028  379042  95
      repaired          7248   18471  61
      note-literal     84540  377804  95  nothing-half-done 4, nobody-shut-out 4, ddl-answered 4, drop-ends 4, secured-completes 9, deadlock 5
      code-5.1         56752  217869 146  nothing-half-done 4, nobody-shut-out 4, ddl-answered 4, drop-ends 4, drop-what-you-opened 79, deadlock 5
      code-later        8478   21375  80  versions-agree 23, drop-what-you-opened 46
    "
  `);
});

it('medium', { timeout: patienceMs }, () => {
  expect(table(boundsOf('medium'))).toMatchInlineSnapshot(`
    "
    medium
      note            282158 1069005  97  (table-of-start 24)
      repaired         64153  144486  63  (table-of-start 28)
      note-literal    271533 1040106  97  nothing-half-done 4, nobody-shut-out 4, ddl-answered 4, drop-ends 4, secured-completes 9, (table-of-start 24), deadlock 9
      code-5.1        335206 1159363 156  nothing-half-done 4, nobody-shut-out 4, ddl-answered 4, drop-ends 4, (table-of-start 24), drop-what-you-opened 49, deadlock 9
      code-later      111009  241657  94  versions-agree 23, no-stale-execution 42, (table-of-start 28), identity-unique 27, drop-what-you-opened 37
    "
  `);
});

it('large', { timeout: patienceMs }, () => {
  expect(table(['large'], ['repaired'])).toMatchInlineSnapshot(`
    "
    large
      repaired        550530 2199877  70  (table-of-start 35)
    "
  `);
});

describe('the note, completed, and the repaired later code keep all promises', () => {
  it.each(['note', 'repaired'])('%s: tiny, small, medium', (preset) => {
    for (const bounds of boundsOf('tiny', 'small', 'medium')) {
      expect([bounds, ...broken(preset, bounds)]).toEqual([bounds]);
    }
  });

  it.each(['note + read=lock', 'repaired + read=lock'])('%s: small-lcp', (variant) => {
    expect(broken(variant, 'small-lcp')).toEqual([]);
  });
});

describe('clients are interchangeable, and nodes that never become the master', () => {
  it.each([
    { preset: 'repaired', bounds: 'tiny', bound: { clients: 2, crashes: 0, creates: 0 } },
    { preset: 'repaired', bounds: 'add-lcp', bound: { nodes: 3, crashes: 0, lcps: 0 } },
  ])('$preset, $bounds, $bound: verdicts and traces are those without symmetry', (choice) => {
    const model = safety(instantiate(ndbTable, choice));
    const plain = explore(model, { keepGoing: true });
    const reduced = explore(model, { keepGoing: true, symmetry: true });
    expect(findings(reduced.properties)).toEqual(findings(plain.properties));
    expect(reduced.counts.fullStates).toBe(plain.counts.states);
    expect(reduced.counts.states).toBeLessThan(plain.counts.states * 0.7);
  });

  it('but where nodes may fall, the lowest becomes the master', () => {
    const model = safety(instantiate(ndbTable, { bounds: 'failures' }));
    expect(() => explore(model, { symmetry: true })).toThrow('no interchangeable ids');
  });

  /** Without what must come in the end: symmetry does not go with liveness. */
  function safety(model: Model): Model {
    return { ...model, properties: model.properties.filter(({ kind }) => kind !== 'leadsTo') };
  }
});
