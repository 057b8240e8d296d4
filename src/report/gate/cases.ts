/**
 * The cells of a gate as cases: a test for each property, one for the counts, one for the search itself.
 */
import type {
  Difference,
  GateCell,
  GateOutcome,
  GateProperty,
} from '../../explore/gate/outcome.ts';
import type { Case } from '../cases/case.ts';
import { cellCommand, differenceText, standText } from './words.ts';

/** All cases. */
export function casesOfGate(outcome: GateOutcome): Case[] {
  return outcome.cells.flatMap((cell) => [
    ...cell.properties.map((property) => propertyCase(cell, property, outcome)),
    ...cell.differences.flatMap((difference) => otherCase(cell, difference)),
  ]);
}

function propertyCase(cell: GateCell, property: GateProperty, { coverage }: GateOutcome): Case {
  const { system, variant, bounds, differences, counts } = cell;
  const { id, name, by, standing, reason, trace } = property;
  const difference = differences.find((at) => at.kind === 'property' && at.id === id);
  const stage = {
    system,
    counts: { initial: counts?.initial ?? 1 },
    coverage: coverage[system] ?? { cells: [], actions: [] },
  };
  const why = difference && reason ? `: ${reason.sentence}` : '';
  const command = cellCommand(cell);
  return {
    system,
    variant,
    bounds,
    id,
    name,
    by,
    fate: difference ? 'failed' : standing === 'notAsked' ? 'skipped' : 'passed',
    message: difference
      ? `${id}, ${name}: ${differenceText(difference)[1]}${why}`
      : `${standText(property)}, as expected`,
    told: trace ? { stage, violated: { ...property, trace } } : null,
    command: command === '' || id === '' ? '' : `${command} --property ${id}`,
  };
}

const names = {
  states: 'number of states',
  transitions: 'number of transitions',
  depth: 'depth of the search',
} as const;

/** What is not about a property that the model has. */
function otherCase(cell: GateCell, difference: Difference): Case[] {
  const { system, variant, bounds, properties } = cell;
  if (difference.kind === 'property' && properties.some(({ id }) => id === difference.id))
    return [];
  const [id, text] = differenceText(difference);
  return [
    {
      system,
      variant,
      bounds,
      id,
      name: difference.kind === 'count' ? names[difference.what] : '',
      by: null,
      fate: difference.kind === 'broken' ? 'broken' : 'failed',
      message: `${id}: ${text}`,
      told: null,
      command: cellCommand(cell),
    },
  ];
}
