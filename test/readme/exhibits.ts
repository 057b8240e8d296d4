/**
 * What the gallery shows of each system: the presets whose counterexamples are drawn, and the bounds that are left out.
 */
import type { System } from '../../src/index.ts';

interface Exhibit {
  /** Usually the note as it stands, and the most repaired. */
  readonly drawn: readonly string[];
  /** Of the tiny and small bounds, those that take long. */
  readonly without: readonly string[];
}

/** System → what is shown of it. */
export const exhibits: Readonly<Record<string, Exhibit>> = {
  'k2/collection': { drawn: ['documented', 'identified', 'repaired'], without: [] },
  'k2/schema': {
    drawn: ['documented', 'literal', 'repaired'],
    without: ['latePushCrash', 'cpo2', 'standbyLag'],
  },
  'ndb/prep-drop': { drawn: ['note', 'code-5.1', 'repaired'], without: ['small-lcp'] },
  'ndb/durable-drop': { drawn: ['note', 'code-5.1', 'repaired'], without: [] },
  'ndb/identity': { drawn: ['note-r1', 'code'], without: [] },
  'ndb/table': { drawn: ['note', 'code-5.1', 'repaired'], without: ['small', 'add-lcp'] },
  'milvus/collection': { drawn: ['design-2021', 'wal-2026', 'repaired-2021'], without: ['small'] },
  'milvus/ticks': { drawn: ['design-2021', 'tombstone-2022-10'], without: ['wide'] },
};

/** What is shown of a system. */
export function exhibitOf({ name }: System): Exhibit {
  const exhibit = exhibits[name];
  if (!exhibit) throw new RangeError(`the gallery does not know what to show of ${name}`);
  return exhibit;
}

/** The bounds of a system's page. */
export function boundsShown(system: System): readonly string[] {
  const { without } = exhibitOf(system);
  return Object.entries(system.boundSets)
    .filter(([name, { size }]) => (size === 'tiny' || size === 'small') && !without.includes(name))
    .map(([name]) => name);
}
