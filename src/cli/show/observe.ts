/**
 * Which cells each action reads and writes, as seen while the engine explores.
 *
 * The engine calls an action again for every combination of values that it has not seen, so recording its calls
 * sees every read and write of the explored states. What was not explored was not observed: a lower bound.
 */
import type { Outcome } from '../../explore/outcome.ts';
import type { Instance } from '../../spec/actions.ts';
import { disabled } from '../../spec/actions.ts';
import type { AnyCell, Read } from '../../spec/cells.ts';
import type { Model } from '../../spec/system.ts';
import type { Exploring } from '../engine.ts';
import { exploreWith } from '../engine.ts';
import type { Io } from '../io.ts';
import { progressLine } from '../progress.ts';

/** Which cell families an action reads and writes. */
export interface Access {
  readonly reads: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
}

/** What was observed, by action, and in how much of the state space. */
export interface Observation {
  readonly accesses: ReadonlyMap<string, Access>;
  readonly outcome: Outcome;
}

/** Enough to see every action of a system in its smaller bounds; more would keep the reader waiting. */
const mostSeconds = 5;
const mostStates = 500_000;

/** Explores the model, and records what its actions touch. */
export async function observe(engine: Exploring, model: Model, io: Io): Promise<Observation> {
  const accesses = new Map<string, { reads: Set<string>; writes: Set<string> }>();
  for (const { action } of model.actions) {
    accesses.set(action, { reads: new Set(), writes: new Set() });
  }
  const actions = model.actions.map((instance) => {
    const access = accesses.get(instance.action);
    return access ? recorded(instance, access) : instance;
  });
  const outcome = await exploreWith(
    engine,
    { ...model, actions },
    { keepGoing: true, maxStates: mostStates, maxSeconds: mostSeconds },
    { io, progress: progressLine('auto', io) },
  );
  return { accesses, outcome };
}

function recorded(
  instance: Instance,
  { reads, writes }: { readonly reads: Set<string>; readonly writes: Set<string> },
): Instance {
  return {
    ...instance,
    run: (read) => {
      const recording: Read = (cell) => {
        // A foreign cell is refused by `read`, so its family is never printed.
        reads.add((cell as AnyCell).family);
        return read(cell);
      };
      const step = instance.run(recording);
      if (step !== disabled) for (const { cell } of step) writes.add(cell.family);
      return step;
    },
  };
}
