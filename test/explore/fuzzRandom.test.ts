import { describe, expect, it } from 'vitest';
import {
  action,
  count,
  defineSystem,
  disabled,
  forEach,
  fuzz,
  instantiate,
  Layout,
  ModelError,
  oneOf,
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
