import { List } from 'immutable';
import { describe, expect, it } from 'vitest';
import type { Channel, Instance, Model, State } from '../../../src/index.ts';
import {
  defineSystem,
  disabled,
  head,
  ids,
  initialStates,
  instancesNamed,
  instantiate,
  Layout,
  networkFaults,
  next,
  receive,
  send,
} from '../../../src/index.ts';

const nodes = ids('node', 2);

function network(budget: { losses?: number; duplicates?: number; reorderings?: number } = {}) {
  const layout = new Layout();
  const at = {
    toNode: layout.channels<[(typeof nodes)[number]], string>('toNode', [nodes], (n) => ({
      from: { role: 'cpo', ids: [] },
      to: { role: 'node', ids: [n] },
    })),
    losses: layout.budget('losses', budget.losses ?? 0),
    duplicates: layout.budget('duplicates', budget.duplicates ?? 0),
    reorderings: layout.budget('reorderings', budget.reorderings ?? 0),
  };
  const [first] = at.toNode.all as [Channel<string>];
  const model = instantiate(
    defineSystem({
      name: 'test',
      title: 'a network',
      build: () => ({
        layout,
        actions: networkFaults(at, at.toNode.all),
        properties: [],
        starts: [[first.becomes(List(['a', 'b', 'c']))]],
      }),
    }),
  );
  return { model, first, at };
}

/** The first channel and the budgets after the named instances, or where it was disabled. */
function afterwards(model: Model, ...names: string[]): unknown {
  let [state] = initialStates(model) as [State];
  for (const instance of instancesNamed(model, names)) {
    const result = next(model, state, instance);
    if (result === disabled) return `${instance.name} is disabled`;
    state = result;
  }
  const [queue, , ...budgets] = state;
  return [(queue as List<string>).toArray().join(''), ...budgets];
}

describe('a channel is a FIFO', () => {
  const { first } = network();
  const reading = (queue: List<string>) => () => queue as never;

  it('messages are appended in the order given, and taken from the head', () => {
    const empty = reading(List());
    expect(send(empty, first, 'a', 'b').value).toEqual(List(['a', 'b']));
    const full = reading(List(['a', 'b']));
    expect(head(full, first)).toBe('a');
    expect(receive(full, first)).toEqual({ cell: first, value: List(['b']) });
  });

  it('an empty one has no head', () => {
    expect(head(reading(List()), first)).toBeUndefined();
  });
});

describe('what a network may do spends a budget', () => {
  it('it loses the head of a channel', () => {
    const { model } = network({ losses: 2 });
    expect(afterwards(model, 'network.loses(toNode(1))')).toEqual(['bc', 1, 0, 0]);
  });

  it('it appends a copy of the head', () => {
    const { model } = network({ duplicates: 1 });
    expect(afterwards(model, 'network.duplicates(toNode(1))')).toEqual(['abca', 0, 0, 0]);
  });

  it('it moves the head behind all others', () => {
    const { model } = network({ reorderings: 1 });
    expect(afterwards(model, 'network.delays(toNode(1))')).toEqual(['bca', 0, 0, 0]);
  });

  it('and nothing once the budget is spent', () => {
    const { model } = network({ losses: 1, duplicates: 1, reorderings: 1 });
    for (const verb of ['loses', 'duplicates', 'delays']) {
      const name = `network.${verb}(toNode(1))`;
      expect(afterwards(model, name, name)).toBe(`${name} is disabled`);
    }
  });

  it('nothing happens to an empty channel, nor is a single message put behind itself', () => {
    const { model } = network({ losses: 9, duplicates: 9, reorderings: 9 });
    for (const verb of ['loses', 'duplicates', 'delays']) {
      expect(afterwards(model, `network.${verb}(toNode(2))`)).toMatch('is disabled');
    }
    const lost = 'network.loses(toNode(1))';
    expect(afterwards(model, lost, lost, 'network.delays(toNode(1))')).toMatch('is disabled');
    expect(afterwards(model, lost, lost, lost)).toEqual(['', 6, 9, 9]);
  });

  it('each is a fault that diagrams can mark, one instance for each channel', () => {
    const { model } = network();
    const told = ({ name, kind, channelFault, label }: Instance) => [
      name,
      kind,
      channelFault,
      label,
    ];
    expect(model.actions.map(told)).toEqual([
      ['network.loses(toNode(1))', 'fault', 'loses', 'loses the first message in toNode(1)'],
      ['network.loses(toNode(2))', 'fault', 'loses', 'loses the first message in toNode(2)'],
      [
        'network.duplicates(toNode(1))',
        'fault',
        'duplicates',
        'repeats the first message in toNode(1)',
      ],
      [
        'network.duplicates(toNode(2))',
        'fault',
        'duplicates',
        'repeats the first message in toNode(2)',
      ],
      [
        'network.delays(toNode(1))',
        'fault',
        'delays',
        'delays the first message in toNode(1) behind all others',
      ],
      [
        'network.delays(toNode(2))',
        'fault',
        'delays',
        'delays the first message in toNode(2) behind all others',
      ],
    ]);
  });
});
