/**
 * A grid: counters from 0 to 9 that only go up. Nothing but independent steps, so nothing but the engine's own cost.
 */
import { action, disabled, forEach } from '../src/spec/actions.ts';
import { Layout } from '../src/spec/cells.ts';
import { count } from '../src/spec/choices.ts';
import { type Id, ids } from '../src/spec/ids.ts';
import { defineSystem } from '../src/spec/system.ts';

/** Where each counter ends. */
export const most = 9;

export const grid = defineSystem({
  name: 'bench/grid',
  title: 'counters that only go up',
  bounds: { counters: count('counters', 7, { min: 1, max: 8 }) },
  build: (_, bounds) => {
    const counters = ids('counter', bounds.counters);
    const layout = new Layout();
    const value = layout.each('counter', [counters], () => 0);
    return {
      layout,
      actions: forEach('counter', [counters], {
        counts: action.system('counts', (read, c: Id<'counter'>) => {
          if (read(value(c)) === most) return disabled;
          return [value(c).becomes(read(value(c)) + 1)];
        }),
      }),
      properties: [],
      final: (read) => value.all.every((cell) => read(cell) === most),
    };
  },
});
