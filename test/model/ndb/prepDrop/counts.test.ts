/**
 * What every preset comes to in every set of bounds: states, transitions, depth, and what does not hold after how many
 * steps. A count that changes means that the protocol has changed.
 *
 * In `large` only where each LQH waits for itself: the note's own takes three minutes (2 923 137 states, 23 969 097
 * transitions, depth 115; everything holds).
 */
import { describe, expect, it } from 'vitest';
import { explore } from '../../../../src/explore/explore.ts';
import { instantiate } from '../../../../src/index.ts';
import { ndbPrepDrop } from '../../../../src/model/ndb/prepDrop/system.ts';
import { findings } from '../../../laws/replay.ts';
import { stage } from '../stage.ts';

const { table, boundsOf } = stage(ndbPrepDrop);

it('tiny and small', () => {
  expect(table(boundsOf('tiny', 'small'))).toMatchInlineSnapshot(`
    "
    tiny
      note               664    1123  34
      note-literal       664    1123  34
      code-5.1           664    1123  34
      code-later         662    1189  28
      repaired           662    1189  28
    small
      note              5743   21894  68
      note-literal      5940   22108  68  all-nodes-dropped 5, drop-ends 5, deadlock 6
      code-5.1          5940   22108  68  all-nodes-dropped 5, drop-ends 5, deadlock 6
      code-later        1594    4132  44
      repaired          1594    4132  44
    small-lcp
      note             14842   62738  66
      note-literal     15039   62977  66  all-nodes-dropped 5, drop-ends 5, deadlock 10
      code-5.1         15039   62977  66  all-nodes-dropped 5, drop-ends 5, deadlock 10
      code-later        2789    8608  42
      repaired          2789    8608  42
    "
  `);
});

/** Those that differ: `code-5.1` is `note-literal` here, and `code-later` is `repaired`. */
const different = ['note', 'note-literal', 'repaired'];

it('medium', () => {
  expect(table(['medium'], different)).toMatchInlineSnapshot(`
    "
    medium
      note            106070  517517  69
      note-literal    107197  519269  69  all-nodes-dropped 5, drop-ends 5, deadlock 11
      repaired         28340  112060  45
    "
  `);
});

it('large', () => {
  expect(table(['large'], ['repaired'])).toMatchInlineSnapshot(`
    "
    large
      repaired          9974   30455  61
    "
  `);
});

describe('nodes that are not the master are interchangeable', () => {
  const bound = { nodes: 3, operations: 0, lcps: 0 };
  const equals = instantiate(ndbPrepDrop, { preset: 'code-later', bounds: 'small', bound });
  const safety = {
    ...equals,
    properties: equals.properties.filter(({ kind }) => kind !== 'leadsTo'),
  };

  it('verdicts and traces are those without symmetry', () => {
    const plain = explore(safety, { keepGoing: true });
    const reduced = explore(safety, { keepGoing: true, symmetry: true });
    expect(findings(reduced.properties)).toEqual(findings(plain.properties));
    expect(reduced.counts.fullStates).toBe(plain.counts.states);
    expect(reduced.counts.states).toBeLessThan(plain.counts.states * 0.6);
  });

  it('unless operations go to some of them only', () => {
    const model = instantiate(ndbPrepDrop, { bounds: 'large' });
    expect(() => explore(model, { symmetry: true })).toThrow('no interchangeable ids');
  });
});
