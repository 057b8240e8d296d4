/**
 * Sliding tiles: the 8-puzzle and its small relatives.
 *
 * Each place holds a tile, or none (0). From the solved board exactly half of all arrangements can be reached: the
 * one with the first two tiles swapped, Sam Loyd's swindle, is not among them. The hardest board of the 8-puzzle
 * is 31 moves away.
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

type PlaceId = Id<'place'>;

const directions = ids('direction', ['up', 'down', 'left', 'right']);
type DirectionId = (typeof directions)[number];

export const slidingTiles = defineSystem({
  name: 'published/sliding-tiles',
  title: 'the 8-puzzle',
  bounds: {
    rows: count('rows', 3, { min: 2, max: 4 }),
    columns: count('columns', 3, { min: 2, max: 4 }),
  },
  build: (_, { rows, columns }) => {
    const places = ids('place', rows * columns);
    const layout = new Layout();
    const tile = layout.each('place', [places], (place) => place.ordinal % places.length);

    /** The place next to another, if it is on the board. */
    const neighbour = ({ ordinal }: PlaceId, { label }: DirectionId) => {
      const [row, column] = [Math.ceil(ordinal / columns), ((ordinal - 1) % columns) + 1];
      if (label === 'up') return places[ordinal - columns - 1];
      if (label === 'down') return row < rows ? places[ordinal + columns - 1] : undefined;
      if (label === 'left') return column > 1 ? places[ordinal - 2] : undefined;
      return column < columns ? places[ordinal] : undefined;
    };

    const slides = action.system(
      'lets its tile slide {direction}',
      (read, from: PlaceId, direction: DirectionId) => {
        const to = neighbour(from, direction);
        if (!to || read(tile(to)) !== 0) return disabled;
        return [tile(to).becomes(read(tile(from))), tile(from).becomes(0)];
      },
    );
    return {
      layout,
      actions: forEach('place', [places, directions], { slides }),
      properties: [
        property.always({
          id: 'unswapped',
          name: 'the solved board with its first two tiles swapped is out of reach',
          holds: (read) => {
            const swapped = places.every(({ ordinal }, at) => {
              const expected = at < 2 ? 2 - at : ordinal % places.length;
              return read(tile(places[at] as PlaceId)) === expected;
            });
            return !swapped || because('only the first two tiles are swapped');
          },
        }),
      ],
    };
  },
});
