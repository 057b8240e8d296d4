/**
 * The naive follower: what conformance must agree with. Every order of the events that node, message and `reorder` allow
 * is walked with every state on its own, by the plain transition function; nothing is shared but what was seen before.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Model, State } from '../../../src/index.ts';
import { disabled, encode, initialStates, next, toJson } from '../../../src/index.ts';
import type { Hiding, Line } from './randomLog.ts';
import { begins, relays, sees } from './randomLog.ts';

interface Node {
  /** Positions of the events that were taken. */
  readonly taken: ReadonlySet<number>;
  readonly state: State;
}

/** How many lines from the first one on some behaviour accounts for, whatever else it takes. */
export function acceptedNaively(
  model: Model,
  lines: readonly Line[],
  hiding: Hiding,
  reorder: number,
) {
  const log = lines.filter(({ kind }) => kind !== relays);
  const before = predecessors(lines);
  const baseOf = ({ taken }: Node) => log.findIndex((_, at) => !taken.has(at));
  const seen = new Set<string>();
  const open: Node[] = initialStates(model).map((state) => ({ taken: new Set(), state }));
  let best = 0;
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const key = `${[...node.taken].sort((a, b) => a - b).join()} ${node.state.map(encode).join(' ')}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const base = baseOf(node);
    if (base < 0) return log.length;
    best = Math.max(best, base);
    for (let at = base; at <= Math.min(base + reorder, log.length - 1); at++) {
      if (node.taken.has(at) || (before[at] as number[]).some((other) => !node.taken.has(other)))
        continue;
      const taken = new Set([...node.taken, at]);
      const line = log[at] as Line;
      if (line.kind === begins.kind) {
        open.push(...initialStates(model).map((state) => ({ taken, state })));
        continue;
      }
      for (const state of withHidden(model, node.state, hiding)) {
        const after = follow(model, state, line);
        if (after !== disabled) open.push({ taken, state: after });
      }
    }
  }
  return best;
}

/** The states that the system may be in after lines in this order, as texts. */
export function statesAfter(model: Model, log: readonly Line[], hiding: Hiding): Set<string> {
  const textOf = (state: State) => state.map(encode).join(' ');
  let states = initialStates(model);
  for (const line of log) {
    const after =
      line.kind === begins.kind
        ? initialStates(model)
        : states
            .flatMap((state) => withHidden(model, state, hiding))
            .map((state) => follow(model, state, line))
            .filter((state) => state !== disabled);
    states = [...new Map(after.map((state) => [textOf(state), state])).values()];
  }
  return new Set(states.map(textOf));
}

/** What a line makes of a state. */
function follow(model: Model, state: State, { kind, ids, value }: Line) {
  if (kind === sees) {
    const cell = model.layout.cells.find(({ name }) => name === ids[0]);
    return isDeepStrictEqual(toJson(state[cell?.index ?? -1]), value) ? state : disabled;
  }
  const name = ids.length === 0 ? kind : `${kind}(${ids.join(', ')})`;
  const instance = model.actions.find((at) => at.name === name);
  return instance ? next(model, state, instance) : disabled;
}

/** The states that hidden steps lead to, so many at most. */
function withHidden(model: Model, from: State, { actions, inARow }: Hiding): State[] {
  const found = new Map([[from.map(encode).join(' '), from]]);
  let border = [from];
  for (let depth = 0; depth < inARow; depth++) {
    const following: State[] = [];
    for (const state of border) {
      for (const instance of model.actions.filter(({ action }) => actions.includes(action))) {
        const after = next(model, state, instance);
        const key = after === disabled ? '' : after.map(encode).join(' ');
        if (after === disabled || found.has(key)) continue;
        found.set(key, after);
        following.push(after);
      }
    }
    border = following;
  }
  return [...found.values()];
}

/** Which events must have been taken before each one, relays left out: by node, by message, and by run. */
function predecessors(lines: readonly Line[]): number[][] {
  const direct = orderOf(lines);
  const events = [...lines.keys()].filter((at) => lines[at]?.kind !== relays);
  return events.map((at) => {
    const met = new Set(direct[at]);
    for (const other of met) {
      if (lines[other]?.kind === relays)
        for (const further of direct[other] ?? []) met.add(further);
    }
    return [...met].filter((other) => events.includes(other)).map((other) => events.indexOf(other));
  });
}

/** Which lines come before each one. */
function orderOf(log: readonly Line[]): number[][] {
  const runOf = log.map(
    (_, at) => log.slice(0, at + 1).filter(({ kind }) => kind === begins.kind).length,
  );
  return log.map((line, at) =>
    [...log.keys()].filter((other) => {
      const there = log[other] as Line;
      if (other === at) return false;
      if (runOf[other] !== runOf[at]) return other < at;
      if (there.kind === begins.kind || line.kind === begins.kind) return other < at;
      if (there.node === line.node && other < at) return true;
      return (line.receives ?? []).some((message) => there.sends?.includes(message));
    }),
  );
}
