import { fc, it as law } from '@fast-check/vitest';
import { Map as ImmutableMap, Set as ImmutableSet, List, Record } from 'immutable';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/index.ts';
import { ids, toJson } from '../../src/index.ts';
import { itfReport, itfValue } from '../../src/report/itf.ts';
import { readByQuint } from './itf/quint.ts';
import { readItf } from './itf/reader.ts';
import { faultySchedule, outcomeOf, tellingOf } from './outcomes.ts';

const Pair = Record({ first: null as unknown, second: null as unknown }, 'Pair');

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(
      fc.maxSafeInteger(),
      fc.bigInt(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('#set', '#bigint', '__proto__', '"', '\n', '😀'),
      fc.boolean(),
      fc.constant(null),
      fc.constantFrom(...ids('node', ['A', '#map', 'tag'])),
    ),
    fc.array(tie('value'), { maxLength: 3 }).map((parts) => List(parts)),
    fc.array(tie('value'), { maxLength: 3 }).map((parts) => ImmutableSet(parts)),
    fc
      .array(fc.tuple(tie('value'), tie('value')), { maxLength: 3 })
      .map((entries) => ImmutableMap(entries)),
    fc.tuple(tie('value'), tie('value')).map(([first, second]) => Pair({ first, second })),
  ),
}));

/** All integers as the format has them, which knows only one sort. */
function integersAlike(json: Json): Json {
  if (typeof json === 'number' && Number.isInteger(json)) return { '#bigint': `${BigInt(json)}` };
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map(integersAlike);
  const fields = Object.entries(json).map(([name, at]) => [name, integersAlike(at)]);
  return Object.fromEntries(fields) as Json;
}

describe('values survive the format', () => {
  law.prop([value])('a strict reader accepts them, and Quint’s own gives them back', (any) => {
    const json = toJson(any);
    const trace = { vars: ['x'], states: [{ '#meta': { index: 0 }, x: itfValue(json) }] };
    const text = JSON.stringify(trace);
    expect(readItf(text).states).toHaveLength(1);
    expect(readByQuint(text)).toEqual([{ x: integersAlike(json) }]);
  });

  it('each in the form that the format has for it', () => {
    const Odd = Record({ '#set': 1, plain: 0.5 }, 'Odd');
    expect([7, 2n ** 80n, -0.5, null, Odd()].map((at) => itfValue(toJson(at)))).toEqual([
      { '#bigint': '7' },
      { '#bigint': '1208925819614629174706176' },
      { '#unserializable': '-0.5' },
      { '#tup': [] },
      {
        '#map': [
          ['#set', { '#bigint': '1' }],
          ['plain', { '#unserializable': '0.5' }],
        ],
      },
    ]);
  });

  it('and the strict reader is strict', () => {
    const states = (x: unknown) => JSON.stringify({ vars: ['x'], states: [{ x }] });
    for (const x of [
      null,
      0.5,
      { '#set': 1 },
      { '#map': [[1]] },
      { '#bigint': '1e3' },
      { '#x': 1 },
    ]) {
      expect(() => readItf(states(x)), JSON.stringify(x)).toThrow(Error);
    }
    expect(() => readItf(JSON.stringify({ vars: ['x'], states: [{}] }))).toThrow('has no x');
  });
});

describe('a counterexample as a trace of the format', () => {
  it('has all cells as variables, and the action taken, in every state', () => {
    const text = itfReport(outcomeOf());
    const { vars, states, loop } = readItf(text);
    expect(vars).toEqual([
      'cpo',
      'node(1)',
      'toNode(1)',
      'toCpo(1)',
      'client(1)',
      'hits(1)',
      'config',
      'losses',
      'duplicates',
      'reorderings',
      'mbt::actionTaken',
    ]);
    expect(states.map(({ values }) => values['mbt::actionTaken'])).toEqual([
      'init',
      'cpo.drops',
      'client.reads',
      'node.handles',
      'cpo.recreates',
      'node.handles',
      'client.commits',
    ]);
    expect(loop).toBe(null);
    expect(states[1]).toMatchInlineSnapshot(`
      {
        "meta": {
          "action": "cpo.drops",
          "ids": [],
          "index": 1,
          "instance": "cpo.drops",
          "kind": "environment",
          "sentence": "cpo starts to drop the collection",
        },
        "values": {
          "client(1)": {
            "phase": "idle",
            "readFrom": {
              "#bigint": "0",
            },
          },
          "config": [
            "a",
          ],
          "cpo": {
            "inc": {
              "#bigint": "1",
            },
            "phase": "dropping",
          },
          "duplicates": {
            "#bigint": "0",
          },
          "hits(1)": {
            "#set": [],
          },
          "losses": {
            "#bigint": "0",
          },
          "mbt::actionTaken": "cpo.drops",
          "node(1)": {
            "inc": {
              "#bigint": "1",
            },
            "loaded": true,
          },
          "reorderings": {
            "#bigint": "0",
          },
          "toCpo(1)": [],
          "toNode(1)": [
            {
              "inc": {
                "#bigint": "1",
              },
              "verb": "OFFLOAD",
            },
          ],
        },
      }
    `);
  });

  it('and states that are those of the trace, for faults too', () => {
    const { outcome, property } = tellingOf(
      { bounds: 'lossy', bound: { delays: 1 } },
      faultySchedule,
    );
    const { initial, steps } = property.trace;
    const states = [initial];
    for (const { changes } of steps) {
      const changed = changes.map(({ cell, after }) => [cell, after]);
      states.push({ ...(states.at(-1) as typeof initial), ...Object.fromEntries(changed) });
    }
    const text = itfReport(outcome);
    readItf(text);
    expect(readByQuint(text)).toMatchObject(states.map((state) => integersAlike(state)));
  });

  it('says where a lasso comes back to, and where a behaviour stays', () => {
    const loopOf = (loop: number) =>
      readItf(itfReport(tellingOf({}, ['cpo.drops', 'client.reads(1)'], loop).outcome)).loop;
    expect([loopOf(0), loopOf(1), loopOf(2)]).toEqual([0, 1, 2]);
  });

  it('is that of the first violated property; #meta names it and the others', () => {
    const lossy = outcomeOf({ bounds: 'lossy' }, { keepGoing: true });
    const { meta } = readItf(itfReport(lossy));
    expect(meta).toMatchObject({
      status: 'violation',
      property: { id: 'P1' },
      reason: { facts: { client: '1' } },
      'also-violated': ['deadlock'],
    });
  });

  it('has no states where nothing is violated', () => {
    const holds = outcomeOf({ preset: 'repaired' }, { properties: ['P1'] });
    const { meta, vars, states } = readItf(itfReport(holds));
    expect([meta, vars, states]).toMatchObject([{ status: 'holds' }, [], []]);
  });
});
