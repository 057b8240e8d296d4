/**
 * Missionaries and cannibals: three of each cross a river in a boat for two.
 *
 * Missionaries must not be outnumbered on a bank where there are any. The people have names, as in Lamport's
 * version; the promise that somebody always stays behind is broken by the solution.
 */
import type { Id } from '../../src/index.ts';
import {
  action,
  because,
  defineSystem,
  disabled,
  forEach,
  ids,
  Layout,
  property,
} from '../../src/index.ts';

type Bank = 'east' | 'west';
type PersonId = Id<'person'>;

const people = ids('person', ['m1', 'm2', 'm3', 'c1', 'c2', 'c3']);
const missionaries = people.slice(0, 3);
const cannibals = people.slice(3);

/** Who may sit in the boat together: one person, or two. */
const crews = people.flatMap((one, at) => [
  [one],
  ...people.slice(at + 1).map((two) => [one, two]),
]);
const crewIds = ids(
  'crew',
  crews.map((crew) => crew.join('+')),
);

export const missionariesAndCannibals = defineSystem({
  name: 'published/missionaries',
  title: 'missionaries and cannibals cross a river',
  build: () => {
    const layout = new Layout();
    const boat = layout.one('boat', 'east' as Bank);
    const bankOf = layout.each('person', [people], (): Bank => 'east');

    const isSafe = (bank: Bank, bankAfter: (person: PersonId) => Bank) => {
      const there = (group: readonly PersonId[]) =>
        group.filter((person) => bankAfter(person) === bank).length;
      return there(missionaries) === 0 || there(missionaries) >= there(cannibals);
    };

    const carries = action.system('carries {crew} across', (read, { ordinal }: Id<'crew'>) => {
      const crew = crews[ordinal - 1] as PersonId[];
      const from = read(boat);
      if (crew.some((person) => read(bankOf(person)) !== from)) return disabled;
      const to = from === 'east' ? 'west' : 'east';
      const bankAfter = (person: PersonId) => (crew.includes(person) ? to : read(bankOf(person)));
      if (!isSafe(from, bankAfter) || !isSafe(to, bankAfter)) return disabled;
      return [boat.becomes(to), ...crew.map((person) => bankOf(person).becomes(to))];
    });

    return {
      layout,
      actions: forEach('boat', [crewIds], { carries }),
      properties: [
        property.always({
          id: 'unsolved',
          name: 'somebody is always on the east bank',
          holds: (read) => bankOf.all.some((at) => read(at) === 'east') || because('all crossed'),
        }),
      ],
    };
  },
});
