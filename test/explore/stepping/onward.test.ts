import { describe, expect, it } from 'vitest';
import { foundText } from '../../../src/browser/found.ts';
import { drained } from '../../../src/explore/drained.ts';
import { look } from '../../../src/explore/stepping/look.ts';
import { searchOn } from '../../../src/explore/stepping/onward.ts';
import type { Way } from '../../../src/explore/stepping/view.ts';
import { explore, instantiate } from '../../../src/index.ts';
import { miniDrop } from '../../fixtures/miniDrop.ts';
import { walking } from '../../fixtures/paths.ts';

const note = instantiate(miniDrop, { bounds: 'note' });
const begin: Way = { start: 0, instances: [], loop: null };

describe('a search from here', () => {
  const trace = explore(note, { properties: ['P1'] }).properties[0]?.trace;
  const names = trace?.steps.map(({ instance }) => instance) ?? [];

  function found(way: Way, id: string, most = 1e5, model = note) {
    const all = drained(searchOn(model, way, id, most));
    return { sentence: foundText(all, way.instances.length), way: all.way };
  }

  it.each(names.map((_, at) => at))('what is %i steps before a shortest violation', (before) => {
    const way = { start: 0, instances: names.slice(0, names.length - before), loop: null };
    const { sentence, way: on } = found(way, 'P1');
    expect(on?.instances).toHaveLength(names.length);
    expect(sentence).toBe(
      ['P1 is violated right here.', 'P1 is violated after 1 more step.'][before] ??
        `P1 is violated after ${before} more steps.`,
    );
    const end = look(note, on ?? begin, names.length);
    expect(end.broken.map(({ id }) => id)).toContain('P1');
  });

  it('a promise that can no longer be broken', () => {
    const way = { start: 0, instances: ['client.reads(1)', 'client.commits(1)'], loop: null };
    expect(found(way, 'P1')).toMatchInlineSnapshot(`
      {
        "sentence": "P1, one incarnation per transaction: holds in all 5 states that can be reached from here.",
        "way": null,
      }
    `);
  });

  it('finds the way to a witness, and says where there is none', () => {
    expect(found(begin, 'W1')).toMatchInlineSnapshot(`
      {
        "sentence": "W1 is reached after 2 more steps.",
        "way": {
          "instances": [
            "client.reads(1)",
            "client.commits(1)",
          ],
          "loop": null,
          "start": 0,
        },
      }
    `);
    const done = { start: 0, instances: ['client.reads(1)'], loop: null };
    expect(found(done, 'W2').way).toBeNull();
  });

  it('a promise about what must come is broken by an endless way', () => {
    const model = walking(
      { leaves: ['none', [0, 1]], turns: ['weak', [1, 2], [2, 1]] },
      { kept: [3] },
    );
    const way = { start: 0, instances: ['walker.leaves'], loop: null };
    expect(found(way, 'L', 1e5, model)).toMatchInlineSnapshot(`
      {
        "sentence": "L is violated right here, by going round for ever in 2 steps.",
        "way": {
          "instances": [
            "walker.leaves",
            "walker.turns",
            "walker.turns",
          ],
          "loop": 1,
          "start": 0,
        },
      }
    `);
    const on = found(way, 'L', 1e5, model).way ?? begin;
    const { broken, trace } = look(model, on, on.instances.length);
    expect(broken.map(({ id, reason }) => [id, reason.sentence])).toMatchInlineSnapshot(`
      [
        [
          "L",
          "steps 2 and 3 may repeat for ever, and nobody is neglected, and what is promised never comes",
        ],
      ]
    `);
    expect(trace.loop).toBe(1);
    expect(look(model, on, 1).broken).toEqual([]);
    expect(look(model, { ...on, loop: null }, on.instances.length).broken).toEqual([]);
  });

  it('or by coming to rest, where what must never be is judged all the same', () => {
    const model = walking({ leaves: ['weak', [0, 1]] }, { kept: [3] });
    const on = found(begin, 'L', 1e5, model).way ?? begin;
    expect(on).toEqual({ start: 0, instances: ['walker.leaves'], loop: 1 });
    expect(look(model, on, 1).broken.map(({ id }) => id)).toEqual(['L']);
    const { properties } = explore(note, { properties: ['P1'] });
    const instances = properties[0]?.trace?.steps.map(({ instance }) => instance) ?? [];
    const rest = { start: 0, instances, loop: instances.length };
    expect(look(note, rest, instances.length).broken.map(({ id }) => id)).toEqual(['P1']);
  });

  describe('knows what was promised on the way to here', () => {
    const been = (...instances: string[]): Way => ({ start: 0, instances, loop: null });
    const rest = ['weak', [1, 2]] as const;

    it('what had to come may have come already', () => {
      const model = walking({ comes: ['none', [0, 1]], goes: rest }, { kept: [1] });
      const gone = been('walker.comes', 'walker.goes');
      // Beginning there, it would never come.
      expect(found(gone, 'L', 1e5, model)).toEqual({
        sentence: 'L, the promise: kept already, since step 1.',
        way: null,
      });
      expect(found(begin, 'L', 1e5, model).sentence).toContain('L is violated');
    });

    it('what must follow may be due since long ago', () => {
      const model = walking({ asks: ['none', [0, 1]], goes: rest }, { due: [1], kept: [3] });
      const gone = been('walker.asks', 'walker.goes');
      const { sentence, way } = found(gone, 'L', 1e5, model);
      expect(sentence).toBe(
        'L is violated right here, where nothing happens any more; ' +
          'what it promises is due since step 1.',
      );
      expect(way).toEqual({ ...gone, loop: 2 });
      expect(look(model, way ?? begin, 2).broken.map(({ id }) => id)).toEqual(['L']);
    });

    it('or have followed, and then only what falls due later counts', () => {
      const model = walking(
        { asks: ['none', [0, 1]], goes: rest, rests: ['weak', [2, 3]] },
        { due: [1], kept: [2] },
      );
      const gone = been('walker.asks', 'walker.goes', 'walker.rests');
      expect(found(gone, 'L', 1e5, model).sentence).toBe(
        'L, the promise: holds in the only state that can be reached from here.',
      );
    });
  });

  it('what is cut is undecided', () => {
    expect(found(begin, 'P1', 3).sentence).toBe(
      'Undecided: nothing found in the first 6 states from here. ' +
        'dropproof check explores all of them, from the start.',
    );
  });

  it('counts have their digits in groups', () => {
    const property = { id: 'P1', name: 'one', kind: 'always' } as const;
    const none = { cameAfter: null, dueSince: null, way: null };
    const text = foundText({ property, verdict: 'undecided', ...none, states: 12_345 }, 0);
    expect(text).toContain('in the first 12,345 states from here');
  });

  it('an unknown property is refused', () => {
    expect(() => found(begin, 'P9')).toThrow("unknown property 'P9'");
  });
});
