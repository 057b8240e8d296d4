import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/browser/branches.ts';
import { load } from '../../src/cli/explore/load.ts';
import type { Way } from '../../src/explore/stepping/view.ts';
import { explore, instantiate } from '../../src/index.ts';
import { miniDrop } from '../fixtures/miniDrop.ts';
import { walking } from '../fixtures/paths.ts';

const note = instantiate(miniDrop, { bounds: 'note' });

describe('a trace can be loaded', () => {
  const outcome = explore(note, { properties: ['P1'] });
  const [property] = outcome.properties;
  const names = property?.trace?.steps.map(({ instance }) => instance) ?? [];
  const whole = { way: { start: 0, instances: names, loop: null }, note: null };

  it.each([
    ['an outcome', JSON.stringify(outcome)],
    ['a trace of one', JSON.stringify(property?.trace)],
    ['names as JSON', JSON.stringify(names)],
    ['names, one a line', `\n${names.join('\r\n')}\n`],
    ['names with numbers', names.map((name, at) => `  ${at + 1}. ${name}`).join('\n')],
    ['names with arrows', names.join(' → ')],
  ])('%s', async (_, text) => {
    expect(await load(note, text)).toEqual(whole);
  });

  it('as far as it can be gone', async () => {
    expect(await load(note, 'cpo.drops\ncpo.drops\ncpo.drops')).toEqual({
      way: { start: 0, instances: ['cpo.drops'], loop: null },
      note: 'step 2, cpo.drops, is disabled there; what comes before is loaded',
    });
  });

  it('what the page copies, with the state in which it starts', async () => {
    const model = walking({ turns: ['weak', [1, 2], [2, 1]] }, { kept: [3] }, [0, 1]);
    const way = { start: 1, instances: ['walker.turns'], loop: null };
    expect(await load(model, textOf(way))).toEqual({ way, note: null });
    await expect(load(model, textOf({ ...way, start: 2 }))).rejects.toThrow(
      'there is no initial state 2',
    );
  });

  it('one that repeats for ever, as long as it still does', async () => {
    const model = walking(
      { leaves: ['none', [0, 1]], turns: ['weak', [1, 2], [2, 1]] },
      { kept: [3] },
    );
    const endless = explore(model, { properties: ['L'] });
    const trace = endless.properties[0]?.trace;
    const instances = trace?.steps.map(({ instance }) => instance) ?? [];
    const whole = { way: { start: 0, instances, loop: trace?.loop }, note: null };
    expect(trace?.loop).not.toBeNull();
    expect(await load(model, textOf(whole.way as Way))).toEqual(whole);
    expect(await load(model, JSON.stringify(endless))).toEqual(whole);
    expect(await load(model, JSON.stringify(trace))).toEqual(whole);
    const turned = { ...trace, steps: [{ instance: 'walker.leaves' }], loop: 0 };
    expect(await load(model, JSON.stringify(turned))).toEqual({
      way: { start: 0, instances: ['walker.leaves'], loop: null },
      note: 'the end does not lead back to where step 1 begins: it is loaded as a way that just ends',
    });
  });

  it.each([
    [' \n', 'there is nothing to load; expected an outcome'],
    ['{', 'this is no JSON'],
    ['{}', 'this is no trace; expected an outcome'],
    ['[1]', 'this is no trace'],
    ['{"initial": {}, "steps": [null]}', 'this is no trace'],
    ['nobody.does(1)', "unknown instance 'nobody.does(1)'"],
    [JSON.stringify({ ...outcome, system: 'x' }), 'the trace belongs to another system: to x'],
    [JSON.stringify({ format: 'dropproof/outcome', version: 1 }), 'the trace is damaged: '],
    [JSON.stringify({ format: 'itf' }), 'the trace is not an outcome: its format is "itf"'],
    [
      JSON.stringify({ ...outcome, variant: { ...outcome.variant, checksId: 'yes' } }),
      'another variant: it was recorded with checksId=yes, not checksId=no',
    ],
    [JSON.stringify({ ...outcome, properties: [] }), 'the outcome holds no trace'],
    ['{"initial": {"cpo": 1}, "steps": []}', 'starts from a state that is not initial today'],
  ])('%s is refused', async (text, complaint) => {
    await expect(load(note, text)).rejects.toThrow(complaint);
  });
});
