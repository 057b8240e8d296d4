import { List } from 'immutable';
import { describe, expect, it } from 'vitest';
import type { AnyId, Cell, Id, Protocol, Read } from '../../src/index.ts';
import {
  action,
  because,
  defineSystem,
  disabled,
  explore,
  forEach,
  ids,
  instantiate,
  Layout,
  ModelError,
  property,
} from '../../src/index.ts';
import { simpleAllocator } from '../published/simpleAllocator.ts';
import { transactionCommit } from '../published/transactionCommit.ts';
import { twoPhaseCommit } from '../published/twoPhaseCommit.ts';

describe('one state for each orbit, exactly', () => {
  // biome-ignore format: a table
  const known = [
    [twoPhaseCommit, { participants: 2 }, 34, 56],
    [twoPhaseCommit, { participants: 3 }, 80, 288],
    [twoPhaseCommit, { participants: 4 }, 166, 1_568],
    [twoPhaseCommit, { participants: 5 }, 314, 8_832],
    [twoPhaseCommit, { participants: 6 }, 553, 50_816],
    [twoPhaseCommit, { participants: 7 }, 920, 296_448],
    [transactionCommit, { participants: 6 }, 34, 792],
    // More orbits than the first, provisional halves are kept for.
    [simpleAllocator, { clients: 4, resources: 3 }, 5_714, 110_592],
  ] as const;
  it.each(known.map(([system, bound, ...counts]) => [system.name, bound, system, counts] as const))(
    '%s %j',
    (_name, bound, system, [orbits, states]) => {
      const outcome = explore(instantiate(system, { bound }), { symmetry: true });
      expect(outcome.counts).toMatchObject({ states: orbits, fullStates: states });
      expect(outcome).toMatchObject({
        verdict: 'holds',
        complete: true,
        engine: { symmetry: true },
      });
    },
  );

  it('without symmetry a state stands for itself', () => {
    const outcome = explore(instantiate(twoPhaseCommit));
    expect(outcome.counts.fullStates).toBe(null);
    expect(outcome.engine.symmetry).toBe(false);
  });

  it('permutations within one kind do not touch another', () => {
    const model = instantiate(counters({}), { bound: { counters: 2, others: 3 } });
    const { counts } = explore(model, { symmetry: true });
    // Multisets: 2 counters of 3 values, 3 others of 2 values.
    expect(counts).toMatchObject({ states: 6 * 4, fullStates: 3 ** 2 * 2 ** 3 });
  });
});

type CounterId = Id<'counter'>;
type World = { readonly all: readonly CounterId[]; readonly value: (c: CounterId) => Cell<number> };

/** Counters to two and others to one; whatever is to be broken about their equality. */
function counters(broken: {
  readonly counts?: (world: World, read: Read, c: CounterId) => boolean;
  readonly protocol?: (world: World, layout: Layout) => Partial<Protocol>;
  readonly initial?: (c: CounterId) => number;
}) {
  const bound = { meaning: 'some', usual: 3, parse: (json: unknown) => json as number };
  return defineSystem({
    name: 'test/counters',
    title: 'counters that are said to be equal',
    bounds: { counters: bound, others: { ...bound, usual: 0 } },
    boundSets: { some: { size: 'tiny', differs: {} } },
    build: (_, bounds): Protocol => {
      const all = ids('counter', bounds.counters);
      const others = ids('other', bounds.others);
      const layout = new Layout();
      const value = layout.each('value', [all], broken.initial ?? (() => 0));
      const flag = layout.each('flag', [others], () => false);
      const world = { all, value };
      const counts = action.system('counts', (read, c: CounterId) => {
        if (read(value(c)) === 2 || broken.counts?.(world, read, c) === false) return disabled;
        return [value(c).becomes(read(value(c)) + 1)];
      });
      const rises = action.system('rises', (read, o: Id<'other'>) =>
        read(flag(o)) ? disabled : [flag(o).becomes(true)],
      );
      return {
        layout,
        actions: [
          ...forEach('counter', [all], { counts }),
          ...forEach('other', [others], { rises }),
        ],
        properties: [],
        final: () => true,
        symmetric: [all, others],
        ...broken.protocol?.(world, layout),
      };
    },
  });
}

/** The complaint about a system that is not as symmetric as it says. */
function complaint(system: ReturnType<typeof counters>): string {
  try {
    explore(instantiate(system), { symmetry: true });
  } catch (error) {
    if (error instanceof ModelError) return error.message;
    throw error;
  }
  return 'nothing';
}

