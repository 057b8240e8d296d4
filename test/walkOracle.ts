/**
 * The naive walker: what fuzzing must agree with, and what it is measured against.
 *
 * Every instance is asked in every state and every property about every state and step, on the plain transition
 * function; one of the enabled instances is taken.
 */
import type { Model, Property, State } from '../src/index.ts';
import { disabled, initialStates, next, readOf, vacuous } from '../src/index.ts';

/** Walks uniformly at random, `draw` being chance; how many steps were made. Nothing ends a walk but its length. */
export function walkNaively(
  model: Model,
  { runs, maxSteps }: { readonly runs: number; readonly maxSteps: number },
  draw: (below: number) => number,
): { readonly steps: number; readonly violations: number } {
  const read = (state: State) => readOf(model, 'property', (index) => state[index]);
  const isReason = (claim: unknown) => claim !== true && claim !== vacuous;
  const breaks = (at: Property, before: State, after: State, isQuiet: boolean) => {
    if (at.appliesTo === false) return false;
    if (at.kind === 'neverStep') return isReason(at.holds(read(before), read(after)));
    if (at.kind === 'always' || (at.kind === 'quiescent' && isQuiet)) {
      return isReason(at.holds(read(after)));
    }
    return false;
  };
  let [steps, violations] = [0, 0];
  for (let run = 0; run < runs; run++) {
    const starts = initialStates(model);
    let before = starts[draw(starts.length)] as State;
    let state = before;
    for (let step = 0; ; step++) {
      const moves = model.actions.flatMap((instance) => {
        const after = next(model, state, instance);
        return after === disabled ? [] : [{ instance, after }];
      });
      const isQuiet = moves.every(({ instance }) => instance.kind !== 'system');
      for (const at of model.properties) if (breaks(at, before, state, isQuiet)) violations++;
      const move = moves[moves.length === 0 ? 0 : draw(moves.length)];
      if (move === undefined || step === maxSteps) break;
      before = state;
      state = move.after;
      steps++;
    }
  }
  return { steps, violations };
}
