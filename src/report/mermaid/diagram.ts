/**
 * A violation as a Mermaid sequence diagram: a lane for each role instance, an arrow for each message at the moment
 * of sending, a note for what a step does, a red frame around the step that breaks the promise.
 */
import type { Outcome, Trace, TraceStep } from '../../explore/outcome.ts';
import type { ReportOptions } from '../options.ts';
import { usualOptions } from '../options.ts';
import type { Stage, Violated } from '../story.ts';
import { changesOf, hiddenCells, staysAtEnd } from '../story.ts';
import { differences, printCall, printValue, shorten } from '../values.ts';
import { verdictWord, violatedFirst } from '../words.ts';
import { escaped } from './escape.ts';
import type { Lanes } from './lanes.ts';
import { lanesOf } from './lanes.ts';

/** Translucent, so that it works on light and dark backgrounds. */
const red = 'rgba(255, 60, 60, 0.18)';
/** Letters of a message, of a change, of a line; changes of a note: more pushes the lanes apart, and is not read. */
const [mostOfMessage, mostOfChange, mostOnLine, mostChanges] = [60, 40, 32, 5];

/** The diagram of the first violated property; the others are named in a comment. */
export function mermaidReport(outcome: Outcome, options: ReportOptions = usualOptions): string {
  const [first, ...others] = violatedFirst(outcome);
  if (!first?.trace) return verdictDiagram(outcome);
  const comments = others.map(({ id }) => `%% ${escaped(`also violated: ${id}`)}`);
  return diagramOf(outcome, first, options, comments);
}

/** The diagram of one property's trace. */
export function diagramOf(
  outcome: Stage,
  property: Violated,
  options: ReportOptions = usualOptions,
  comments: readonly string[] = [],
): string {
  const { trace, id, name } = property;
  if (!trace) throw new Error(`${id} has no trace to draw`);
  const lanes = lanesOf(outcome, trace);
  const hides = hiddenCells(outcome.coverage.cells, options.ghosts);
  // Budgets say how many more faults the search would allow; the fault itself is already drawn.
  const budgets = new Set(
    outcome.coverage.cells.filter(({ kind }) => kind === 'budget').map((cell) => cell.name),
  );
  const tells = (cell: string) => hides(cell) || budgets.has(cell);
  const steps = trace.steps.map((step, at) => stepLines(step, at + 1, lanes, tells));
  return joined([
    'sequenceDiagram',
    ...comments,
    ...indented([
      `title ${escaped(`${id}: ${name}`)}`,
      ...lanes.participants,
      ...withLoop(trace, withFrame(trace, steps, endNotes(property, trace, lanes))),
    ]),
  ]);
}

/** Frames the last step together with the sentence that it breaks. */
function withFrame(trace: Trace, steps: readonly string[][], end: readonly string[]): string[][] {
  const framed = (lines: readonly string[]) => [
    `rect ${red}`,
    ...indented([...lines, ...end]),
    'end',
  ];
  // A lasso is violated by all of its loop, not by a last step.
  if (trace.loop !== null) return [...steps, framed([])];
  return [...steps.slice(0, -1), framed(steps.at(-1) ?? [])];
}

function withLoop({ loop, steps }: Trace, lines: readonly string[][]): string[] {
  if (loop === null || loop === steps.length) return lines.flat();
  return [
    ...lines.slice(0, loop).flat(),
    `loop ${escaped('again and again')}`,
    ...indented(lines.slice(loop, steps.length).flat()),
    'end',
    ...lines.slice(steps.length).flat(),
  ];
}

type Hides = (cell: string) => boolean;

function stepLines(step: TraceStep, number: number, lanes: Lanes, hides: Hides): string[] {
  if (step.fault) return faultLines(step.fault, number, lanes);
  // What the message says already stands on its arrow.
  const taken = step.receives.map(({ number: message }) => `takes #${message}`);
  const lines = [`${number}. ${step.label}`, ...taken, ...changeTexts(step, hides)];
  const sends = step.sends.map(({ from, to, number: sent, message }) => {
    const text = folded(`#${sent} ${shorten(printCall(message), mostOfMessage)}`);
    return `${lanes.nameOf(from)}->>${lanes.nameOf(to)}: ${escaped(...text)}`;
  });
  return [`Note over ${lanes.nameOf(step.lane)}: ${escaped(...lines.flatMap(folded))}`, ...sends];
}

/** Faults are marked on the way of the message: a crossed arrow, a second arrow, or a note between both ends. */
function faultLines(
  { kind, message, copy }: NonNullable<TraceStep['fault']>,
  number: number,
  lanes: Lanes,
): string[] {
  const [from, to] = [lanes.nameOf(message.from), lanes.nameOf(message.to)];
  const text = (fate: string) =>
    escaped(`${number}. ${fate}`, ...folded(shorten(printCall(message.message), mostOfMessage)));
  const original = `#${message.number}`;
  switch (kind) {
    case 'loses':
      return [`${from}--x${to}: ${text(`${original} is lost`)}`];
    case 'duplicates':
      return [`${from}-->>${to}: ${text(`#${copy?.number ?? '?'} repeats ${original}`)}`];
    case 'delays': {
      const ends = from === to ? from : `${from},${to}`;
      return [`Note over ${ends}: ${text(`${original} is delayed behind all others`)}`];
    }
  }
}

/** The first few changes; a note that lists a whole cluster is not read. */
function changeTexts(step: TraceStep, hides: Hides): string[] {
  const { role, ids } = step.lane;
  // The note hangs on the lane: what the lane's own cell is called need not be said again.
  const own = `${ids.length === 0 ? role : `${role}(${ids.join(', ')})`}.`;
  const all = changesOf(step, hides).flatMap(({ cell, before, after }) =>
    differences(cell, before, after).map((at) => {
      const path = at.path.startsWith(own) ? at.path.slice(own.length) : at.path;
      return shorten(`${path} = ${at.after}`, mostOfChange);
    }),
  );
  if (all.length <= mostChanges) return all;
  return [...all.slice(0, mostChanges - 1), `… ${all.length - mostChanges + 1} more changes`];
}

function endNotes({ id, name, reason }: Violated, trace: Trace, { first, last }: Lanes): string[] {
  const where = first === last ? first : `${first},${last}`;
  const facts = Object.entries(reason?.facts ?? {}).map(([fact, value]) =>
    shorten(`${fact} = ${printValue(value)}`, mostOfMessage),
  );
  const lines = [`✗ ${id} is violated: ${reason?.sentence ?? name}`, ...facts];
  const stays = staysAtEnd(trace)
    ? [`Note over ${where}: ${escaped('nothing happens any more')}`]
    : [];
  return [...stays, `Note over ${where}: ${escaped(...lines)}`];
}

/** Without a violation there is no trace to draw: the verdicts stand in one note. */
function verdictDiagram(outcome: Outcome): string {
  const lines = outcome.properties.map((at) => `${at.id} ${verdictWord(at)}: ${at.name}`);
  return joined([
    'sequenceDiagram',
    ...indented([
      `participant p0 as ${escaped(outcome.title)}`,
      `Note over p0: ${escaped(`${outcome.preset}, bounds ${outcome.boundsName}`, ...lines)}`,
    ]),
  ]);
}

/** A long text in short lines, so that the lanes stay close together. */
function folded(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length >= mostOnLine) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function joined(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
