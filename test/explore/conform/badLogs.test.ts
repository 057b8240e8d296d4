import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../src/index.ts';
import { anyId, conform, defineConformance, instantiate, UsageError } from '../../../src/index.ts';
import miniMap from '../../fixtures/miniDrop.map.ts';
import { miniDrop } from '../../fixtures/miniDrop.ts';
import { simpleAllocator } from '../../published/simpleAllocator.ts';

const model = instantiate(miniDrop);

const read = { node: 'client 1', kind: 'read', client: 1, incarnation: 1 };
const drop = { node: 'cpo', kind: 'drop begins' };
const serving = { node: 'node 1', kind: 'serving', yes: true };

/** What a log is answered with that cannot be followed. */
function complaint(log: readonly (object | string)[], map = miniMap, of = model): string {
  const lines = log.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  try {
    conform(of, map, lines);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'no complaint';
}

describe('a log that cannot be read is an error that names the line', () => {
  it.each([
    ['empty', []],
    ['only empty lines', ['', '  ']],
    ['nothing but ignored events', [{ node: 'cpo', kind: 'heartbeat' }]],
    ['nothing but beginnings', [{ node: 'operator', kind: 'restarted' }]],
    ['no JSON', [read, '{"node":']],
    ['no object', [read, '[1]']],
    ['no node', [{ kind: 'read' }]],
    ['a kind that is no text', [{ node: 'cpo', kind: 7 }]],
    ['an unknown kind', [{ node: 'cpo', kind: 'drop begin' }]],
    ['a missing field', [{ node: 'client 1', kind: 'read', incarnation: 1 }]],
    ['a field of another type', [{ ...read, incarnation: 'one' }]],
    ['an id that the model does not have', [{ ...read, client: 2 }]],
    ['ids of messages that are none', [{ ...drop, sends: [{ to: 'node 1' }] }]],
    ['a count that is none', [{ ...drop, seq: 'first' }]],
  ])('%s', (_, log) => {
    expect(complaint(log)).toMatchSnapshot();
  });
});

describe('an order that contradicts itself is an error that says so', () => {
  it.each([
    [
      'numbers of a node that do not rise',
      [
        { ...read, seq: 4 },
        { ...read, seq: 4 },
      ],
    ],
    [
      'a message that is sent twice',
      [
        { ...drop, sends: 'm1' },
        { ...serving, sends: 'm1' },
      ],
    ],
    [
      'a message that comes before itself',
      [
        { ...drop, receives: 'm2', sends: 'm1' },
        { ...serving, receives: 'm1', sends: 'm2' },
      ],
    ],
    [
      'a message that comes before itself, by ignored events alone',
      [
        drop,
        { node: 'relay 1', kind: 'heartbeat', receives: 'm2', sends: 'm1' },
        { node: 'relay 2', kind: 'heartbeat', receives: 'm1', sends: 'm2' },
      ],
    ],
    ['an event that receives what it sends', [{ ...drop, receives: 'm1', sends: 'm1' }]],
    [
      'a message that is sent further below than the map allows',
      [{ ...drop, receives: 'm1' }, read, serving, serving, { ...serving, sends: 'm1' }],
    ],
    [
      'one that an ignored event passes on so far below',
      [
        { ...drop, receives: 'm2' },
        { ...read, sends: 'm1' },
        serving,
        serving,
        { node: 'relay', kind: 'heartbeat', receives: 'm1', sends: 'm2' },
      ],
    ],
  ])('%s', (_, log) => {
    expect(complaint(log)).toMatchSnapshot();
  });
});

describe('a map that does not fit is an error with a suggestion', () => {
  const mapOf = (reading: Reading) =>
    defineConformance({ ...miniDrop } as object as never, reading);
  const events: Reading['events'] = {
    'drop begins': (_, { step }) => ({ takes: step('cpo.drops') }),
  };

  it.each<[string, Reading]>([
    ['an action that is nearly right', { events, hidden: { actions: ['node.handle'], inARow: 1 } }],
    [
      'too few ids',
      { events: { 'drop begins': (_, { step }) => ({ takes: step('client.reads') }) } },
    ],
    ['a cell', { events: { 'drop begins': (_, { cell }) => ({ before: [cell('cop').is(1)] }) } }],
    [
      'ids of a cell',
      { events: { 'drop begins': (_, { cell }) => ({ after: [cell('node').is(1)] }) } },
    ],
    ['a rule that answers nothing', { events: { 'drop begins': () => ({}) } }],
    ['a rule that takes one of no steps', { events: { 'drop begins': () => ({ takes: [] }) } }],
    ['a rule that throws', { events: { 'drop begins': () => JSON.parse('no') } }],
    ['a kind with two meanings', { events, ignore: ['drop begins'] }],
    ['a window that is too large', { events, reorder: 1000 }],
    ['a number of steps that is none', { events, hidden: { actions: [], inARow: -1 } }],
  ])('%s', (_, reading) => {
    expect(complaint([drop], mapOf(reading))).toMatchSnapshot();
  });

  it('a map of another system', () => {
    expect(complaint([drop], miniMap, instantiate(simpleAllocator))).toMatchSnapshot();
  });
});

describe('names are checked by TypeScript where the system tells them', () => {
  it('of actions and cells', () => {
    defineConformance(miniDrop, {
      events: {
        // @ts-expect-error: there is no such action
        one: (_, { step }) => ({ takes: step('client.read', anyId) }),
        // @ts-expect-error: there is no such cell
        two: (_, { cell }) => ({ before: [cell('clients', 1).is({ phase: 'idle' })] }),
        // @ts-expect-error: a client has no such field
        three: (_, { cell }) => ({ after: [cell('client', 1).fits('is new', (at) => at.isNew)] }),
        four: (_, { step, cell }) => ({
          takes: step('client.reads', anyId),
          after: [cell('client', 1).fits('is open', ({ phase }) => phase === 'open')],
        }),
      },
      // @ts-expect-error: there is no such action
      hidden: { actions: ['node.handle'], inARow: 1 },
    });
    expect(miniMap.system).toBe('mini/drop');
  });
});
