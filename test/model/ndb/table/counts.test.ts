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
  expect(table(boundsOf('tiny'))).toMatchInlineSnapshot();
});

it('small', () => {
  expect(table(boundsOf('small'))).toMatchInlineSnapshot();
});

it('medium', () => {
  expect(table(boundsOf('medium'))).toMatchInlineSnapshot();
});

it('large', () => {
  expect(table(['large'], ['repaired'])).toMatchInlineSnapshot();
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
    expect(reduced.counts.states).toBeLessThan(plain.counts.states * 0.6);
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
