/**
 * Explanations in sentences: where a violating trace parts from what a neighbour does, and what becomes of it there.
 */
import type {
  Contrast,
  Explanation,
  Matrix,
  MatrixProperty,
  MatrixVariant,
  Parting,
  Violation,
} from '../../explore/matrix/outcome.ts';
import type { Trace } from '../../explore/outcome.ts';
import { differences, printValue, shorten } from '../values.ts';
import { counted, subjectOf } from '../words.ts';

/** So many differences are told of one step; more is not read. */
const mostDifferences = 4;
const mostLetters = 90;

/** A violation, the variants that have it, and why others do not. */
export interface Account {
  readonly number: number;
  readonly property: MatrixProperty;
  readonly violation: Violation;
  /** Names of the variants, by the bounds in which they have it. */
  readonly violatedBy: readonly {
    readonly boundsName: string;
    readonly names: readonly string[];
  }[];
  /** What happens to the trace elsewhere, and to whom; neighbours with the same sentences stand together. */
  readonly keptBy: readonly {
    readonly names: readonly string[];
    readonly sentences: readonly string[];
  }[];
}

/** All violations, those of a property together; each is numbered as in the matrix. */
export function accountsOf(matrix: Matrix): Account[] {
  const { properties, violations } = matrix;
  return properties.flatMap((property) =>
    violations.flatMap((violation, number) =>
      violation.property === property.id ? [accountOf(matrix, property, violation, number)] : [],
    ),
  );
}

function accountOf(
  matrix: Matrix,
  property: MatrixProperty,
  violation: Violation,
  number: number,
): Account {
  const { tables, variants, explanations } = matrix;
  const violatedBy = tables.flatMap(({ boundsName, rows }) => {
    const names = rows.flatMap(({ cells }, at) =>
      cells.some((cell) => cell.violation === number) ? [(variants[at] as MatrixVariant).name] : [],
    );
    return names.length === 0 ? [] : [{ boundsName, names }];
  });
  const told = explanations
    .filter((at) => at.violation === number)
    .map((at) => ({ name: variants[at.kept]?.name ?? '', sentences: sentencesOf(at, violation) }));
  const groups = Map.groupBy(told, ({ sentences }) => sentences.join('\n'));
  const keptBy = [...groups.values()].map((list) => ({
    names: [...new Set(list.map(({ name }) => name))],
    sentences: list[0]?.sentences ?? [],
  }));
  return { number, property, violation, violatedBy, keptBy };
}

/** What becomes of a trace where the promise is kept. */
function sentencesOf(explanation: Explanation, { trace }: Violation): string[] {
  const { parting, fate } = explanation;
  const step = (number: number) => {
    const at = trace.steps[number - 1];
    return at ? `step ${number} (${subjectOf(at)} ${at.label})` : `step ${number}`;
  };
  const isTold = fate.kind === 'disabledByState' && parting?.step === fate.step - 1;
  const same = isTold && sameContrasts(parting.contrasts, fate.contrasts);
  const first =
    parting === null || same
      ? []
      : [
          parting.step === 0
            ? `From the start ${contrastText(parting.contrasts)}.`
            : `After ${step(parting.step)} ${contrastText(ownFirst(parting, trace))}.`,
        ];
  return [...first, fateText(explanation, step, trace.steps.length)];
}

function fateText(
  { fate, neighbours }: Explanation,
  step: (number: number) => string,
  length: number,
): string {
  switch (fate.kind) {
    case 'disabledByState':
      return `Then ${step(fate.step)} is disabled, because ${contrastText(fate.contrasts)}.`;
    case 'disabledByGuard': {
      const switches = [...new Set(neighbours.map(({ differs }) => differs))].join(', ');
      const reads = fate.reads.map(({ cell, value }) => `${cell} = ${printValue(value)}`);
      const list = shorten(reads.join(', '), 2 * mostLetters);
      return (
        `There ${step(fate.step)} is disabled, even with every cell as in the violating run: its ` +
        `guard is what ${switches} changes. It reads ${list || 'nothing'}.`
      );
    }
    case 'gone':
      return `There is no ${step(fate.step)} there.`;
    case 'kept':
      return `All ${counted(length, 'step')} can be taken there too, but ${fate.why}.`;
  }
}

/** What is so there, and what it is in the violating run. */
function contrastText(contrasts: readonly Contrast[]): string {
  const all = contrasts.flatMap(({ cell, violated, kept }) =>
    differences(cell, violated, kept).map(
      ({ path, before, after }) =>
        `${path} is ${shorten(after, mostLetters)} instead of ${shorten(before, mostLetters)}`,
    ),
  );
  const more = all.length - mostDifferences;
  const told = more > 1 ? all.slice(0, mostDifferences) : all;
  return [...told, ...(more > 1 ? [`${more} more differences`] : [])].join(', ');
}

/** What the step did to its own role instance is the best hint at what it was about. */
function ownFirst({ step, contrasts }: Parting, { steps }: Trace): Contrast[] {
  const lane = steps[step - 1]?.lane;
  const isOwn = ({ cell }: Contrast) => cell === `${lane?.role}(${lane?.ids.join(', ')})`;
  return [...contrasts.filter(isOwn), ...contrasts.filter((at) => !isOwn(at))];
}

function sameContrasts(a: readonly Contrast[], b: readonly Contrast[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
