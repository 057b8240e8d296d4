/**
 * The jugs of "Die Hard 3": measure four litres with a jug of three and a jug of five.
 *
 * Filling a full jug or emptying an empty one is allowed and changes nothing, so all six actions are enabled in
 * every state. That the big jug never holds four is there to be broken.
 */
import type { Id } from '../../src/index.ts';
import { action, because, defineSystem, forEach, ids, Layout, property } from '../../src/index.ts';

type JugId = Id<'jug'>;

const jugs = ids('jug', ['small', 'big']) as readonly [JugId, JugId];
const [small, big] = jugs;
const capacity = (jug: JugId) => (jug === small ? 3 : 5);

export const dieHard = defineSystem({
  name: 'published/die-hard',
  title: 'two jugs and four litres',
  build: () => {
    const layout = new Layout();
    const litres = layout.each('jug', [jugs], () => 0);
    return {
      layout,
      actions: forEach('jug', [jugs], {
        isFilled: action.system('is filled', (_, jug: JugId) => [
          litres(jug).becomes(capacity(jug)),
        ]),
        isEmptied: action.system('is emptied', (_, jug: JugId) => [litres(jug).becomes(0)]),
        isPoured: action.system('is poured into the other', (read, jug: JugId) => {
          const other = jug === small ? big : small;
          const [here, there] = [read(litres(jug)), read(litres(other))];
          const poured = Math.min(here, capacity(other) - there);
          return [litres(jug).becomes(here - poured), litres(other).becomes(there + poured)];
        }),
      }),
      properties: [
        property.always({
          id: 'never4',
          name: 'the big jug never holds four litres',
          holds: (read) => read(litres(big)) !== 4 || because('four litres'),
        }),
      ],
    };
  },
});