describe('a declaration that is not true is an error, not a wrong verdict', () => {
  const always = (id: string, holds: (read: Read) => boolean, about?: readonly AnyId[]) =>
    property.always({
      id,
      name: id,
      holds: (read) => holds(read) || because('it does not'),
      ...(about && { about }),
    });

  it('an action that compares ordinals', () => {
    const inOrder = counters({
      counts: ({ all, value }, read, c) =>
        all.every((other) => other.ordinal >= c.ordinal || read(value(other)) === 2),
    });
    expect(complaint(inOrder)).toMatchInlineSnapshot(
      `"counter.counts: tells counter 1 from counter 2, which are declared interchangeable: counter.counts(1) is enabled, but counter.counts(2) is disabled where they are exchanged"`,
    );
  });

  it('an action that leaves something else behind', () => {
    const system = counters({
      protocol: ({ all }, layout) => {
        const last = layout.one('last', 0);
        const marks = action.system('marks', (_read, c: CounterId) => [last.becomes(c.ordinal)]);
        return { actions: forEach('counter', [all], { marks }) };
      },
    });
    expect(complaint(system)).toMatchInlineSnapshot(
      `"counter.marks: tells counter 1 from counter 2, which are declared interchangeable: with them exchanged after counter.marks(1), last is 1, but with them exchanged before it, counter.marks(2) makes it 2"`,
    );
  });

  it('a list in the order of ordinals, where each action by itself is fair to all', () => {
    const system = counters({
      protocol: ({ all }, layout) => {
        const queue = layout.one('queue', List<CounterId>());
        const calls = action.system('calls all', (read) =>
          read(queue).isEmpty() ? [queue.becomes(List(all))] : disabled,
        );
        return { actions: forEach('caller', [], { calls }) };
      },
    });
    expect(complaint(system)).toMatchInlineSnapshot(
      `"caller.calls: tells counter 1 from counter 2, which are declared interchangeable: with them exchanged after caller.calls, queue is List [ 2, 1, 3 ], but with them exchanged before it, caller.calls makes it List [ 1, 2, 3 ]"`,
    );
  });

  it('a promise about one of them', () => {
    const system = counters({
      protocol: ({ all, value }) => ({
        properties: [always('P', (read) => read(value(all[0] as CounterId)) < 2)],
      }),
    });
    expect(complaint(system)).toMatchInlineSnapshot(
      `"P: tells counter 1 from counter 2, which are declared interchangeable: P holds, but P is violated where they are exchanged"`,
    );
  });

  it('a promise about each of them, but one is missing', () => {
    const system = counters({
      protocol: ({ all, value }) => ({
        properties: all.slice(1).map((c) => always(`P(${c})`, (read) => read(value(c)) < 2, [c])),
      }),
    });
    expect(complaint(system)).toMatchInlineSnapshot(
      `"symmetric: counter 1 and counter 2 are not interchangeable: there is P(2), but no property that is like it"`,
    );
  });

  it('a promise whose id does not name what it is about', () => {
    const system = counters({
      protocol: ({ all }) => ({ properties: [always('P', () => true, all.slice(0, 1))] }),
    });
    expect(complaint(system)).toMatchInlineSnapshot(
      `"P: is about counter 1, so its id must say so"`,
    );
  });

  it('a final state of only one of them', () => {
    const system = counters({
      counts: ({ all, value }, read) => all.every((c) => read(value(c)) === 0),
      protocol: ({ all, value }) => ({ final: (read) => read(value(all[0] as CounterId)) === 1 }),
    });
    expect(complaint(system)).toMatchInlineSnapshot(
      `"final: tells counter 1 from counter 2, which are declared interchangeable: this state is not final, but is where they are exchanged"`,
    );
  });

  it('initial states that single one out', () => {
    expect(
      complaint(counters({ initial: (c) => (c.ordinal === 1 ? 1 : 0) })),
    ).toMatchInlineSnapshot(
      `"starts: tells counter 1 from counter 2, which are declared interchangeable: where they are exchanged, an initial state is none"`,
    );
  });

  it('cells or instances that only some of them have', () => {
    const cells = counters({
      protocol: ({ all }, layout) => {
        layout.each('extra', [all.slice(1)], () => 0);
        return {};
      },
    });
    const instances = counters({
      protocol: ({ all }) => {
        const waits = action.system('waits', (_read, _c: CounterId) => disabled);
        return { actions: forEach('counter', [all.slice(1)], { waits }) };
      },
    });
    expect(complaint(cells)).toMatchInlineSnapshot(
      `"symmetric: counter 1 and counter 2 are not interchangeable: there is extra(2), but no extra(1) that is like it"`,
    );
    expect(complaint(instances)).toMatchInlineSnapshot(
      `"symmetric: counter 1 and counter 2 are not interchangeable: there is counter.waits(2), but no counter.waits(1) that is like it"`,
    );
  });

  it('an id twice, or ids of two kinds in one list', () => {
    const [one, two] = ids('counter', 3) as [AnyId, AnyId];
    const [other] = ids('other', 1) as [AnyId];
    const declaring = (symmetric: readonly (readonly AnyId[])[]) =>
      complaint(counters({ protocol: () => ({ symmetric }) }));
    expect(declaring([[one, two], [two, one]])).toMatchInlineSnapshot(`"symmetric: lists counter 2 twice"`); // biome-ignore format: lists
    expect(declaring([[one, other]])).toMatchInlineSnapshot(
      `"symmetric: has counter 1 and other 1 in one list; a list holds ids of one kind"`,
    );
  });

  it('and tells the state, and the steps that lead there', () => {
    const late = counters({
      counts: ({ all, value }, read, c) => read(value(c)) === 0 || c === all[2],
    });
    try {
      explore(instantiate(late), { symmetry: true });
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ where: 'counter.counts', instances: ['counter.counts(2)'] });
      expect((error as ModelError).state).toEqual({ 'value(1)': 0, 'value(2)': 1, 'value(3)': 0 });
    }
  });
});

