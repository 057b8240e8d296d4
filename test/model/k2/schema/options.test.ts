/**
 * Every option of every switch changes a verdict or a count somewhere; an option that changes nothing anywhere would
 * be a promise without a protocol behind it.
 */
import { describe, expect, it } from 'vitest';
import { switches } from '../../../../src/model/k2/schema/switches.ts';
import { outcomeOf } from './play.ts';

/** Switch, base variant, bounds: there, all options of the switch differ pairwise. */
const rows: readonly (readonly [keyof typeof switches, string, string])[] = [
  ['schemaId', 'literal', 'base'],
  ['idSource', 'documented', 'base'],
  ['dropKind', 'documented', 'base'],
  ['scanMatch', 'documented', 'base'],
  ['recovery', 'documented', 'crash'],
  ['snapshotFilter', 'documented', 'snapshot'],
  ['truncateData', 'documented', 'truncateCrash'],
  ['pushGuard', 'repaired', 'latePushCrash'],
  ['pushRetry', 'documented', 'partial'],
  ['createGate', 'documented', 'gate'],
  ['step4', 'documented', 'cpo'],
  ['deadPartition', 'documented', 'deadNode'],
  ['fence', 'documented', 'deadNode'],
  ['walGc', 'documented', 'snapshot'],
  ['memFormat', 'documented', 'plog'],
  ['inflight', 'documented', 'base'],
  ['onUnknownSchema', 'documented', 'readWrite'],
  ['readMark', 'documented', 'marks'],
  ['staleDrop', 'documented', 'twoAdmins'],
  ['adminResolve', 'documented', 'twoAdmins'],
  ['standby', 'documented', 'standbyLag'],
  ['dropTargets', 'documented', 'crash'],
];

describe('options make a difference', () => {
  it.each(rows)('%s (%s, %s)', (name, preset, bounds) => {
    const options = Object.keys(switches[name].options);
    const seen = options.map((option) => found(preset, bounds, { [name]: option }));
    expect(new Set(seen).size, seen.join('\n')).toBe(options.length);
  });

  it('and no switch is left out', () => {
    expect(rows.map(([name]) => name)).toEqual(Object.keys(switches));
  });
});

/** Counts and violated properties, as one text. */
function found(preset: string, bounds: string, set: Readonly<Record<string, string>>): string {
  const { counts, properties } = outcomeOf({ preset, bounds, set });
  const violated = properties.filter(({ verdict }) => verdict !== 'holds').map(({ id }) => id);
  return [counts.states, counts.transitions, counts.depth, ...violated].join(' ');
}
