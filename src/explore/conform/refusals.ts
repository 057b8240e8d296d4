/**
 * Why an event is refused: for each way in which it could have been taken, the guard or the observation that said no.
 */
import type { Instance } from '../../spec/actions.ts';
import type { Model } from '../../spec/system.ts';
import { toJson } from '../../spec/value.ts';
import { cellsRead } from '../trace.ts';
import type { Knowledge } from './knowledge.ts';
import type { Act, Seen } from './meanings.ts';
import type { Refusal, Way } from './outcome.ts';
import type { StateId } from './states.ts';

/** More are counted, not told. */
const [mostWays, mostRefusals] = [6, 3];
/** So many states are asked why. */
const mostAsked = 400;

type Reason = Refusal extends infer R ? (R extends Refusal ? Omit<R, 'states'> : never) : never;

/** Why an act is refused in all of some states. */
export function waysOf(
  model: Model,
  knowledge: Knowledge,
  states: readonly StateId[],
  { takes, before, after }: Act,
): { readonly ways: readonly Way[]; readonly moreWays: number } {
  const { cells } = model.layout;
  const failing = (state: StateId, list: readonly Seen[], why: 'before' | 'after') => {
    const seen = list.find((at) => !knowledge.isSeen(state, at));
    if (seen === undefined) return undefined;
    const got = toJson(knowledge.states.valueOf(state, seen.cell));
    return { why, cell: cells[seen.cell]!.name, expected: seen.expected, got };
  };
  const disabledIn = (state: StateId, instance: Instance): Reason => {
    const plain = knowledge.states.plain(state);
    const reads = cellsRead(model, instance, plain).map(({ name, index }) => ({
      cell: name,
      value: toJson(plain[index]),
    }));
    return { why: 'disabled', reads };
  };
  const asked = states.slice(0, mostAsked);
  const wayOf = (index: number | null): Way => {
    const instance = index === null ? null : model.actions[index]!;
    const reasons = asked.map((state): Reason => {
      const early = failing(state, before, 'before');
      if (early !== undefined || instance === null) return early as Reason;
      const next = knowledge.states.after(state, index!);
      return next < 0 ? disabledIn(state, instance) : (failing(next, after, 'after') as Reason);
    });
    const all = counted(reasons);
    const told = all.slice(0, mostRefusals);
    const toldStates = told.reduce((sum, at) => sum + at.states, 0);
    const moreStates = states.length - toldStates;
    return { instance: instance?.name ?? null, refusals: told, moreStates };
  };
  const indices = takes ?? [null];
  const ways = indices.slice(0, mostWays).map(wayOf);
  return { ways, moreWays: indices.length - ways.length };
}

/** Each reason once, the most frequent first; those that are as frequent in the order in which they are met. */
function counted(reasons: readonly Reason[]): Refusal[] {
  const counts = new Map<string, { reason: Reason; states: number }>();
  for (const reason of reasons) {
    const key = JSON.stringify(reason);
    const at = counts.get(key) ?? { reason, states: 0 };
    at.states++;
    counts.set(key, at);
  }
  return [...counts.values()]
    .sort((a, b) => b.states - a.states)
    .map(({ reason, states }) => ({ ...reason, states }));
}
