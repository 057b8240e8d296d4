import { List } from 'immutable';
import { describe, expect, it } from 'vitest';
import type { AnyId, Cell, Property, Read } from '../../src/index.ts';
import {
  action,
  because,
  disabled,
  explore,
  forEach,
  ids,
  instantiate,
  ModelError,
  property,
} from '../../src/index.ts';
import type { CounterId } from '../fixtures/counters.ts';
import { counters } from '../fixtures/counters.ts';

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

  it('a promise about quiescent states, or about steps, that singles one out', () => {
    const breaking = (make: (first: Cell<number>) => Property) =>
      complaint(
        counters({
          protocol: ({ all, value }) => ({ properties: [make(value(all[0] as CounterId))] }),
          counts: ({ all, value }, read) => all.every((c) => read(value(c)) === 0),
        }),
      );
    const quiescent = breaking((first) =>
      property.quiescent({
        id: 'Q',
        name: 'q',
        holds: (read) => read(first) === 0 || because('1'),
      }),
    );
    const step = breaking((first) =>
      property.neverStep({
        id: 'S',
        name: 's',
        holds: (before, after) => before(first) === after(first) || because('it changes'),
      }),
    );
    expect([quiescent, step]).toMatchInlineSnapshot(`
      [
        "Q: tells counter 1 from counter 2, which are declared interchangeable: Q holds, but Q is violated where they are exchanged",
        "S: tells counter 1 from counter 2, which are declared interchangeable: S is violated, but S looks at nothing that changes where they are exchanged",
      ]
    `);
  });

  it('a promise about each of them, but one is missing', () => {
    const system = counters({
      protocol: ({ all, value }) => ({
        properties: all
          .slice(1)
          .map((c) => always(`P(${c.label})`, (read) => read(value(c)) < 2, [c])),
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
