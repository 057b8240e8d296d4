/**
 * The prisoners and the switches, after Lamport's "Prisoners" puzzle.
 *
 * A warden takes one prisoner at a time to a room with two switches, A and B, that stand as they may at the start.
 * Each visitor flips exactly one. All but the counter flip A up at most twice, when they find it down; the counter
 * flips it down and counts. At 2(k − 1) he may say: everybody has been here.
 */
import type { Id, Read } from '../../src/index.ts';
import {
  action,
  because,
  count,
  defineSystem,
  forEach,
  ids,
  Layout,
  property,
  vacuous,
} from '../../src/index.ts';

type PrisonerId = Id<'prisoner'>;

export const prisoners = defineSystem({
  name: 'published/prisoners',
  title: 'prisoners who tell by a switch that all have been in a room',
  bounds: { prisoners: count('prisoners, the counter among them', 3, { min: 2, max: 8 }) },
  build: (_, bounds) => {
    const others = ids('prisoner', bounds.prisoners - 1);
    const layout = new Layout();
    const switchA = layout.one('switchA', false);
    const switchB = layout.one('switchB', false);
    const counted = layout.one('counted', 0);
    const flips = layout.each('flips', [others], () => 0);
    const flipsB = (read: Read) => switchB.becomes(!read(switchB));

    const visits = action.system('visits the room', (read, p: PrisonerId) => {
      if (read(switchA) || read(flips(p)) === 2) return [flipsB(read)];
      return [switchA.becomes(true), flips(p).becomes(read(flips(p)) + 1)];
    });
    const counts = action.system('visits the room and counts', (read) => {
      if (!read(switchA)) return [flipsB(read)];
      return [switchA.becomes(false), counted.becomes(read(counted) + 1)];
    });
    return {
      layout,
      actions: [
        ...forEach('counter', [], { counts }),
        ...forEach('prisoner', [others], { visits }),
      ],
      starts: [false, true].flatMap((a) =>
        [false, true].map((b) => [switchA.becomes(a), switchB.becomes(b)]),
      ),
      symmetric: [others],
      properties: [
        property.always({
          id: 'allVisited',
          name: 'when the counter says so, everybody has been in the room',
          holds: (read) => {
            if (read(counted) < 2 * others.length) return vacuous;
            const absent = others.filter((p) => read(flips(p)) === 0);
            return absent.length === 0 || because('somebody has not been there', { absent });
          },
        }),
        property.reachable({
          id: 'done',
          name: 'the counter can say so',
          reached: (read) => read(counted) === 2 * others.length,
        }),
        property.eventually({
          id: 'everybodyCounted',
          name: 'everybody is counted in the end, if nobody is passed over for ever',
          reached: (read) => read(counted) === 2 * others.length,
        }),
      ],
    };
  },
});
