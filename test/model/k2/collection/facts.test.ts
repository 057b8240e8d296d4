/**
 * The story of the note, and the facts of the reference that shape the model, each as the steps that show it.
 */
import { describe, expect, it } from 'vitest';
import { enabledAfter, k2, play } from './play.ts';
import { commitAcross, create, drop, loadAnew } from './rows.ts';

const note = k2({ preset: 'documented', bounds: 'note' });
const note2 = k2({ preset: 'documented', bounds: 'note2' });

describe('"moves the collection metadata to a deleted list, sends unload to every partition"', () => {
  const asked = ['admin.asksDrop(1, A)', 'cpo.handlesDrop(1)'];
  const half = [...asked, 'node.handlesOffload(1)', 'cpo.collects(1)'];
  const all = [...half, 'node.handlesOffload(2)', 'cpo.collects(2)'];

  it('(2)(3) every node is told, and whoever asks for the collection finds none', () => {
    const at = play(note2, asked);
    expect(at('catalog(A)')).toMatchObject({ status: 'deleting' });
    expect(['toNode(1)', 'toNode(2)'].map((cell) => at(cell))).toMatchObject([
      [{ verb: 'offload', part: '1' }],
      [{ verb: 'offload', part: '2' }],
    ]);
  });

  it('(4) a node unloads "immediately", with a transaction open and nothing persisted', () => {
    const open = ['txn.begins(1)', 'txn.writes(1, a)'];
    const at = play(k2({ preset: 'documented', bounds: 'cross' }), [
      ...open,
      ...drop().slice(0, 3),
    ]);
    expect(at('module(1)')).toMatchObject({ phase: 'none' });
    expect(at('tr(1, 1)')).toMatchObject({ status: 'none' });
    expect(at('loggedTr(A, 1, 1)')).toEqual({ '#map': [] });
  });

  it('(5) the user is told after all answers, not before', () => {
    expect(enabledAfter(note2, half)).not.toContain('cpo.finishesDrop(A)');
    expect(enabledAfter(note2, all)).toContain('cpo.finishesDrop(A)');
  });

  it('(6) from then on the name may be created again, (7) and the logs are cleaned when that suits', () => {
    const steps = [...drop(), ...create()];
    expect(play(note, steps)('catalog(A)')).toMatchObject({ status: 'live', inc: 2 });
    expect(enabledAfter(note, steps)).toContain('cpo.cleans(A)');
  });
});

describe('F2 "drop + create gives the same PVIDs on the same nodes"', () => {
  it('a module tells the two collections apart by nothing but the incarnation', () => {
    const before = play(note, [])('module(1)');
    const after = play(note, [...drop(), ...create()])('module(1)');
    expect(after).toEqual({ ...(before as object), inc: 2 });
  });
});

describe('F4 "a module refuses every operation with a timestamp older than its own start; before, only writes"', () => {
  it.each([
    ['code2021', 'open'],
    ['code2023', 'aborted'],
  ])('%s: a read of an older transaction leaves it %s', (preset, phase) => {
    const dropped = drop().toSpliced(3, 0, 'node.completesStop(1)');
    const recreated = loadAnew().toSpliced(2, 0, 'cpo.completesCreate(A)');
    const model = k2({ preset, bounds: 'readOnly' });
    const at = play(model, ['txn.begins(1)', ...dropped, ...recreated, 'txn.reads(1, k1)']);
    expect(at('txn(1)')).toMatchObject({ phase });
  });
});

describe('F6 "multi-collection transactions are supported"', () => {
  it('one commits in both collections, and its coordinator settles both intents', () => {
    const settled = ['node.finalizes(1, 1, a)', 'node.finalizes(1, 1, b)'];
    const at = play(k2({ preset: 'documented', bounds: 'cross' }), [...commitAcross, ...settled]);
    expect(at('row(1, a)')).toMatchObject({ value: '1', from: 1, intent: null });
    expect(at('row(2, b)')).toMatchObject({ value: '1', from: 2, intent: null });
    expect(at('tr(1, 1)')).toMatchObject({ status: 'none' });
  });
});

describe('F8 "a stop in progress still accepts requests, but finalization work added meanwhile is refused"', () => {
  const transactions = ['client 1: write k3', 'client 2: write k2', 'client 3: read k1'];
  const stopping = [
    'txn.begins(1)',
    'txn.begins(2)',
    'txn.writes(1, k3)',
    'txn.writes(2, k2)',
    'txn.commits(1)',
    'admin.asksDrop(1, A)',
    'cpo.handlesDrop(1)',
    'node.handlesOffload(1)',
  ];
  const unloading = (unload: string) =>
    k2({ preset: 'code2023', bounds: 'note', set: { unload }, bound: { transactions } });

  it('a commit is accepted, and nobody will settle its intent', () => {
    const steps = [...stopping, 'txn.commits(2)'];
    const at = play(unloading('drainScheduled'), steps);
    expect(at('txn(2)')).toMatchObject({ phase: 'committed' });
    expect(enabledAfter(unloading('drainScheduled'), steps).filter(isFinalizing)).toEqual([
      'node.finalizes(1, 1, k3)',
    ]);
  });

  it('a node that refuses then takes neither reads nor commits', () => {
    const refusing = enabledAfter(unloading('refuseThenDrain'), [...stopping, 'txn.begins(3)']);
    expect(refusing.filter((name) => name.startsWith('txn.'))).toEqual([]);
    const accepting = enabledAfter(unloading('drainScheduled'), [...stopping, 'txn.begins(3)']);
    expect(accepting.filter((name) => name.startsWith('txn.'))).toEqual([
      'txn.commits(2)',
      'txn.reads(3, k1)',
    ]);
  });

  const isFinalizing = (name: string) => name.startsWith('node.finalizes(');
});
