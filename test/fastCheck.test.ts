import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandsFor } from '../src/fast-check.ts';
import { bulbsThat, switchboard } from './fixtures/switchboard.ts';

function check(adapter: ReturnType<typeof bulbsThat>, seed: number) {
  const { commands, run } = commandsFor(switchboard, adapter, { bounds: 'two' });
  const schedules = fc.commands(commands, { maxCommands: 20, size: 'max' });
  return fc.check(fc.asyncProperty(schedules, run), { seed, numRuns: 30 });
}

/** The third time that it is switched on, a bulb stays dark. */
function tired() {
  const times = new WeakMap<object, number>();
  return bulbsThat((bulb) => {
    const time = (times.get(bulb) ?? 0) + 1;
    times.set(bulb, time);
    const on = !bulb.on && time < 5;
    Object.assign(bulb, { on, level: on ? 1 : 0 });
  });
}

describe('commands of fast-check, from a model', () => {
  it('pass where the implementation does as the model', async () => {
    expect((await check(bulbsThat(), 1)).failed).toBe(false);
  });

  it('are shrunk to the fewest that show a difference, and the message is the story', async () => {
    const { counterexample, errorInstance } = await check(tired(), 1);
    expect(String(counterexample).replace(/ \/\*.*/, '')).toMatchInlineSnapshot(
      `"owner.switches(2),owner.switches(2),owner.switches(2),owner.switches(2),owner.switches(2)"`,
    );
    expect((errorInstance as Error).message).toMatchInlineSnapshot(`
      "Conformance is violated after 8 steps: the implementation does as the model

         1. owner 2 switches light 2 [owner.switches(2)]
              light(2).on: false → true
         2. dimmer 2 dims light 2 to 1 [dimmer.lowers(2)]
              light(2).level: 0 → 1
         3. owner 2 switches light 2 [owner.switches(2)]
              light(2).on: true → false, .level: 1 → 0
         4. owner 2 switches light 2 [owner.switches(2)]
              light(2).on: false → true
         5. dimmer 2 dims light 2 to 1 [dimmer.lowers(2)]
              light(2).level: 0 → 1
         6. owner 2 switches light 2 [owner.switches(2)]
              light(2).on: true → false, .level: 1 → 0
         7. owner 2 switches light 2 [owner.switches(2)]
              light(2).on: false → true
         8. dimmer 2 dims light 2 to 1 [dimmer.lowers(2)]
              light(2).level: 0 → 1

        So Conformance (the implementation does as the model) is violated: the implementation shows
        something else in light(2).
          light(2) in the model    {on: true, level: 1}
          light(2) as it was seen  {on: false, level: 0}"
    `);
  });

  it('are the same for the same seed', async () => {
    const [one, two] = [await check(tired(), 7), await check(tired(), 7)];
    expect(String(one.counterexample)).toBe(String(two.counterexample));
    expect(one.numRuns).toBe(two.numRuns);
  });
});
