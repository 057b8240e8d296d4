import { describe, expect, it } from 'vitest';
import {
  action,
  because,
  count,
  defineSystem,
  disabled,
  forEach,
  fuzz,
  instantiate,
  Layout,
  ModelError,
  oneOf,
  property,
  UsageError,
} from '../../src/index.ts';

/** A counter whose code is broken in some modes, and which refuses to begin above two in one of them. */
const counter = defineSystem({
  name: 'test/modes',
  title: 'a counter with modes',
  switches: {
    mode: oneOf({ fine: 'f', throws: 't', unbuilt: 'u', small: 's' }),
    pace: oneOf({ one: '1', two: '2' }),
  },
  presets: { usual: { mode: 'fine', pace: 'one' } },
  bounds: { first: count('where it begins', 0) },
  boundSets: { low: { size: 'tiny', differs: {} }, high: { size: 'tiny', differs: { first: 4 } } },
  build: ({ mode, pace }, { first }) => {
    if (mode === 'unbuilt') throw new TypeError('no such table');
    if (mode === 'small' && first > 2) throw new UsageError('small counters begin at two or less');
    const layout = new Layout();
    const at = layout.one('count', first);
    const up = action.system('counts up', (read) => {
      if (mode === 'throws' && read(at) > 4) throw new RangeError('there is no five');
      return read(at) < 6 ? [at.becomes(read(at) + (pace === 'one' ? 1 : 2))] : disabled;
    });
    return { layout, actions: forEach('counter', [], { up }), properties: [], final: () => true };
  },
});

/** The bounds say how many rooms there are; cells of faults stand behind those of rooms. */
const rooms = defineSystem({
  name: 'test/rooms',
  title: 'rooms with faults behind them',
  switches: { pace: oneOf({ one: '1' }) },
  presets: { usual: { pace: 'one' } },
  bounds: {
    rooms: count('rooms', 1),
    fires: count('fires', 1),
    floods: count('floods', 1),
    frosts: count('frosts', 0),
  },
  boundSets: {
    few: { size: 'tiny', differs: {} },
    many: { size: 'tiny', differs: { rooms: 5 } },
  },
  build: (_variant, bounds) => {
    const layout = new Layout();
    for (let room = 0; room < bounds.rooms; room++) layout.one(`room ${room}`, 0);
    const at = layout.budgets(bounds, 'fires', 'floods', 'frosts');
    const burns = action.fault('burns', (read) =>
      read(at.fires) > 0 ? [at.fires.becomes(read(at.fires) - 1)] : disabled,
    );
    return { layout, actions: forEach('house', [], { burns }), properties: [], final: () => true };
  },
});

/** Promises something else where it is careful, and breaks one of those promises if it counts to two. */
const promising = defineSystem({
  name: 'test/promising',
  title: 'a counter with promises for each mode',
  switches: { mode: oneOf({ careless: 'no', careful: 'yes' }) },
  presets: { careless: { mode: 'careless' } },
  bounds: { most: count('where it ends', 2) },
  boundSets: { few: { size: 'tiny', differs: {} } },
  build: ({ mode }, { most }) => {
    const layout = new Layout();
    const at = layout.one('count', 0);
    const up = action.system('counts up', (read) =>
      read(at) < most ? [at.becomes(read(at) + 1)] : disabled,
    );
    const below = (id: string, limit: number, appliesTo: boolean) =>
      property.always({
        id,
        name: `below ${limit}`,
        appliesTo,
        holds: (read) => read(at) < limit || because('too high', { at: read(at) }),
      });
    const properties = [
      below('careless', 9, mode === 'careless'),
      below('careful', 9, mode === 'careful'),
      below('careful, broken', 2, mode === 'careful'),
    ];
    return { layout, actions: forEach('counter', [], { up }), properties, final: () => true };
  },
});

const failureOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
  return null;
};

