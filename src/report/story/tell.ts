/**
 * Tells the story of a trace.
 */
import type { LaneJson, MessageJson, Trace, TraceStep } from '../../explore/outcome.ts';
import type { Difference, Json } from '../values.ts';
import { differences, printValue } from '../values.ts';
import { laneName, subjectOf } from '../words.ts';
import type {
  Course,
  Ending,
  Fate,
  Stage,
  Story,
  StoryFault,
  StoryLane,
  StoryMessage,
  StoryStep,
  Violated,
} from './story.ts';

/**
 * The story of a violated property.
 *
 * @example
 * violatedFirst(outcome).map((property) => storyOf(outcome, property))
 */
export function storyOf(stage: Stage, property: Violated): Story {
  const { id, name, by, kind, reason, trace } = property;
  return {
    ...courseOf(stage, trace),
    promise: { id, name, by, kind },
    violation: {
      sentence: reason?.sentence ?? null,
      facts: Object.entries(reason?.facts ?? {}).map(([fact, value]) => ({ name: fact, value })),
    },
  };
}

/** What happens in a trace. */
export function courseOf(stage: Stage, trace: Trace): Course {
  const lanes = lanesOf(stage, trace);
  const kinds = new Map(stage.coverage.cells.map((cell) => [cell.name, cell.kind]));
  const kindOf = (cell: string) => kinds.get(cell) ?? 'state';
  return {
    system: stage.system,
    lanes,
    cells: Object.entries(trace.initial).map(([cell, initial]) => ({
      name: cell,
      kind: kindOf(cell),
      initial,
    })),
    startsDiffer: stage.counts.initial > 1,
    messages: messagesOf(trace, lanes),
    steps: trace.steps.map((step, at) => stepOf(step, at + 1, lanes, kindOf)),
    ending: endingOf(trace),
  };
}

/** Roles in the order of the protocol's actions, instances by their ids. */
function lanesOf({ coverage }: Stage, trace: Trace): StoryLane[] {
  const roles = [...new Set(coverage.actions.map(({ name }) => roleOf(name)))];
  const present = new Map<string, StoryLane>();
  for (const { role, ids } of trace.steps.flatMap(lanesOfStep)) {
    const name = laneName({ role, ids });
    present.set(name, { name, role, ids });
  }
  const rank = ({ role }: StoryLane) => (roles.includes(role) ? roles.indexOf(role) : roles.length);
  return [...present.values()].sort(
    (a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en', { numeric: true }),
  );
}

/** A fault of the network has no lane of its own: it happens to a message between two others. */
function lanesOfStep(step: TraceStep): LaneJson[] {
  const ends = messagesIn(step).flatMap(({ from, to }) => [from, to]);
  return step.fault ? ends : [step.lane, ...ends];
}

function messagesIn({ sends, receives, fault }: TraceStep): MessageJson[] {
  const faulty = fault ? [fault.message, ...(fault.copy ? [fault.copy] : [])] : [];
  return [...receives, ...faulty, ...sends];
}

function roleOf(action: string): string {
  return action.slice(0, action.lastIndexOf('.'));
}

function positionOf(lanes: readonly StoryLane[], lane: LaneJson): number {
  const name = laneName(lane);
  return lanes.findIndex((at) => at.name === name);
}

/** Every message that a step mentions, with what became of it. */
function messagesOf({ steps }: Trace, lanes: readonly StoryLane[]): StoryMessage[] {
  const known = new Map<number, StoryMessage>();
  const meet = ({ number, channel, from, to, message }: MessageJson): StoryMessage => {
    const met = known.get(number) ?? {
      number,
      channel,
      from: positionOf(lanes, from),
      to: positionOf(lanes, to),
      message,
      sentIn: null,
      copyOf: null,
      delayedIn: [],
      fate: { kind: 'underWay' },
    };
    known.set(number, met);
    return met;
  };
  const learn = (at: MessageJson, more: Partial<StoryMessage>) =>
    known.set(at.number, { ...meet(at), ...more });
  for (const [index, { sends, receives, fault }] of steps.entries()) {
    const step = index + 1;
    for (const at of receives) learn(at, { fate: { kind: 'received', step } });
    for (const at of sends) learn(at, { sentIn: step });
    if (!fault) continue;
    const { kind, message, copy } = fault;
    const lost: Fate = { kind: 'lost', step };
    if (kind === 'loses') learn(message, { fate: lost });
    if (kind === 'delays') learn(message, { delayedIn: [...meet(message).delayedIn, step] });
    if (kind === 'duplicates') meet(message);
    if (copy) learn(copy, { sentIn: step, copyOf: message.number });
  }
  return [...known.values()].sort((a, b) => a.number - b.number);
}

function stepOf(
  step: TraceStep,
  number: number,
  lanes: readonly StoryLane[],
  kindOf: (cell: string) => StoryStep['changes'][number]['kind'],
): StoryStep {
  const { instance, action, ids, kind, lane, label, fault } = step;
  const numbersOf = (messages: readonly MessageJson[]) => messages.map((at) => at.number);
  return {
    number,
    instance,
    action,
    ids,
    kind,
    lane: fault ? null : positionOf(lanes, lane),
    subject: subjectOf(step),
    label,
    receives: numbersOf(step.receives),
    sends: numbersOf(step.sends),
    fault: faultOf(step),
    changes: step.changes.map(({ cell, before, after }) => ({
      cell,
      kind: kindOf(cell),
      before,
      after,
      parts: partsOf(cell, before, after),
    })),
  };
}

/** Two values may look alike and differ in what they are: then they are shown whole. */
function partsOf(cell: string, before: Json, after: Json): readonly Difference[] {
  const parts = differences(cell, before, after);
  if (parts.length > 0) return parts;
  return [{ path: cell, before: printValue(before), after: printValue(after) }];
}

function faultOf({ kind, fault }: TraceStep): StoryFault | null {
  if (!fault) return kind === 'fault' ? { kind: 'fails' } : null;
  const message = fault.message.number;
  if (fault.kind !== 'duplicates') return { kind: fault.kind, message };
  return { kind: fault.kind, message, copy: fault.copy?.number ?? message };
}

function endingOf({ steps, loop }: Trace): Ending {
  if (loop === steps.length) return { kind: 'rest', step: loop };
  if (loop !== null) return { kind: 'loop', from: loop + 1 };
  return steps.length === 0 ? { kind: 'start' } : { kind: 'step', step: steps.length };
}
