import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { look } from '../../../src/explore/stepping/look.ts';
import type { View, Way } from '../../../src/explore/stepping/view.ts';
import { instancesNamed, statesOf } from '../../../src/explore/trace.ts';
import { disabled, explore, instantiate, next } from '../../../src/index.ts';
import { miniDrop } from '../../fixtures/miniDrop.ts';
import { walking } from '../../fixtures/paths.ts';

const model = instantiate(miniDrop, { bounds: 'lossy' });
const note = instantiate(miniDrop, { bounds: 'note' });
const begin: Way = { start: 0, instances: [], loop: null };

const enabledIn = ({ instances }: View) =>
  instances.flatMap(({ name, closedBy }) => (closedBy === null ? [name] : []));

/** A way of at most so many steps: each number chooses among what is enabled. */
function wayBy(picks: readonly number[]): Way {
  const instances: string[] = [];
  for (const pick of picks) {
    const open = enabledIn(look(model, { start: 0, instances, loop: null }, instances.length));
    if (open.length === 0) break;
    instances.push(open[pick % open.length] as string);
  }
  return { start: 0, instances, loop: null };
}

const picks = fc.array(fc.nat({ max: 20 }), { maxLength: 9 });

describe('looking around tells what may happen, what may not, and why', () => {
  test.prop([picks, fc.nat({ max: 9 })], { numRuns: 40 })(
    'enabled is what the transition function says, at every step of a way',
    (chosen, at) => {
      const way = wayBy(chosen);
      const step = Math.min(at, way.instances.length);
      const states = statesOf(model, { start: 0, instances: instancesNamed(model, way.instances) });
      const state = states[step] ?? [];
      const open = model.actions.filter((instance) => next(model, state, instance) !== disabled);
      expect(enabledIn(look(model, way, step))).toEqual(open.map(({ name }) => name));
    },
  );

  it('at the start, what tells the initial states apart', () => {
    const model = walking({ turns: ['weak', [1, 2], [2, 1]] }, { kept: [3] }, [0, 1]);
    const starts = [[{ cell: 'at', value: 0 }], [{ cell: 'at', value: 1 }]];
    const way = { start: 1, instances: ['walker.turns'], loop: null };
    expect(look(model, way, 0).starts).toEqual(starts);
    expect(look(model, way, 1).starts).toEqual([]);
    expect(look(note, begin, 0).starts).toEqual([]);
  });

  it('a disabled instance says what its guard read', () => {
    const { instances } = look(note, begin, 0);
    const closed = instances.filter(({ closedBy }) => closedBy !== null);
    expect(closed.map(({ name, closedBy }) => [name, closedBy])).toMatchInlineSnapshot(`
      [
        [
          "cpo.recreates",
          [
            {
              "cell": "cpo",
              "value": {
                "inc": 1,
                "phase": "live",
              },
            },
          ],
        ],
        [
          "node.handles(1)",
          [
            {
              "cell": "toNode(1)",
              "value": [],
            },
          ],
        ],
        [
          "client.commits(1)",
          [
            {
              "cell": "node(1)",
              "value": {
                "inc": 1,
                "loaded": true,
              },
            },
            {
              "cell": "client(1)",
              "value": {
                "phase": "idle",
                "readFrom": 0,
              },
            },
          ],
        ],
        [
          "network.loses(toNode(1))",
          [
            {
              "cell": "losses",
              "value": 0,
            },
          ],
        ],
        [
          "network.duplicates(toNode(1))",
          [
            {
              "cell": "duplicates",
              "value": 0,
            },
          ],
        ],
        [
          "network.delays(toNode(1))",
          [
            {
              "cell": "reorderings",
              "value": 0,
            },
          ],
        ],
      ]
    `);
  });

  it('promises that are broken there, with the reason', () => {
    const { properties } = explore(note, { properties: ['P1'] });
    const instances = properties[0]?.trace?.steps.map(({ instance }) => instance) ?? [];
    const way = { start: 0, instances, loop: null };
    expect(look(note, way, instances.length).broken).toMatchInlineSnapshot(`
      [
        {
          "id": "P1",
          "name": "one incarnation per transaction",
          "reason": {
            "facts": {
              "client": "1",
              "hits": {
                "#set": [
                  1,
                  2,
                ],
              },
            },
            "sentence": "a committed transaction touched two incarnations",
          },
        },
      ]
    `);
    expect(look(note, way, instances.length - 1).broken).toEqual([]);
  });

  it('a way that cannot be gone is refused with the step', () => {
    const gone = { start: 0, instances: ['cpo.drops', 'cpo.drops'], loop: null };
    expect(() => look(note, gone, 0)).toThrow(
      'step 2, cpo.drops, is disabled in the state that step 1 led to',
    );
    expect(() => look(note, { start: 1, instances: [], loop: null }, 0)).toThrow(
      'there is no initial state 1',
    );
    expect(() => look(note, { start: 0, instances: ['cpo.drop'], loop: null }, 0)).toThrow(
      "unknown instance 'cpo.drop'. Did you mean 'cpo.drops'?",
    );
  });
});
