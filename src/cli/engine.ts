/**
 * The engine as the command line drives it: step by step, so that progress is shown, Ctrl-C is heard, and the search
 * is kept from time to time.
 */

import type { exploring } from '../explore/explore.ts';
import type { ExploreOptions } from '../explore/options.ts';
import type { Outcome } from '../explore/outcome.ts';
import type { Model } from '../spec/system.ts';
import type { Keeper } from './checkpoint/keeper.ts';
import type { Io } from './io.ts';
import type { ProgressLine } from './progress.ts';

export type { Progress } from '../explore/options.ts';

/** The engine's generator. */
export type Exploring = typeof exploring;

/** What surrounds a search. */
interface Surroundings {
  readonly io: Io;
  readonly progress: ProgressLine;
  readonly keeper?: Keeper;
}

/** Explores a model to the end, or until the user interrupts. With a keeper, nothing of what was cut is lost. */
export async function exploreWith(
  engine: Exploring,
  model: Model,
  options: ExploreOptions,
  { io, progress, keeper }: Surroundings,
): Promise<Outcome> {
  const checkpoints = keeper !== undefined;
  const search = engine(model, { ...options, clock: io.clock, memory: io.memory, checkpoints });
  const line: ProgressLine = {
    ...progress,
    update: (step) => {
      // Before anything else: the tables are as they are only until the search goes on.
      if (step.snapshot !== null) keeper?.keep(step.snapshot, step.states);
      progress.update(step);
    },
  };
  return drive(search, io, line, () => (keeper?.isDue() ? 'save' : undefined));
}

/** Runs a search to the end, or until the user interrupts. */
export async function drive<P, R, S>(
  search: Generator<P, R, S | 'stop' | undefined>,
  io: Io,
  progress: ProgressLine<P>,
  signal: () => S | undefined = () => undefined,
): Promise<R> {
  let interrupted = false;
  const release = io.onInterrupt(() => {
    interrupted = true;
  });
  try {
    let step = search.next();
    while (!step.done) {
      progress.update(step.value);
      await io.pause();
      step = search.next(interrupted ? 'stop' : signal());
    }
    return step.value;
  } finally {
    progress.clear();
    release();
  }
}
