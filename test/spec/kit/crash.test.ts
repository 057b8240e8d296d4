import { describe, expect, it } from 'vitest';
import type { State } from '../../../src/index.ts';
import {
  crashAndRestart,
  defineSystem,
  disabled,
  forEach,
  ids,
  initialStates,
  instancesNamed,
  instantiate,
  Layout,
  loseVolatile,
  next,
} from '../../../src/index.ts';

const nodes = ids('node', 2);
const layout = new Layout();
const at = {
  up: layout.each('up', [nodes], () => true),
  memory: layout.each('memory', [nodes], () => 'full', { lost: 'empty' }),
  log: layout.each('log', [nodes], () => 'written'),
  crashes: layout.budget('crashes', 2),
};
const model = instantiate(
  defineSystem({
    name: 'test',
    title: 'nodes that crash',
    build: () => ({
      layout,
      actions: forEach(
        'node',
        [nodes],
        crashAndRestart({
          budget: at.crashes,
          up: at.up,
          owns: (n) => [at.memory(n), at.log(n)],
        }),
      ),
      properties: [],
    }),
  }),
);

/** The cells of node 1, the memory of node 2 and the budget after the named instances. */
function afterwards(...names: string[]): unknown {
  let [state] = initialStates(model) as [State];
  for (const instance of instancesNamed(model, names)) {
    const result = next(model, state, instance);
    if (result === disabled) return `${instance.name} is disabled`;
    state = result;
  }
  const [first, second] = at.memory.all;
  const cells = [at.up.all[0], first, at.log.all[0], second, at.crashes];
  return cells.map((cell) => state[cell?.index ?? -1]);
}

describe('a crash keeps durable cells and resets volatile ones', () => {
  it('of its own instance only, and spends the budget', () => {
    expect(afterwards()).toEqual([true, 'full', 'written', 'full', 2]);
    expect(afterwards('node.crashes(1)')).toEqual([false, 'empty', 'written', 'full', 1]);
  });

  it('what is down does not crash again', () => {
    expect(afterwards('node.crashes(1)', 'node.crashes(1)')).toBe('node.crashes(1) is disabled');
  });

  it('nothing crashes once the budget is spent', () => {
    const twice = ['node.crashes(1)', 'node.restarts(1)', 'node.crashes(1)', 'node.restarts(1)'];
    expect(afterwards(...twice, 'node.crashes(2)')).toBe('node.crashes(2) is disabled');
  });

  it('which cells are volatile is said by the layout', () => {
    const assigned = loseVolatile([...at.memory.all, ...at.log.all]);
    expect(assigned.map(({ cell, value }) => [cell.name, value])).toEqual([
      ['memory(1)', 'empty'],
      ['memory(2)', 'empty'],
    ]);
  });

  it('a volatile cell may be left undefined', () => {
    const cell = new Layout().one<number | undefined>('session', 1, { lost: undefined });
    expect(loseVolatile([cell])).toEqual([{ cell, value: undefined }]);
  });
});

describe('a restart', () => {
  it('brings the instance up again, with what the crash has left', () => {
    expect(afterwards('node.crashes(1)', 'node.restarts(1)')).toEqual([
      true,
      'empty',
      'written',
      'full',
      1,
    ]);
  });

  it('is of the protocol, and only for what is down', () => {
    expect(afterwards('node.restarts(1)')).toBe('node.restarts(1) is disabled');
    expect(model.actions.map(({ name, kind }) => [name, kind])).toEqual([
      ['node.crashes(1)', 'fault'],
      ['node.crashes(2)', 'fault'],
      ['node.restarts(1)', 'system'],
      ['node.restarts(2)', 'system'],
    ]);
  });
});
