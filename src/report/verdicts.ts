/**
 * The table of verdicts: one line for each property.
 */
import type { Outcome, PropertyOutcome, Trace } from '../explore/outcome.ts';
import { columns } from './layout.ts';
import type { Paint, ReportOptions, Style } from './options.ts';
import { counted, verdictWord } from './words.ts';

/** The table, as lines. */
export function verdictLines(outcome: Outcome, { width, style }: ReportOptions): string[] {
  const rows = outcome.properties.map((property) => [
    property.id,
    paintOf(property, style)(verdictWord(property)),
    property.kind,
    [property.name, ...remarksOn(property, outcome)].join('; '),
  ]);
  return ['Verdicts', '', ...columns(rows, width, '  ')];
}

/** The colour of a verdict. */
export function paintOf({ verdict, vacuous }: PropertyOutcome, style: Style): Paint {
  switch (verdict) {
    case 'holds':
      return vacuous ? style.doubtful : style.good;
    case 'violated':
      return style.bad;
    case 'unreached':
    case 'undecided':
      return style.doubtful;
  }
}

/** What is to be said of a property beside its verdict. */
export function remarksOn(
  { trace, reportOnly, verdict, reason, kind }: PropertyOutcome,
  { limit }: Outcome,
): string[] {
  const liveness = kind === 'eventually' || kind === 'leadsTo';
  // A limit stands in the header, and leaves everything undecided in the same way.
  const ownReason = verdict === 'undecided' && (limit === null || liveness) ? reason : null;
  return [
    ...(trace ? [lengthOf(trace)] : []),
    ...(ownReason ? [ownReason.sentence] : []),
    ...(reportOnly ? ['report only'] : []),
  ];
}

function lengthOf({ loop, steps }: Trace): string {
  const after = `after ${counted(loop ?? steps.length, 'step')}`;
  if (loop === null || loop === steps.length) return after;
  return `${after} a loop of ${counted(steps.length - loop, 'step')}`;
}
