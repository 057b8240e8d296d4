/**
 * What stands in a cell of a matrix, and what the marks mean.
 */
import type { MatrixCell, MatrixProperty } from '../../explore/matrix/outcome.ts';

/** A verdict as a mark of at most four or five letters. */
export function markOf({ verdict, vacuous, steps }: MatrixCell): string {
  switch (verdict) {
    case 'violated':
      return `✗${steps ?? ''}`;
    case 'holds':
      return vacuous ? '(✓)' : '✓';
    case 'unreached':
      return '○';
    case 'undecided':
      return '?';
    case 'notAsked':
      return '–';
  }
}

/** Marks, in the order of a legend; the number stands for any. */
const meanings: readonly (readonly [string, string])[] = [
  ['✗7', 'violated, and the shortest counterexample has 7 steps'],
  ['✓', 'holds in every reachable state, or is reached'],
  ['(✓)', 'holds, but only because there was never anything to judge'],
  ['○', 'a witness that is never reached'],
  ['?', 'undecided: a limit cut the search'],
  ['–', 'not asked: variant and bounds leave nothing to judge'],
];

/** The meanings of the marks that are there. */
export function legendOf(cells: readonly MatrixCell[]): (readonly [string, string])[] {
  const used = new Set(cells.map((cell) => kindOf(markOf(cell))));
  return meanings.filter(([mark]) => used.has(kindOf(mark)));
}

function kindOf(mark: string): string {
  return mark.replace(/\d+/, '');
}

/** A verdict in words, as the end of a sentence about a property. */
export function cellWords({ kind }: MatrixProperty, cell: MatrixCell): string {
  const { verdict, vacuous, steps, why } = cell;
  switch (verdict) {
    case 'violated':
      return steps === null ? 'violated' : `violated after ${steps} steps`;
    case 'holds':
      if (kind === 'reachable') return 'reached';
      return vacuous ? 'holds, with nothing to judge' : 'holds';
    case 'unreached':
      return 'never reached';
    case 'undecided':
      return `undecided: ${why ?? 'a limit cut the search'}`;
    case 'notAsked':
      return 'not asked';
  }
}
