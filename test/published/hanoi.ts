/**
 * The towers of Hanoi: one disc at a time, never a larger one upon a smaller one.
 *
 * Every arrangement of d discs on three pegs is legal and can be reached: 3^d states. The promise, that the tower
 * never comes to the last peg, is there to be broken: its shortest counterexample is the solution, 2^d − 1 moves.
 */
import type { Id } from '../../src/index.ts';
import {
  action,
  because,
  count,
  defineSystem,
  disabled,
  forEach,
  ids,
  Layout,
  property,
} from '../../src/index.ts';

export const hanoi = defineSystem({
  name: 'published/hanoi',
  title: 'the towers of Hanoi',
  bounds: { discs: count('discs, the first one the smallest', 3, { min: 1, max: 12 }) },
  build: (_, bounds) => {
    const discs = ids('disc', bounds.discs);
    const pegs = ids('peg', 3);
    const [first, , last] = pegs as [Id<'peg'>, Id<'peg'>, Id<'peg'>];
    const layout = new Layout();
    const pegOf = layout.each('disc', [discs], () => first);
    return {
      layout,
      actions: forEach('disc', [discs, pegs], {
        movesTo: action.system('moves to peg {peg}', (read, disc: Id<'disc'>, peg: Id<'peg'>) => {
          const from = read(pegOf(disc));
          if (from === peg) return disabled;
          // No smaller disc may lie upon this one, nor under it afterwards.
          const smaller = discs.slice(0, disc.ordinal - 1);
          if (smaller.some((other) => [from, peg].includes(read(pegOf(other))))) return disabled;
          return [pegOf(disc).becomes(peg)];
        }),
      }),
      properties: [
        property.always({
          id: 'unsolved',
          name: 'the tower is never complete on the last peg',
          holds: (read) => pegOf.all.some((disc) => read(disc) !== last) || because('solved'),
        }),
      ],
    };
  },
});
