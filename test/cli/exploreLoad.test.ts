import { describe, expect, it } from 'vitest';
import { load } from '../../src/cli/explore/load.ts';
import { explore, instantiate } from '../../src/index.ts';
import { miniDrop } from '../fixtures/miniDrop.ts';

const note = instantiate(miniDrop, { bounds: 'note' });

describe('a trace can be loaded', () => {
  const outcome = explore(note, { properties: ['P1'] });
  const [property] = outcome.properties;
  const names = property?.trace?.steps.map(({ instance }) => instance) ?? [];
  const whole = { way: { start: 0, instances: names }, note: null };

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
      way: { start: 0, instances: ['cpo.drops'] },
      note: 'step 2, cpo.drops, is disabled there; what comes before is loaded',
    });
  });

  it.each([
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
