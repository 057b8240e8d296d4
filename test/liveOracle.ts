/**
 * A slow way to decide liveness, which shares no idea with the engine's.
 *
 * It guesses which strongly fair groups are enabled only finitely often: all sets of them are tried. Once a set is
 * guessed, its states are left out, and everybody else must be served again and again: a state lies on a fair loop if those that
 * it reaches and that reach it again, staying where it is being one way to move, serve everybody.
 */
import type { Instance, Model, State } from '../src/index.ts';
import { initialStates, readOf } from '../src/index.ts';
import type { Place } from './laws/systems.ts';
import { keyOf } from './laws/systems.ts';

/** More than this is too much for it. */
export const mostStates = 100;

interface Node {
  readonly state: State;
  readonly moves: readonly { readonly by: Instance; readonly to: string }[];
}

/** The verdict on a property, and the least number of steps to a fair loop that violates it. */
export function decideNaively(model: Model, places: ReadonlyMap<string, Place>, id: string) {
  const nodes = new Map([...places].map(([key, place]) => [key, nodeOf(model, key, place)]));
  const property = model.properties.find((at) => at.id === id);
  if (property?.kind !== 'eventually' && property?.kind !== 'leadsTo') throw new TypeError(id);
  const where = (says: (read: ReturnType<typeof readOf>) => boolean) =>
    new Set(
      [...nodes.keys()].filter((key) =>
        says(readOf(model, id, (index) => nodes.get(key)?.state[index])),
      ),
    );
  const initial = new Set(initialStates(model).map(keyOf));
  const kept = where(property.kind === 'eventually' ? property.reached : property.to);
  const due = property.kind === 'eventually' ? initial : where(property.from);
  const within = new Set([...nodes.keys()].filter((key) => !kept.has(key)));
  const stem = distance(nodes, initial, due, within, fairStates(model, nodes, within));
  const verdict = stem === null ? 'holds' : 'violated';
  return { id, verdict, vacuous: due.size === 0, stem };
}

/** Steps that change nothing are no moves. */
function nodeOf(model: Model, key: string, { state, successors }: Place): Node {
  const moves = model.actions.flatMap((by, at) => {
    const to = successors[at] && keyOf(successors[at]);
    return to === undefined || to === key ? [] : [{ by, to }];
  });
  return { state, moves };
}

function fairStates(model: Model, nodes: ReadonlyMap<string, Node>, within: ReadonlySet<string>) {
  const fair = new Map(model.actions.map(({ fairGroup, fairness }) => [fairGroup, fairness]));
  const weak = [...fair].flatMap(([group, fairness]) => (fairness === 'weak' ? [group] : []));
  const strong = [...fair].flatMap(([group, fairness]) => (fairness === 'strong' ? [group] : []));
  const movesAt = (key: string) => nodes.get(key)?.moves ?? [];
  const isEnabled = (group: string, key: string) =>
    movesAt(key).some(({ by }) => by.fairGroup === group);
  const found = new Set<string>();
  for (let guess = 0; guess < 2 ** strong.length; guess++) {
    const never = strong.filter((_, at) => ((guess >> at) & 1) === 1);
    const always = strong.filter((group) => !never.includes(group));
    const left = new Set([...within].filter((key) => !never.some((at) => isEnabled(at, key))));
    for (const loop of loopsIn(nodes, left)) {
      const isTaken = (group: string) =>
        loop.some((key) =>
          movesAt(key).some(({ by, to }) => by.fairGroup === group && loop.includes(to)),
        );
      const isServed = (group: string) =>
        isTaken(group) || loop.some((key) => !isEnabled(group, key));
      if (always.every(isTaken) && weak.every(isServed)) for (const key of loop) found.add(key);
    }
  }
  return found;
}

/** The states that reach each other, in sets. */
function loopsIn(nodes: ReadonlyMap<string, Node>, within: ReadonlySet<string>): string[][] {
  const reached = new Map([...within].map((key) => [key, reachedFrom(nodes, key, within)]));
  const open = new Set(within);
  return [...within].flatMap((key) => {
    if (!open.has(key)) return [];
    const loop = [...(reached.get(key) ?? [])].filter((other) => reached.get(other)?.has(key));
    for (const member of loop) open.delete(member);
    return [loop];
  });
}

function reachedFrom(nodes: ReadonlyMap<string, Node>, key: string, within: ReadonlySet<string>) {
  const reached = new Set([key]);
  for (const at of reached)
    for (const { to } of nodes.get(at)?.moves ?? []) if (within.has(to)) reached.add(to);
  return reached;
}

/** Steps to a goal by a way that from some due state on stays within. */
function distance(
  nodes: ReadonlyMap<string, Node>,
  initial: ReadonlySet<string>,
  due: ReadonlySet<string>,
  within: ReadonlySet<string>,
  goals: ReadonlySet<string>,
): number | null {
  const turn = (keys: Iterable<string>) =>
    [...keys].filter((key) => due.has(key) && within.has(key));
  let before = new Set(initial);
  let after = new Set(turn(before));
  for (let steps = 0; steps <= 2 * nodes.size; steps++) {
    for (const key of after) if (goals.has(key)) return steps;
    const next = (keys: ReadonlySet<string>) =>
      [...keys].flatMap((key) => nodes.get(key)?.moves.map(({ to }) => to) ?? []);
    after = new Set(next(after).filter((key) => within.has(key)));
    before = new Set(next(before));
    for (const key of turn(before)) after.add(key);
  }
  return null;
}
