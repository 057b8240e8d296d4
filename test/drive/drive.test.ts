import { describe, expect, it } from 'vitest';
import type { AnyAdapter } from '../../src/drive/adapter.ts';
import { defineAdapter, drive } from '../../src/index.ts';
import type { Bulb, Bulbs } from '../fixtures/switchboard.ts';
import { bulbsThat, switchboard } from '../fixtures/switchboard.ts';

type Switchboard = ReturnType<typeof bulbsThat>;

const twice = ['owner.switches(1)', 'owner.switches(1)'];

/** Why driving fails. */
async function failureOf(adapter: Switchboard, steps = twice, choice = {}): Promise<string> {
  return drive(switchboard, adapter, choice, steps).then(
    () => 'it does not fail',
    (error) => String(error),
  );
}

describe('after each step the implementation shows what the model holds', () => {
  it('and what it does by itself may come out either way', async () => {
    await drive(switchboard, bulbsThat(), {}, twice);
    const low = bulbsThat((bulb) => Object.assign(bulb, { on: !bulb.on, level: bulb.on ? 0 : 1 }));
    await drive(switchboard, low, {}, twice);
  });

  it('else the message is the story', async () => {
    const broken = bulbsThat((bulb) => Object.assign(bulb, { on: true, level: 2 }));
    expect(await failureOf(broken)).toMatchInlineSnapshot(`
      "Divergence: Conformance is violated after 3 steps: the implementation does as the model

         1. owner 1 switches light 1 [owner.switches(1)]
              light(1).on: false → true
         2. dimmer 1 dims light 1 to 2 [dimmer.raises(1)]
              light(1).level: 0 → 2
         3. owner 1 switches light 1 [owner.switches(1)]
              light(1).on: true → false, .level: 2 → 0

        So Conformance (the implementation does as the model) is violated: the implementation shows
        something else in light(1).
          light(1) in the model    {on: false, level: 0}
          light(1) as it was seen  {on: true, level: 2}"
    `);
  });

  it('also if the implementation fails, or does not even begin as the model does', async () => {
    const fails = bulbsThat(() => {
      throw new Error('the fuse has blown');
    });
    expect(await failureOf(fails)).toMatchInlineSnapshot(`
      "Divergence: Conformance is violated after 1 step: the implementation does as the model

         1. owner 1 switches light 1 [owner.switches(1)]
              light(1).on: false → true

        So Conformance (the implementation does as the model) is violated: the implementation fails at
        owner.switches(1): the fuse has blown."
    `);
    const shines: Switchboard = {
      ...bulbsThat(),
      start: () => ({ bulbs: [{ on: true, level: 0 }], stopped: 0 }),
    };
    expect(await failureOf(shines)).toMatchInlineSnapshot(`
      "Divergence: Conformance is violated from the start: the implementation does as the model

        So Conformance (the implementation does as the model) is violated: the implementation shows
        something else in light(1).
          light(1) in the model    {on: false, level: 0}
          light(1) as it was seen  {on: true, level: 0}"
    `);
  });

  it('what cannot be seen at the moment, and fields that are left out, are not compared', async () => {
    const { observe: _, ...rest } = bulbsThat((bulb) => Object.assign(bulb, { level: 7 }));
    await drive(switchboard, { ...rest, observe: { light: () => undefined } }, {}, twice);
    const onlyOn = ({ bulbs }: Bulbs) => ({ on: bulbs[0]?.on ?? false });
    const sees = { ...rest, observe: { light: onlyOn } };
    expect(await failureOf(sees)).toMatch('light(1) as it was seen  {on: false}');
  });

  it('whatever comes of it, the implementation is put away', async () => {
    const made: Bulbs[] = [];
    await drive(switchboard, bulbsThat(undefined, made), {}, twice);
    await failureOf(bulbsThat(() => {}, made));
    expect(made.map(({ stopped }) => stopped)).toEqual([1, 1]);
  });
});

describe('what the implementation does by itself may be another way than the steps name', () => {
  const raised = ['owner.switches(1)', 'dimmer.raises(1)'];
  const lowered = ['owner.switches(1)', 'dimmer.lowers(1)'];

  it('then they are skipped with why, at the next step or at the end', async () => {
    const whys: string[] = [];
    const driven = (steps: readonly string[]) =>
      drive(switchboard, bulbsThat(), {}, steps, (why) => whys.push(why));
    await driven(raised);
    await driven([...raised, 'owner.switches(1)']);
    expect(whys).toEqual([]);
    await driven(lowered);
    await driven([...lowered, 'owner.switches(1)']);
    expect(whys).toMatchSnapshot();
  });

  it('and without a way to skip that is an error', async () => {
    expect(await failureOf(bulbsThat(), lowered)).toMatch('UsageError: before the end, the');
  });

  it('where nothing is seen of it, they may have been taken', async () => {
    const blind = { ...bulbsThat(), observe: {} };
    await drive(switchboard, blind, {}, lowered);
  });
});

describe('of several errors the first is told', () => {
  const blown = () => {
    throw new Error('the fuse has blown');
  };

  it('also if the implementation cannot be put away after it', async () => {
    expect(await failureOf({ ...bulbsThat(blown), stop: () => Promise.reject('no') })).toMatch(
      /fails at\s+owner\.switches\(1\): the fuse has blown\./,
    );
    expect(await failureOf({ ...bulbsThat(), stop: blown })).toBe('Error: the fuse has blown');
  });

  it('and one while it is observed is told as the story, too', async () => {
    expect(await failureOf({ ...bulbsThat(), observe: { light: blown } })).toMatch(
      /fails where\s+light\(1\) is observed: the fuse has blown\./,
    );
  });
});

describe('steps that cannot be driven are answered with why', () => {
  it.each([
    ['an unknown instance', bulbsThat(), ['owner.switches(2)'], {}],
    ['one that nobody takes', bulbsThat(), ['owner.leaves(1)'], {}],
    ['one that is disabled', bulbsThat(), ['dimmer.raises(1)'], {}],
    ['automatic actions without an end', bulbsThat(), twice, { preset: 'endlessly' }],
  ])('%s', async (_, adapter, steps, choice) => {
    expect(await failureOf(adapter, steps, choice)).toMatchSnapshot();
  });
});

describe('an adapter that does not fit is refused', () => {
  const good: AnyAdapter<Bulbs> = bulbsThat();
  it.each<[string, Partial<AnyAdapter<Bulbs>>]>([
    ['an action that there is not', { never: ['owner.leave'] }],
    ['an action that it says nothing of', { never: [] }],
    ['an action that it names twice', { automatic: ['owner.leaves', 'dimmer.lowers'] }],
    ['a cell that there is not', { observe: { lihgt: () => undefined } }],
  ])('%s', async (_, wrong) => {
    expect(await failureOf({ ...good, ...wrong } as Switchboard)).toMatchSnapshot();
  });

  it('and by the compiler, if its system names its actions and nouns', () => {
    const bulb: Bulb = { on: true, level: 1 };
    const rest = { start: () => bulb, automatic: [], never: [] };
    defineAdapter(switchboard, {
      ...rest,
      // @ts-expect-error: there is no such action
      perform: { 'owner.switch': () => {} },
      observe: {},
    });
    defineAdapter(switchboard, {
      ...rest,
      perform: {},
      // @ts-expect-error: there is no such cell
      observe: { lihgt: () => undefined },
    });
    defineAdapter(switchboard, {
      ...rest,
      perform: {},
      // @ts-expect-error: a light is on or not
      observe: { light: () => ({ on: 'a little' }) },
    });
    expect(bulb).toEqual({ on: true, level: 1 });
  });
});
