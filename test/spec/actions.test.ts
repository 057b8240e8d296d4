import { describe, expect, it } from 'vitest';
import type { Id } from '../../src/index.ts';
import { action, disabled, forEach, ids, some } from '../../src/index.ts';

type NodeId = Id<'node'>;
type TxnId = Id<'txn'>;

const nodes = ids('node', 2);
const txns = ids('txn', ['t', 'u']);

const node = {
  serves: action.system<[NodeId, TxnId]>('serves {txn} at node {node}', () => disabled),
  fails: action.fault<[NodeId, TxnId]>('fails', () => disabled),
};

describe('an action becomes one instance for each combination of its ids', () => {
  const instances = forEach('node', [nodes, txns], node);

  it('verb by verb, the last id fastest, which is the order of reports', () => {
    expect(instances.map(({ name }) => name)).toEqual([
      'node.serves(1, t)',
      'node.serves(1, u)',
      'node.serves(2, t)',
      'node.serves(2, u)',
      'node.fails(1, t)',
      'node.fails(1, u)',
      'node.fails(2, t)',
      'node.fails(2, u)',
    ]);
  });

  it('its label is filled in with the ids', () => {
    expect(instances[1]?.label).toBe('serves u at node 1');
  });

  it('its label tells two ids of one kind apart', () => {
    const asks = action.system<[NodeId, NodeId]>('of {node} asks that of {node2}', () => disabled);
    const labels = forEach('tc', [nodes, nodes], { asks }).map(({ label }) => label);
    expect(labels[1]).toBe('of 1 asks that of 2');
  });

  it('its lane is the role with its first id', () => {
    expect(instances[3]?.lane).toEqual({ role: 'node', ids: [nodes[1]] });
    expect(forEach('cpo', [], {})).toEqual([]);
  });

  it('a role without ids has one instance of each verb, named without brackets', () => {
    const [only] = forEach('cpo', [], { starts: action.system('starts', () => disabled) });
    expect([only?.name, only?.action, only?.lane.ids]).toEqual(['cpo.starts', 'cpo.starts', []]);
  });

  it('and passes them to the verb', () => {
    const seen: string[] = [];
    const notes = action.environment('notes', (_read, n: NodeId, t: TxnId) => {
      seen.push(n.label + t.label);
      return disabled;
    });
    for (const { run } of forEach('node', [nodes, txns], { notes })) run(() => notRead());
    expect(seen).toEqual(['1t', '1u', '2t', '2u']);
  });
});

describe('each action carries its kind', () => {
  it('system actions are weakly fair unless they say otherwise; the others are unfair', () => {
    const verbs = {
      a: action.system('a', () => disabled),
      b: action.system('b', () => disabled, 'strong'),
      c: action.environment('c', () => disabled),
      d: action.fault('d', () => disabled),
    };
    const instances = forEach('role', [], verbs);
    expect(instances.map(({ kind, fairness }) => [kind, fairness])).toEqual([
      ['system', 'weak'],
      ['system', 'strong'],
      ['environment', 'unfair'],
      ['fault', 'unfair'],
    ]);
  });
});

describe('fairness is asked of each instance, or of some instance for each of the first ids', () => {
  const groupsOf = (fairness: Parameters<typeof action.system>[2]) => {
    const serves = action.system<[NodeId, TxnId]>('serves {txn}', () => disabled, fairness);
    const instances = forEach('node', [nodes, txns], { serves });
    return instances.map((at) => [at.fairGroup, at.fairness].join(': '));
  };

  it('each instance is a group of its own unless the verb says otherwise', () => {
    expect(groupsOf('strong')).toEqual([
      'node.serves(1, t): strong',
      'node.serves(1, u): strong',
      'node.serves(2, t): strong',
      'node.serves(2, u): strong',
    ]);
  });

  it('some: the other ids are a choice', () => {
    const [first, second] = ['node.serves(1, …): weak', 'node.serves(2, …): weak'];
    expect(groupsOf(some('weak', 1))).toEqual([first, first, second, second]);
    expect(new Set(groupsOf(some('strong', 0)))).toEqual(new Set(['node.serves(…): strong']));
    expect(groupsOf(some('weak', 2))).toEqual(groupsOf('weak'));
  });
});

describe('a label that names an id which the action does not have', () => {
  it('is an error that says which ids there are', () => {
    const wrong = action.system<[NodeId, TxnId]>('serves {client}', () => disabled);
    expect(() => forEach('node', [nodes, txns], { wrong })).toThrow(
      'the label of node.wrong names {client}, but its ids are node, txn',
    );
    const third = action.system<[NodeId, NodeId]>('asks {node3}', () => disabled);
    expect(() => forEach('node', [nodes, nodes], { third })).toThrow(
      'the label of node.third names {node3}, but its ids are node, node',
    );
    const none = action.system('serves {client}', () => disabled);
    expect(() => forEach('cpo', [], { none })).toThrow(
      'the label of cpo.none names {client}, but its ids are none',
    );
  });
});

function notRead(): never {
  throw new Error('no cell is read here');
}
