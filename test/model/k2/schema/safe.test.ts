/**
 * What is safe, by the reference (section 9): the note once its silences are filled, and the repaired design.
 */
import { describe, expect, it } from 'vitest';
import { boundsOf, outcomeOf, verdictOf } from './play.ts';

describe('documented: without crashes, moves and truncateData the note is safe once its silences are filled', () => {
  it.each(['base', 'readWrite', 'latePush', 'gate', 'standby', 'standbyLag'])('%s', (bounds) => {
    expect(notHolding('documented', bounds)).toEqual([]);
  });
});

/** A create waits for ever for a node that was cut off: the note declares nodes dead for the sake of a drop only. */
const known: Readonly<Record<string, readonly string[]>> = { deadNode: ['deadlock'] };

describe('repaired: all promises hold in all bounds, and no witness is out of reach', () => {
  it.each(boundsOf('tiny', 'small', 'medium'))('%s', (bounds) => {
    expect(notHolding('repaired', bounds)).toEqual(known[bounds] ?? []);
  });

  it.each(['base', 'crash', 'move', 'standbyLag'])('R4 is asked, and reached, in %s', (bounds) => {
    expect(verdictOf(outcomeOf({ preset: 'repaired', bounds }), 'R4').verdict).toBe('holds');
  });
});

/** What does not hold, is out of reach, or holds for want of anything to judge. */
function notHolding(preset: string, bounds: string): string[] {
  const { properties, complete } = outcomeOf({ preset, bounds });
  expect(complete).toBe(true);
  return properties.flatMap(({ id, verdict, vacuous }) =>
    verdict !== 'holds' || vacuous ? [id] : [],
  );
}

interface Beyond {
  readonly bounds: string;
  readonly bound: Readonly<Record<string, unknown>>;
  /** Property → steps of the shortest trace. */
  readonly finds: Readonly<Record<string, number>>;
  readonly story: string;
}

const truncates = { admins: ['truncate'], transactions: ['client 1: write k'] };

const beyond: readonly Beyond[] = [
  {
    bounds: 'move',
    bound: truncates,
    finds: { P6i: 9, P6t: 9 },
    story: 'the old owner answers, and the new one opens with the list of before the truncation',
  },
  {
    bounds: 'standbyLag',
    bound: truncates,
    finds: { P6i: 10, P6t: 10 },
    story: 'a standby that is promoted gets the list of valid schemas, and no count of truncations',
  },
  {
    bounds: 'truncate',
    bound: {
      ...truncates,
      admins: ['truncate, truncate'],
      duplicates: 1,
      faultyChannels: ['toNode'],
    },
    finds: { P6i: 19, P6t: 21 },
    story: 'a copy of the first order is answered, and counts as the answer to the second',
  },
  {
    bounds: 'marks',
    bound: { nodeCrashes: 1 },
    finds: { P14: 11 },
    story: 'a node that recovers has forgotten who has read, and takes an older write',
  },
];

describe('beyond the bounds of the reference the repaired design breaks promises too', () => {
  it.each(beyond)('$bounds, $bound: $story', ({ bounds, bound, finds }) => {
    const { properties } = outcomeOf({ preset: 'repaired', bounds, bound });
    const found = properties.flatMap(({ id, verdict, trace }) =>
      verdict === 'holds' ? [] : [[id, trace?.steps.length]],
    );
    expect(Object.fromEntries(found)).toEqual(finds);
  });
});
