/**
 * A violation as a story: one sentence for each step, what it changed and which messages moved, and at the end the
 * sentence that is no longer true.
 */
import type {
  ActionOutcome,
  CellOutcome,
  Outcome,
  PropertyOutcome,
  Trace,
  TraceStep,
} from '../explore/outcome.ts';
import { columns, wrap } from './layout.ts';
import type { ReportOptions } from './options.ts';
import { differences, printValue } from './values.ts';
import { counted, laneName, messageText, sentenceOf } from './words.ts';

type Hides = (cell: string) => boolean;

/** What a story needs to know of the outcome that it is part of. */
export interface Stage {
  readonly system: string;
  readonly counts: Pick<Outcome['counts'], 'initial'>;
  readonly coverage: {
    readonly cells: readonly Pick<CellOutcome, 'name' | 'kind'>[];
    readonly actions: readonly Pick<ActionOutcome, 'name'>[];
  };
}

/** What a story is about. */
export type Violated = Pick<PropertyOutcome, 'id' | 'name' | 'by' | 'reason' | 'trace'>;

/** The story of a violated property, as lines. */
export function storyLines(outcome: Stage, property: Violated, options: ReportOptions): string[] {
  const { style, width } = options;
  const { id, name, by, trace } = property;
  if (!trace) return [];
  const hides = hiddenCells(outcome.coverage.cells, options.ghosts);
  return [
    ...wrap(style.strong(`${id} is violated ${momentOf(trace)}: ${name}`), width),
    ...(by ? wrap(style.faint(`It rests on: ${by}`), width, '  ') : []),
    ...(trace.steps.length > 0 ? [''] : []),
    ...startLines(outcome, trace, hides, width),
    ...trace.steps.flatMap((step, at) => [
      ...(trace.loop === at ? [style.strong('  from here on, again and again:')] : []),
      ...stepLines(step, at + 1, hides, options),
    ]),
    ...(staysAtEnd(trace) ? [style.strong('  from here on nothing happens any more')] : []),
    ...endLines(property, options),
  ];
}

/** When a trace violates its property; a loop does so by never coming to an end. */
function momentOf({ loop, steps }: Trace): string {
  if (loop !== null && loop < steps.length) {
    const way = loop === 0 ? '' : ` after ${counted(loop, 'step')}`;
    return `by a loop of ${counted(steps.length - loop, 'step')}${way}`;
  }
  return steps.length === 0 ? 'from the start' : `after ${counted(steps.length, 'step')}`;
}

/** Does the behaviour stay in its last state for ever? */
export function staysAtEnd({ loop, steps }: Trace): boolean {
  return loop === steps.length;
}

/** Cells that a story leaves out: ghosts unless asked for. */
export function hiddenCells(cells: Stage['coverage']['cells'], ghosts: boolean): Hides {
  const hidden = new Set(ghosts ? [] : cells.filter(isGhost).map(({ name }) => name));
  return (cell) => hidden.has(cell);
}

function isGhost({ kind }: Pick<CellOutcome, 'kind'>): boolean {
  return kind === 'ghost';
}

/** Where there are several initial states, the reader must know which one it was. */
function startLines(outcome: Stage, trace: Trace, hides: Hides, width: number): string[] {
  if (outcome.counts.initial <= 1) return [];
  const cells = Object.entries(trace.initial).filter(([cell]) => !hides(cell));
  const rows = cells.map(([cell, value]) => [cell, printValue(value)]);
  return ['  At the start', ...columns(rows, width, '       ')];
}

function stepLines(
  step: TraceStep,
  number: number,
  hides: Hides,
  options: ReportOptions,
): string[] {
  const { width, style } = options;
  const first = `${String(number).padStart(4)}. `;
  const indent = ' '.repeat(first.length + 2);
  return [
    ...wrap(`${sentenceOf(step)} ${style.faint(`[${step.instance}]`)}`, width, first),
    ...messageLines(step).flatMap((line) => wrap(line, width, indent)),
    ...changeLines(step, hides).flatMap((line) => wrap(line, width, indent)),
  ];
}

/** What happened to messages in a step, one line for each. */
export function messageLines({ sends, receives, fault }: TraceStep): string[] {
  const taken = receives.map((at) => `takes ${messageText(at)} from ${laneName(at.from)}`);
  const sent = sends.map((at) => `sends ${messageText(at)} to ${laneName(at.to)}`);
  return [...taken, ...(fault ? [faultLine(fault)] : []), ...sent];
}

function faultLine({ kind, message, copy }: NonNullable<TraceStep['fault']>): string {
  const way = `from ${laneName(message.from)} to ${laneName(message.to)}`;
  switch (kind) {
    case 'loses':
      return `lost: ${messageText(message)} ${way}`;
    case 'duplicates':
      return `repeated: ${messageText(message)} ${way}; the copy is #${copy?.number ?? '?'}`;
    case 'delays':
      return `delayed: ${messageText(message)} ${way}`;
  }
}

/**
 * What a step changed, a line for each cell: `catalog(A).status: live → absent, .inc: 1 → 0`. Channels are left out
 * where the messages already say it.
 */
export function changeLines(step: TraceStep, hides: Hides): string[] {
  return changesOf(step, hides).map(({ cell, before, after }) =>
    differences(cell, before, after)
      .map(
        (at, index) =>
          `${at.path.slice(index === 0 ? 0 : cell.length)}: ${at.before} → ${at.after}`,
      )
      .join(', '),
  );
}

/** The changes of a step that are worth telling. */
export function changesOf(step: TraceStep, hides: Hides): TraceStep['changes'] {
  const moved = [...step.sends, ...step.receives, ...(step.fault ? [step.fault.message] : [])];
  const channels = new Set(moved.map(({ channel }) => channel));
  return step.changes.filter(({ cell }) => !channels.has(cell) && !hides(cell));
}

function endLines({ id, name, reason }: Violated, { width, style }: ReportOptions): string[] {
  const sentence = reason ? `: ${reason.sentence}` : '';
  const facts = Object.entries(reason?.facts ?? {});
  return [
    '',
    ...wrap(`${style.bad(`So ${id} (${name}) is violated`)}${sentence}.`, width, '  '),
    ...columns(
      facts.map(([fact, value]) => [fact, printValue(value)]),
      width,
      '    ',
    ),
  ];
}
