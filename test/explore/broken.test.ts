import { List } from 'immutable';
import { describe, expect, it } from 'vitest';
import type { Claim, Instance, Property, Protocol } from '../../src/index.ts';
import {
  action,
  because,
  defineSystem,
  disabled,
  explore,
  exploring,
  forEach,
  instantiate,
  Layout,
  property,
} from '../../src/index.ts';
import { twoPhaseCommit } from '../published/twoPhaseCommit.ts';

/** A counter to three, with whatever is to be broken about it. */
function counter(broken: (layout: Layout) => Partial<Protocol>) {
  const build = (): Protocol => {
    const layout = new Layout();
    const at = layout.one('counter', 0);
    const counts = action.system('counts', (read) =>
      read(at) < 3 ? [at.becomes(read(at) + 1)] : disabled,
    );
    const actions: Instance[] = forEach('counter', [], { counts });
    return { layout, actions, properties: [], final: () => true, ...broken(layout) };
  };
  return defineSystem({ name: 'test/broken', title: 'broken', build });
}

const answering = (answer: unknown) =>
  counter(() => ({
    properties: [property.always({ id: 'P', name: 'p', holds: () => answer as Claim })],
  }));

const always = (id: string): Property => property.always({ id, name: id, holds: () => true });

describe('a broken model is told from a broken promise, and from a fault of ours', () => {
  const table: readonly (readonly [string, ReturnType<typeof counter>, string])[] = [
    [
      'a property that answers false',
      answering(false),
      "P: answers false; expected true, vacuous, or because('a sentence', { the: values })",
    ],
    [
      'a property that answers nothing',
      answering(undefined),
      "P: answers undefined; expected true, vacuous, or because('a sentence', { the: values })",
    ],
    [
      'a reason that cannot be printed',
      answering(because('look', { at: () => 1 })),
      "P: gives the fact 'at' a value that cannot be printed",
    ],
    [
      'an action that assigns nothing that exists',
      counter(() => ({
        actions: forEach('counter', [], {
          errs: action.system('errs', () => [undefined as never]),
        }),
      })),
      'counter.errs: assigns undefined, which is not a cell of this system',
    ],
    [
      'a build without properties',
      counter(() => ({ properties: undefined as never })),
      'test/broken: build must return { layout, actions, properties }: a Layout and two lists',
    ],
    [
      'two properties of one name',
      counter(() => ({ properties: [always('P'), always('P')] })),
      "test/broken: two properties are called 'P'; reports could not tell them apart",
    ],
    [
      'a property with the name of the built-in one',
      counter(() => ({ properties: [always('deadlock')] })),
      "test/broken: two properties are called 'deadlock'; reports could not tell them apart",
    ],
    ['no initial state', counter(() => ({ starts: [] })), 'starts: there is no initial state'],
  ];
  it.each(table)('%s', (_, system, message) => {
    expect(() => explore(instantiate(system))).toThrow(message);
  });
});

describe('properties are asked only where the contract says', () => {
  it('quiescent ones in quiescent states, final in states without a successor', () => {
    const model = instantiate(
      counter((layout) => {
        const [at] = layout.cells;
        const atTheEnd = (value: unknown) => {
          if (value !== 3) throw new Error(`asked at ${String(value)}`);
          return true as const;
        };
        return {
          properties: [
            property.quiescent({
              id: 'Q',
              name: 'q',
              holds: (read) => atTheEnd(at && read(at)),
            }),
          ],
          final: (read) => atTheEnd(at && read(at)),
        };
      }),
    );
    expect(explore(model)).toMatchObject({ verdict: 'holds', complete: true });
  });
});

describe('a search that is cut keeps what it has found', () => {
  it('also when it was about to begin again with better halves', () => {
    const model = instantiate(twoPhaseCommit, { bound: { participants: 6 } });
    const search = exploring(model);
    let step = search.next();
    let most = 0;
    while (!step.done) {
      const signal = most >= 4096 ? 'stop' : undefined;
      step = search.next(signal);
      if (!step.done) most = Math.max(most, step.value.states);
    }
    expect(step.value.counts.states).toBeGreaterThanOrEqual(4096);
    expect(step.value.limit).toBe('interrupted');
  });
});

describe('values that are far apart do not cost what lies between them', () => {
  it('as in two lists that grow in step', () => {
    const system = defineSystem({
      name: 'test/lockstep',
      title: 'two lists that grow in step',
      build() {
        const layout = new Layout();
        const [one, other] = [layout.one('one', List<number>()), layout.one('other', 0)];
        const grows = action.system('grows', (read) => {
          const at = read(other);
          if (read(one).size !== at || at === 3000) return disabled;
          return [one.becomes(read(one).push(at)), other.becomes(at + 1)];
        });
        const actions = forEach('list', [], { grows });
        return { layout, actions, properties: [], final: () => true };
      },
    });
    const outcome = explore(instantiate(system));
    expect(outcome.counts.states).toBe(3001);
    expect(outcome.memory.bytesPerState).toBeLessThan(2000);
  });
});
