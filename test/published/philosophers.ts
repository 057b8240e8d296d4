/**
 * Dining philosophers, as the Petri nets of the Model Checking Contest have them.
 *
 * A philosopher takes her forks one after the other, in either order, and puts both back at once. Who thinks, waits
 * or eats is said by the forks alone, so each fork is one cell: free, or held by one of its two neighbours. If all
 * take the left fork first, or all the right one, nobody can go on: the two deadlocks.
 */
import type { Id } from '../../src/index.ts';
import {
  action,
  count,
  defineSystem,
  disabled,
  forEach,
  ids,
  Layout,
  property,
} from '../../src/index.ts';

type PhilosopherId = Id<'philosopher'>;

export const philosophers = defineSystem({
  name: 'published/philosophers',
  title: 'dining philosophers who may starve',
  bounds: { philosophers: count('philosophers round the table', 5, { min: 2, max: 12 }) },
  build: (_, bounds) => {
    const all = ids('philosopher', bounds.philosophers);
    const layout = new Layout();
    /** The fork on the left of each philosopher; null if it lies on the table. */
    const left = layout.each('fork', [all], (): PhilosopherId | null => null);
    const right = (p: PhilosopherId) => left(all[p.ordinal % all.length] as PhilosopherId);

    const takes = (fork: string, side: typeof right) =>
      action.system(`takes the ${fork} fork`, (read, p: PhilosopherId) => {
        if (read(side(p)) !== null) return disabled;
        return [side(p).becomes(p)];
      });
    return {
      layout,
      actions: forEach('philosopher', [all], {
        takesLeft: takes('left', left),
        takesRight: takes('right', right),
        releases: action.system('has eaten and releases both forks', (read, p: PhilosopherId) => {
          if (read(left(p)) !== p || read(right(p)) !== p) return disabled;
          return [left(p).becomes(null), right(p).becomes(null)];
        }),
      }),
      properties: [
        property.reachable({
          id: 'eats',
          name: 'the first philosopher eats',
          reached: (read) => {
            const [first] = all as [PhilosopherId];
            return read(left(first)) === first && read(right(first)) === first;
          },
        }),
      ],
    };
  },
});