describe('a combination that is unsound, or too much, is refused with the reason', () => {
  const refusal = (system: ReturnType<typeof counters>, bound = {}) => {
    try {
      explore(instantiate(system, { bound }), { symmetry: true });
    } catch (error) {
      return String(error);
    }
    return 'nothing';
  };

  it('liveness', () => {
    const lively = counters({
      protocol: () => ({
        properties: [property.eventually({ id: 'done', name: 'done', reached: () => true })],
      }),
    });
    expect(refusal(lively)).toMatchInlineSnapshot(
      `"UsageError: symmetry does not go with liveness (done): fairness is a matter of each instance, and orbits do not tell instances apart; choose other properties (--property), or explore without symmetry"`,
    );
    const other = explore(instantiate(lively), { symmetry: true, properties: ['deadlock'] });
    expect(other.verdict).toBe('holds');
  });

  it('nothing that is interchangeable', () => {
    expect(refusal(counters({}), { counters: 1 })).toMatchInlineSnapshot(
      `"UsageError: symmetry: test/counters names no interchangeable ids in this variant and these bounds; explore it without symmetry"`,
    );
  });

  it('too many permutations', () => {
    expect(refusal(counters({}), { counters: 8, others: 2 })).toMatchInlineSnapshot(
      `"UsageError: symmetry: the interchangeable ids (8 of kind counter, 2 of kind other) have 80640 permutations, and the engine compares states under at most 40320; choose smaller bounds, or explore without symmetry"`,
    );
  });
});

describe('a promise about some of the ids is kept or broken with those about the others', () => {
  const system = counters({
    protocol: ({ all, value }) => ({
      properties: all.map((c) =>
        property.always({
          id: `P(${c})`,
          name: `counter ${c} stays below two`,
          about: [c],
          holds: (read) => read(value(c)) < 2 || because('it does not', { c }),
        }),
      ),
    }),
  });

  it('each has a trace of its own, as without symmetry', () => {
    const [plain, reduced] = [false, true].map(
      (symmetry) => explore(instantiate(system), { keepGoing: true, symmetry }).properties,
    );
    expect(reduced).toEqual(plain);
    expect(reduced?.filter(({ verdict }) => verdict === 'violated')).toHaveLength(3);
  });

  it('also if only one of them is chosen', () => {
    const only = { properties: ['P(1)'], symmetry: true };
    const { properties } = explore(instantiate(system), only);
    expect(properties.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual(['P(1) violated']);
    const steps = properties[0]?.trace?.steps.map(({ instance }) => instance);
    expect(steps).toEqual(['counter.counts(1)', 'counter.counts(1)']);
  });
});