describe('what breaks the model in a drawn variant is told with what was drawn', () => {
  it('a variant that cannot be built is a broken model', () => {
    const model = instantiate(counter, { set: { pace: 'one' } });
    const failures = [1, 2, 3, 4].map((seed) =>
      failureOf(() => fuzz(model, { seed, random: ['variant'], runs: 2000 })),
    );
    expect(failures.map((at) => [at?.message, at?.drawn])).toContainEqual([
      'test/modes: cannot be built: TypeError: no such table',
      { set: { mode: 'unbuilt' }, bound: {} },
    ]);
  });

  it('and so is one in which a step throws, in the simplest variant and bounds in which it does', () => {
    const model = instantiate(counter, { set: { mode: 'throws' } });
    const error = failureOf(() => fuzz(model, { seed: 1, random: ['variant', 'bounds'] }));
    expect(error?.message).toBe('counter.up: throws RangeError: there is no five');
    expect(error?.drawn).toEqual({ set: { pace: 'one' }, bound: { first: 0 } });
    expect(error?.instances).toHaveLength(5);
  });

  it('what the system refuses to build together is drawn again', () => {
    const model = instantiate(counter, { set: { mode: 'small' } });
    const { verdict, fuzz: walked } = fuzz(model, { seed: 1, random: ['bounds'], runs: 640 });
    expect({ verdict, draws: walked?.random?.draws }).toEqual({ verdict: 'undecided', draws: 10 });
  });
});

describe('what was chosen by name is not drawn', () => {
  it('a switch and a bound', () => {
    const model = instantiate(counter, { set: { mode: 'fine' }, bound: { first: 6 } });
    const { fuzz: walked } = fuzz(model, { seed: 1, random: ['variant', 'bounds'], runs: 640 });
    // From six on nothing is enabled.
    expect(walked?.steps).toBe(0);
    expect(walked?.random).toMatchObject({ variant: { mode: 'fine' }, bounds: { first: 6 } });
  });
});

describe('what drawn models have met is told by name, wherever a cell stands in each', () => {
  it.each([
    ['few cells, where others have more', 'few'],
    ['many cells, where others have fewer', 'many'],
  ])(
    'of %s: a fault that was spent, one that was not, and one that never was to be spent',
    (_what, bounds) => {
      const model = instantiate(rooms, { bounds });
      // So few runs are one draw.
      for (const seed of [1, 2, 3, 4, 5, 6]) {
        const { actions, warnings } = fuzz(model, { seed, random: ['bounds'], runs: 3 }).coverage;
        expect(actions).toMatchObject([{ name: 'house.burns', taken: 3 }]);
        expect(warnings).toContain('faults never spent in these runs: floods');
      }
    },
  );
});

describe('what was asked by name is told about, whatever was drawn', () => {
  const random = ['variant'] as const;
  const told = (most: number, properties?: readonly string[]) => {
    const model = instantiate(promising, { bound: { most } });
    const asking = properties === undefined ? {} : { properties };
    const outcome = fuzz(model, { seed: 1, random, runs: 640, ...asking });
    return {
      told: outcome.properties.map(({ id, verdict }) => `${id}: ${verdict}`),
      not: outcome.notChecked.map(({ id, why }) => `${id}: ${why}`),
    };
  };

  it('nothing found: undecided, though the preset has nothing to judge', () => {
    expect(told(1, ['careful'])).toEqual({
      told: ['careful: undecided'],
      not: ['careless: not selected', 'careful, broken: not selected', 'deadlock: not selected'],
    });
  });

  it('never drawn where there is something to judge: undecided, with a warning', () => {
    const model = instantiate(promising, { set: { mode: 'careless' } });
    const { properties, coverage } = fuzz(model, {
      seed: 1,
      random,
      runs: 64,
      properties: ['careful'],
    });
    expect(properties).toMatchObject([{ id: 'careful', verdict: 'undecided' }]);
    expect(coverage.warnings).toContain('never put to the test in these runs: careful');
  });

  it('another one is violated where it has nothing to judge itself', () => {
    const { told: verdicts } = told(2, ['careless', 'careful, broken']);
    expect(verdicts).toEqual(['careless: undecided', 'careful, broken: violated']);
  });

  it('without names: also what was put to the test only in another variant', () => {
    const names = ['careless', 'careful', 'careful, broken', 'deadlock'];
    expect(told(1)).toEqual({ told: names.map((id) => `${id}: undecided`), not: [] });
  });
});
