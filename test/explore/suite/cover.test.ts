import { fc, it as law } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { Candidate } from '../../../src/explore/suite/cover.ts';
import { fewestCovering } from '../../../src/explore/suite/cover.ts';

const goals = 8;
const candidate: fc.Arbitrary<Candidate> = fc.record({
  length: fc.nat(9),
  covers: fc.uniqueArray(fc.nat(goals - 1)).map((list) => list.sort((a, b) => a - b)),
});

const covered = (candidates: readonly Candidate[], chosen: readonly number[]) =>
  new Set(chosen.flatMap((at) => candidates[at]?.covers ?? []));

/** The size of the smallest choice that covers all, by trying every one. */
function fewest(candidates: readonly Candidate[]): number {
  const all = covered(candidates, [...candidates.keys()]).size;
  let least = candidates.length;
  for (let bits = 0; bits < 1 << candidates.length; bits++) {
    const chosen = [...candidates.keys()].filter((at) => bits & (1 << at));
    if (covered(candidates, chosen).size === all) least = Math.min(least, chosen.length);
  }
  return least;
}

describe('few traces come by every goal', () => {
  law.prop([fc.array(candidate, { maxLength: 9 })])(
    'all that any of them comes by is covered, by none too many',
    (candidates) => {
      const chosen = fewestCovering(candidates, goals);
      const all = covered(candidates, [...candidates.keys()]);
      expect(covered(candidates, chosen)).toEqual(all);
      for (const at of chosen) {
        const others = chosen.filter((other) => other !== at);
        expect(covered(candidates, others).size).toBeLessThan(all.size);
      }
      expect(chosen.length).toBeLessThanOrEqual(fewest(candidates) * (1 + Math.log(goals)));
    },
  );
});
