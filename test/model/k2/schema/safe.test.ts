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
