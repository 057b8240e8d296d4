/**
 * The two examples of the note, once for each way to tell tables apart, and where each of its sentences is in the model.
 */
import { describe, expect, it } from 'vitest';
import type { Choice } from '../../../../src/index.ts';
import { instantiate } from '../../../../src/index.ts';
import { ndbIdentity } from '../../../../src/model/ndb/identity/system.ts';
import { choiceOf, played, reader, stage, verdictOf } from '../stage.ts';
import { commit, example1, example2 } from './story.ts';

const { outcome } = stage(ndbIdentity);

interface Row {
  readonly variant: string;
  /** How the transaction ends: committed, its error, or that it hangs. */
  readonly ends: 'committed' | '241' | '723' | 'timeout' | 'hangs';
}

/** What a scenario comes to: it has one behaviour. */
function endOf(variant: string, bounds: string, example: string): Row['ends'] {
  const { properties } = outcome(variant, bounds);
  const [errs, ends] = [`${example}-errs`, `${example}-ends`].map((id) =>
    verdictOf({ properties } as never, id),
  );
  if (ends?.verdict === 'violated') return 'hangs';
  if (errs?.verdict === 'holds') return '241';
  const { err, state } = (errs?.reason?.facts ?? {}) as { err: Row['ends']; state: string };
  return state === 'committed' ? 'committed' : err;
}

const requirements: readonly Row[] = [
  { variant: 'code', ends: 'committed' },
  { variant: 'note-r1', ends: 'committed' },
  { variant: 'note-r1-r2', ends: '241' },
];

describe('example 1: "startTransaction, drop, create, getNdbOperation, execute"', () => {
  it.each<Row>([
    ...requirements,
    { variant: 'note-r1 + identity=id', ends: 'committed' },
    { variant: 'note-r1 + identity=name', ends: 'committed' },
    { variant: 'note-r1-r2 + txnPin=off', ends: '241' },
    { variant: 'note-r1-r2 + txnPin=off + identity=id', ends: 'committed' },
    { variant: 'note-r1-r2 + txnPin=off + identity=name', ends: 'committed' },
    { variant: 'note-r1-r2 + identity=id', ends: '241' },
    { variant: 'note-r1-r2 + identity=name', ends: '241' },
    { variant: 'code + cache=sticky', ends: 'committed' },
  ])('$variant: $ends', ({ variant, ends }) => {
    expect(endOf(variant, 'example-1', 'example-1')).toBe(ends);
  });

  it('requirement 1 lets it pass: all of it is on the new table', () => {
    const model = instantiate(ndbIdentity, choiceOf('note-r1', 'example-1'));
    const read = reader(model, played(model, [...example1, commit]).at(-1));
    expect(read('txn(1)')).toMatchObject({ state: 'committed' });
    expect(read('touched(1)')).toEqual({ '#set': [{ name: 'A', bound: 2, target: 2 }] });
    expect(read('startInc(1, A)')).toBe(1);
  });
});

describe('example 2: "startTransaction, getNdbOperation, execute, drop, create, getNdbOperation, execute"', () => {
  it.each<Row>([
    { variant: 'code', ends: 'committed' },
    { variant: 'note-r1', ends: '241' },
    { variant: 'note-r1-r2', ends: '241' },
    { variant: 'code + cache=sticky', ends: '241' },
    { variant: 'code + cache=sticky + identity=id', ends: 'committed' },
    { variant: 'code + cache=refreshInside', ends: 'committed' },
    { variant: 'note-r1 + cache=refreshInside', ends: '241' },
    { variant: 'note-r1 + identity=id', ends: '241' },
    { variant: 'note-r1 + identity=name', ends: '241' },
    { variant: 'note-r1 + read=lock', ends: 'hangs' },
    { variant: 'code + read=lock', ends: 'hangs' },
    { variant: 'note-r1-lock', ends: 'timeout' },
    { variant: 'note-r1 + read=lock + waitDrop=off', ends: '241' },
  ])('$variant: $ends', ({ variant, ends }) => {
    expect(endOf(variant, 'example-2', 'example-2')).toBe(ends);
  });

  it('"will always" err: not in the code, as the drop of the client empties its own cache', () => {
    const model = instantiate(ndbIdentity, choiceOf('code', 'example-2'));
    const read = reader(model, played(model, [...example2, commit]).at(-1));
    expect(read('txn(1)')).toMatchObject({ state: 'committed', n: 2 });
    expect(read('touched(1)')).toEqual({
      '#set': [
        { name: 'A', bound: 1, target: 1 },
        { name: 'A', bound: 2, target: 2 },
      ],
    });
  });

  it('its drop() does not return while the transaction itself holds the table', () => {
    const model = instantiate(ndbIdentity, choiceOf('code + read=lock', 'example-2'));
    const steps = example2.slice(0, 5);
    const read = reader(model, played(model, steps).at(-1));
    expect(steps.at(-1)).toBe('dict.handlesDrop(1, A)');
    expect(read('table(A)')).toMatchObject({ state: 'dropping' });
    expect(outcome('code + read=lock', 'example-2').properties).toContainEqual(
      expect.objectContaining({ id: 'deadlock', verdict: 'violated' }),
    );
  });
});

describe('each sentence of the note is an action, a switch or a promise', () => {
  const sentences: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    [
      'definition of "the same table"',
      ['inc', 'next', 'identity', 'counter', 'bits'],
      ['no-stale-execution', 'identity-unique'],
    ],
    [
      'requirement 1',
      ['tc.executes', 'txnPin', 'cache', 'read'],
      ['one-table-per-txn', 'one-table-per-committed-txn'],
    ],
    ['requirement 2', ['client.starts', 'bindAt'], ['table-of-start']],
    ['example 1, both requirements', ['bindAt'], ['example-1-errs']],
    ['example 1, requirement 1 only', ['bindAt'], ['example-1-commits']],
    ['example 2', ['script'], ['example-2-errs', 'example-2-ends']],
    [
      'a drop names what its issuer saw',
      ['dict.handlesDrop', 'dropRetry'],
      ['drop-what-you-opened'],
    ],
    ['the WAIT, seen from the API', ['dict.finishesDrop', 'waitDrop'], ['drop-waits-for-holder']],
  ];

  it.each(sentences)('%s', (_sentence, means, promises) => {
    const choice: Choice = { preset: 'note-r1-lock', bounds: 'medium' };
    const model = instantiate(ndbIdentity, choice);
    const known = new Set([
      ...model.actions.map(({ action }) => action),
      ...model.layout.cells.map(({ family }) => family),
      ...Object.keys(ndbIdentity.switches),
      // The number of a creation is a field of handles.
      'inc',
    ]);
    const ids = new Set(model.properties.map(({ id }) => id));
    expect(means.filter((name) => !known.has(name))).toEqual([]);
    expect(promises.filter((id) => !ids.has(id))).toEqual([]);
  });
});
