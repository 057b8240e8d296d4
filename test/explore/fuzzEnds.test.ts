import { describe, expect, it } from 'vitest';
import type { Cell } from '../../src/index.ts';
import {
  action,
  because,
  defineSystem,
  disabled,
  forEach,
  fuzz,
  instantiate,
  Layout,
  property,
} from '../../src/index.ts';

const options = { seed: 1, runs: 50, maxSteps: 50 };

describe('fuzzing asks about where nothing of the system goes on by itself', () => {
  it('quiescent states, in which only the surroundings and failures can act', () => {
    const quiescent = (id: string, most: number) => (at: Cell<number>) =>
      property.quiescent({ id, name: id, holds: (read) => read(at) < most || because('too many') });
    const build = () => {
      const layout = new Layout();
      const at = layout.one('count', 0);
      const verbs = {
        ticks: action.system('ticks', (read) =>
          read(at) % 3 > 0 ? [at.becomes(read(at) + 1)] : disabled,
        ),
        starts: action.environment('starts', (read) =>
          read(at) < 6 && read(at) % 3 === 0 ? [at.becomes(read(at) + 1)] : disabled,
        ),
      };
      const properties = [quiescent('Q4', 4)(at), quiescent('Q7', 7)(at)];
      return { layout, actions: forEach('clock', [], verbs), properties, final: () => true };
    };
    const model = instantiate(defineSystem({ name: 'test/clock', title: 'a clock', build }));
    // Only 0, 3 and 6 are quiescent: 4 is passed, and 6 is where it ends.
    const { properties } = fuzz(model, options);
    expect(properties.map(({ id, trace }) => [id, trace?.steps.length ?? null])).toEqual([
      ['Q4', 6],
      ['Q7', null],
      ['deadlock', null],
    ]);
  });

  it('and deadlocks: where a walk ends that should go on', () => {
    const build = () => {
      const layout = new Layout();
      const at = layout.one('count', 0);
      const up = action.system('counts up', (read) =>
        read(at) < 5 ? [at.becomes(read(at) + 1)] : disabled,
      );
      return { layout, actions: forEach('counter', [], { up }), properties: [] };
    };
    const outcome = fuzz(
      instantiate(defineSystem({ name: 'test/stops', title: 'stops', build })),
      options,
    );
    expect(outcome).toMatchObject({ verdict: 'violated', exitCode: 11 });
    expect(outcome.properties[0]).toMatchObject({
      id: 'deadlock',
      reason: { sentence: 'no action is enabled', facts: {} },
    });
    expect(outcome.properties[0]?.trace?.steps).toHaveLength(5);
  });
});
