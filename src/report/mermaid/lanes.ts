/**
 * The lanes of a sequence diagram: the role instances that take part in a trace.
 */
import type { LaneJson, Trace } from '../../explore/outcome.ts';
import type { Stage } from '../story.ts';
import { laneName } from '../words.ts';
import { escaped } from './escape.ts';

/** The lanes of a diagram and the short names by which its statements call them. */
export interface Lanes {
  readonly participants: readonly string[];
  readonly nameOf: (lane: LaneJson) => string;
  readonly first: string;
  readonly last: string;
}

/**
 * Roles in the order of the protocol's actions, instances by their ids; the same for every trace of a system, so
 * that diagrams can be held side by side.
 */
export function lanesOf(outcome: Stage, trace: Trace): Lanes {
  const roles = [...new Set(outcome.coverage.actions.map(({ name }) => roleOf(name)))];
  const present = new Map<string, LaneJson>();
  for (const lane of trace.steps.flatMap(lanesOfStep)) present.set(laneName(lane), lane);
  const rank = ({ role }: LaneJson) => (roles.includes(role) ? roles.indexOf(role) : roles.length);
  const inOrder = [...present.values()].sort(
    (a, b) => rank(a) - rank(b) || laneName(a).localeCompare(laneName(b), 'en', { numeric: true }),
  );
  // A violated initial state has no steps, but a diagram needs somebody to hang the note on.
  const lanes = inOrder.length > 0 ? inOrder : [{ role: outcome.system, ids: [] }];
  const shortNames = new Map(lanes.map((lane, at) => [laneName(lane), `p${at}`]));
  return {
    participants: lanes.map((lane, at) => `participant p${at} as ${escaped(laneName(lane))}`),
    nameOf: (lane) => shortNames.get(laneName(lane)) ?? 'p0',
    first: 'p0',
    last: `p${lanes.length - 1}`,
  };
}

/** A fault of the network has no lane of its own: it happens to a message between two others. */
function lanesOfStep(step: Trace['steps'][number]): LaneJson[] {
  const messages = [...step.sends, ...step.receives, ...(step.fault ? [step.fault.message] : [])];
  const ends = messages.flatMap(({ from, to }) => [from, to]);
  return step.fault ? ends : [step.lane, ...ends];
}

function roleOf(action: string): string {
  return action.slice(0, action.lastIndexOf('.'));
}
