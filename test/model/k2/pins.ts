/**
 * What a preset comes to in a set of bounds, as a line: states, transitions, depth, and the violated properties with
 * the number of steps of the shortest trace. In brackets: report only.
 */
import type { Outcome } from '../../../src/index.ts';

export function pin(preset: string, { counts, properties }: Outcome): string {
  const violated = properties
    .filter(({ verdict }) => verdict !== 'holds')
    .map(({ id, reportOnly, trace }) => {
      const text = `${id} ${trace?.steps.length}`;
      return reportOnly ? `(${text})` : text;
    });
  const numbers = [counts.states, counts.transitions, counts.depth];
  return [
    preset.padEnd(10),
    ...numbers.map((number, at) => String(number).padStart(at === 2 ? 3 : 7)),
    ` ${violated.join(', ')}`,
  ]
    .join(' ')
    .trimEnd();
}
