import { List } from 'immutable';
import { describe, expect, it } from 'vitest';
import type { Id, Lane } from '../../src/index.ts';
import { ids, Layout } from '../../src/index.ts';

const nodes = ids('node', 2);
const txns = ids('txn', ['t', 'u']);

describe('a layout collects the cells of a system', () => {
  it('in the order of their definition, each with the name that reports use', () => {
    const layout = new Layout();
    layout.one('cpo', 0);
    layout.each('memory', [nodes, txns], () => 0);
    layout.ghosts('history', [txns], () => 0);
    layout.budget('losses', 1);
    expect(layout.cells.map(({ name, index, kind }) => [name, index, kind])).toEqual([
      ['cpo', 0, 'state'],
      ['memory(1, t)', 1, 'state'],
      ['memory(1, u)', 2, 'state'],
      ['memory(2, t)', 3, 'state'],
      ['memory(2, u)', 4, 'state'],
      ['history(t)', 5, 'ghost'],
      ['history(u)', 6, 'ghost'],
      ['losses', 7, 'budget'],
    ]);
  });

  it('budgets are called as their bounds', () => {
    const layout = new Layout();
    const bounds = { losses: 1, crashes: 2, programs: ['drop'] };
    const { crashes } = layout.budgets(bounds, 'losses', 'crashes');
    expect(layout.cells.map(({ name, initial }) => [name, initial])).toEqual([
      ['losses', 1],
      ['crashes', 2],
    ]);
    expect(crashes.kind).toBe('budget');
  });

  it('the initial value of a member may depend on its ids', () => {
    const family = new Layout().each('memory', [nodes, txns], (n, t) => n.label + t.label);
    expect(family.all.map(({ initial }) => initial)).toEqual(['1t', '1u', '2t', '2u']);
  });

  it('a channel is an empty FIFO that knows its two ends', () => {
    const cpo: Lane = { role: 'cpo', ids: [] };
    const toNode = new Layout().channels<[Id<'node'>], string>('toNode', [nodes], (n) => ({
      from: cpo,
      to: { role: 'node', ids: [n] },
    }));
    const [first] = toNode.all;
    expect(first?.initial).toEqual(List());
    expect(first?.ends).toEqual({ from: cpo, to: { role: 'node', ids: [nodes[0]] } });
  });

  it('a family finds its members by their ids', () => {
    const family = new Layout().each('memory', [nodes, txns], () => 0);
    const [, second] = nodes as [Id<'node'>, Id<'node'>];
    expect(family(second, txns[0] as Id<'txn'>)).toBe(family.all[2]);
  });
});

describe('a mistake in a layout is an error that names it', () => {
  it('two cells with one name', () => {
    const layout = new Layout();
    layout.one('cpo', 0);
    expect(() => layout.one('cpo', 1)).toThrow('two cells are called cpo');
    expect(() => layout.each('cpo', [], () => 1)).toThrow('two cells are called cpo');
  });

  it('a cell that the family does not have', () => {
    const family = new Layout().each('memory', [nodes], () => 0);
    const [, , third] = ids('node', 3);
    expect(() => family(third as Id<'node'>)).toThrow(
      'there is no cell memory(3); the family has memory(1), memory(2)',
    );
  });

  it('ids in the wrong order do not compile', () => {
    const family = new Layout().each('memory', [nodes, txns], () => 0);
    // @ts-expect-error the node comes first
    expect(() => family(txns[0], nodes[0])).toThrow(RangeError);
  });
});
