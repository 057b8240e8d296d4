/**
 * What a gate found, in words.
 */
import type { Difference, GateCell, GateOutcome, Stand } from '../../explore/gate/outcome.ts';
import { quoted, shellCommand } from '../command.ts';
import { counted, grouped } from '../words.ts';

/** How it stands with a property, as the end of a sentence. */
export function standText(stand: Stand): string {
  const { standing, steps } = stand;
  switch (standing) {
    case 'holds':
      return 'holds';
    case 'vacuous':
      return 'holds, with nothing to judge';
    case 'violated':
      return steps === null ? 'violated' : `violated after ${counted(steps, 'step')}`;
    case 'unreached':
      return 'never reached';
    case 'undecided':
      return 'undecided';
    case 'notAsked':
      return 'not asked';
  }
}

/** A difference as a subject and a sentence. */
export function differenceText(difference: Difference): readonly [string, string] {
  switch (difference.kind) {
    case 'property': {
      const { id, expected, found } = difference;
      const wanted = expected ? `expected ${standText(expected)}` : 'not among the expected ones';
      return [id, `${wanted}, found ${found ? standText(found) : 'no such property'}`];
    }
    case 'count': {
      const { what, expected, found } = difference;
      return [what, `expected ${grouped(expected)}, found ${grouped(found)}`];
    }
    case 'notExpected':
      return ['cell', 'nothing is expected of it yet; --update would expect what was found'];
    case 'notNamed':
      return ['cell', 'is expected, but the configuration no longer names it'];
    case 'broken':
      return ['model', difference.message];
    case 'notRun':
      return ['search', 'was not run'];
  }
}

/** The command that shows a cell again. */
export function cellCommand({ system, choice }: GateCell): string {
  if (choice === null) return '';
  const { preset, set, boundsName, bound } = choice;
  const word = (option: string, name: string, text: string) =>
    `--${option} ${quoted(`${name}=${text}`)}`;
  return shellCommand([
    `npx dropproof check ${quoted(system)}`,
    `--preset ${quoted(preset)}`,
    ...Object.entries(set).map(([name, text]) => word('set', name, text)),
    `--bounds ${quoted(boundsName)}`,
    ...Object.entries(bound).map(([name, value]) => word('bound', name, JSON.stringify(value))),
  ]);
}

/** How many cells there are of each sort, as sentences. */
export function resultText({ counts, leftOut, cells }: GateOutcome): string {
  const { asExpected, different } = counts;
  const { otherShards, unchanged } = leftOut;
  const verdicts = cells.reduce((sum, { properties }) => sum + properties.length, 0);
  const left = [
    ...(otherShards > 0 ? [`${counted(otherShards, 'cell')} left to other shards`] : []),
    ...(unchanged > 0 ? [`${counted(unchanged, 'cell')} that no change can affect not run`] : []),
  ];
  const asked = `${asExpected === 1 ? '' : 'All '}${counted(asExpected, 'cell')}`;
  const all =
    different === 0
      ? `${asked} as expected (${counted(verdicts, 'verdict')})`
      : `${grouped(different)} of ${counted(asExpected + different, 'cell')} not as expected`;
  return `${[all, ...left].join('; ')}.`;
}
